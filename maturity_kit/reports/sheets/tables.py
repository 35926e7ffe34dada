"""Tidy tables as CSV: one row for each question, and one for each part of each model."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from maturity_kit.content.model import Item
from maturity_kit.reports.sheets.facts import facts_of
from maturity_kit.reports.story import Chapter, Story

ITEMS = (
    *("id", "model", "group", "text", "state", "value", "words", "note", "evidence"),
    *("counts", "unknown", "not_applicable", "weight", "x"),
)
NODES = ("id", "model", "title", "score", "low", "high", "coverage", "target", "gap")
BOM = "\ufeff"
SEPARATORS = {"nl": ";"}
"""Excel in Dutch opens a comma as part of the text and reads 62,5 as a number; elsewhere it is the other way round."""
ACTIVE = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""How a text begins that a spreadsheet could take for a formula, with or without the apostrophe put before it."""
Cell = str | float | int | None


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


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("'=1"), harmless("a=b")
    ("'=1+1", "''=1", 'a=b')
    """
    return f"'{text}" if ACTIVE.match(text) else text


def restored(text: str) -> str:
    """What ``harmless`` was given.

    >>> restored(harmless("'=1")), restored("'s avonds")
    ("'=1", "'s avonds")
    """
    return text[1:] if text.startswith("'") and ACTIVE.match(text) else text


def _table(heads: Sequence[str], rows: Iterable[Mapping[str, Cell]], language: str) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=SEPARATORS.get(language, ","), lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(row[head], language) for head in heads] for row in rows)
    return BOM + stream.getvalue()


def _cell(found: Cell, language: str) -> str:
    if found is None:
        return ""
    if isinstance(found, str):
        return harmless(found.replace("\x00", ""))
    digits = repr(found)
    return digits.replace(".", ",") if language in SEPARATORS else digits


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
