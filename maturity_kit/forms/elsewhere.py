"""What was answered in other models to questions about the same topic, so that nobody is asked twice for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import number
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.answer_words import step_words


@dataclass(frozen=True)
class Elsewhere:
    """An answer to a related question of another model.

    Attributes:
        line: which model asked what.
        there: the step that was chosen there, in its own words.
        here: the words of the same step in the question at hand; empty when the scales differ, for then no step is the
            same.
        step: that step as the form writes it; empty when there is nothing to take over.
        offer: the words of the button that takes it over.
    """

    line: str
    there: str
    here: str = ""
    step: str = ""
    offer: str = ""


def answers_elsewhere(state: AssessmentState, item: Item) -> tuple[Elsewhere, ...]:
    """Every agreed answer of a whole step on the topic of an item, in the order of the models and their questions.

    Answers carry no time, so no one of several goes first. Votes that led to no agreed answer, "don't know" and values
    between two steps are left out.
    """
    return tuple(_shown(state, item, model, other) for model, other in _related(state, item))


def _related(state: AssessmentState, item: Item) -> Iterator[tuple[Model, Item]]:
    """While a vote is open nothing leads from or to the question that it is about."""
    if item.id == state.voting:
        return
    for model in state.models.values():
        if item.topic and item.id not in model.by_id:
            for other in model.items:
                answer = state.assessment.answers.get(other.id)
                whole = answer is not None and answer.value is not None and float(answer.value).is_integer()
                if other.topic == item.topic and whole and other.id != state.voting:
                    yield model, other


def _shown(state: AssessmentState, item: Item, model: Model, other: Item) -> Elsewhere:
    say, language = Wording("forms", state.language), state.language
    value = float(state.assessment.answers[other.id].value or 0)
    title = model.title.to(language)
    line = say("elsewhere.line", model=title, question=other.text.to(language))
    there, here = (_words(say, place, one, value) for place, one in (("there", other), ("here", item)))
    if other.scale != item.scale:
        return Elsewhere(line, there)
    return Elsewhere(line, there, here, number(value), say("elsewhere.take", step=number(value), model=title))


def _words(say: Wording, place: str, item: Item, value: float) -> str:
    """The chosen step in the words of a question; a model of one's own may have none."""
    words = step_words(item, value, say.language)
    return say(f"elsewhere.{place}", step=number(value), words=words or say("elsewhere.no-words"))
