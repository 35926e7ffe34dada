"""How an assessment shows itself in a notebook."""

from __future__ import annotations

from maturity_kit.assessment.assessment import Assessment, named
from maturity_kit.content.html_table import html_table
from maturity_kit.content.wording import Wording

PARTS = ("models", "answers", "votes", "targets", "weights", "registers")


def assessment_html(assessment: Assessment) -> str:
    """Whose assessment it is, and how much is in it, in its own language."""
    say = Wording("shown", assessment.language)
    rows = [(say(f"assessment.{part}"), len(getattr(assessment, part))) for part in PARTS]
    head = [say("assessment.holds"), say("assessment.count")]
    return html_table(heading(assessment), head, rows, say.language)


def heading(assessment: Assessment) -> str:
    """Organisation, unit, round and date in the language of the assessment."""
    turn = Wording("shown", assessment.language)("assessment.round", round=assessment.round)
    return f"{named(assessment)}, {turn}, {assessment.date.isoformat()}"
