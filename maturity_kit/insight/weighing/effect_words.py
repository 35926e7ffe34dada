"""The effect of other weights in words and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from maturity_kit.content.arguments import expect
from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import EQUAL, Group
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.sides import signed, standing_words
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import brief
from maturity_kit.insight.weighing.effect import Step, WeightEffect
from maturity_kit.insight.words import listed, whole
from maturity_kit.scoring.result import ModelResult

if TYPE_CHECKING:
    import pandas as pd


class Line(NamedTuple):
    """A model, a group in it (``part``), or what the model stands at, under both sides; texts as people read them.

    ``depth`` is 0 for a model.
    """

    depth: int
    title: str
    one: str
    other: str
    change: str
    part: bool = False


def side_names(effect: WeightEffect, language: str, kind: str = "head") -> tuple[str, str]:
    """What the two sides are called: at the head of a column (``head``) or in a sentence (``side``)."""
    say = Wording("weighing", language)
    parts = zip(effect.kinds, effect.names, strict=True)
    first, second = (say(f"{kind}.{what}", name=name) for what, name in parts)
    return first, second


def answer(effect: WeightEffect, language: str) -> list[str]:
    """Whether these weights would change the advice, and in a sentence each what of it: verdicts, steps, scores."""
    say, names = Wording("weighing", language), side_names(effect, language, "side")
    sides: dict[str, Any] = {"one": names[0], "other": names[1]}
    if not effect.models:
        return [say("answer.nothing")]
    moved, greatest = [step for step in effect.steps if step.moved], _greatest(effect, language)
    if not effect.changes_advice and not moved and not effect.greatest_move[0]:
        return [say("answer.same", **sides)]
    first = [say("answer.no", **sides)]
    if effect.changes_advice:
        first = [say("answer.yes", **sides), *_verdicts(effect, language), *_now(effect, say)]
    rest = [say("answer.moves", count=len(moved))] if moved else []
    return [*first, *rest, *greatest]


def _verdicts(effect: WeightEffect, language: str) -> list[str]:
    say = Wording("weighing", language)
    found = []
    for model in effect.verdicts_changed:
        before, after = (standing_words(result, language) or "–" for result in effect.models[model])
        title = effect.models[model][0].model.title.to(language)
        found.append(say("answer.verdict", model=title, before=before, after=after))
    return found or [say("answer.verdicts-stay")]


def _now(effect: WeightEffect, say: Wording) -> list[str]:
    parts = {"comes": effect.entered, "goes": effect.left}
    found = [say(f"answer.{name}", steps=_questions(steps, say)) for name, steps in parts.items() if steps]
    return found or [say("answer.now-stays")]


def _questions(steps: Iterable[Step], say: Wording) -> str:
    return listed([say("answer.question", question=brief(step.item.text.to(say.language))) for step in steps], say)


def _greatest(effect: WeightEffect, language: str) -> list[str]:
    name, _ = effect.greatest_move
    if not name:
        return []
    before, after = effect.models[name]
    shown: dict[str, Any] = {
        "model": before.model.title.to(language),
        "before": whole(before.score),
        "after": whole(after.score),
    }
    return [Wording("weighing", language)("answer.greatest", **shown)] if shown["before"] != shown["after"] else []


def differing(lines: Iterable[Line]) -> list[Line]:
    """The models that have a score and what each stands at; of their groups only those that differ."""
    return [line for line in lines if line.one != line.other or (not line.part and {line.one, line.other} != {"–"})]


def score_lines(effect: WeightEffect, language: str) -> list[Line]:
    """Every model with its groups and what it stands at, then all models together; whole points."""
    say = Wording("weighing", language)
    lines = [line for pair in in_reading_order(effect.models).values() for line in _model_lines(pair, language)]
    both = effect.one.overall.score, effect.other.overall.score
    return [*lines, _scored(0, say("effect.overall"), *both)] if effect.models else []


def _model_lines(pair: tuple[ModelResult, ModelResult], language: str) -> Iterator[Line]:
    one, other = pair
    yield _scored(0, one.model.title.to(language), one.score, other.score)
    stands = standing_words(one, language), standing_words(other, language)
    if any(stands):
        yield Line(1, Wording("weighing", language)("effect.standing"), stands[0] or "–", stands[1] or "–", "")
    for group in (node for node in one.model.nodes if isinstance(node, Group)):
        depth = len(one.model.path(group.id))
        line = _scored(depth, group.title.to(language), one.nodes[group.id].score, other.nodes[group.id].score)
        yield line._replace(part=True)


def _scored(depth: int, title: str, before: float | None, after: float | None) -> Line:
    change = None if before is None or after is None else int(whole(after)) - int(whole(before))
    return Line(depth, title, whole(before), whole(after), signed(change))


def road_lines(effect: WeightEffect, language: str) -> list[tuple[str, str, str]]:
    """Every step that has another place on either road: its question, and its place with the horizon on both."""
    say = Wording("weighing", language)
    found = []
    for step in effect.steps:
        if step.moved:
            places = [
                say("road.place", rank=rank, horizon=say(f"road.{horizon}")) if rank else say("road.out")
                for rank, horizon in zip(step.ranks, step.horizons, strict=True)
            ]
            found.append((brief(step.item.text.to(language)), places[0], places[1]))
    return found


def effect_html(effect: WeightEffect, language: str) -> str:
    """The answer and both tables, for a notebook."""
    from markupsafe import Markup

    say, head = Wording("weighing", language), side_names(effect, language)
    names: dict[str, Any] = {"one": head[0], "other": head[1]}
    scores = [
        ("\u2003" * line.depth + line.title, line.one, line.other, line.change)
        for line in score_lines(effect, language)
    ]
    shown = str(Markup("<p>{}</p>").format(effect.answer(language)))
    organisation = effect.sides[0].organisation
    caption = say("effect.caption", organisation=organisation, **names)
    shown += html_table(caption, [say("effect.part"), *head, say("effect.change")], scores)
    steps = road_lines(effect, language)
    return shown + (html_table(say("road.caption", **names), [say("road.step"), *head], steps) if steps else "")


def weights_frame(effect: WeightEffect, language: str = "en") -> pd.DataFrame:
    """One row for each model and each group in it, and a last one for all models together, under both weights.

    Columns: ``model``, ``node`` (ids), ``kind`` (model, group, overall), ``depth`` (0 for a model), ``title``,
    ``weight_one``, ``weight_other`` (as in force; of a model its weight among the models), ``score_one``,
    ``score_other`` (0..100), ``change`` in points, and for a model ``standing_one``, ``standing_other`` (level,
    situation, part that stands out). What does not exist is NaN, words that do not are empty.

    >>> from maturity_kit.assessment.files import example
    >>> from maturity_kit.insight.weighing.effect import compare_weights
    >>> frame = weights_frame(compare_weights(example("insurer"), {}, {"fd.data": 3}))
    >>> frame.set_index("node").loc["fd.data", ["weight_one", "weight_other", "change"]].tolist()
    [1.0, 3.0, 0.0]
    """
    import pandas as pd

    expect(effect, WeightEffect, "effect")
    rows = [row for model in effect.models for row in _frame_rows(effect, model, language)]
    overall = {"model": "", "node": "overall", "kind": "overall", "depth": 0}
    rows.append({**overall, "title": Wording("weighing", language)("effect.overall"), **_overall(effect)})
    numbers = ["weight_one", "weight_other", "score_one", "score_other", "change"]
    words = ["standing_one", "standing_other"]
    named = ["model", "node", "kind", "depth", "title"]
    frame = pd.DataFrame(rows, columns=[*named, *numbers, *words])
    return frame.fillna(dict.fromkeys(words, "")).astype(dict.fromkeys(numbers, float))


def _overall(effect: WeightEffect) -> dict[str, Any]:
    return _pair(effect.one.overall.score, effect.other.overall.score)


def _pair(one: float | None, other: float | None) -> dict[str, Any]:
    change = None if one is None or other is None else other - one
    return {"score_one": one, "score_other": other, "change": 0.0 if change and abs(change) < EQUAL else change}


def _frame_rows(effect: WeightEffect, model: str, language: str) -> Iterator[dict[str, Any]]:
    one, other = effect.models[model]
    own = [side.model_weights.get(model, 1.0) for side in effect.sides]
    stands = {"standing_one": standing_words(one, language), "standing_other": standing_words(other, language)}
    yield {
        "model": model, "node": model, "kind": "model", "depth": 0, "title": one.model.title.to(language),
        "weight_one": own[0], "weight_other": own[1], **_pair(one.score, other.score), **stands,
    }  # fmt: skip
    for group in (node for node in one.model.nodes if isinstance(node, Group)):
        weights = [side.weights.get(group.id, group.weight) for side in effect.sides]
        yield {
            "model": model, "node": group.id, "kind": "group", "depth": len(one.model.path(group.id)),
            "title": group.title.to(language), "weight_one": weights[0], "weight_other": weights[1],
            **_pair(one.nodes[group.id].score, other.nodes[group.id].score),
        }  # fmt: skip


def weights_road_frame(effect: WeightEffect, language: str = "en") -> pd.DataFrame:
    """One row for each step that is on the road under either set of weights.

    Columns: ``item``, ``model`` (ids), ``text``, ``rank_one``, ``rank_other`` (1 to 10; NaN when it is not among the
    ten), ``horizon_one``, ``horizon_other`` (now, next, later; empty when it is not among the ten).

    >>> from maturity_kit.assessment.files import example
    >>> from maturity_kit.insight.weighing.effect import compare_weights
    >>> weights_road_frame(compare_weights(example("insurer"), None, None))["rank_one"].tolist()[:3]
    [1.0, 2.0, 3.0]
    """
    import pandas as pd

    expect(effect, WeightEffect, "effect")
    rows = [
        (step.item.id, step.model, step.item.text.to(language), *step.ranks, *step.horizons) for step in effect.steps
    ]
    ranks, horizons = ["rank_one", "rank_other"], ["horizon_one", "horizon_other"]
    return pd.DataFrame(rows, columns=["item", "model", "text", *ranks, *horizons]).astype(dict.fromkeys(ranks, float))
