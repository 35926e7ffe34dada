"""The choice between two changes of the same thing, in words, at the place where the second was made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from maturity_kit.charts.tables.signs import day
from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import decimal, number, render
from maturity_kit.forms.meanwhile import TEXTS, ClashError
from maturity_kit.forms.questions import target_steps
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.answer_words import step_words
from maturity_kit.scoring.quadrant import SITUATIONS

NAMED = ("organisation", "unit", "date")
"""Details that have a label."""


def clash_message(state: AssessmentState, clash: ClashError) -> dict[str, Any]:
    """What the browser is told: the question as HTML, and the entry that each answer to it stands for.

    ``kept`` says that theirs is what is kept already, so that nothing has to be written for it.
    """
    both = clash.both
    choices = {"theirs": both.theirs, "mine": both.mine}
    if both.together is not None:
        choices["together"] = both.together
    return {
        "type": "clash",
        "key": clash.event.key,
        "kind": clash.event.kind,
        "subject": clash.event.subject,
        "revision": clash.revision,
        "choices": choices,
        "kept": both.theirs == clash.theirs,
        "html": clash_html(state, clash),
    }


def clash_html(state: AssessmentState, clash: ClashError) -> str:
    """Who said what and when, with a button for each way to go on."""
    both, texts = clash.both, [part for part in clash.both.clashing if part in TEXTS]
    shown = both.clashing if "choice" not in both.clashing else ("choice",)
    return render(
        "clash",
        state.language,
        about=_about(state, clash),
        at=_when(clash.at, state.language),
        rows=[_row(state, clash, part) for part in shown],
        joined=bool(texts) and "choice" in both.clashing,
        together=both.together is not None,
    )


def _row(state: AssessmentState, clash: ClashError, part: str) -> dict[str, str]:
    say = Wording("forms", state.language)
    label = say(f"question.{part}") if part in TEXTS else ""
    theirs, mine = (_words(state, clash, part, entry) for entry in (clash.both.theirs, clash.both.mine))
    return {"label": label, "theirs": theirs, "mine": mine}


def _words(state: AssessmentState, clash: ClashError, part: str, entry: Any) -> str:
    say, kind, subject = Wording("forms", state.language), clash.event.kind, clash.event.subject
    if part in TEXTS:
        return str((entry or {}).get(part) or say("clash.nothing"))
    if kind == "answer":
        return _choice_words(state, subject, entry or {})
    if kind == "target":
        return _target_words(state, subject, entry)
    if entry in (None, ""):
        return say("clash.nothing")
    if kind == "claim" and entry in SITUATIONS:
        return Wording("verdict", state.language)(f"situation.{entry}")
    if subject == "date":
        return day(date.fromisoformat(entry), state.language)
    return decimal(entry, state.language) if isinstance(entry, int | float) else str(entry)


def _choice_words(state: AssessmentState, subject: str, entry: dict[str, Any]) -> str:
    """The step in its own words, or what was said instead of one."""
    say = Wording("forms", state.language)
    if entry.get("state") == "not_applicable":
        return say("clash.not-applicable", reason=entry.get("reason", ""))
    if entry.get("state") == "unknown":
        return say("question.unknown")
    if entry.get("value") is None:
        return say("clash.no-answer")
    item, value = _node(state, subject), float(entry["value"])
    words = step_words(item, value, state.language) if isinstance(item, Item) else ""
    if words:
        return say("why.given", step=number(value), words=words)
    return say("question.step" if value.is_integer() else "why.between-steps", step=decimal(value, state.language))


def _target_words(state: AssessmentState, subject: str, target: float | None) -> str:
    say, node = Wording("forms", state.language), _node(state, subject)
    if target is None:
        return say("question.target-inherited") if isinstance(node, Item) else say("clash.nothing")
    steps = {value: step for step, value in target_steps(node)} if isinstance(node, Item) else {}
    return say("question.step", step=steps[target]) if target in steps else f"{decimal(target, state.language)} / 100"


def _about(state: AssessmentState, clash: ClashError) -> str:
    """What the choice is about, for where it does not stand at its place."""
    say, kind, subject = Wording("forms", state.language), clash.event.kind, clash.event.subject
    if kind == "detail":
        return say(f"detail.{subject}") if subject in NAMED else subject
    if kind in ("claim", "model_weight"):
        return state.models[subject].title.to(state.language) if subject in state.models else subject
    node = _node(state, subject)
    title = getattr(node, "text", None) or getattr(node, "title", None)
    return title.to(state.language) if title else subject


def _node(state: AssessmentState, subject: str) -> Any:
    return next((model.node(subject) for model in state.models.values() if subject in model.by_id), None)


def _when(at: datetime, language: str) -> str:
    """The time of day, after the date when that is not today."""
    local = at.astimezone()
    clock = f"{local:%H:%M}"
    return clock if local.date() == date.today() else f"{day(local.date(), language)}, {clock}"
