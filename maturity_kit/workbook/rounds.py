"""Rounds and units beside each other on a page: what can be chosen, the picture, and why things moved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from maturity_kit import charts
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import Group, Model
from maturity_kit.content.parameters import ids
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.comparing.compare import Entrant, compare
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.room import room_sentences
from maturity_kit.insight.comparing.words import spread_sentences, step_details, step_headline, step_title
from maturity_kit.insight.reviewed import last_reviewed
from maturity_kit.insight.words import listed
from maturity_kit.workbook.milestones import RoundError, with_versions
from maturity_kit.workbook.units import readable_date, siblings

FEWEST, MOST = 2, 6
Order = Callable[[Mapping[str, Model]], Mapping[str, Model]]


@dataclass(frozen=True)
class Choice:
    """An assessment of the organisation, or a milestone of one, that can be compared."""

    key: str
    label: str
    load: Callable[[], Entrant]


def choices(state: AssessmentState) -> dict[str, Choice]:
    """Every assessment of this organisation, each after its milestones, which are older, by a key of their own."""
    found: list[Choice] = []
    for one in siblings(state):
        found += _frozen(state, one)
        found.append(Choice(one.id, _label(one, state.language), lambda one=one: Entrant(one)))  # type: ignore[misc]
    return {choice.key: choice for choice in found}


def _label(one: Assessment, language: str) -> str:
    say = Wording("forms", language)
    day = readable_date(one.date, language)
    return say("start.where", unit=one.unit or say("units.whole"), round=one.round, date=day)


def _frozen(state: AssessmentState, one: Assessment) -> list[Choice]:
    store = state.store
    if store is None:
        return []
    say = Wording("compare", state.language)
    label = _label(one, state.language)
    return [
        Choice(
            f"{one.id}@{kept.digest}",
            say("label.frozen", label=label, name=kept.name),
            lambda kept=kept: Entrant(store.milestone(one.id, kept.digest), kept.name),  # type: ignore[misc]
        )
        for kept in store.milestones(one.id)
    ]


def usual(state: AssessmentState) -> list[str]:
    """What is compared until somebody chooses: the rounds of this unit, else the units in this round."""
    here, others = state.assessment, siblings(state)
    rounds = [one.id for one in others if one.unit == here.unit]
    units = [one.id for one in others if one.round == here.round]
    return (rounds if len(rounds) >= FEWEST else units)[-MOST:]


def chosen(state: AssessmentState, ticked: Collection[str]) -> list[str]:
    """The keys among what was ticked, in the order of the choices.

    Raises:
        RoundError: fewer than two, or more than a picture can hold.
    """
    found = [key for key in choices(state) if key in ticked]
    if not FEWEST <= len(found) <= MOST:
        raise RoundError("error.few", found=len(found), allowed=MOST)
    return found


def chosen_base(state: AssessmentState, keys: Sequence[str], base: str) -> str:
    """The key of the side that the others are held against; empty for the round before.

    Raises:
        RoundError: it is not among the sides that were ticked.
    """
    if base and base not in keys:
        offered = choices(state)
        raise RoundError("error.base", found=offered[base].label if base in offered else base)
    return base


def choice_html(state: AssessmentState, keys: Collection[str], base: str = "") -> str:
    """The form in which the sides are ticked; nothing when there is nothing to choose."""
    offered = choices(state)
    if len(offered) < FEWEST:
        return ""
    tell = Wording("compare", state.language)
    return render("rounds_choice", state.language, tell=tell, choices=list(offered.values()), keys=keys, base=base)


def rounds_html(state: AssessmentState, keys: Sequence[str], order: Order, base: str = "") -> str:
    """The comparison of the chosen sides: picture, table, and what moved and why; each against ``base`` if given."""
    found = _compared(state, keys, order, base)
    if found is None:
        tell = Wording("compare", state.language)
        return _paragraph(tell("rounds.alone", organisation=state.assessment.organisation))
    return comparison_html(found, state.language)


def multiples_html(state: AssessmentState, keys: Sequence[str], order: Order, shown: bool) -> str:
    """The button that shows each part in a small chart, which takes a moment to draw, and below it the charts.

    Nothing without anything to compare, nor while a vote is open.
    """
    if state.voting is not None or len(choices(state)) < FEWEST:
        return ""
    found = _compared(state, keys, order) if shown else None
    picture = charts.multiples(found, state.language).html() if found else ""
    tell = Wording("compare", state.language)
    return render("rounds_multiples", state.language, tell=tell, shown=shown) + picture


def _compared(state: AssessmentState, keys: Sequence[str], order: Order, base: str = "") -> Comparison | None:
    """The chosen sides that are still there; None when fewer than two are."""
    offered = choices(state)
    present = [key for key in keys if key in offered]
    if len(present) < FEWEST:
        return None
    place = present.index(base) if base in present else None
    found = compare([offered[key].load() for key in present], with_versions(state.models), place)
    return replace(found, models=order(found.models))


def comparison_html(found: Comparison, language: str) -> str:
    """A comparison as a picture with its table, then a list of reasons for each step."""
    tell = Wording("compare", language)
    steps = []
    for place, step in enumerate(found.steps):
        models = [model_id for model_id in found.models if model_id in step.models]
        first = [one for model_id in models for one in step_headline(found, step, model_id, language)]
        more = [one for model_id in models for one in step_details(step, model_id, language)]
        title = step_title(found, step, language)
        why = tell(f"{step.kind}.why", title=title)
        steps.append({"place": place, "title": title, "why": why, "first": first, "more": more})
    notices = [*room_sentences(found, language), *(one.to(language) for one in found.notices)]
    picture = charts.compared(found, language).html()
    told = spread_sentences(found, language)
    return picture + render("rounds", language, tell=tell, steps=steps, spread=told, notices=notices)


def cycle_html(state: AssessmentState, model: Model) -> str:
    """The elements of a cycle over the rounds of this unit, and which of them nobody looked at for long."""
    rounds = [one for one in siblings(state) if one.unit == state.assessment.unit]
    tell = Wording("compare", state.language)
    if len(rounds) < FEWEST:
        return _paragraph(tell("cycle.first"))
    known = with_versions({model.id: model})
    found = compare(rounds[-MOST:], known)
    return comparison_html(found, state.language) + _review_html(state, rounds, model, tell)


def _review_html(state: AssessmentState, rounds: Sequence[Assessment], model: Model, tell: Wording) -> str:
    node = model.by_id[ids(model, "elements")[0]]
    titles = {one.id: one.title.to(state.language) for one in (node.groups if isinstance(node, Group) else ())}
    touched = {place: state.store.touched(one.id) for place, one in enumerate(rounds)} if state.store else {}
    seen = last_reviewed(rounds, model, list(titles), touched)
    told = _review_words(rounds, titles, seen, tell)
    return render("remarks", state.language, remarks=told) if told else _paragraph(tell("cycle.fresh"))


def _review_words(
    rounds: Sequence[Assessment], titles: Mapping[str, str], seen: Mapping[str, int | None], tell: Wording
) -> list[str]:
    """One sentence for each earlier round in which elements were last looked at, the oldest first."""
    by_place = {
        place: [titles[name] for name, last in seen.items() if last == place]
        for place in (None, *range(len(rounds) - 1))
    }
    found = [tell("cycle.never", names=listed(by_place[None], tell))] if by_place[None] else []
    for place, names in by_place.items():
        if place is not None and names:
            one = rounds[place]
            day = readable_date(one.date, tell.language)
            found.append(tell("cycle.stale", round=one.round, date=day, names=listed(names, tell)))
    return found


def _paragraph(words: str) -> str:
    """Plain text of HTML: added to other text it must not escape that once more."""
    return str(Markup("<p>{}</p>").format(words))
