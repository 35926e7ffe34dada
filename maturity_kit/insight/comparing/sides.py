"""The sides of a comparison in words: what each is called, where each stands, and its scores as people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Row, Side
from maturity_kit.insight.readers import Reader
from maturity_kit.insight.standing import lowest, most_to_win
from maturity_kit.insight.verdict import READERS
from maturity_kit.insight.words import EQUAL, FEW, in_words, listed, whole
from maturity_kit.scoring.result import ModelResult

BY_PART = ("cycle", "layers", "values")
"""Methods that say which part stands out."""


def shared(sides: Sequence[Side]) -> str:
    """What all sides have in common: the organisation, and the unit too; empty when they share neither."""
    parts = [{getattr(side.assessment, name).strip() for side in sides} for name in ("organisation", "unit")]
    common = [next(iter(names)) if len(names) == 1 else "" for names in parts]
    return ", ".join(filter(None, common)) if common[0] else ""


def labels(sides: Sequence[Side], language: str) -> list[str]:
    """What tells the sides apart, and no more: organisation, unit, round, milestone; the date where these are equal."""
    say = Wording("compare", language)
    found = [_label(side, sides, say) for side in sides]
    for finish in (_dated, _numbered):
        twice = {label for label, count in Counter(found).items() if count > 1}
        found = [finish(label, place, side, say) if label in twice else label
                 for place, (label, side) in enumerate(zip(found, sides, strict=True), 1)]  # fmt: skip
    return found


def _label(side: Side, sides: Sequence[Side], say: Wording) -> str:
    one = side.assessment
    organisations = {other.assessment.organisation for other in sides}
    units = {other.assessment.unit for other in sides}
    rounds = {other.assessment.round for other in sides}
    parts = [one.organisation] if len(organisations) > 1 else []
    if len(units) > 1 and (one.unit or len(organisations) == 1):
        parts.append(one.unit or say("label.whole"))
    if len(rounds) > 1 or not parts:
        name = say("label.round", round=one.round)
        parts.append(name[0].lower() + name[1:] if parts else name)
    label = ", ".join(parts)
    return say("label.frozen", label=label, name=side.name) if side.name else label


def _dated(label: str, _: int, side: Side, say: Wording) -> str:
    return say("label.dated", label=label, date=side.assessment.date.isoformat())


def _numbered(label: str, place: int, _: Side, say: Wording) -> str:
    return say("label.numbered", label=label, place=place)


def standing_words(result: ModelResult, language: str) -> str:
    """Where a model puts an organisation in a few words: level, situation, bottleneck; empty without any."""
    if result.score is None:
        return ""
    method, reader = result.model.method, READERS[result.model.method](result, Wording("verdict", language))
    if reader.found() is not None:
        return reader.name(reader.found())
    names = _stands_out(reader) if method in BY_PART else ()
    if not names:
        return ""
    say = Wording("compare", language)
    many = in_words(len(names), reader.say)
    shown = listed(map(reader.title, names), say) if len(names) <= FEW else say("standing.many", number=many)
    return say(f"standing.{method}", names=shown)


def _stands_out(reader: Reader) -> tuple[str, ...]:
    if len(reader.scored()) < 2 or reader.all_equal():
        return ()
    find = most_to_win if reader.result.model.method == "cycle" else lowest
    return find(reader.result, reader.parts())


def cell(node: object, language: str) -> str:
    """A score with what it can still become: "52 (40–60)"; a dash where there is none."""
    score, low, high = (getattr(node, name, None) for name in ("score", "low", "high"))
    if low is None or high is None or high - low <= EQUAL:
        return whole(score)
    return Wording("compare", language)("cell", score=whole(score), low=whole(low), high=whole(high))


def row_title(row: Row, language: str) -> str:
    """The title of a group; one beside the score says so."""
    title = row.title.to(language)
    return Wording("compare", language)("row.beside", title=title) if row.beside else title


def signed(points: int | None) -> str:
    """Points with their sign, a dash for none: "+3", "−2", "0", "–"."""
    if points is None:
        return "–"
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"
