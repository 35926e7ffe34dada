"""A comparison in words: what each side is called, and what went up or down and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from maturity_kit.content.model import Group
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparison import Comparison, ModelStep, Moved, Row, Shift, Side, Step
from maturity_kit.insight.readers import Reader
from maturity_kit.insight.standing import lowest, most_to_win
from maturity_kit.insight.verdict import READERS
from maturity_kit.insight.words import EQUAL, FEW, in_words, listed, plain, whole, whole_points
from maturity_kit.scoring.result import ModelResult

PARTS = ("answers", "weights", "version")
BY_PART = ("cycle", "layers", "values")
"""Methods that say which part stands out."""
TOLD = 3
"""Parts and questions that are named for each model; the table has them all."""


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


def displayed(shift: Shift) -> tuple[int | None, list[int | None]]:
    """Change and parts (answers, weights, version) in whole points that add up and fit the scores as they are shown."""
    parts = [getattr(shift.parts, part) for part in PARTS]
    if shift.before is None or shift.after is None:
        return None, [None if part is None else round(part) for part in parts]
    total = int(whole(shift.after)) - int(whole(shift.before))
    return total, whole_points(parts, total)[1]


def signed(points: int | None) -> str:
    """Points with their sign, a dash for none: "+3", "−2", "0", "–"."""
    if points is None:
        return "–"
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def shift_sentence(name: str, shift: Shift, language: str) -> str:
    """What happened to a score and why; empty for one that no round has.

    "Foundation rose by 12, of which 10 by answers and 2 by weights."
    """
    say = Wording("compare", language)
    if shift.direction == "none":
        return ""
    if shift.before is None or shift.after is None:
        return say(f"shift.{shift.direction}", name=name, score=whole(shift.after or shift.before))
    total, parts = displayed(shift)
    moved = "rose" if (total or 0) > 0 else "fell" if (total or 0) < 0 else "stayed"
    first = say(f"shift.{moved}", name=name, points=abs(total or 0), score=whole(shift.after))
    if None in parts:
        return say("shift.unknown", first=first) if moved != "stayed" else say("shift.stop", first=first)
    given = {part: points for part, points in zip(PARTS, parts, strict=True) if points}
    return _explained(first, given, total or 0, say)


def _explained(first: str, given: dict[str, int], total: int, say: Wording) -> str:
    if not given:
        return say("shift.stop", first=first)
    if len(given) == 1:
        return say("shift.all", first=first, cause=say(f"cause.{next(iter(given))}"))
    same = all((points > 0) == (total > 0) for points in given.values()) and total != 0
    said = [say("shift.part", points=abs(points) if same else signed(points), cause=say(f"cause.{part}"))
            for part, points in given.items()]  # fmt: skip
    return say("shift.of-which" if same else "shift.mixed", first=first, parts=listed(said, say))


def sentences(comparison: Comparison, language: str) -> list[str]:
    """All that there is to say: each step from round to round, and how units that have no step compare."""
    found = [one for step in comparison.steps for one in step_sentences(comparison, step, language)]
    return [*found, *spread_sentences(comparison, language)]


def step_title(comparison: Comparison, step: Step, language: str) -> str:
    """ "From round 1 to round 2"."""
    say, names = Wording("compare", language), labels(comparison.sides, language)
    ends = [_inside(names[place], comparison.sides[place], say) for place in (step.before, step.after)]
    return say("step.title", before=ends[0], after=ends[1])


def _inside(label: str, side: Side, say: Wording) -> str:
    """A label in the middle of a sentence: a round without its capital, a name as it is."""
    own = label.startswith(say("label.round", round=side.assessment.round))
    return label[0].lower() + label[1:] if own else label


def step_sentences(comparison: Comparison, step: Step, language: str) -> list[str]:
    """What changed in each model from one round to the next, the model itself first."""
    found: list[str] = []
    for model_id in step.models:
        found += [*step_headline(comparison, step, model_id, language), *step_details(step, model_id, language)]
    return found


def step_headline(comparison: Comparison, step: Step, model_id: str, language: str) -> list[str]:
    """What became of one model: its score with the reasons, its standing, and whether that is settled; may be empty."""
    say, changed, results = Wording("compare", language), step.models[model_id], comparison.results(model_id)
    told = shift_sentence(changed.model.title.to(language), changed.whole, language)
    before, after = results[step.before], results[step.after]
    if before and after:
        told = " ".join(
            filter(None, [told, _moved_standing(before, after, say), _undecided(changed, before, after, say)])
        )
    return [told] if told else []


def step_details(step: Step, model_id: str, language: str) -> list[str]:
    """The parts of one model that moved most, its new and dropped questions, and the answers that moved most."""
    changed = step.models[model_id]
    questions = _question_sentences(changed, changed.model.title.to(language), Wording("compare", language))
    return [*_part_sentences(changed, language), *questions]


def _moved_standing(before: ModelResult, after: ModelResult, say: Wording) -> str:
    was, now = (standing_words(result, say.language) for result in (before, after))
    return say("standing.moved", before=was, after=now) if was and now and was != now else ""


def _undecided(step: ModelStep, before: ModelResult, after: ModelResult, say: Wording) -> str:
    """Whether open answers can still turn the direction of the change."""
    if step.whole.direction not in ("up", "down"):
        return ""
    lower, upper = (before, after) if step.whole.direction == "up" else (after, before)
    overlap = (lower.high or 0.0) >= (upper.low or 0.0) - EQUAL
    return say("shift.open") if overlap and (_open(before) or _open(after)) else ""


def _open(result: ModelResult) -> bool:
    return result.low is not None and result.high is not None and result.high - result.low > EQUAL


def _part_sentences(step: ModelStep, language: str) -> Iterator[str]:
    """The parts that moved most, each with its reason."""
    moved = {name: abs(displayed(shift)[0] or 0) for name, shift in step.groups.items() if _is_part(step, name)}
    first = sorted((name for name, points in moved.items() if points), key=lambda name: -moved[name])
    for name in first[:TOLD]:
        yield shift_sentence(_group(step, name).title.to(language), step.groups[name], language)
    fresh = [name for name in moved if step.groups[name].direction in ("new", "gone")]
    for name in fresh[:TOLD]:
        yield shift_sentence(_group(step, name).title.to(language), step.groups[name], language)


def _is_part(step: ModelStep, name: str) -> bool:
    """Whether a group holds questions itself: what is above such groups only repeats them."""
    return bool(_group(step, name).items)


def _group(step: ModelStep, name: str) -> Group:
    node = step.model.by_id[name]
    assert isinstance(node, Group)
    return node


def _question_sentences(step: ModelStep, title: str, say: Wording) -> Iterator[str]:
    for key, items in (("new", step.new), ("gone", step.gone)):
        if items:
            named = _first([say("question", question=item.text.to(say.language)) for item in items], say)
            yield say(f"questions.{key}", count=len(items), model=title, version=step.model.version, items=named)
    if step.moved:
        named = _first([_moved_words(one, say) for one in step.moved], say)
        yield say("questions.moved", count=len(step.moved), model=title, items=named)


def _moved_words(one: Moved, say: Wording) -> str:
    before, after = (plain(value, say.language, 2) or "0" for value in (one.before, one.after))
    return say("moved", question=one.item.text.to(say.language), before=before, after=after)


def _first(names: Sequence[str], say: Wording) -> str:
    more = [say("more", count=len(names) - TOLD)] if len(names) > TOLD else []
    return "; ".join([*names[:TOLD], *more])


def spread_sentences(comparison: Comparison, language: str) -> list[str]:
    """For each model who scores highest and lowest, where the sides are not all rounds of one unit."""
    stepped = {place for step in comparison.steps for place in (step.before, step.after)}
    if len(comparison.steps) == len(comparison.sides) - 1 and len(stepped) == len(comparison.sides):
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
