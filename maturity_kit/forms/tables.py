"""The working tables as forms, built from the schema of the registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from maturity_kit.assessment.registers import registers_of
from maturity_kit.charts.tables import PAINTERS, draw_table
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.calm import calm_html
from maturity_kit.forms.chosen import CHOSEN, chosen_html
from maturity_kit.forms.fields import named, registers
from maturity_kit.forms.html import render
from maturity_kit.forms.offers import more, ticked
from maturity_kit.forms.paper import Paper
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.told import TELLERS, Filled, filled, most_telling, told

OF_METHOD: Mapping[str, tuple[str, ...]] = {
    "ladder": ("segments", "phase_levels"),
    "quadrant": ("channels",),
    "cycle": ("strategy_steps", "kpis", "standing_questions"),
    "layers": ("objectives", "dialogues", "roles", "investments"),
    "values": ("swot", "confrontation", "journey", "programmes", "projects", "tasks", "budget"),
    "synthesis": ("actions", "stops"),
}
"""The working tables of each method and of all models; the confrontation matrix is a second form on the SWOT."""
READS: Mapping[str, tuple[str, ...]] = {
    "segments": ("segments", "phase_levels"),
    "dialogues": ("dialogues", "objectives", "roles"),
    "programmes": ("programmes", "projects", "tasks", "swot", "journey"),
    "projects": ("projects", "programmes"),
    "tasks": ("tasks", "programmes"),
}
"""The registers that an outcome depends on, where they are others than its own."""
READ_ANSWERS = frozenset({"segments", "phase_levels", "channels", "programmes", "actions"})
"""The forms of which the outcome depends on answers to questions as well."""
PILLARS_INSIDE, PILLARS_OUTSIDE = ("strengths", "weaknesses"), ("opportunities", "threats")


def register_of(form: str) -> str:
    """The register that a form edits."""
    return "swot" if form == "confrontation" else form


def forms_of(register: str) -> tuple[str, ...]:
    """The forms that edit a register."""
    return ("swot", "confrontation") if register == "swot" else (register,)


def title_of_form(form: str, language: str) -> str:
    """What a form is called."""
    key = "confrontation.title" if form == "confrontation" else registers()[form].words
    return Wording("registers", language)(key)


def help_of_form(form: str, language: str) -> str:
    """What a form is for."""
    key = "confrontation.help" if form == "confrontation" else f"{registers()[form].words}.help"
    return Wording("registers", language)(key)


def tables_html(state: AssessmentState, forms: Iterable[str], page: str) -> str:
    """Several working tables, each with what it amounts to and its form in a fold."""
    parts = [
        {
            "name": form,
            "title": title_of_form(form, state.language),
            "help": help_of_form(form, state.language),
            "outcome": Markup(outcome_html(state, form, page)),
            "form": Markup(table_html(state, form, page)),
            "said": filled_words(state, form),
        }
        for form in forms
    ]
    return render("tables", state.language, parts=parts, page=page, frozen=state.frozen)


def outcome_html(state: AssessmentState, form: str, page: str = "") -> str:
    """What a working table amounts to, in words and in its picture where it has one; on paper all that was filled in.

    Rows that others refer to are offered to those by the names they have now, also while a vote is open.
    """
    said, shown, paper = ([], calm_html(state.language), "") if state.voting else _told(state, form)
    return render(
        "told",
        state.language,
        said=said,
        picture=Markup(shown),
        paper=Markup(paper),
        offers=_names(state, form),
        name=form,
        page=page,
    )


def _told(state: AssessmentState, form: str) -> tuple[list[str], str, str]:
    """The sentences of an outcome, its picture or list, and what was filled in."""
    found = filled_of(state)
    shown = chosen_html(state, form) if form in CHOSEN else ""
    if form in PAINTERS:
        picture = draw_table(form, found.kept, found.tables, found.results, found.today, state.language)
        shown = picture.html() if picture else ""
    return [one.words for one in told(form, found)], shown, paper_of(state, form)


def paper_of(state: AssessmentState, form: str) -> str:
    """What was filled in as text.

    Nothing for the confrontation matrix, where it would show who gave which points, and for what is a text already.
    """
    if form == "confrontation" or form in CHOSEN:
        return ""
    register, found = registers()[form], state.assessment.registers.get(form)
    titles = dict(layers(state, {}))
    return Paper(Wording("registers", state.language), titles).html(register, found)


def outcomes_of(register: str) -> tuple[str, ...]:
    """The forms of which the outcome depends on a register."""
    return tuple(form for form in TELLERS if register in READS.get(form, (register_of(form),)))


def telling(state: AssessmentState, method: str) -> str:
    """What matters most in the working tables of a method, in one sentence; empty when nothing asks for attention."""
    return most_telling(OF_METHOD.get(method, ()), filled_of(state))


def filled_of(state: AssessmentState) -> Filled:
    """The working tables of an assessment, ready to be told."""
    kept = registers_of(state.assessment.registers)
    return filled(kept, state.tables(), state.results(), state.assessment.date, state.language)


def table_html(state: AssessmentState, form: str, page: str) -> str:
    """The form of one working table with what was filled in."""
    if form == "confrontation":
        return _confrontation(state)
    register, value = registers()[form], state.assessment.registers.get(form)
    return render(
        "table",
        state.language,
        page=page,
        name=form,
        register=register,
        shown=[field for field in register.fields if field.name not in ("weights", "points", "totals")],
        value=value,
        layers_with=lambda found: layers(state, found or {}),
        exact=exact,
        named=named,
        ticked=lambda field, names: ticked(state, field, names or ()),
        more=lambda field, names: more(state, field, names or ()),
        frozen=state.frozen,
    )


def filled_words(state: AssessmentState, form: str) -> str:
    """How much of a form is filled in, for its head."""
    say, value = Wording("registers", state.language), state.assessment.registers.get(register_of(form)) or {}
    if form == "confrontation":
        return say("table.rows", count=len(_ballots(value.get("points", ()))))
    register = registers()[form]
    if register.kind == "rows":
        return say("table.rows", count=len(value))
    if register.kind == "layers":
        return say("table.rows", count=sum(len(rows) for rows in value.values()))
    said = [field.name for field in register.fields if value.get(field.name)]
    return say("table.filled", said=len(said), total=len(register.fields))


def layers(state: AssessmentState, filled: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The layers of 4D with their titles, and those that were filled in under an id that no model has."""
    models = [model for model in state.models.values() if model.method == "layers"]
    known = {group.id: group.title.to(state.language) for model in models[:1] for group in counted(model)}
    return [*known.items(), *((layer, layer) for layer in filled if layer not in known)]


