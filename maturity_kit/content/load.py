"""Models from files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from maturity_kit.content.arguments import expect, expect_path
from maturity_kit.content.check import check_model
from maturity_kit.content.checked import as_input_error
from maturity_kit.content.files import read_text
from maturity_kit.content.model import Model
from maturity_kit.content.schema import ModelFields
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.home import home

LARGEST = 5_000_000


class Models(dict[str, Model]):
    """Current models by id, in order of id; superseded ones are read when ``version`` asks for them."""

    def __init__(self, folder: Path, models: dict[str, Model]) -> None:
        super().__init__(sorted(models.items()))
        self.folder = folder

    @property
    def versions(self) -> dict[tuple[str, str], Path]:
        """The files of superseded models by (id, version), from their names ``<id>@<version>.yaml``."""
        found = {}
        for path in sorted(self.folder.glob("*@*.yaml")):
            model_id, _, version = path.stem.partition("@")
            found[model_id, version] = path
        return found

    def version(self, model_id: str, version: str) -> Model | None:
        """One version of a model; None when the folder does not have it."""
        current = self.get(model_id)
        if current and current.version == version:
            return current
        path = self.versions.get((model_id, version))
        return load_model(path) if path else None


def parse_model(text: str, where: str = "") -> Model:
    """The model written in ``text``.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do.
    """
    found = parse_yaml(text, where)
    try:
        model = ModelFields.model_validate(found).build()
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
    check_model(model, where)
    return model


def load_model(path: str | Path) -> Model:
    """The model in a YAML file, as frozen objects; read again only after the file changed.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do; also when the file cannot be read.

    >>> import maturity_kit as mk
    >>> mk.load_model("missing.yaml")
    Traceback (most recent call last):
    maturity_kit.errors.InputError: missing.yaml: There is no such file. Check the name and the folder.
    """
    expect_path(path)
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        read_text(path)
        raise
    return _load(str(path), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _load(path: str, changed: int, size: int) -> Model:
    return parse_model(read_text(path, LARGEST), path)


def load_models(folder: str | Path | None = None) -> Models:
    """Every current model in a folder by id, by default ``data/models`` of the workbook.

    Raises:
        InputError: the folder is not there or empty, a model is refused, or two models share an id.

    >>> import maturity_kit as mk
    >>> list(mk.load_models())
    ['data-driven-marketing', 'digital-maturity', 'eight-values', 'four-d', 'strategy-360']
    """
    if folder is not None:
        expect_path(folder)
    chosen = Path(folder) if folder is not None else home() / "data" / "models"
    if not chosen.is_dir():
        raise InputError("models.folder", str(chosen))
    models: dict[str, Model] = {}
    files: dict[str, Path] = {}
    for path in sorted(chosen.glob("*.yaml")):
        if "@" in path.stem:
            continue
        model = load_model(path)
        taken = {model.id, *model.by_id}
        for used in taken & files.keys():
            raise InputError("id.shared", str(path), found=used, other=files[used].name)
        files |= dict.fromkeys(taken, path)
        models[model.id] = model
    if not models:
        raise InputError("models.none", str(chosen))
    return Models(chosen, models)


def load_version(model_id: str, version: str, folder: str | Path | None = None) -> Model | None:
    """One version of a model, current or superseded; None when there is no file of it.

    Raises:
        InputError: the models in the folder cannot be read.

    >>> import maturity_kit as mk
    >>> mk.load_version("four-d", "1.0")
    Model(four-d 1.0: layers, 5 groups, 26 items)
    >>> mk.load_version("four-d", "0.0.1") is None
    True
    """
    expect(model_id, str, "text", "model_id")
    expect(version, str, "text", "version")
    return load_models(folder).version(model_id, version)


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
