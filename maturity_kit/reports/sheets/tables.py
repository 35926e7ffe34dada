"""Tidy tables as CSV: one row for each question, and one for each part of each model."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from maturity_kit.content.model import Item
from maturity_kit.reports.separated import BOM, Cell, restored, separated
from maturity_kit.reports.sheets.facts import facts_of
from maturity_kit.reports.story import Chapter, Story

ITEMS = (
    *("id", "model", "group", "text", "state", "value", "words", "note", "evidence"),
    *("counts", "unknown", "not_applicable", "weight", "x"),
)
NODES = ("id", "model", "title", "score", "low", "high", "coverage", "target", "gap")


def tables_csv(story: Story) -> dict[str, str]:
    """``items`` and ``nodes`` as CSV text, numbers unrounded.

    With the mark at the beginning by which Excel knows UTF-8. The separator and the decimal sign are those that Excel
    expects in the language of the story: ``;`` and a comma in Dutch, ``,`` and a point in English. Text that begins
    like a formula gets an apostrophe before it, which ``rows_of`` takes away again.
    """
    return {
        "items": _table(
            ITEMS, (row for one in story.chapters.values() for row in _items(one, story.language)), story.language
        ),
        "nodes": _table(NODES, (row for one in story.chapters.values() for row in _nodes(one, story)), story.language),
    }


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of such a table as people wrote them; the separator is that of its first line."""
    plain = text.removeprefix(BOM)
    separator = ";" if ";" in plain.partition("\n")[0] else ","
    rows = csv.DictReader(io.StringIO(plain, newline=""), delimiter=separator)
    return [{key: restored(found) for key, found in row.items()} for row in rows]


def _table(heads: Sequence[str], rows: Iterable[Mapping[str, Cell]], language: str) -> str:
    return separated([heads, *([row[head] for head in heads] for row in rows)], language)


def _items(chapter: Chapter, language: str) -> Iterator[dict[str, Cell]]:
    facts = facts_of(chapter.result)
    for one in chapter.answers:
        ballot = one.ballots[-1] if one.ballots else None
        yield {
            "id": one.item.id,
            "model": chapter.model.id,
            "group": one.part,
            "text": one.item.text.to(language),
            "state": one.state,
            "value": one.value,
            "words": one.words,
            "note": one.entry.note,
            "evidence": one.entry.evidence,
            "counts": " ".join(map(str, ballot.counts)) if ballot else None,
            "unknown": ballot.unknown if ballot else None,
            "not_applicable": ballot.not_applicable if ballot else None,
            "weight": facts[one.item.id].weight,
            "x": None if one.value is None else one.item.scale.share(one.value),
        }


def _nodes(chapter: Chapter, story: Story) -> Iterator[dict[str, Cell]]:
    """The model itself, then every group and question in order."""
    model, result = chapter.model, chapter.result
    titles = {model.id: chapter.title}
    for node in model.nodes:
        titles[node.id] = (node.text if isinstance(node, Item) else node.title).to(story.language)
    for name, title in titles.items():
        found = result if name == model.id else result.nodes[name]
        four = {key: getattr(found, key) for key in NODES[3:]}
        yield {"id": name, "model": model.id, "title": title, **four}
