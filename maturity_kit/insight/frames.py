"""Results as tidy tables for analysts: one row a node, one row an answer, one row a node and assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_kit.content.model import Group
from maturity_kit.insight.compare_words import labels, standing_words
from maturity_kit.insight.comparison import Comparison, Shift
from maturity_kit.insight.synthesis import Result
from maturity_kit.insight.verdict import verdict

if TYPE_CHECKING:
    import pandas as pd


def nodes_frame(result: Result, language: str = "en") -> pd.DataFrame:
    """One row for each group and item of every scored model.

    Columns: ``model``, ``node`` (ids), ``kind`` (group or item), ``depth`` (0 directly under the model), ``title``,
    ``weight``, ``score``, ``low``, ``high``, ``target``, ``gap`` (0..100), ``coverage`` (0..1). What does not exist
    is NaN.
    """
    import pandas as pd

    rows = [
        {
            "model": scored.model.id,
            "node": node.id,
            "kind": "group" if isinstance(node, Group) else "item",
            "depth": len(scored.model.path(node.id)) - 1,
            "title": (node.title if isinstance(node, Group) else node.text).to(language),
            "weight": scored.case.overrides.get(node.id, node.weight),
            **vars(scored.nodes[node.id]),
        }
        for scored in result.models.values()
        for node in scored.model.nodes
    ]
    numbers = ["weight", "score", "low", "high", "coverage", "target", "gap"]
    columns = ["model", "node", "kind", "depth", "title", *numbers]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, float))


def answers_frame(result: Result, language: str = "en") -> pd.DataFrame:
    """One row for each item of every scored model, with what counts for it after pooling the votes.

    Columns: ``model``, ``item`` (ids), ``text``, ``state`` (answered, unknown, not_asked,
    not_applicable or not_in_edition), ``value`` on the item's scale and ``share`` (0..1), both NaN unless answered.
    """
    import pandas as pd

    rows = []
    for scored in result.models.values():
        pooled = scored.case.pooled
        for item, state, value in zip(scored.model.items, pooled.states, pooled.values, strict=True):
            text, share = item.text.to(language), item.scale.share(value)
            rows.append((scored.model.id, item.id, text, state, float(value), share))
    return pd.DataFrame(rows, columns=["model", "item", "text", "state", "value", "share"])


def compare_frame(comparison: Comparison, language: str = "en") -> pd.DataFrame:
    """One row for each model and each group in it, and each assessment.

    Columns: ``assessment`` (what tells it apart), ``id``, ``organisation``, ``unit``, ``round``, ``date``, ``model``,
    ``node`` (ids), ``kind`` (model or group), ``depth`` (0 for a model), ``title``, ``score``, ``low``, ``high``
    (0..100), ``coverage`` (0..1); for a model also ``standing`` (level, situation, bottleneck) and ``verdict``.
    What does not exist is NaN, words that do not are empty.
    """
    import pandas as pd

    rows = []
    for place, (label, side) in enumerate(zip(labels(comparison.sides, language), comparison.sides, strict=True)):
        names = ("id", "organisation", "unit", "round", "date")
        about = {"assessment": label, **{name: getattr(side.assessment, name) for name in names}}
        rows += [{**about, **row} for row in _compared_rows(comparison, place, language)]
    words = ["standing", "verdict"]
    numbers = ["score", "low", "high", "coverage"]
    named = ["assessment", "id", "organisation", "unit", "round", "date", "model", "node", "kind", "depth", "title"]
    return pd.DataFrame(rows, columns=[*named, *numbers, *words]).astype(dict.fromkeys(numbers, float))


def changes_frame(comparison: Comparison, language: str = "en") -> pd.DataFrame:
    """One row for each model and each group in it, and each step from a round to the next round of its unit.

    Columns: ``from``, ``to`` (what tells the rounds apart), ``model``, ``node`` (ids), ``title``, ``direction`` (up,
    down, same, new, gone, none), ``before``, ``after`` (0..100), ``change`` and its parts ``version``, ``weights``,
    ``answers`` in points, which add up to it; NaN where a score or the former version of the model is missing.
    """
    import pandas as pd

    names, rows = labels(comparison.sides, language), []
    for step in comparison.steps:
        ends = {"from": names[step.before], "to": names[step.after]}
        for model_id, found in step.models.items():
            titles = {node.id: node.title.to(language) for node in found.model.nodes if isinstance(node, Group)}
            titles[model_id] = found.model.title.to(language)
            rows += [
                {**ends, "model": model_id, "node": node, "title": titles[node], **_shifted(shift)}
                for node, shift in {model_id: found.whole, **found.groups}.items()
            ]
    numbers = ["before", "after", "change", "version", "weights", "answers"]
    columns = ["from", "to", "model", "node", "title", "direction", *numbers]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, float))


def _compared_rows(comparison: Comparison, place: int, language: str) -> list[dict[str, Any]]:
    rows = []
    for model_id, model in comparison.models.items():
        result = comparison.results(model_id)[place]
        if result is None:
            continue
        title = {"model": model_id, "node": model_id, "kind": "model", "depth": 0, "title": model.title.to(language)}
        words = {"standing": standing_words(result, language), "verdict": verdict(result, language).sentence}
        rows.append({**title, **words, **_numbers(result)})
        for row in comparison.rows(model_id):
            node = row.scores[place]
            if node is not None:
                named = {"model": model_id, "node": row.id, "kind": "group", "depth": row.depth + 1}
                rows.append({**named, "title": row.title.to(language), "standing": "", "verdict": "", **_numbers(node)})
    return rows


def _numbers(node: object) -> dict[str, float | None]:
    return {name: getattr(node, name) for name in ("score", "low", "high", "coverage")}


def _shifted(shift: Shift) -> dict[str, object]:
    numbers = {"before": shift.before, "after": shift.after, "change": shift.change}
    return {"direction": shift.direction, **numbers, **vars(shift.parts)}
