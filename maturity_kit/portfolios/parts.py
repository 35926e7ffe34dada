"""Scores on their way: a folder beside the output that holds one finished part for each chunk.

A part is there as a whole or not at all, so a run that was cut short goes on after the parts that are complete. What
they were made from is written down with them; when that has changed since, they are thrown away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from maturity_kit.content.model import Model
from maturity_kit.portfolios.problems import PortfolioError
from maturity_kit.scoring.compiled import compile

ENDING = ".parts"
MADE_FROM, BEGUN = "made-from.json", "made-from.tmp"
VERSION = 1
"""Of what a part looks like."""


@dataclass(frozen=True)
class Parts:
    """The folder with the parts of one output."""

    folder: Path

    def begin(self, made_from: Mapping[str, Any]) -> str:
        """Makes the folder ready: ``new``, ``resumed`` after parts of the same work, or ``changed`` after others.

        Raises:
            PortfolioError: something else has the name of the folder.
        """
        told = json.dumps(made_from, sort_keys=True)
        note = self.folder / MADE_FROM
        if self.folder.exists():
            if note.is_file() and note.read_text(encoding="utf-8") == told:
                return "resumed" if any(self.folder.glob("*.scores.arrow")) else "new"
            self._clear()
            state = "changed"
        else:
            state = "new"
        self.folder.mkdir()
        unfinished = self.folder / BEGUN
        unfinished.write_text(told, encoding="utf-8")
        os.replace(unfinished, note)
        return state

    def _clear(self) -> None:
        """Throws parts of other work away; what is no folder of parts stays.

        Raises:
            PortfolioError: it holds something else.
        """
        ours = self.folder.is_dir() and ((self.folder / MADE_FROM).is_file() or {*os.listdir(self.folder)} <= {BEGUN})
        if not ours:
            raise PortfolioError("parts.other", str(self.folder))
        self.remove()

    def has(self, number: int) -> bool:
        """Whether the part of a chunk is complete."""
        return self._path(number, "scores").is_file()

    def keep(self, number: int, scores: Any, aside: Any) -> None:
        """Keeps the part of a chunk; the scores come last and make it complete."""
        for kind, pieces in (("aside", aside), ("scores", scores)):
            table = pieces.unify_dictionaries()
            path = self._path(number, kind)
            unfinished = path.with_suffix(".tmp")
            with open(unfinished, "wb") as sink:
                with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
                    writer.write_table(table)
                sink.flush()
                os.fsync(sink.fileno())
            os.replace(unfinished, path)

    def read(self, number: int, kind: str) -> Any:
        """The ``scores`` of a chunk, or what was set ``aside``, as an Arrow table."""
        with pa.memory_map(str(self._path(number, kind))) as source:
            return pa.ipc.open_file(source).read_all()

    def remove(self) -> None:
        """Throws the folder away, the note last: by that a later run knows what is left of it."""
        for entry in self.folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != MADE_FROM:
                entry.unlink()
        shutil.rmtree(self.folder)

    def _path(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:06}.{kind}.arrow"


def fingerprint(path: Path) -> dict[str, Any]:
    """What tells one content of a Parquet file from another: size, time of change, and the digest of its footer."""
    status = path.stat()
    with open(path, "rb") as file:
        file.seek(max(0, status.st_size - 8))
        length = int.from_bytes(file.read(4), "little")
        file.seek(max(0, status.st_size - 8 - length))
        footer = hashlib.sha256(file.read()).hexdigest()
    return {"file": str(path.resolve()), "size": status.st_size, "changed": status.st_mtime_ns, "footer": footer}


def digest_of(models: Iterable[Model]) -> str:
    """A digest of everything in the models that scores depend on; their words are no part of it."""
    return hashlib.sha256(json.dumps([_essence(model) for model in models]).encode()).hexdigest()


def _essence(model: Model) -> list[Any]:
    arrays = compile(model)
    tree = [arrays.group_ids, arrays.parents.tolist(), arrays.item_parents.tolist(), arrays.beside.tolist()]
    weights = [arrays.weights.items.tolist(), arrays.weights.groups.tolist()]
    items = [[item.id, item.essential, item.quick, item.scale.min, item.scale.max] for item in model.items]
    parameters = {name: found for name, found in sorted(model.parameters.items())}
    return [model.id, model.version, model.method, sorted(model.renamed.items()), parameters, tree, weights, items]
