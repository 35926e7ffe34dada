"""Every text of a model with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from maturity_kit.content.model import Group, Item, Model
from maturity_kit.content.text import Text

Kind = Literal["title", "summary", "question", "level", "hint"]


class Passage(NamedTuple):
    """One text in all its languages; ``node`` is what it belongs to, and ``place`` leads there from its id."""

    kind: Kind
    place: str
    text: Text
    node: Model | Group | Item


def passages(model: Model) -> Iterator[Passage]:
    """The texts that people read, in the order of the file; also those that are empty."""
    for node in (model, *model.nodes):
        yield from _of_item(node) if isinstance(node, Item) else _of_group(node)


def _of_group(node: Model | Group) -> Iterator[Passage]:
    yield Passage("title", f"{node.id}.title", node.title, node)
    yield Passage("summary", f"{node.id}.summary", node.summary, node)


def _of_item(item: Item) -> Iterator[Passage]:
    yield Passage("question", f"{item.id}.text", item.text, item)
    for step, level in enumerate(item.levels):
        yield Passage("level", f"{item.id}.levels[{step}]", level, item)
    yield Passage("hint", f"{item.id}.hint", item.hint, item)
