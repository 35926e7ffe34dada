"""The fictional organisations of ``data/examples``, for a start that is not empty."""

from __future__ import annotations

from pathlib import Path

from maturity_kit.assessment.files import load_assessment
from maturity_kit.home import home
from maturity_kit.store.repository import Store


def load_examples(store: Store, folder: Path | None = None) -> list[str]:
    """The ids of the examples, which are in the store now; one that was there keeps what was changed in it.

    Args:
        store: what to fill.
        folder: with ``*.assessment.json`` files; by default ``data/examples`` of the workbook.

    Raises:
        InputError: an example cannot be read.
    """
    chosen = folder if folder is not None else home() / "data" / "examples"
    examples = [load_assessment(path) for path in sorted(chosen.glob("*.assessment.json"))]
    present = {entry.id for entry in store.list()}
    for example in examples:
        if example.id not in present:
            store.import_assessment(example)
    return [example.id for example in examples]
