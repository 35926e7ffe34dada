"""Where an organisation stands among others, as distributions that show no organisation by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.brief import Brief
from maturity_kit.content.html_table import html_table
from maturity_kit.content.numbers import decimals
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

LEAST = 10
"""Organisations that a distribution needs."""
DECILES = tuple(step / 10 for step in range(1, 10))
QUARTILES = (0.25, 0.5, 0.75)
IN_LEVELS = (".attained", ".reached", ".position")
ORGANISATION, UNIT, ROUND = "organisation", "unit", "round"


class PeersError(InputError):
    """Peers that cannot be compared; its sentences are those of ``wording/portfolio.yaml``."""

    room = "portfolio"


@dataclass(frozen=True, repr=False)
class Distribution(Brief):
    """How a value is spread over organisations.

    Attributes:
        group: what they have in common; None for all of them.
        count: organisations.
        deciles: the nine values that part them in tenths, lowest first.
        quartiles: the three that part them in quarters; the second is the median.
    """

    group: str | None
    count: int
    deciles: tuple[float, ...]
    quartiles: tuple[float, ...]


@dataclass(frozen=True, repr=False)
class Standing(Brief):
    """One organisation among the others.

    Attributes:
        organisation: its name.
        value: its own.
        group: the group it is compared with; None for everybody, because its own group is hidden.
        others: organisations in that group besides itself; 0 when there is nothing to compare with.
        lower, equal: how many of them have a lower value, and the same one.
    """

    organisation: str
    value: float
    group: str | None
    others: int
    lower: int
    equal: int


@dataclass(frozen=True, repr=False)
class Peers(Brief):
    """A value in the groups of a portfolio.

    Attributes:
        by: the column that makes the groups.
        value: the column that is compared.
        least: organisations that a distribution needs to be shown.
        everybody: all organisations together; None when they are too few.
        groups: those that are shown, by name.
        few: groups that are hidden because they have too few organisations.
        covering: groups that are hidden with them, since the others could otherwise be worked out from the whole.
        without: organisations left out for want of a value.
        standing: where the organisation that was asked for stands.
    """

    by: str
    value: str
    least: int
    everybody: Distribution | None
    groups: tuple[Distribution, ...]
    few: tuple[str, ...]
    covering: tuple[str, ...]
    without: int
    standing: Standing | None = None

    @property
    def shown(self) -> tuple[Distribution, ...]:
        """Everybody, if shown, and then the groups."""
        return (*([self.everybody] if self.everybody else []), *self.groups)

    @property
    def top(self) -> float:
        """The end of the scale that the value is on, which begins at 0."""
        if self.value.endswith(".coverage"):
            return 1.0
        if not self.value.endswith(IN_LEVELS):
            return 100.0
        reached = [one.deciles[-1] for one in self.shown] + ([self.standing.value] if self.standing else [])
        return float(max(1, ceil(max(reached, default=1))))

    def _repr_html_(self) -> str:
        say = Wording("portfolio", "en")
        head = [say(f"peers.{name}") for name in ("group", "count", "tenth", "quarter", "median", "three", "ninth")]
        table = html_table(say("peers.caption", value=self.value, by=self.by), head, rows(self, say))
        return table + "".join(f"<p>{escape(one)}</p>" for one in remarks(self, say))


def rows(peers: Peers, say: Wording) -> list[tuple[object, ...]]:
    """A row for each distribution that is shown: name, organisations, and the values that part them."""
    return [
        (name_of(one.group, say), one.count, one.deciles[0], *one.quartiles, one.deciles[-1]) for one in peers.shown
    ]


def name_of(group: str | None, say: Wording) -> str:
    """The name of a group; everybody without one, and rows without a word in the column have a name too."""
    return say("peers.everybody") if group is None else group or say("peers.nameless")


def remarks(peers: Peers, say: Wording) -> list[str]:
    """What is hidden and why, who is left out, and where the organisation that was asked for stands."""
    told = []
    if peers.few:
        names = ", ".join(name_of(one, say) for one in peers.few)
        told.append(say("peers.few", count=len(peers.few), names=names, least=peers.least))
    if peers.covering:
        names = ", ".join(name_of(one, say) for one in peers.covering)
        told.append(say("peers.covering", count=len(peers.covering), names=names))
    if not peers.shown:
        told.append(say("peers.none", least=peers.least))
    if peers.without:
        told.append(say("peers.without", count=peers.without, value=peers.value))
    return [*told, *([stands(peers.standing, say)] if peers.standing else [])]


def stands(standing: Standing, say: Wording) -> str:
    """Where an organisation stands, in a sentence."""
    details: dict[str, Any] = {**vars(standing), "value": decimals(standing.value, say.language)}
    if not standing.others:
        return say("peers.alone", **details)
    return say("peers.stands", **{**details, "group": name_of(standing.group, say)})


def peers_of(
    frame: pd.DataFrame, by: str, value: str = "overall.score", of: str | None = None, least: int = LEAST
) -> Peers:
    """The distribution of a value in each group of organisations; see ``mk.peers``.

    Raises:
        PeersError: a column is missing or holds no numbers, or the organisation is not there.
    """
    _check(frame, by, value, least)
    every = _by_organisation(frame, by, value)
    known = every[every["value"].notna()]
    values = {str(name): part["value"].to_numpy(float) for name, part in known.groupby("group", sort=True)}
    shows_all = len(known) >= least
    few = [name for name, found in values.items() if len(found) < least]
    covering = _covering({name: len(found) for name, found in values.items()}, few, least) if shows_all else []
    shown = {name: found for name, found in values.items() if name not in (*few, *covering)}
    whole = known["value"].to_numpy(float)
    return Peers(
        by,
        value,
        least,
        _distribution(None, whole) if shows_all else None,
        tuple(_distribution(name, found) for name, found in shown.items()),
        tuple(few),
        tuple(covering),
        len(every) - len(known),
        None if of is None else _standing(known, of, shown, shows_all),
    )


def _check(frame: pd.DataFrame, by: str, value: str, least: int) -> None:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    for name in (ORGANISATION, by, value):
        if name not in frame.columns:
            raise PeersError("peers.column", found=name, allowed=", ".join(map(str, frame.columns)))
    if not is_numeric_dtype(frame[value]) or is_bool_dtype(frame[value]):
        raise PeersError("peers.number", found=value)
    if isinstance(least, bool) or not isinstance(least, int) or least < 2:
        raise PeersError("peers.least", found=least)


def _by_organisation(frame: pd.DataFrame, by: str, value: str) -> pd.DataFrame:
    """One row for each organisation: its value, the mean over the newest round of each unit, and its group.

    An organisation belongs to the group of the last of these rows.
    """
    import pandas as pd

    named = frame[frame[ORGANISATION].notna()]
    found = pd.DataFrame(
        {
            "organisation": named[ORGANISATION].astype(str).to_numpy(),
            "unit": named[UNIT].astype(str).to_numpy() if UNIT in named else "",
            "round": pd.to_numeric(named[ROUND], errors="coerce").to_numpy() if ROUND in named else 0,
            "group": named[by].astype(object).where(named[by].notna(), "").astype(str).to_numpy(),
            "value": named[value].to_numpy(float, na_value=np.nan),
        }
    )
    found["value"] = found["value"].where(np.isfinite(found["value"]))
    found = found.sort_values("round", kind="stable", na_position="first")
    newest = found[
        found["round"].fillna(0) == found.groupby(["organisation", "unit"])["round"].transform("max").fillna(0)
    ]
    return newest.groupby("organisation", sort=True).agg(value=("value", "mean"), group=("group", "last"))


def _covering(counts: Mapping[str, int], few: list[str], least: int) -> list[str]:
    """The smallest other groups, until what is hidden is two groups or more with organisations enough together."""
    others = sorted((name for name in counts if name not in few), key=lambda name: counts[name])
    found: list[str] = []
    while few and others and (len(few) + len(found) < 2 or sum(counts[name] for name in (*few, *found)) < least):
        found.append(others.pop(0))
    return found


def _distribution(group: str | None, values: NDArray[np.float64]) -> Distribution:
    parts = [tuple(float(one) for one in np.quantile(values, cut)) for cut in (DECILES, QUARTILES)]
    return Distribution(group, len(values), *parts)


def _standing(known: pd.DataFrame, of: str, shown: Mapping[str, NDArray[np.float64]], shows_all: bool) -> Standing:
    """Where an organisation stands in its group, or among everybody while that is hidden."""
    if of not in known.index:
        raise PeersError("peers.of", found=of)
    own: Any = known.loc[of]
    value, group = float(own["value"]), str(own["group"])
    among = shown.get(group)
    if among is None:
        among = known["value"].to_numpy(float) if shows_all else np.array([value])
    lower, equal = int((among < value).sum()), int((among == value).sum()) - 1
    return Standing(of, value, group if group in shown else None, len(among) - 1, lower, equal)
