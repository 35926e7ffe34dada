"""Which questions are put on paper."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from maturity_kit.content.model import Item, Model
from maturity_kit.reports.errors import ReportError


def questions_asked(
    models: Mapping[str, Model], edition: str = "quick", only: Sequence[str] | None = None
) -> tuple[Item, ...]:
    """The questions of an edition in the order of the models, of all of them or of those in ``only``.

    Raises:
        ReportError: there is no model with such an id, with the nearest one, or there is no question at all.
    """
    for wanted in only or ():
        if wanted not in models:
            raise _unknown("model", wanted, models)
    chosen = [models[model_id] for model_id in (models if only is None else dict.fromkeys(only))]
    return _some(item for model in chosen for item in model.edition(edition))


def questions_named(models: Mapping[str, Model], wanted: Sequence[str]) -> tuple[Item, ...]:
    """The questions with these ids in this order, each once; a group stands for every question in it.

    Raises:
        ReportError: there is no question with such an id, with the nearest one, or nothing was named.
    """
    return _some(item for node_id in wanted for item in _items_of(models, node_id))


def _items_of(models: Mapping[str, Model], node_id: str) -> list[Item]:
    for model in models.values():
        present = model.current_id(node_id)
        if present in model.by_id:
            return [item for item in model.items if present in model.path(item.id)]
    raise _unknown("item", node_id, [item.id for model in models.values() for item in model.items])


def _some(items: Iterable[Item]) -> tuple[Item, ...]:
    found = tuple({item.id: item for item in items}.values())
    if not found:
        raise ReportError("nothing")
    return found


def _unknown(kind: str, wanted: str, allowed: Iterable[str]) -> ReportError:
    near = difflib.get_close_matches(wanted[:100], allowed, n=1, cutoff=0.4)
    return ReportError(f"{kind}.near" if near else f"{kind}.unknown", found=wanted, near="".join(near))
