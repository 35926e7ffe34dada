"""Why a node has the score it has: from its children down to the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from maturity_kit.assessment.pool import ItemState
from maturity_kit.content.arguments import expect
from maturity_kit.content.checked import nearest
from maturity_kit.content.model import Group, Item
from maturity_kit.content.text import Text
from maturity_kit.errors import InputError
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult

Left = Literal["beside", "switched-off", "not-applicable", "not-in-edition", "empty", "no-answer"]


@dataclass(frozen=True, repr=False)
class Row:
    """One child of a node.

    Attributes:
        node: its id.
        title: of a group, or the question.
        weight: its own.
        share: of the weights that count in the score of the parent, 0..1; 0 when it does not count.
        score: 0..100, None without one.
        contribution: share x score; those of all children add up to the parent's score.
        left: why it does not count in the score; None when it does.
        state, value: of an item; None for a group.
        rows: of a group, its own children.
    """

    node: str
    title: Text
    weight: float
    share: float
    score: float | None
    contribution: float
    left: Left | None
    state: ItemState | None
    value: float | None
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        counted = self.left or f"share {self.share:.2f}, score {whole(self.score)}"
        return f"Row({self.node}: {counted}, {len(self.rows)} rows)"

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Row]]:
        """This row and those in it, each with its depth."""
        yield depth, self
        for row in self.rows:
            yield from row.walk(depth + 1)


@dataclass(frozen=True, repr=False)
class Explanation:
    """A node with its score and the rows it is made of; no rows for an item.

    Attributes:
        node: the id of an item, a group or the model.
        title: of a group, or the question.
        score: 0..100, the sum of the contributions of the rows; None without one.
        rows: its children.
        language: in which it shows itself.
    """

    node: str
    title: Text
    score: float | None
    rows: tuple[Row, ...]
    language: str = "en"

    def __repr__(self) -> str:
        return f"Explanation({self.node}: score {whole(self.score)}, {len(self.rows)} rows)"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.shown import explanation_html

        return explanation_html(self)

    def walk(self) -> Iterator[tuple[int, Row]]:
        """Every row with its depth, from the top."""
        for row in self.rows:
            yield from row.walk()


def explain(result: ModelResult, node_id: str | None = None) -> Explanation:
    """How the score of a group, or of the model without ``node_id``, is made up.

    Contributions are in points, 0..100, and add up to the score; a row that does not count says why in ``left``.

    Raises:
        InputError: the model has no node of that id, or the first argument is not the result of one model.

    >>> import maturity_kit as mk
    >>> found = mk.explain(mk.score(mk.example("insurer")).models["four-d"])
    >>> found
    Explanation(four-d: score 43, 5 rows)
    >>> abs(sum(row.contribution for row in found.rows) - found.score) < 1e-9
    True
    """
    expect(result, ModelResult, "model_result")
    model, language = result.model, result.case.language
    if node_id is None or node_id == model.id:
        return Explanation(model.id, model.title, result.score, _rows(result, model.groups), language)
    if not isinstance(node_id, str) or node_id not in model.by_id:
        raise InputError("node.unknown", model.id, found=node_id, nearest=nearest(node_id, [model.id, *model.by_id]))
    node, score = model.by_id[node_id], result.nodes[node_id].score
    if isinstance(node, Item):
        return Explanation(node.id, node.text, score, (), language)
    return Explanation(node.id, node.title, score, _rows(result, (*node.groups, *node.items)), language)


def _rows(result: ModelResult, children: tuple[Group | Item, ...]) -> tuple[Row, ...]:
    left = {child.id: _left(result, child) for child in children}
    weights = {child.id: _weight(result, child) for child in children}
    counted = [weights[child] for child, reason in left.items() if reason is None]
    top = max(counted, default=1.0)
    total = sum(weight / top for weight in counted)
    return tuple(
        _row(result, child, weights[child.id], weights[child.id] / top / total if left[child.id] is None else 0.0)
        for child in children
    )


def _row(result: ModelResult, child: Group | Item, weight: float, share: float) -> Row:
    score = result.nodes[child.id].score
    grouped = isinstance(child, Group)
    state, value = (None, None) if grouped else _answer(result, child.id)
    rows = _rows(result, (*child.groups, *child.items)) if isinstance(child, Group) else ()
    title = child.title if isinstance(child, Group) else child.text
    return Row(child.id, title, weight, share, score, share * (score or 0.0), _left(result, child), state, value, rows)


def _answer(result: ModelResult, item: str) -> tuple[ItemState, float | None]:
    place = result.case.compiled.item_index[item]
    state = result.case.pooled.states[place]
    return state, result.case.pooled.values[place] if state == "answered" else None


def _weight(result: ModelResult, child: Group | Item) -> float:
    return float(result.case.overrides.get(child.id, child.weight))


def _left(result: ModelResult, child: Group | Item) -> Left | None:
    """Why a child does not count in the score of its parent."""
    found = result.nodes[child.id]
    if isinstance(child, Group) and child.beside:
        return "beside"
    if _weight(result, child) == 0:
        return "switched-off"
    if found.low is None:
        return _dropped(result, child)
    return "no-answer" if found.score is None else None


def _dropped(result: ModelResult, child: Group | Item) -> Left:
    """Why nothing is left of a child; a group of which the edition asks nothing is no part of it either."""
    items = [node for node in child.walk() if isinstance(node, Item)] if isinstance(child, Group) else [child]
    if all(_answer(result, item.id)[0] == "not_in_edition" for item in items):
        return "not-in-edition"
    return "empty" if isinstance(child, Group) else "not-applicable"
