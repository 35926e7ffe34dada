"""Everything that the rows of a portfolio can name: items, groups and models, each with a place in arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.load import expect_models, load_models
from maturity_kit.content.model import Model
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, compile

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """Where one model stands in arrays of all models.

    Attributes:
        items: its items among those of all models.
        groups: its groups, without the root, among all nodes that can have a weight.
        weight: the place of the weight of the model itself.
    """

    model: Model
    items: slice
    groups: slice
    weight: int

    @property
    def compiled(self) -> Compiled:
        """The model as arrays."""
        return compile(self.model)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The items of all models side by side, then their groups, then the models: the order of every array here."""

    models: tuple[Model, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """One for each model, in order."""
        found: list[Part] = []
        item, group = 0, self.items
        for place, model in enumerate(self.models):
            items, groups = len(model.items), len(compile(model).group_ids) - 1
            weight = self.nodes - len(self.models) + place
            found.append(Part(model, slice(item, item + items), slice(group, group + groups), weight))
            item, group = item + items, group + groups
        return tuple(found)

    @cached_property
    def items(self) -> int:
        """How many items there are."""
        return sum(len(model.items) for model in self.models)

    @cached_property
    def nodes(self) -> int:
        """How many items, groups and models there are: all that can have a weight."""
        return self.items + sum(len(compile(model).group_ids) for model in self.models)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all nodes in order."""
        items = [item.id for model in self.models for item in model.items]
        groups = [group for model in self.models for group in compile(model).group_ids[1:]]
        return (*items, *groups, *(model.id for model in self.models))

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each node by its id, also by an id that an older version of its model had."""
        present = {node: place for place, node in enumerate(self.ids)}
        former = {old: model.current_id(old) for model in self.models for old in model.renamed}
        return {old: present[new] for old, new in former.items() if new in present} | present

    @cached_property
    def model_of(self) -> Whole:
        """The place of the model of each node among the models, shape (nodes,)."""
        found = np.zeros(self.nodes, np.int64)
        for number, part in enumerate(self.parts):
            found[part.items] = found[part.groups] = found[part.weight] = number
        return found

    @cached_property
    def lowest(self) -> Floats:
        """The lowest value of each item's scale, shape (items,)."""
        return np.concatenate([part.compiled.lowest for part in self.parts])

    @cached_property
    def highest(self) -> Floats:
        """The highest value of each item's scale, shape (items,)."""
        return np.concatenate([part.compiled.lowest + part.compiled.width for part in self.parts])

    @cached_property
    def not_quick(self) -> Bools:
        """Whether each item is no part of the quick scan, shape (items,)."""
        asked = {item.id for model in self.models for item in model.edition("quick")}
        return np.array([node not in asked for node in self.ids[: self.items]], bool)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What ids begin with, up to the first point."""
        return frozenset(node.split(".")[0] for node in self.ids[: self.items] if "." in node)


def catalogue_of(models: Mapping[str, Model] | None) -> Catalogue:
    """The catalogue of some models, in order of id as results have them; of those of the workbook without any.

    Raises:
        InputError: anything but models under their own ids.
    """
    known = load_models() if models is None else models
    expect_models(known)
    return Catalogue(tuple(known[model] for model in sorted(known)))
