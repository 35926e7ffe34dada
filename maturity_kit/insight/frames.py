"""Results as tidy tables for analysts: one row a node, one row an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_kit.content.arguments import expect
from maturity_kit.content.model import Group
from maturity_kit.insight.synthesis import Result

if TYPE_CHECKING:
    import pandas as pd


def nodes_frame(result: Result, language: str = "en") -> pd.DataFrame:
    """One row for each group and item of every scored model.

    Columns: ``model``, ``node`` (ids), ``kind`` (group or item), ``depth`` (0 directly under the model), ``title``,
    ``weight``, ``score``, ``low``, ``high``, ``target``, ``gap`` (0..100), ``coverage`` (0..1). What does not exist
    is NaN.

    Raises:
        InputError: what is handed over is no result.

    >>> import maturity_kit as mk
    >>> frame = mk.nodes_frame(mk.score(mk.example("insurer")))
    >>> frame[frame.kind == "group"].set_index("node").score.idxmin()
    'ev.customer'
    """
    import pandas as pd

    expect(result, Result, "result")
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

    Raises:
        InputError: what is handed over is no result.

    >>> import maturity_kit as mk
    >>> mk.answers_frame(mk.score(mk.example("insurer"))).state.value_counts().to_dict()
    {'answered': 124, 'unknown': 4, 'not_applicable': 3, 'not_asked': 2}
    """
    import pandas as pd

    expect(result, Result, "result")
    rows = []
    for scored in result.models.values():
        pooled = scored.case.pooled
        for item, state, value in zip(scored.model.items, pooled.states, pooled.values, strict=True):
            text, share = item.text.to(language), item.scale.share(value)
            rows.append((scored.model.id, item.id, text, state, float(value), share))
    return pd.DataFrame(rows, columns=["model", "item", "text", "state", "value", "share"])
