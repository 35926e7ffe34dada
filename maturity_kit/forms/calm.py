"""While a room votes: pages show nothing that could lead those who still have to vote."""

from __future__ import annotations

from markupsafe import Markup

from maturity_kit.content.wording import Wording

OPEN = frozenset({"questions", "weights", "details", "claim", "progress", "new", "cards", "certainty-said"})
OPEN |= {"weighing", "weighed", "weight-sets", "sets-told", "count-of-sets", "list-of-sets", "rounds-small"}
"""Regions that stay: forms and how far they are filled in. Questions, cards, small charts and what draws of weights say
leave out themselves what could lead."""

OPEN_KINDS = ("said-", "table-", "outcome-", "weights-")
"""How the names of such regions begin; outcomes of working tables still offer their names to the forms."""


def may_lead(name: str) -> bool:
    """Whether a region could tell those who vote what others think or what would come out; so any unknown one."""
    return name not in OPEN and not name.startswith(OPEN_KINDS)


def calm_html(language: str) -> str:
    """What stands in the place of such a region until the reveal."""
    return str(Markup('<p class="mk-calm">{}</p>').format(Wording("forms", language)("voting.open")))
