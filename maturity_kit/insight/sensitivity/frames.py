"""Draws of the weights as tidy tables for analysts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_kit.content.arguments import expect
from maturity_kit.content.model import Group
from maturity_kit.insight.sensitivity.found import Sensitivity
from maturity_kit.insight.sensitivity.words import node_title, standing_name

if TYPE_CHECKING:
    import pandas as pd


def bands_frame(found: Sensitivity, language: str = "en") -> pd.DataFrame:
    """One row for each scored model: its score with the weights given, and what draws of the weights make of it.

    Columns: ``model`` (id), ``title``, ``score``, ``mean``, ``low`` and ``high`` (the 5-95 % band over the draws),
    ``geometric`` and ``minimum`` (the score when groups are combined by another rule), all 0..100. What does not exist
    is NaN.

    >>> import maturity_kit as mk
    >>> drawn = mk.sensitivity(mk.example(), draws=500)
    >>> frame = mk.bands_frame(drawn)
    >>> list(frame.columns)
    ['model', 'title', 'score', 'mean', 'low', 'high', 'geometric', 'minimum']
    >>> bool((frame.low < frame.score).all() and (frame.score < frame.high).all())
    True
    """
    import pandas as pd

    expect(found, Sensitivity, "sensitivity")
    numbers = ["score", "mean", "low", "high", "geometric", "minimum"]
    rows = [
        (name, one.model.title.to(language), one.result.score, one.mean, one.low, one.high,
         one.rules["geometric"].score, one.rules["minimum"].score)
        for name, one in found.models.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["model", "title", *numbers]).astype(dict.fromkeys(numbers, float))


def verdicts_frame(found: Sensitivity, language: str = "en") -> pd.DataFrame:
    """One row for each level of a ladder, situation of a quadrant, or part that a model names as its weakest.

    Columns: ``model`` (id), ``kind`` (level, situation, weakest), ``verdict`` (number of a level, name of a situation,
    id of a part; None for none), ``title``, ``probability`` (0..1, adding up to 1 for each model) and ``now`` (whether
    the weights given say so). Parts that never come out as the weakest have no row.

    >>> import maturity_kit as mk
    >>> drawn = mk.sensitivity(mk.example(), draws=500)
    >>> mk.verdicts_frame(drawn).groupby("model").probability.sum().round(9).unique().tolist()
    [1.0]
    """
    import pandas as pd

    expect(found, Sensitivity, "sensitivity")
    rows = [
        (name, one.kind, standing, standing_name(one, standing, language), share, standing == one.now)
        for name, one in found.models.items()
        for standing, share in one.chances.items()
    ]
    frame = pd.DataFrame(rows, columns=["model", "kind", "verdict", "title", "probability", "now"])
    return frame.astype({"verdict": object, "probability": float, "now": bool})


def tornado_frame(found: Sensitivity, language: str = "en") -> pd.DataFrame:
    """One row for each weight that moves the score of its model when it alone is halved or doubled.

    Columns: ``model``, ``node`` (ids), ``kind`` (group, item), ``title``, ``weight`` as given, ``halved`` and
    ``doubled`` (points that the score then moves), ``reach`` (the greater of the two without its sign). In each model
    the greatest reach comes first.

    >>> import maturity_kit as mk
    >>> drawn = mk.sensitivity(mk.example(), draws=500)
    >>> mk.tornado_frame(drawn).groupby("model").node.first()["four-d"]
    'fd.delivery'
    """
    import pandas as pd

    expect(found, Sensitivity, "sensitivity")
    rows = []
    for name, one in found.models.items():
        for bar in one.tornado:
            kind = "group" if isinstance(one.model.node(bar.node), Group) else "item"
            moves = (one.weight(bar.node), bar.halved, bar.doubled, bar.reach)
            rows.append((name, bar.node, kind, node_title(one.model, bar.node, language), *moves))
    numbers = ["weight", "halved", "doubled", "reach"]
    return pd.DataFrame(rows, columns=["model", "node", "kind", "title", *numbers]).astype(
        dict.fromkeys(numbers, float)
    )


def ranks_frame(found: Sensitivity, language: str = "en") -> pd.DataFrame:
    """One row for each of the ten steps with the highest priority and each rank from 1 to 10.

    Columns: ``place`` (by priority with the weights given, from 1), ``item``, ``model`` (ids), ``text``, ``rank`` and
    ``probability`` (0..1) of that rank among all candidates of the roadmap; less than 1 in all when the step also comes
    lower.

    >>> import maturity_kit as mk
    >>> drawn = mk.sensitivity(mk.example(), draws=500)
    >>> mk.ranks_frame(drawn).pivot(index="item", columns="rank", values="probability").shape
    (10, 10)
    """
    import pandas as pd

    expect(found, Sensitivity, "sensitivity")
    rows = []
    for place, (item, shares) in enumerate(found.ranks.items(), 1):
        model = found.model_of(item)
        about = (place, item, model.id, node_title(model, item, language))
        rows += [(*about, rank, share) for rank, share in enumerate(shares, 1)]
    frame = pd.DataFrame(rows, columns=["place", "item", "model", "text", "rank", "probability"])
    return frame.astype({"place": int, "rank": int, "probability": float})