def exact(amount: float | None) -> str:
    """A number as it was given, as HTML controls want it: no rounding; empty for none."""
    return "" if amount is None else repr(int(amount) if float(amount).is_integer() else amount)


def _names(state: AssessmentState, form: str) -> list[str] | None:
    """What the rows of a register are called that a text of another form names; None when none does."""
    if form not in ("objectives", "programmes"):
        return None
    return [str(row.get("name", "")) for row in state.assessment.registers.get(form) or ()]


def _confrontation(state: AssessmentState) -> str:
    swot = state.assessment.registers.get("swot") or {}
    return render(
        "confrontation",
        state.language,
        name="confrontation",
        factors=list(_entries(swot, PILLARS_OUTSIDE)),
        insights=list(_entries(swot, PILLARS_INSIDE)),
        weights=swot.get("weights", {}),
        ballots=_ballots(swot.get("points", ())),
        exact=exact,
        frozen=state.frozen,
    )


def _ballots(points: Iterable[Mapping[str, Any]]) -> list[tuple[str, dict[str, Mapping[str, Any]]]]:
    """Each voter with what was given to each factor; rows without a voter are of different people."""
    ballots: list[tuple[str, dict[str, Mapping[str, Any]]]] = []
    for row in points:
        voter, factor = row.get("voter") or "", row["factor"]
        fitting = (given for name, given in ballots if name == voter and (voter or factor not in given))
        given = next(fitting, None)
        if given is None:
            given = {}
            ballots.append((voter, given))
        given[factor] = row
    return ballots


def _entries(swot: Mapping[str, Any], pillars: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    for pillar in pillars:
        yield from swot.get(pillar, ())


def counted(model: Model) -> list[Any]:
    """The groups of a model that are not beside its score."""
    return [group for group in model.groups if not group.beside]
