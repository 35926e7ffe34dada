"""What other weights change: two sets of them side by side, down to the order of the road."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.load import load_models
from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.insight.comparing.sides import standing_words
from maturity_kit.insight.roadmap import Proposal
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.insight.weighing.sets import Choice, apply_weights, weight_set
from maturity_kit.insight.weighing.weighing import METHODS, Weighing
from maturity_kit.scoring.result import ModelResult

SET, OWN, CURRENT, GIVEN = "set", "own", "current", "given"
"""What a side is: a saved set, the weights of the models, those in force, or those that were given."""


@dataclass(frozen=True)
class Step:
    """A step of the road under both sides.

    Attributes:
        item: the question it answers to; under the other side it may stand for another question about the same topic.
        model: id of its model.
        one, other: its proposal on either side; None where it is not among the ten.
        ranks: place on the road, 1 to 10, on either side; None where it is not among the ten.
    """

    item: Item
    model: str
    one: Proposal | None
    other: Proposal | None
    ranks: tuple[int | None, int | None]

    @property
    def moved(self) -> bool:
        """Whether it stands in another place, or under another heading, or is on the road on one side only."""
        return self.ranks[0] != self.ranks[1] or self.horizons[0] != self.horizons[1]

    @property
    def horizons(self) -> tuple[str, str]:
        """``now``, ``next`` or ``later`` on either side; empty where it is not among the ten."""
        return self.one.horizon if self.one else "", self.other.horizon if self.other else ""


@dataclass(frozen=True, eq=False, repr=False)
class WeightEffect:
    """One assessment under two sets of weights.

    Attributes:
        kinds: what the two sides are: ``set``, ``own`` (the weights of the models), ``current`` (those in force),
            ``given`` or the way of weighing; ``first`` and ``second`` where both were given in the same way.
        names: of the sides that are a set; else empty.
        sides: the assessment with either set in force.
        one, other: what follows from either: scores, verdicts, road.
        steps: every step that is on the road on one side at least, in the order of the first.

    >>> import maturity_kit as mk
    >>> mk.compare_weights(mk.example("insurer"), {}, {"fd.data": 1}).changes_advice
    False
    """

    kinds: tuple[str, str]
    names: tuple[str, str]
    sides: tuple[Assessment, Assessment]
    one: Result
    other: Result
    steps: tuple[Step, ...]

    @property
    def models(self) -> Mapping[str, tuple[ModelResult, ModelResult]]:
        """The scored models by id, each under either side."""
        return {model: (self.one.models[model], self.other.models[model]) for model in self.one.models}

    @property
    def verdicts_changed(self) -> tuple[str, ...]:
        """Ids of the models of which the level, the situation or the part that stands out is another one."""
        return tuple(model for model, pair in self.models.items() if _stands(pair[0]) != _stands(pair[1]))

    @property
    def entered(self) -> tuple[Step, ...]:
        """Steps that come under now with the second side only."""
        return tuple(step for step in self.steps if step.horizons[1] == "now" != step.horizons[0])

    @property
    def left(self) -> tuple[Step, ...]:
        """Steps that come under now with the first side only."""
        return tuple(step for step in self.steps if step.horizons[0] == "now" != step.horizons[1])

    @property
    def changes_advice(self) -> bool:
        """Whether any verdict is another one, or other steps come under now; their order does not matter."""
        return bool(self.verdicts_changed or self.entered or self.left)

    @property
    def greatest_move(self) -> tuple[str, float]:
        """The model whose score moves most, and by how many points; empty and 0 when none does."""
        moves = {
            model: other.score - one.score
            for model, (one, other) in self.models.items()
            if one.score is not None and other.score is not None
        }
        name = max(moves, key=lambda model: abs(moves[model]), default="")
        return (name, moves[name]) if name and abs(moves[name]) > EQUAL else ("", 0.0)

    def answer(self, language: str = "en") -> str:
        """Whether these weights would change the advice, and what of it, in a few sentences."""
        from maturity_kit.insight.weighing.effect_words import answer

        return " ".join(answer(self, language))

    def __repr__(self) -> str:
        return f"<WeightEffect: {self.answer()}>"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.weighing.effect_words import effect_html

        return effect_html(self, self.sides[0].language)


def compare_weights(
    assessment: Assessment, one: Choice, other: Choice = None, models: Mapping[str, Model] | None = None
) -> WeightEffect:
    """One assessment under two sets of weights: would other weights change the advice?

    Args:
        assessment: what people said.
        one, other: the name of a saved set, a mapping of node or model ids to weights (``{}``: the models as they
            are), a Weighing (over the weights in force), or None for the weights in force.
        models: those of the workbook by default.

    Raises:
        InputError: no such set, an id that no model has, or a weight that is negative, not finite or no number.

    >>> from maturity_kit.assessment.files import example
    >>> effect = compare_weights(example("insurer"), {}, {"fd.data": 3, "fd.design": 0.5})
    >>> effect.changes_advice
    True
    """
    known = load_models() if models is None else models
    sides = apply_weights(assessment, one, known), apply_weights(assessment, other, known)
    results = score(sides[0], known), score(sides[1], known)
    names = _name(assessment, one), _name(assessment, other)
    return WeightEffect(_kinds(one, other), names, sides, *results, _steps(*results))


def _name(assessment: Assessment, chosen: Choice) -> str:
    return weight_set(assessment, chosen).name if isinstance(chosen, str) else ""


def _kinds(one: Choice, other: Choice) -> tuple[str, str]:
    found = _kind(one), _kind(other)
    return ("first", "second") if found[0] == found[1] and found[0] in (GIVEN, *METHODS) else found


def _kind(chosen: Choice) -> str:
    if chosen is None:
        return CURRENT
    if isinstance(chosen, Weighing):
        return chosen.method
    return SET if isinstance(chosen, str) else GIVEN if len(chosen) else OWN


def _stands(result: ModelResult) -> str:
    return standing_words(result, "en")


def _steps(one: Result, other: Result) -> tuple[Step, ...]:
    """The steps of both roads; two about the same topic are one step, whichever question stands for it."""
    left = list(enumerate(other.roadmap, 1))
    found = []
    for rank, proposal in enumerate(one.roadmap, 1):
        same = next((pair for pair in left if _same(proposal, pair[1])), None)
        if same is not None:
            left.remove(same)
        there, again = same or (None, None)
        found.append(_step(one, (rank, there), proposal, again))
    return (*found, *(_step(other, (None, rank), None, proposal) for rank, proposal in left))


def _step(
    result: Result, ranks: tuple[int | None, int | None], one: Proposal | None, other: Proposal | None = None
) -> Step:
    """A step as the first side that has it names it; ``result`` is of that side."""
    named = one or other
    assert named is not None
    item = result.models[named.model].model.node(named.item)
    assert isinstance(item, Item)
    return Step(item, named.model, one, other, ranks)


def _same(one: Proposal, other: Proposal) -> bool:
    return not {one.item, *one.also}.isdisjoint({other.item, *other.also})
