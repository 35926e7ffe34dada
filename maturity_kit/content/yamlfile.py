"""YAML read from events, so that a hostile or careless file is refused early instead of filling memory."""

from __future__ import annotations

from typing import Any

import yaml

from maturity_kit.content.wording import Loader
from maturity_kit.errors import InputError

DEEPEST = 200
MOST = 500_000
PLAIN = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


def parse_yaml(text: str, where: str) -> Any:
    """The one document in ``text`` as mappings, lists and scalars.

    Scalars are text, numbers, booleans or None; dates stay text. An anchor may be used again, but the written-out
    document has at most 500,000 nodes and 200 levels.

    Raises:
        InputError: broken syntax (with line and column), a duplicate key, a tag, a second document, or a size limit.
    """
    try:
        return _Builder(text, where).document()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        found = problem.problem or problem.context
        raise InputError("yaml.syntax", where, line=line, column=column, found=found) from None
    except (yaml.YAMLError, UnicodeEncodeError) as problem:
        raise InputError("yaml.characters", where, found=problem) from None


class _Builder:
    """Builds values from the event stream; ``size`` counts nodes as if every alias were written out."""

    def __init__(self, text: str, where: str) -> None:
        self.where = where
        self.loader = Loader(text)
        self.scalars = yaml.constructor.SafeConstructor()
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.size = 0

    def document(self) -> Any:
        self.loader.get_event()
        if self.loader.check_event(yaml.StreamEndEvent):
            raise InputError("file.empty", self.where)
        self.loader.get_event()
        found = self.value(self.loader.get_event(), 0)
        self.loader.get_event()
        if not self.loader.check_event(yaml.StreamEndEvent):
            raise self.refuse("yaml.documents", self.loader.peek_event())
        return found

    def refuse(self, problem: str, event: yaml.Event, **details: object) -> InputError:
        mark: Any = event.start_mark
        return InputError(problem, self.where, line=mark.line + 1, column=mark.column + 1, **details)

    def value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        before = self.size
        self.grow(1, event)
        if depth > DEEPEST:
            raise self.refuse("yaml.deep", event, allowed=DEEPEST)
        if isinstance(event, yaml.ScalarEvent):
            found = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            found = self.sequence(depth)
        else:
            found = self.mapping(depth)
        if event.anchor:
            self.anchors[event.anchor] = (found, self.size - before)
        return found

    def grow(self, nodes: int, event: yaml.Event) -> None:
        self.size += nodes
        if self.size > MOST:
            raise self.refuse("yaml.large", event, allowed=MOST)

    def alias(self, event: yaml.AliasEvent) -> Any:
        if event.anchor not in self.anchors:
            raise self.refuse("yaml.alias", event, found=event.anchor)
        found, nodes = self.anchors[event.anchor]
        self.grow(nodes, event)
        return found

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.tag and event.tag not in PLAIN | {"tag:yaml.org,2002:str", "!"}:
            raise self.refuse("yaml.tag", event, found=event.tag)
        tag = event.tag or self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag not in PLAIN:
            return event.value
        try:
            return self.scalars.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, KeyError, OverflowError, yaml.YAMLError):
            raise self.refuse("yaml.scalar", event, found=event.value) from None

    def sequence(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            found.append(self.value(event, depth + 1))
        return found

    def mapping(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            key = self.value(event, depth + 1)
            if isinstance(key, dict | list):
                raise self.refuse("yaml.key", event)
            if key in found:
                raise self.refuse("yaml.duplicate", event, found=key)
            found[key] = self.value(self.loader.get_event(), depth + 1)
        return found
