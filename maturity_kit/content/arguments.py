"""What functions are handed by people who call them: of the right kind, or refused in a sentence with a remedy."""

from __future__ import annotations

from pathlib import Path

from maturity_kit.content.checked import kind
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
