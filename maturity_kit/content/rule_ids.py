"""Whether the ids in rules are those of the models that are here."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping

from maturity_kit.content.checked import located, nearest
from maturity_kit.content.model import Group, Item, Method, Model
from maturity_kit.content.rules import Condition, Rules
from maturity_kit.errors import InputError

Path = tuple[str | int, ...]
LIKE = 0.8
"""From this likeness on, 0..1, an unknown id of a model is taken for a slip of the pen."""


def check_ids(rules: Rules, models: Mapping[str, Model], where: str = "") -> tuple[str, ...]:
    """The ids that belong to models which are not here; rules that name them stay silent.

    Raises:
        InputError: an id that no model has although one here has ids that begin the same (``dd.dta``), a model of
            another method, a number that no answer can be; with its place and the nearest id.
    """
    absent: dict[str, None] = {}
    for n, rule in enumerate(rules):
        for m, condition in enumerate(rule.when):
            for one, path in condition.walk((n, "when", m)):
                absent |= dict.fromkeys(_Check(models, where, path).absent(one))
    return tuple(absent)


class _Check:
    """One condition against the models."""

    def __init__(self, models: Mapping[str, Model], where: str, path: Path) -> None:
        self.models, self.where, self.path = models, where, path

    def absent(self, one: Condition) -> list[str]:
        """Ids of the condition that belong to a model that is not here."""
        found = {
            "node": lambda: self.node(one.subject, self.groups() | self.models.keys(), "node"),
            "item": lambda: self.item(one),
            "attained": lambda: self.attained(one),
            "skipped": lambda: self.model(one.subject, "ladder", "skipped"),
            "claimed": lambda: self.model(one.subject, "quadrant", "claimed"),
            "signal": lambda: self.model(one.model or "", "values", "model"),
            "register": lambda: self.node(one.layer, self.layers(), "layer") if one.layer else True,
        }
        checks: Mapping[str, Callable[[], bool]] = found
        if checks[one.kind]():
            return []
        return [{"signal": one.model, "register": one.layer}.get(one.kind) or one.subject]

    def groups(self) -> set[str]:
        return {node.id for model in self.models.values() for node in model.nodes if isinstance(node, Group)}

    def layers(self) -> set[str]:
        return {group.id for model in self.models.values() if model.method == "layers" for group in model.groups}

    def items(self) -> dict[str, Item]:
        return {item.id: item for model in self.models.values() for item in model.items}

    def node(self, found: str, known: Collection[str], key: str) -> bool:
        """Whether an id is known; refused when it is not although its beginning is."""
        if found in known:
            return True
        begins = {_beginning(node.id) for model in self.models.values() for node in model.nodes if "." in node.id}
        if _beginning(found) in begins or any(found in model.by_id for model in self.models.values()):
            self.refuse(f"rule.{key}", key, found, known)
        return False

    def item(self, one: Condition) -> bool:
        items = self.items()
        if not self.node(one.subject, items, "item"):
            return False
        scale = items[one.subject].scale
        return self.within(one, scale.min, scale.max)

    def attained(self, one: Condition) -> bool:
        if not self.model(one.subject, "ladder", "attained"):
            return False
        return self.within(one, 0, len(self.models[one.subject].groups))

    def model(self, found: str, method: Method, key: str) -> bool:
        """Whether a model is here; refused when it has another method, or when its id is nearly one that is here."""
        fitting = [model.id for model in self.models.values() if model.method == method]
        if found in fitting:
            return True
        if found in self.models or difflib.get_close_matches(found, self.models, cutoff=LIKE):
            self.refuse("rule.model", key, found, fitting, method=method)
        return False

    def within(self, one: Condition, low: int, high: int) -> bool:
        """True; refused when the bound lies where no answer can be."""
        name, limit = one.bound
        if not low <= limit <= high:
            raise InputError(
                "number.range", located(self.where, (*self.path, name)), found=limit, allowed=f"{low}–{high}"
            )
        return True

    def refuse(self, problem: str, key: str, found: str, known: Iterable[str], **more: str) -> None:
        near = nearest(found, sorted(known)) or "-"
        raise InputError(problem, located(self.where, (*self.path, key)), found=found, nearest=near, **more)


def _beginning(node_id: str) -> str:
    return node_id.partition(".")[0]
