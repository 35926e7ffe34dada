"""A model as frozen objects: a tree of groups that ends in items."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from maturity_kit.content.readonly import ReadOnly
from maturity_kit.content.text import Text

Method = Literal["ladder", "quadrant", "cycle", "layers", "values", "tree"]
METHODS: tuple[Method, ...] = ("ladder", "quadrant", "cycle", "layers", "values", "tree")
THEMES = ("strategy", "customer", "data", "channels", "content", "technology", "people", "measurement", "planning")
SIGNALS = ("coherence", "congruence", "consistency")
SITUATIONS = ("single-channel", "omnichannel", "single-channel-one-to-one", "omnichannel-one-to-one")
EQUAL = 1e-9


@dataclass(frozen=True)
class Scale:
    """The whole steps that an answer can take, both ends included.

    >>> Scale(0, 4).steps
    5
    """

    min: int = 0
    max: int = 4

    @property
    def steps(self) -> int:
        """How many whole steps there are."""
        return self.max - self.min + 1

    def share(self, value: float) -> float:
        """``value`` as x in 0..1."""
        return (value - self.min) / (self.max - self.min)


@dataclass(frozen=True, repr=False)
class Item:
    """One question with a descriptor for each step of its scale (none when the model gives none).

    Attributes:
        id: unique over all models.
        text: the question, by language.
        levels: a descriptor for each step, the lowest first; empty without.
        hint: what helps to answer.
        weight: among its siblings, 0 or more; 0 switches it off.
        effort: of one step up, above 0; 1 is ordinary.
        essential: whether a level of a ladder needs it.
        quick: whether the quick scan asks it.
        topic: what it shares with items of other models.
        themes, signals, concepts: what it tells about.
        scale: the steps of an answer.
    """

    id: str
    text: Text
    levels: tuple[Text, ...] = ()
    hint: Text = field(default_factory=Text)
    weight: float = 1.0
    effort: float = 1.0
    essential: bool = False
    quick: bool = False
    topic: str | None = None
    themes: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    scale: Scale = Scale()

    def next_step(self, value: float) -> Text:
        """The descriptor of the next whole step up; empty at the top and without descriptors."""
        step = math.floor(value - self.scale.min + EQUAL) + 1
        return self.levels[step] if 0 <= step < len(self.levels) else Text()

    def __repr__(self) -> str:
        return f"Item({self.id}: {self.text.to('en')})"


@dataclass(frozen=True, repr=False)
class Group:
    """A part of a model; holds groups or items, never both.

    Attributes:
        id: unique over all models.
        title, summary: by language.
        weight: among its siblings, 0 or more; 0 switches it off.
        beside: whether it is shown without counting in the score.
        groups, items: what is in it.
    """

    id: str
    title: Text
    summary: Text = field(default_factory=Text)
    weight: float = 1.0
    beside: bool = False
    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Group | Item]:
        """This group and everything in it, in order."""
        yield self
        for child in self.groups:
            yield from child.walk()
        yield from self.items

    def __repr__(self) -> str:
        return f"Group({self.id}: {sum(isinstance(node, Item) for node in self.walk())} items)"


@dataclass(frozen=True, repr=False)
class Model:
    """What is asked, and how the answers are read (``method``).

    Attributes:
        id, version: which model it is.
        method: ``ladder``, ``quadrant``, ``cycle``, ``layers``, ``values`` or ``tree``.
        title, summary: by language.
        groups: directly under the model, in order.
        source: where the model comes from.
        scale: of the items that have none of their own.
        parameters: those of the method that differ from its own.
        renamed: from ids of older versions to the present ones.

    >>> import maturity_kit as mk
    >>> model = mk.load_models()["four-d"]
    >>> model
    Model(four-d 1.0: layers, 5 groups, 26 items)
    >>> model.groups[0].items[0].scale.steps
    5
    """

    id: str
    version: str
    method: Method
    title: Text
    groups: tuple[Group, ...]
    summary: Text = field(default_factory=Text)
    source: Mapping[str, str | Text] = field(default_factory=dict)
    scale: Scale = Scale()
    parameters: Mapping[str, float | str | tuple[str, ...]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("source", "parameters", "renamed"):
            object.__setattr__(self, name, ReadOnly(getattr(self, name)))

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    def __repr__(self) -> str:
        counts = f"{len(self.groups)} groups, {len(self.items)} items"
        return f"Model({self.id} {self.version}: {self.method}, {counts})"

    def _repr_html_(self) -> str:
        from maturity_kit.content.shown import model_html

        return model_html(self)

    @cached_property
    def nodes(self) -> tuple[Group | Item, ...]:
        """Every group and item in order, without the root."""
        return tuple(node for group in self.groups for node in group.walk())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in order."""
        return tuple(node for node in self.nodes if isinstance(node, Item))

    @cached_property
    def by_id(self) -> Mapping[str, Group | Item]:
        """Every group and item by its id."""
        return ReadOnly({node.id: node for node in self.nodes})

    @cached_property
    def _parents(self) -> Mapping[str, Group]:
        found: dict[str, Group] = {}
        for group in self.nodes:
            if isinstance(group, Group):
                found |= dict.fromkeys([child.id for child in group.groups], group)
                found |= dict.fromkeys([item.id for item in group.items], group)
        return found

    def node(self, node_id: str) -> Group | Item:
        """The group or item with this id; KeyError without one."""
        return self.by_id[node_id]

    def parent(self, node_id: str) -> Group | None:
        """The group that holds the node; None directly under the model."""
        return self._parents.get(node_id)

    def path(self, node_id: str) -> tuple[str, ...]:
        """Ids from directly under the model down to the node itself."""
        above = self.parent(node_id)
        return (*(self.path(above.id) if above else ()), node_id)

    def edition(self, edition: str) -> tuple[Item, ...]:
        """The items that an edition asks: all, or for ``quick`` those of the quick scan, if the model marks any."""
        quick = tuple(item for item in self.items if item.quick)
        return quick if edition == "quick" and quick else self.items

    def current_id(self, known: str) -> str:
        """The present id of a node that an older version knew as ``known``; unchanged when nothing replaced it."""
        while known not in self.by_id and known in self.renamed:
            known = self.renamed[known]
        return known
