"""A model begun as a copy of another: the same text and remarks, with ids of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from maturity_kit.content.model import Model
from maturity_kit.content.scaffold.filled import identifier, quoted
from maturity_kit.content.scaffold.wish import free
from maturity_kit.content.wording import Loader

Change = tuple[yaml.Node, yaml.Node, str]
"""From where in the text to the end of where, and what comes there instead."""
EMPTIED = {"renamed": "renamed: {}", "concepts": "concepts: []"}
"""Keys that speak of the history or the source of the other model, and what is left of them."""


def copied(text: str, model: Model, new_id: str, title: str, prefix: str) -> str:
    """The text of a model file with a new id, title and version, and with new ids inside.

    Args:
        text: the file of the other model, and ``model`` what it says.
        new_id: id of the new model; its nodes get ids that begin with ``prefix``.
        title: in every language in which the other model has one.
    """
    root = yaml.compose(text, Loader=Loader)
    assert isinstance(root, yaml.MappingNode), "a model was read from this text"
    changes = [*_changes(root, new_ids(model, prefix)), *_own(root, new_id, title)]
    spans = {_span(text, first, last): words for first, last, words in changes}
    for (start, end), words in sorted(spans.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# yaml-language-server:"))


def new_ids(model: Model, prefix: str) -> dict[str, str]:
    """The new id of each node, with ``prefix`` where the old one had a beginning of its own."""
    found: dict[str, str] = {}
    for node in model.nodes:
        found[node.id] = free(f"{prefix}.{node.id.partition('.')[2] or node.id}", found.values())
    return found


def _changes(root: yaml.MappingNode, ids: Mapping[str, str]) -> Iterator[Change]:
    """New ids for the nodes and where parameters name them; what speaks of the other model alone goes."""
    for key, found in (pair for node in _walk(root) if isinstance(node, yaml.MappingNode) for pair in node.value):
        if key.value in EMPTIED:
            yield key, found, EMPTIED[key.value]
        elif key.value == "id" and found.value in ids:
            yield found, found, identifier(ids[found.value])
        elif key.value == "parameters":
            named = [one for one in _walk(found) if isinstance(one, yaml.ScalarNode) and one.value in ids]
            yield from ((one, one, identifier(ids[one.value])) for one in named)


def _own(root: yaml.MappingNode, new_id: str, title: str) -> Iterator[Change]:
    fields = {key.value: found for key, found in root.value}
    yield fields["id"], fields["id"], identifier(new_id)
    yield fields["version"], fields["version"], '"1.0"'
    for _, said in fields["title"].value:
        yield said, said, quoted(title)


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    """A value and every value in it."""
    yield node
    for found in _inside(node):
        yield from _walk(found)


def _inside(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [found for _, found in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _span(text: str, first: yaml.Node, last: yaml.Node) -> tuple[int, int]:
    """From where to where the two stand; blank lines and remarks behind the last are not part of it."""
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and _inside(last):
        last = _inside(last)[-1]
    start, end = first.start_mark.index, last.end_mark.index
    return start, start + len(text[start:end].rstrip())
