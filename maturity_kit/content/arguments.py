"""What functions are handed by people who call them: of the right kind, or refused in a sentence with a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from maturity_kit.content.checked import kind
from maturity_kit.content.load import Models
from maturity_kit.content.model import Model
from maturity_kit.errors import InputError


def expect(found: object, wanted: type | tuple[type, ...], argument: str, place: str = "") -> None:
    """Refuse what is not of the kind wanted.

    Args:
        found: what was handed over.
        wanted: its class, or several of which one will do.
        argument: what it should be: the key of a sentence under ``argument`` in ``wording/errors.yaml``.
        place: its name in the call; ``argument`` by default.

    Raises:
        InputError: what was found, what is expected and how to get it.
    """
    if not isinstance(found, wanted):
        raise InputError(f"argument.{argument}", place or argument, found=kind(found))


def expect_path(found: object) -> None:
    """Refuse what cannot name a file.

    Raises:
        InputError: it is neither text nor a path.
    """
    expect(found, (str, Path), "path")


def expect_models(models: object) -> None:
    """Refuse anything but models, each under its own id, that share no id of a group or item.

    Raises:
        InputError: naming the id.
    """
    expect(models, Mapping, "models")
    if isinstance(models, Models) or not isinstance(models, Mapping):
        return
    owners: dict[str, str] = {}
    for name, model in models.items():
        expect(model, Model, "model", f"models[{name!r}]")
        if name != model.id:
            raise InputError("argument.under", "models", found=name, expected=model.id)
        for node in (model.id, *model.by_id):
            if node in owners:
                raise InputError("id.shared", model.id, found=node, other=owners[node])
            owners[node] = model.id
