"""A fictional portfolio to try things on: drawn by a seeded generator, so that it is the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item
from maturity_kit.portfolios.problems import PortfolioError

if TYPE_CHECKING:
    import pandas as pd

SECTORS = ("retail", "finance", "care", "industry", "culture")
SHARES = (0.34, 0.28, 0.2, 0.13, 0.05)
SHIFTS = (0.4, 0.2, -0.3, -0.2, 0.0)
"""Steps by which a sector differs from the middle of the scale."""
AGAIN, OPEN, UNKNOWN, OFF = 0.35, 0.06, 0.1, 9
FEWEST = 4
"""Organisations that the flaws need."""
STATE_OF = "dm.tags"
"""The item that has a column of states beside it."""


def example_portfolio(organisations: int = 120, seed: int = 7) -> pd.DataFrame:
    """Fictional answers in the wide form, with three flaws to be found.

    Every organisation has a level of its own around that of its sector, and each answer lies around that; about a
    third of them comes back for a second round, a little higher. Some questions are open, and don't know is an answer.
    The last three rows have a value off the scale, a state that is none, and the id of the first row.

    Args:
        organisations: how many, 4 or more.
        seed: of the draws.

    Returns:
        One row for each assessment: ``assessment``, ``organisation``, ``sector``, ``round``, a column for each item of
        the five models with steps 0 to 4 or nothing, and ``dm.tags.state``.

    Raises:
        PortfolioError: too few organisations.

    >>> example_portfolio(20).iloc[:2, :4]
      assessment  organisation    sector  round
    0     2026-0      care 001      care      1
    1     2026-1  industry 002  industry      1
    """
    import pandas as pd

    if organisations < FEWEST:
        raise PortfolioError("example.few", "organisations", found=organisations, allowed=FEWEST)
    rng = np.random.default_rng(seed)
    items = [item for model in load_models().values() for item in model.items]
    sector = rng.choice(len(SECTORS), organisations, p=SHARES)
    level = 2 + np.array(SHIFTS)[sector] + rng.normal(0, 0.7, organisations)
    again = np.flatnonzero(rng.random(organisations) < AGAIN)
    who = np.concatenate([np.arange(organisations), again])
    rounds = np.repeat([1, 2], [organisations, len(again)])
    answers = _answers(rng, items, level[who] + 0.4 * (rounds - 1))
    about = {
        "assessment": [f"2026-{number}" for number in range(len(who))],
        "organisation": [f"{SECTORS[sector[one]]} {one + 1:03}" for one in who],
        "sector": [SECTORS[sector[one]] for one in who],
        "round": rounds,
    }
    columns = {item.id: pd.array(answers[:, place], "Float64").astype("Int8") for place, item in enumerate(items)}
    return _flawed(pd.DataFrame({**about, **columns}), rng)


def _answers(rng: np.random.Generator, items: list[Item], level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole steps around the level of each row, NaN where the question is open."""
    easy = rng.normal(0, 0.5, len(items))
    steps = np.rint(level[:, None] + easy + rng.normal(0, 0.8, (len(level), len(items))))
    low, high = (np.array([getattr(item.scale, end) for item in items]) for end in ("min", "max"))
    return np.where(rng.random(steps.shape) < OPEN, np.nan, np.clip(steps, low, high))


def _flawed(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The frame with don't knows in a column of their own, and with three flaws in its last rows."""
    import pandas as pd

    unknown = rng.random(len(frame)) < UNKNOWN
    unknown[-3:] = False
    frame[f"{STATE_OF}.state"] = pd.Series(["unknown" if one else None for one in unknown], dtype="string")
    frame.loc[unknown, STATE_OF] = pd.NA
    last = frame.index[-3:]
    frame.loc[last[0], "dm.website"] = OFF
    frame.loc[last[1], STATE_OF], frame.loc[last[1], f"{STATE_OF}.state"] = pd.NA, "perhaps"
    frame.loc[last[2], "assessment"] = frame["assessment"].iloc[0]
    return frame
