"""The generic form: the questions of any model, with everything that can be said to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.pool import Ballot, ballots_of, pooled, votes_of
from maturity_kit.content.model import Group, Item, Model, Scale
from maturity_kit.content.wording import Wording
from maturity_kit.forms.agreement import ballots_line, beside_choices
from maturity_kit.forms.elsewhere import Elsewhere, answers_elsewhere
from maturity_kit.forms.html import decimal, number, render
from maturity_kit.forms.sections import is_long, said_words, sections_of
from maturity_kit.forms.state import AssessmentState

DONT_KNOWS_TOO_MANY = 1 / 3


@dataclass(frozen=True)
class Given:
    """What was said to one question, ready to be shown."""

    choice: str = ""
    reason: str = ""
    note: str = ""
    evidence: str = ""
    room: str = ""
    ballots: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()


def questions_html(state: AssessmentState, model: Model, page: str) -> str:
    """All questions of a model that belong to the assessment, as one form in sections.

    Sections that start closed are in the page and not painted: opening one needs no answer from the kernel.
    """
    items = asked_items(state.assessment, model)
    say = Wording("forms", state.language)
    numbering = {item.id: position for position, item in enumerate(items, 1)}
    return render(
        "questions",
        state.language,
        model=model,
        page=page,
        numbering=numbering,
        shown=lambda group: any(item.id in numbering for item in items_of(group)),
        sections=sections_of(state.assessment, model),
        said=lambda section: said_words(section, state.language),
        long=is_long(state.assessment, model),
        answer_of=lambda item: given(state, item),
        voting=state.voting,
        votes_on=lambda item: beside_choices(ballots_of(state.assessment, item), say),
        targets=state.assessment.targets,
        halves=halves,
        steps=steps,
        target_steps=target_steps,
        decimal=lambda amount: decimal(amount, state.language),
    )


def progress_html(state: AssessmentState, model: Model) -> str:
    """How many questions are answered, and the way to the next open one."""
    done = progress(state.assessment, [model])
    return render("progress", state.language, progress=done, long=is_long(state.assessment, model))


@dataclass(frozen=True)
class Progress:
    """The questions of an assessment by what was said to them; those not asked yet are the rest of ``total``."""

    answered: int
    not_applicable: int
    unknown: int
    total: int

    @property
    def said(self) -> int:
        """Questions to which something was said, don't know included."""
        return self.answered + self.not_applicable + self.unknown


def progress(assessment: Assessment, models: Iterable[Model]) -> Progress:
    """How far along an assessment is, votes included; questions outside its edition are no part of it."""
    states = Counter(state for model in models for state in pooled(assessment, model).states)
    total = states.total() - states["not_in_edition"]
    return Progress(states["answered"], states["not_applicable"], states["unknown"], total)


def asked_items(assessment: Assessment, model: Model) -> tuple[Item, ...]:
    """The items of an edition, and those outside it to which something was said."""
    states = pooled(assessment, model).states
    return tuple(item for item, state in zip(model.items, states, strict=True) if state != "not_in_edition")


def items_of(group: Group) -> list[Item]:
    """Every item under a group, to any depth."""
    return [*group.items, *(item for child in group.groups for item in items_of(child))]


def given(state: AssessmentState, item: Item) -> Given:
    """The entry of an item, and what the votes say while nothing was agreed."""
    answer = state.assessment.answers.get(item.id) or Answer()
    choice = answer.state or (number(answer.value) if answer.value is not None else "")
    return Given(
        choice=choice,
        reason=answer.reason or "",
        note=answer.note or "",
        evidence=answer.evidence or "",
        room=room_line(state, item, agreed=bool(choice)),
        ballots=ballots_line(ballots_of(state.assessment, item), item, Wording("forms", state.language)),
        elsewhere=() if choice else answers_elsewhere(state, item),
    )


def room_line(state: AssessmentState, item: Item, agreed: bool) -> str:
    """What the votes amount to, or the advice to find out first when too many don't know."""
    votes = votes_of(state.assessment, item)
    if votes is None or agreed:
        return ""
    say = Wording("forms", state.language)
    if too_many_unknown(votes):
        return say("question.find-out")
    if not sum(votes.counts):
        return ""
    mean = sum(step * people for step, people in zip(steps(item.scale), votes.counts, strict=True)) / sum(votes.counts)
    return say("question.room", count=sum(votes.counts), mean=decimal(mean, state.language))


def too_many_unknown(votes: Ballot) -> bool:
    """Whether more than a third of those for whom the item applies don't know."""
    return votes.unknown_share > DONT_KNOWS_TOO_MANY


def halves(scale: Scale) -> list[float]:
    """The values between two steps that a discussion may end on."""
    return [step + 0.5 for step in steps(scale)[:-1]]


def target_steps(item: Item) -> list[tuple[int, float]]:
    """Each step of an item above the lowest, with the score 0..100 it stands for."""
    return [(step, 100 * item.scale.share(step)) for step in steps(item.scale)[1:]]


def steps(scale: Scale) -> range:
    """The whole steps of a scale, lowest first."""
    return range(scale.min, scale.max + 1)
