"""A model of one's own: its file with remarks and places to fill in, and the notebook that shows it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from maturity_kit.content.files import read_text
from maturity_kit.content.load import LARGEST, load_model, load_models, parse_model
from maturity_kit.content.scaffold.copied import copied
from maturity_kit.content.scaffold.filled import filled_in
from maturity_kit.content.scaffold.notebook import notebook_name, notebook_text
from maturity_kit.content.scaffold.wish import ScaffoldError, Wish, check_id, check_title, prefix_of, taken_ids
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.home import home

__all__ = ["Made", "ScaffoldError", "Wish", "copy", "make"]


@dataclass(frozen=True)
class Made:
    """The two files of a new model."""

    model: Path
    notebook: Path


def make(wish: Wish, out: Path | None = None) -> Made:
    """Write a new model with places to fill in, and its notebook: both or neither.

    Args:
        wish: what was asked for.
        out: folder for both files; else ``data/models`` and ``notebooks`` of the workbook.

    Raises:
        InputError: the id is taken, a file is there already, or a model of the workbook cannot be read.
    """
    made, prefix = _places(wish.id, out), _prefix(wish.id)
    return _made(made, filled_in(wish, prefix, _head(made, wish.language)))


def copy(origin: str, new_id: str, title: str, language: str, out: Path | None = None) -> Made:
    """Write a model that begins as a copy of another, and its notebook: both or neither.

    Args:
        origin: id of a model of the workbook, or a model file.
        new_id: id of the new model; everything in it gets a new id as well.
        title: title of the new model, in each language of the other.
        language: of the remarks at the head of the file.
        out: folder for both files; else ``data/models`` and ``notebooks`` of the workbook.

    Raises:
        InputError: as ``make``; also when there is no such model, or it is refused.
    """
    check_id(new_id)
    check_title(title)
    path, prefix, made = _origin(origin), _prefix(new_id), _places(new_id, out)
    model = load_model(path)
    named = " ".join(model.title.to(language).split())
    came_from = Wording("scaffold", language)("remark.copied", title=named, id=model.id, version=model.version)
    text = copied(read_text(path, LARGEST), model, new_id, title, prefix)
    return _made(made, "".join(f"{line}\n" for line in (*_head(made, language), f"# {came_from}")) + text)


def _prefix(model_id: str) -> str:
    """The beginning of the ids of a new model, whose own id nothing here has yet."""
    taken = taken_ids(home() / "data" / "models")
    if model_id in taken:
        raise ScaffoldError("id.taken", found=model_id, other=taken[model_id])
    return prefix_of(model_id, taken)


def _origin(origin: str) -> Path:
    """The file of a model of the workbook, or the file itself."""
    models = load_models()
    for path in models.folder.glob("*.yaml") if origin in models else ():
        if "@" not in path.stem and load_model(path).id == origin:
            return path
    if not Path(origin).is_file():
        raise ScaffoldError("from.unknown", found=origin, allowed=", ".join(models))
    return Path(origin)


def _head(made: Made, language: str) -> list[str]:
    """The first lines of a model file: what editors read, and where people find what is next."""
    say = Wording("scaffold", language)
    told = [say("remark.check", file=_told(made.model)), say("remark.guide")]
    return [f"# yaml-language-server: $schema={schema_seen_from(made.model.parent)}", *(f"# {line}" for line in told)]


def _made(made: Made, text: str) -> Made:
    model = parse_model(text, str(made.model))
    _write({made.model: text, made.notebook: notebook_text(model.id, model.title, model.method)})
    return made


def _places(model_id: str, out: Path | None) -> Made:
    notebooks = home() / "notebooks"
    if out is None and not (home() / "data" / "models").is_dir():
        raise InputError("models.folder", str(home() / "data" / "models"))
    folder = out if out is not None else home() / "data" / "models"
    place = (out if out is not None else notebooks) / notebook_name(model_id, notebooks)
    return Made(folder / f"{model_id}.yaml", place)


def _told(path: Path) -> str:
    """A path as somebody in the folder of the workbook types it, on one line."""
    path = path.relative_to(home()) if path.is_relative_to(home()) else path
    return " ".join(path.as_posix().split())


def schema_seen_from(folder: Path) -> str:
    """Where the JSON Schema of a model is for an editor: relative when that can be, else an address."""
    schema = home() / "data" / "schemas" / "model.schema.json"
    try:
        return Path(os.path.relpath(schema, folder.resolve())).as_posix()
    except ValueError:
        return schema.as_uri()


def _write(texts: dict[Path, str]) -> None:
    there = [path for path in texts if path.exists()]
    if there:
        raise ScaffoldError("file.there", str(there[0]))
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
