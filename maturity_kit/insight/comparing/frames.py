"""A comparison as tidy tables: one row a node and assessment, one row a node and step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_kit.content.arguments import expect
from maturity_kit.content.model import Group
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.shifts import Shift
from maturity_kit.insight.comparing.sides import labels, standing_words
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.resampling import Band

if TYPE_CHECKING:
    import pandas as pd


def compare_frame(comparison: Comparison, language: str = "en") -> pd.DataFrame:
    """One row for each model and each group in it, and each assessment.

    Columns: ``assessment`` (what tells it apart), ``id``, ``organisation``, ``unit``, ``round``, ``date``, ``model``,
    ``node`` (ids), ``kind`` (model or group), ``depth`` (0 for a model), ``title``, ``score``, ``low``, ``high``
    (0..100), ``coverage`` (0..1); ``room_low``, ``room_high`` (0..100, the band of what other voters could have
    given) and ``room_reason`` (why there is none, see ``Band``); for a model also ``standing`` (level, situation,
    bottleneck) and ``verdict``. What does not exist is NaN, words that do not are empty.

    >>> import maturity_kit as mk
    >>> rounds = [mk.load_assessment(f"data/examples/subscription-nederland-{n}.assessment.json") for n in (1, 2)]
    >>> frame = mk.compare_frame(mk.compare(rounds))
    >>> frame[frame["node"] == "digital-maturity"][["assessment", "score", "room_reason"]].round(1).to_dict("list")
    {'assessment': ['Round 1', 'Round 2'], 'score': [64.0, 81.3], 'room_reason': ['agreed', 'agreed']}
    """
    import pandas as pd

    expect(comparison, Comparison, "comparison")
    rows = []
    for place, (label, side) in enumerate(zip(labels(comparison.sides, language), comparison.sides, strict=True)):
        names = ("id", "organisation", "unit", "round", "date")
        about = {"assessment": label, **{name: getattr(side.assessment, name) for name in names}}
        rows += [{**about, **row} for row in _compared_rows(comparison, place, language)]
    words = ["standing", "verdict"]
    numbers = ["score", "low", "high", "coverage", "room_low", "room_high"]
    named = ["assessment", "id", "organisation", "unit", "round", "date", "model", "node", "kind", "depth", "title"]
    return pd.DataFrame(rows, columns=[*named, *numbers, "room_reason", *words]).astype(dict.fromkeys(numbers, float))


def changes_frame(comparison: Comparison, language: str = "en") -> pd.DataFrame:
    """One row for each model and each group in it, and each step: to the next round of a unit, or from the base.

    Columns: ``from``, ``to`` (what tells the sides apart), ``kind`` (change, or difference between sides that are no
    rounds of one unit), ``model``, ``node`` (ids), ``title``, ``direction`` (up, down, same, new, gone, none),
    ``before``, ``after`` (0..100), ``change`` and its parts ``version``, ``weights``, ``answers`` in points, which add
    up to it; NaN where a score or the former version of the model is missing. ``room_low``, ``room_high``: the band
    of what other voters could have made of the change; ``room_reason``: why there is none, see ``Band``; ``told``:
    ``more`` than other people in the room would explain, ``within`` what they could have given, else empty.

    >>> import maturity_kit as mk
    >>> names = ("garden-retailer", "insurer")
    >>> shops = [mk.load_assessment(f"data/examples/{name}.assessment.json") for name in names]
    >>> frame = mk.changes_frame(mk.compare(shops, base=0))
    >>> frame[frame["node"] == "four-d"][["kind", "change", "weights", "answers"]].round(1).to_dict("list")
    {'kind': ['difference'], 'change': [13.1], 'weights': [0.0], 'answers': [13.1]}
    """
    import pandas as pd

    expect(comparison, Comparison, "comparison")
    names, rows = labels(comparison.sides, language), []
    for step in comparison.steps:
        ends = {"from": names[step.before], "to": names[step.after], "kind": step.kind}
        for model_id, found in step.models.items():
            titles = {node.id: node.title.to(language) for node in found.model.nodes if isinstance(node, Group)}
            titles[model_id] = found.model.title.to(language)
            rows += [
                {**ends, "model": model_id, "node": node, "title": titles[node], **_shifted(shift)}
                for node, shift in {model_id: found.whole, **found.groups}.items()
            ]
    numbers = ["before", "after", "change", "version", "weights", "answers", "room_low", "room_high"]
    columns = ["from", "to", "kind", "model", "node", "title", "direction", *numbers, "room_reason", "told"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, float))


def _compared_rows(comparison: Comparison, place: int, language: str) -> list[dict[str, Any]]:
    rows = []
    for model_id, model in comparison.models.items():
        result = comparison.results(model_id)[place]
        if result is None:
            continue
        title = {"model": model_id, "node": model_id, "kind": "model", "depth": 0, "title": model.title.to(language)}
        words = {"standing": standing_words(result, language), "verdict": verdict(result, language).sentence}
        rows.append({**title, **words, **_numbers(result, comparison.bands(model_id)[place])})
        for row in comparison.rows(model_id):
            node = row.scores[place]
            if node is not None:
                named = {"model": model_id, "node": row.id, "kind": "group", "depth": row.depth + 1}
                words = {"title": row.title.to(language), "standing": "", "verdict": ""}
                rows.append({**named, **words, **_numbers(node, row.bands[place])})
    return rows


def _numbers(node: object, band: Band) -> dict[str, object]:
    return {**{name: getattr(node, name) for name in ("score", "low", "high", "coverage")}, **_room(band)}


def _room(band: Band) -> dict[str, object]:
    return {"room_low": band.low, "room_high": band.high, "room_reason": band.reason or ""}


def _shifted(shift: Shift) -> dict[str, object]:
    numbers = {"before": shift.before, "after": shift.after, "change": shift.change}
    told = {**_room(shift.band), "told": shift.told or ""}
    return {"direction": shift.direction, **numbers, **vars(shift.parts), **told}
