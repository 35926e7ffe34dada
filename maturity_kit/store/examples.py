"""The fictional organisations of ``data/examples``, for a start that is not empty."""

from __future__ import annotations

from pathlib import Path

from maturity_kit.home import home
from maturity_kit.store.imports import load_fitting
from maturity_kit.store.repository import Store


def load_examples(store: Store, folder: Path | None = None) -> list[str]:
    """The ids of the examples that are in the list now; one that was there keeps what was changed in it.

    An example that was put away stays away, and its id is left out.

    Args:
        store: what to fill.
        folder: with ``*.assessment.json`` files; by default ``data/examples`` of the workbook.

    Raises:
        InputError: an example cannot be read or does not fit the models; nothing was added.
    """
    chosen = folder if folder is not None else home() / "data" / "examples"
    examples = [load_fitting(path) for path in sorted(chosen.glob("*.assessment.json"))]
    present = {entry.id for entry in store.list(archived=True)}
    for example in examples:
        if example.id not in present:
            store.import_assessment(example)
    listed = {entry.id for entry in store.list()}
    return [example.id for example in examples if example.id in listed]
