"""What must hold between the parts of a model, after each part was found to be well formed."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.checked import located, nearest
from maturity_kit.content.model import EQUAL, Group, Item, Model
from maturity_kit.content.parameters import DEFAULTS, numeric, part_ids
from maturity_kit.errors import InputError

Path = tuple[str | int, ...]


def check_model(model: Model, where: str) -> None:
    """Refuse a model whose parts contradict each other.

    Raises:
        InputError: with the place of the first contradiction.
    """
    _ids(model, where)
    for node, path in places(model):
        if isinstance(node, Item):
            _descriptors(model, node, where, path)
        else:
            _contents(node, where, path)
    if not model.groups:
        raise InputError("group.none", located(where, ("groups",)))
    _renamed(model, where)
    _parts(model, where)
    if model.method == "ladder":
        _ladder(model, where)


def places(model: Model) -> Iterator[tuple[Group | Item, Path]]:
    """Every group and item with its path in the file."""
    pending: list[tuple[Group | Item, Path]] = [(group, ("groups", n)) for n, group in enumerate(model.groups)]
    while pending:
        node, path = pending.pop(0)
        yield node, path
        if isinstance(node, Group):
            pending += [(group, (*path, "groups", n)) for n, group in enumerate(node.groups)]
            pending += [(item, (*path, "items", n)) for n, item in enumerate(node.items)]


def _ids(model: Model, where: str) -> None:
    seen = {model.id: "id"}
    for node, path in places(model):
        if node.id in seen:
            raise InputError("id.duplicate", located(where, (*path, "id")), found=node.id, first=seen[node.id])
        seen[node.id] = located("", (*path, "id"))


def _descriptors(model: Model, item: Item, where: str, path: Path) -> None:
    if not item.levels and model.method == "tree":
        return
    if len(item.levels) != item.scale.steps:
        details = {"found": len(item.levels), "steps": item.scale.steps, "min": item.scale.min, "max": item.scale.max}
        raise InputError("item.levels", located(where, (*path, "levels")), **details)


def _contents(group: Group, where: str, path: Path) -> None:
    if group.groups and group.items:
        raise InputError("group.both", located(where, path), found=group.id)
    if not group.groups and not group.items:
        raise InputError("group.empty", located(where, path), found=group.id)


def _renamed(model: Model, where: str) -> None:
    for old, new in model.renamed.items():
        seen = {old}
        while new not in model.by_id:
            if new in seen or new not in model.renamed:
                near = nearest(new, model.by_id) if len(model.by_id) < 20 else nearest(new, list(model.by_id)[:2000])
                raise InputError("renamed.unknown", located(where, ("renamed", old)), found=new, nearest=near)
            seen.add(new)
            new = model.renamed[new]


def _parts(model: Model, where: str) -> None:
    """The groups that a method reads by id must be groups directly under the model."""
    roots = {group.id: group for group in model.groups}
    for name, ids in part_ids(model).items():
        optional = name in ("symptoms", "factors") and name not in model.parameters
        for found in ids:
            if found not in roots and not optional:
                allowed = ", ".join(roots)
                raise InputError("parameter.group", located(where, ("parameters", name)), found=found, allowed=allowed)
            if name in ("x", "y", "elements", "insight", "solution") and roots[found].beside:
                raise InputError("parameter.beside", located(where, ("parameters", name)), found=found)
    if model.method == "cycle" and not roots[part_ids(model)["elements"][0]].groups:
        raise InputError("cycle.elements", located(where, ("groups",)))


def _ladder(model: Model, where: str) -> None:
    for n, level in enumerate(model.groups):
        if level.beside:
            raise InputError("ladder.beside", located(where, ("groups", n, "beside")), found=level.id)
    threshold, at_work = numeric(model, "threshold"), numeric(model, "at_work")
    gate, coverage = numeric(model, "gate"), numeric(model, "min_coverage")

    def refuse(name: str, problem: str, **details: object) -> InputError:
        assert name in DEFAULTS["ladder"]
        return InputError(problem, located(where, ("parameters", name)), **details)

    if threshold <= 0:
        raise refuse("threshold", "ladder.threshold", found=threshold)
    if threshold < 100 * coverage - EQUAL:
        raise refuse("threshold", "ladder.coverage", found=threshold, coverage=coverage)
    if at_work > threshold + EQUAL:
        raise refuse("at_work", "ladder.at_work", found=at_work, threshold=threshold)
    for item in model.items:
        if item.essential and not item.scale.min <= gate <= item.scale.max:
            allowed = f"{item.scale.min}–{item.scale.max}"
            raise refuse("gate", "ladder.gate", found=gate, item=item.id, allowed=allowed)
