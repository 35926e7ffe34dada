"""What the votes say of a difference: whether other people in the room would explain it, or why that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.shifts import Shift
from maturity_kit.insight.comparing.sides import signed
from maturity_kit.insight.words import EQUAL, listed, whole
from maturity_kit.scoring.resampling import REASONS, Band, Reason


def band_points(band: Band) -> tuple[int, int] | None:
    """Both ends in whole points, away from the middle, so that what is shown never claims more; None without a band.

    >>> band_points(Band(3.4, 12.0))
    (3, 12)
    >>> band_points(Band(-1.2, 0.3))
    (-2, 1)
    """
    if band.low is None or band.high is None:
        return None
    return int((band.low + EQUAL) // 1), -int((EQUAL - band.high) // 1)


def difference_words(band: Band, language: str) -> str:
    """A band of a difference: "+3 to +12"; a dash without one. One that leaves zero out never shows it."""
    ends = band_points(band)
    if ends is None:
        return "–"
    low, high = ends
    if not band.holds(0):
        low, high = (max(low, 1), high) if high > 0 else (low, min(high, -1))
    return Wording("compare", language)("room.range", low=signed(low), high=signed(high))


def score_words(score: float | None, band: Band, language: str) -> str:
    """A score with what other voters could have given: "52 (41–60)"; the score alone without a band."""
    ends = band_points(band)
    if ends is None:
        return whole(score)
    return Wording("compare", language)("cell", score=whole(score), low=ends[0], high=ends[1])


def band_sentence(shift: Shift, language: str, of: str = "model") -> str:
    """Whether other people in the room would explain a difference; empty where votes do not allow to say.

    Args:
        shift: of a model or a part.
        language: of the sentence.
        of: ``model``, or ``part`` for a shorter sentence.
    """
    if shift.told is None:
        return ""
    return Wording("compare", language)(f"room.{of}.{shift.told}", range=difference_words(shift.band, language))


def has_bands(comparison: Comparison) -> bool:
    """Whether votes allow a band of any difference."""
    shifts = (shift for step in comparison.steps for model in step.models.values()
              for shift in (model.whole, *model.groups.values()))  # fmt: skip
    return any(shift.band.defined for shift in shifts)


def room_sentences(comparison: Comparison, language: str) -> list[str]:
    """What a band means, where there is one; and for models without one why their votes do not allow it."""
    say = Wording("compare", language)
    meant = [say("room.meaning")] if has_bands(comparison) else []
    return [*meant, *_untold(comparison, say)]


def _untold(comparison: Comparison, say: Wording) -> Iterator[str]:
    by_reason: dict[Reason, list[str]] = {reason: [] for reason in REASONS}
    shifts = [(name, model.whole) for step in comparison.steps for name, model in step.models.items()]
    for name, shift in shifts:
        if shift.band.reason is not None and name not in by_reason[shift.band.reason]:
            by_reason[shift.band.reason].append(name)
    for reason, names in by_reason.items():
        if names:
            everywhere = all(shift.band.reason == reason for _, shift in shifts)
            titles = listed((comparison.models[name].title.to(say.language) for name in names), say)
            about = say("room.all") if everywhere else say("room.some", models=titles)
            yield say(f"room.untold.{reason}", about=about)
