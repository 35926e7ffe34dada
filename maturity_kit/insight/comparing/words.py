"""A comparison in words: what went up or down between two sides, or differs between them, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.content.model import Group
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Comparison, Side
from maturity_kit.insight.comparing.room import band_sentence, room_sentences
from maturity_kit.insight.comparing.shifts import Kind, ModelStep, Moved, Shift, Step
from maturity_kit.insight.comparing.sides import labels, signed, standing_words
from maturity_kit.insight.words import EQUAL, listed, plain, whole, whole_points
from maturity_kit.scoring.result import ModelResult

PARTS = ("answers", "weights", "version")
TOLD = 3
"""Parts and questions that are named for each model; the table has them all."""


def displayed(shift: Shift) -> tuple[int | None, list[int | None]]:
    """Change and parts (answers, weights, version) in whole points that add up and fit the scores as they are shown."""
    parts = [getattr(shift.parts, part) for part in PARTS]
    if shift.before is None or shift.after is None:
        return None, [None if part is None else round(part) for part in parts]
    total = int(whole(shift.after)) - int(whole(shift.before))
    return total, whole_points(parts, total)[1]


def shift_sentence(name: str, shift: Shift, language: str, kind: Kind = "change") -> str:
    """What happened to a score, or how it differs, and why; empty for one that no side has.

    "Foundation rose by 12, of which 10 by answers and 2 by weights."
    """
    say = Wording("compare", language)
    if shift.direction == "none":
        return ""
    if shift.before is None or shift.after is None:
        return say(f"{kind}.{shift.direction}", name=name, score=whole(shift.after or shift.before))
    total, parts = displayed(shift)
    moved = "rose" if (total or 0) > 0 else "fell" if (total or 0) < 0 else "stayed"
    first = say(f"{kind}.{moved}", name=name, points=abs(total or 0), score=whole(shift.after))
    if None in parts:
        why = f"{kind}.unknown" if shift.parts.version is None else "shift.unsplit"
        return say(why if moved != "stayed" else "shift.stop", first=first)
    causes = {say(f"{kind}.cause.{part}"): points for part, points in zip(PARTS, parts, strict=True) if points}
    return _explained(first, causes, total or 0, say)


def _explained(first: str, causes: dict[str, int], total: int, say: Wording) -> str:
    if not causes:
        return say("shift.stop", first=first)
    if len(causes) == 1:
        return say("shift.all", first=first, cause=next(iter(causes)))
    same = all((points > 0) == (total > 0) for points in causes.values()) and total != 0
    said = [
        say("shift.part", points=abs(points) if same else signed(points), cause=cause)
        for cause, points in causes.items()
    ]
    return say("shift.of-which" if same else "shift.mixed", first=first, parts=listed(said, say))


def sentences(comparison: Comparison, language: str) -> list[str]:
    """All that there is to say: each step, how sides without a step compare, and what the votes say of that."""
    found = [one for step in comparison.steps for one in step_sentences(comparison, step, language)]
    return [*found, *spread_sentences(comparison, language), *room_sentences(comparison, language)]


def step_title(comparison: Comparison, step: Step, language: str) -> str:
    """ "From round 1 to round 2"; of two sides that are not such rounds "Garden shop, compared with insurer"."""
    say, names = Wording("compare", language), labels(comparison.sides, language)
    before = _inside(names[step.before], comparison.sides[step.before], say)
    inside = _inside(names[step.after], comparison.sides[step.after], say)
    return say(f"{step.kind}.title", before=before, after=names[step.after] if step.kind == "difference" else inside)


def _inside(label: str, side: Side, say: Wording) -> str:
    """A label in the middle of a sentence: a round without its capital, a name as it is."""
    own = label.startswith(say("label.round", round=side.assessment.round))
    return label[0].lower() + label[1:] if own else label


def step_sentences(comparison: Comparison, step: Step, language: str) -> list[str]:
    """What changed or differs in each model from one side to the other, the model itself first."""
    found: list[str] = []
    for model_id in step.models:
        found += [*step_headline(comparison, step, model_id, language), *step_details(step, model_id, language)]
    return found


def step_headline(comparison: Comparison, step: Step, model_id: str, language: str) -> list[str]:
    """What became of one model: its score with the reasons, its standing, and whether that is settled; may be empty.

    Settled means two things: whether open answers, and whether other people in the room, could have made it otherwise.
    """
    say, changed, results = Wording("compare", language), step.models[model_id], comparison.results(model_id)
    told = shift_sentence(changed.model.title.to(language), changed.whole, language, step.kind)
    before, after = results[step.before], results[step.after]
    if before and after:
        more = (_moved_standing(before, after, step.kind, say), _undecided(changed, before, after, say))
        told = " ".join(filter(None, [told, *more, band_sentence(changed.whole, language)]))
    return [told] if told else []


def step_details(step: Step, model_id: str, language: str) -> list[str]:
    """The parts of one model that differ most, its new and dropped questions, and the answers that differ most."""
    changed = step.models[model_id]
    title = changed.model.title.to(language)
    questions = _question_sentences(changed, title, step.kind, Wording("compare", language))
    return [*_part_sentences(changed, step.kind, language), *questions]


def _moved_standing(before: ModelResult, after: ModelResult, kind: Kind, say: Wording) -> str:
    was, now = (standing_words(result, say.language) for result in (before, after))
    return say(f"{kind}.standing", before=was, after=now) if was and now and was != now else ""


def _undecided(step: ModelStep, before: ModelResult, after: ModelResult, say: Wording) -> str:
    """Whether open answers can still turn the direction of the change."""
    if step.whole.direction not in ("up", "down"):
        return ""
    lower, upper = (before, after) if step.whole.direction == "up" else (after, before)
    overlap = (lower.high or 0.0) >= (upper.low or 0.0) - EQUAL
    return say("shift.open") if overlap and (_open(before) or _open(after)) else ""


def _open(result: ModelResult) -> bool:
    return result.low is not None and result.high is not None and result.high - result.low > EQUAL


def _part_sentences(step: ModelStep, kind: Kind, language: str) -> Iterator[str]:
    """The parts that moved most, each with its reason, then those that are new or gone."""
    moved = {name: abs(displayed(shift)[0] or 0) for name, shift in step.groups.items() if _is_part(step, name)}
    first = sorted((name for name, points in moved.items() if points), key=lambda name: -moved[name])
    fresh = [name for name in moved if step.groups[name].direction in ("new", "gone")]
    for name in (*first[:TOLD], *fresh[:TOLD]):
        told = shift_sentence(_group(step, name).title.to(language), step.groups[name], language, kind)
        yield " ".join(filter(None, [told, band_sentence(step.groups[name], language, "part")]))


def _is_part(step: ModelStep, name: str) -> bool:
    """Whether a group holds questions itself: what is above such groups only repeats them."""
    return bool(_group(step, name).items)


def _group(step: ModelStep, name: str) -> Group:
    node = step.model.by_id[name]
    assert isinstance(node, Group)
    return node


def _question_sentences(step: ModelStep, title: str, kind: Kind, say: Wording) -> Iterator[str]:
    for key, items in (("new", step.new), ("gone", step.gone)):
        if items:
            named = _first([say("question", question=item.text.to(say.language)) for item in items], say)
            yield say(f"questions.{key}", count=len(items), model=title, version=step.model.version, items=named)
    if step.moved:
        named = _first([_moved_words(one, kind, say) for one in step.moved], say)
        yield say(f"{kind}.moved", count=len(step.moved), model=title, items=named)


def _moved_words(one: Moved, kind: Kind, say: Wording) -> str:
    before, after = (plain(value, say.language, 2) or "0" for value in (one.before, one.after))
    return say(f"{kind}.step", question=one.item.text.to(say.language), before=before, after=after)


def _first(names: Sequence[str], say: Wording) -> str:
    more = [say("more", count=len(names) - TOLD)] if len(names) > TOLD else []
    return "; ".join([*names[:TOLD], *more])


def spread_sentences(comparison: Comparison, language: str) -> list[str]:
    """For each model who scores highest and lowest, where that is not told by the rounds of one unit or by one step."""
    if comparison.of_rounds or (len(comparison.sides) == 2 and comparison.steps):
        return []
    say, names = Wording("compare", language), labels(comparison.sides, language)
    found = []
    for model_id, model in comparison.models.items():
        scored = {name: result for name, result in zip(names, comparison.results(model_id), strict=True)
                  if result is not None and result.score is not None}  # fmt: skip
        if len(scored) > 1:
            found.append(_spread(model.title.to(language), scored, say))
    return found


def _spread(title: str, scored: dict[str, ModelResult], say: Wording) -> str:
    scores = {name: result.score or 0.0 for name, result in scored.items()}
    low, high = min(scores.values()), max(scores.values())
    if high - low <= EQUAL:
        return say("spread.equal", model=title, score=whole(high))
    tops, bottoms = ([name for name, one in scores.items() if abs(one - end) <= EQUAL] for end in (high, low))
    told = say(
        "spread", model=title, high=listed(tops, say), top=whole(high), low=listed(bottoms, say), bottom=whole(low)
    )
    overlap = max(scored[name].high or 0.0 for name in bottoms) >= min(scored[name].low or 0.0 for name in tops) - EQUAL
    unsure = overlap and any(_open(scored[name]) for name in (*tops, *bottoms))
    return f"{told} {say('spread.open')}" if unsure else told
