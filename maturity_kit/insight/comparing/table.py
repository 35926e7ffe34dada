"""A comparison as one table for people: models, their standing and their parts against the sides, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from maturity_kit.content.html_table import html_table
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.room import difference_words, has_bands
from maturity_kit.insight.comparing.shifts import Shift
from maturity_kit.insight.comparing.sides import cell, labels, row_title, shared, signed, standing_words
from maturity_kit.insight.comparing.words import PARTS, displayed


class Line(NamedTuple):
    """One row: ``depth`` 0 for a model, 1 for what belongs to it; ``cells`` without the title."""

    depth: int
    title: str
    cells: tuple[str, ...]


def table_head(comparison: Comparison, language: str) -> tuple[str, ...]:
    """The headings: the part, each side, then the change; of several steps only the sum of each."""
    say, names = Wording("compare", language), labels(comparison.sides, language)
    if len(comparison.steps) == 1:
        kind = comparison.steps[0].kind
        changes = [say(f"{kind}.head"), *(say(f"head.{name}") for name in _shown(comparison))]
        changes += [say("head.room")] if has_bands(comparison) else []
    else:
        changes = [
            say(f"{one.kind}.column", before=names[one.before], after=names[one.after]) for one in comparison.steps
        ]
    return (say("head.part"), *names, *changes)


def table_lines(comparison: Comparison, language: str) -> list[Line]:
    """Every model with its standing and the parts that a picture shows; whole points, ranges where answers are open."""
    return [line for model_id in comparison.models for line in _model_lines(comparison, model_id, language)]


def table_html(comparison: Comparison, language: str) -> str:
    """The table as HTML."""
    names = shared(comparison.sides) or Wording("compare", language)("picture.title")
    rows = ((line.title, *line.cells) for line in table_lines(comparison, language))
    return html_table(names, table_head(comparison, language), rows, language)


def _model_lines(comparison: Comparison, model_id: str, language: str) -> Iterator[Line]:
    results = comparison.results(model_id)
    scores = tuple(cell(result, language) for result in results)
    changes = _changes(comparison, model_id, model_id, language)
    yield Line(0, comparison.models[model_id].title.to(language), (*scores, *changes))
    stands = tuple(standing_words(result, language) if result else "" for result in results)
    if any(stands):
        empty = ("",) * len(changes)
        yield Line(1, Wording("compare", language)("row.standing"), (*stands, *empty))
    for row in comparison.parts(model_id):
        scores = tuple(cell(node, language) for node in row.scores)
        yield Line(1, row_title(row, language), (*scores, *_changes(comparison, model_id, row.id, language)))


def _changes(comparison: Comparison, model_id: str, node: str, language: str) -> tuple[str, ...]:
    """The cells of the change of one node: its parts when there is one step, else the sum of each step."""
    found = [_shift(comparison, place, model_id, node) for place in range(len(comparison.steps))]
    if len(found) != 1:
        return tuple(signed(displayed(shift)[0]) if shift else "–" for shift in found)
    total, parts = displayed(found[0]) if found[0] else (None, [None] * len(PARTS))
    by_part = dict(zip(PARTS, parts, strict=True))
    told = tuple(signed(by_part[part]) for part in _shown(comparison))
    bands = (difference_words(found[0].band, language) if found[0] else "–",) if has_bands(comparison) else ()
    return (signed(total), *told, *bands)


def _shift(comparison: Comparison, place: int, model_id: str, node: str) -> Shift | None:
    """The change of a node; a step between two older versions knows its groups by the ids of those versions."""
    step = comparison.steps[place].models.get(model_id)
    if step is None or node == model_id:
        return step.whole if step else None
    present = comparison.models[model_id]
    return next((shift for name, shift in step.groups.items() if present.current_id(name) == node), None)


def _shown(comparison: Comparison) -> tuple[str, ...]:
    """The parts of a change that get a column: the version of a model only when one has another."""
    missing = any(one.key == "compare.version" for one in comparison.notices)
    found = [{result.model.version for result in comparison.results(model) if result} for model in comparison.models]
    return PARTS if missing or any(len(versions) > 1 for versions in found) else PARTS[:2]
