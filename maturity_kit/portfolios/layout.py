"""Which column of a portfolio is what, from its schema alone."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from pyarrow import types

from maturity_kit.portfolios.catalogue import Catalogue
from maturity_kit.portfolios.problems import PortfolioError

Form = Literal["long", "wide"]
FORMS: tuple[Form, ...] = ("long", "wide")
ID, ITEM, VALUE, STATE, WEIGHT, VERSION, EDITION = (
    "assessment", "item", "value", "state", "weight", "model_version", "edition",
)  # fmt: skip
NEEDED = (ID, ITEM, VALUE)
SPECIAL = (*NEEDED, STATE, WEIGHT, VERSION)
INDEX = "__index_level_"
"""How pandas begins the names of columns that hold an index without a name; they are left out."""
OF_STATE, OF_WEIGHT = ".state", "weight:"


@dataclass(frozen=True)
class Layout:
    """The columns of a portfolio.

    Attributes:
        form: one row for each answer (long), or one for each assessment (wide).
        carried: columns that come along to the scores as they are, ``edition`` among them.
        special: long form: those of ``SPECIAL`` that are there.
        values, states, weights: wide form: the place of a node in the catalogue by the name of its column.
    """

    form: Form
    carried: tuple[str, ...]
    special: tuple[str, ...] = ()
    values: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    @property
    def read(self) -> list[str]:
        """Every column that is read, the id first."""
        return [*dict.fromkeys([ID, *self.special, *self.values, *self.states, *self.weights, *self.carried])]


def layout_of(schema: Any, catalogue: Catalogue, where: str, form: Form | None = None) -> Layout:
    """The layout of a portfolio.

    Raises:
        PortfolioError: a column is missing, twice there, of a type that cannot be used, or named like an item that
            no model has.
    """
    names = [name for name in schema.names if not name.startswith(INDEX)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise PortfolioError("column.twice", where, found=twice)
    if form is not None and form not in FORMS:
        raise PortfolioError("form.unknown", where, found=form, allowed=", ".join(FORMS))
    chosen = form or ("long" if {ITEM, VALUE} <= set(names) else "wide")
    found = (_long if chosen == "long" else _wide)(names, catalogue, where)
    _check_types(schema, found, where)
    return found


def _long(names: list[str], catalogue: Catalogue, where: str) -> Layout:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise PortfolioError("column.missing", where, found=", ".join(missing), allowed=", ".join(NEEDED))
    special = tuple(name for name in SPECIAL if name in names)
    return Layout("long", tuple(name for name in names if name not in special), special)


def _wide(names: list[str], catalogue: Catalogue, where: str) -> Layout:
    known = {name: catalogue.place[name] for name in names if name in catalogue.place}
    items = {name: place for name, place in known.items() if place < catalogue.items}
    if ID not in names or not items:
        raise PortfolioError("column.none", where, found=", ".join(names) or "–")
    states = {name: name.removesuffix(OF_STATE) for name in names if name.endswith(OF_STATE)}
    states = {name: item for name, item in states.items() if _begins(item, catalogue) or item in catalogue.place}
    weights = {name: name.removeprefix(OF_WEIGHT) for name in names if name.startswith(OF_WEIGHT)}
    carried = tuple(name for name in names if name not in {ID, *items, *states, *weights})
    for name in [*states.values(), *weights.values(), *filter(lambda one: _begins(one, catalogue), carried)]:
        if name not in catalogue.place:
            near = difflib.get_close_matches(name, catalogue.place, n=1)
            raise PortfolioError("column.item", where, found=name, near="".join(near) or "–")
    _check_once(items, catalogue, where)
    places = [{name: catalogue.place[node] for name, node in found.items()} for found in (states, weights)]
    return Layout("wide", carried, (), items, *places)


def _begins(name: str, catalogue: Catalogue) -> bool:
    """Whether a name looks like that of an item: its beginning is that of one that is there."""
    return "." in name and name.split(".")[0] in catalogue.beginnings


def _check_once(items: dict[str, int], catalogue: Catalogue, where: str) -> None:
    """An item may stand under its present id or under a former one, not under both."""
    for name, place in items.items():
        present = catalogue.ids[place]
        if name != present and present in items:
            raise PortfolioError("column.renamed", where, found=name, other=present)


def _check_types(schema: Any, layout: Layout, where: str) -> None:
    numbers = [*layout.values, *layout.weights, *(name for name in (VALUE, WEIGHT) if name in layout.special)]
    words = [*layout.states, *(name for name in (STATE, VERSION) if name in layout.special)]
    words += [EDITION] if EDITION in layout.carried else []
    ids = [ID, *([ITEM] if ITEM in layout.special else [])]
    _check_all(schema, ids[:1], lambda kind: is_text(kind) or types.is_integer(kind), "id", where)
    _check_all(schema, ids[1:], is_text, "text", where)
    _check_all(schema, numbers, lambda kind: is_number(kind) or is_text(kind) or types.is_null(kind), "number", where)
    _check_all(schema, words, is_perhaps_text, "text", where)
    _check_all(schema, layout.carried, lambda kind: not types.is_nested(kind), "plain", where)


def _check_all(schema: Any, names: Iterable[str], fits: Callable[[Any], bool], allowed: str, where: str) -> None:
    for name in names:
        kind = schema.field(name).type
        if not fits(kind.value_type if types.is_dictionary(kind) else kind):
            raise PortfolioError(f"type.{allowed}", where, column=name, found=kind)


def is_text(kind: Any) -> bool:
    """Whether a type of Arrow holds words."""
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def is_perhaps_text(kind: Any) -> bool:
    """Whether a type may stand for words: without a single word pandas makes it one of floats."""
    return is_text(kind) or bool(types.is_null(kind) or types.is_floating(kind))


def is_number(kind: Any) -> bool:
    """Whether a type of Arrow holds numbers; true and false are none."""
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))
