"""How far a room agrees as a tidy table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from maturity_kit.content.arguments import expect
from maturity_kit.insight.agreement.item import agreement_of
from maturity_kit.insight.agreement.room import ModelAgreement, mean_of
from maturity_kit.insight.agreement.words import ballot_said
from maturity_kit.insight.synthesis import Result

if TYPE_CHECKING:
    import pandas as pd

WHOLE = ("ballot", "voters", "values", "unknown", "not_applicable")
NUMBERS = ("mean", "consensus", "r_wg", "cut")
WORDS = ("word", "said")


def agreement_frame(result: Result, language: str = "en") -> pd.DataFrame:
    """One row for each ballot on each question that somebody voted on, the oldest ballot first.

    Columns: ``model``, ``item`` (ids), ``text``, ``ballot``, people: ``voters`` in all, of whom gave ``values``,
    ``unknown``, ``not_applicable``; ``mean`` on the scale of the item, ``consensus``, ``r_wg`` (0..1), ``cut``
    (r_wg before it was cut off at 0), all NaN where undefined; ``word`` (agreed, mixed, divided, two-camps or empty)
    and ``said``, the same for people, with the reason where it is undefined. Nobody's name is in it.

    Raises:
        InputError: what is handed over is no result.

    >>> import maturity_kit as mk
    >>> frame = mk.agreement_frame(mk.score(mk.example("insurer")))
    >>> frame.groupby("model")["consensus"].median().idxmin()
    'four-d'
    """
    import pandas as pd

    expect(result, Result, "result")
    rows = list(_rows(result.agreement, language))
    frame = pd.DataFrame(rows, columns=["model", "item", "text", *WHOLE, *NUMBERS, *WORDS])
    return frame.astype({**dict.fromkeys(WHOLE, int), **dict.fromkeys(NUMBERS, float)})


def _rows(found: Mapping[str, ModelAgreement], language: str) -> Iterator[dict[str, Any]]:
    for one in (one for model in found.values() for one in model.questions):
        for ballot in one.ballots:
            measured = agreement_of(ballot.counts)
            yield {
                "model": one.model,
                "item": one.item.id,
                "text": one.item.text.to(language),
                "ballot": ballot.number,
                "voters": ballot.voters,
                "values": measured.voters,
                "unknown": ballot.unknown,
                "not_applicable": ballot.not_applicable,
                "mean": mean_of(ballot, one.item),
                **{name: getattr(measured, name) for name in ("consensus", "r_wg", "cut")},
                "word": measured.word or "",
                "said": ballot_said(ballot, language),
            }
