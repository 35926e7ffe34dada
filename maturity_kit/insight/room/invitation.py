"""What people read before they vote: the invitation, what to bring, and what is stored of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import THEMES, Item
from maturity_kit.content.roles import SECONDS, Role
from maturity_kit.content.wording import Wording

ROUNDED = 5
"""Minutes to which people are told how long it takes."""


def invitation(
    assessment: Assessment,
    role: Role | None,
    items: Sequence[Item],
    address: str,
    language: str,
    closes: date | str | None = None,
    *,
    seconds: float = SECONDS,
    names: bool = False,
) -> str:
    """The invitation to answer before the day, as plain text for an e-mail.

    Args:
        assessment: whose organisation it names.
        role: of the people it is for; None when they are not asked for one.
        items: the questions for them.
        address: of the page where they answer; without one it says that the address follows.
        language: ``en`` or ``nl``.
        closes: the last day, or words for it; without one nothing is said about it.
        seconds: for one question, see ``Roles.seconds``.
        names: whether people are asked for their name; then it does not say that they answer anonymously.
    """
    say = Wording("room", language)
    name = " ".join(assessment.organisation.split())
    what = [say("invite.what", len(items), minutes=minutes(len(items), seconds))]
    what += [say("invite.role", role=role.title.to(language))] if role else []
    link = [say("invite.link", address=address) if address else say("invite.link-later")]
    link += [say("invite.closes", day=day)] if (day := _day(closes, say.language)) else []
    kept = [] if names else [say("invite.anonymous")]
    kept += told_before(language, roles=role is not None, names=names)
    kept += [say("invite.shown")] if role else []
    parts = [say("invite.hello"), say("invite.why", organisation=name), " ".join(what), "\n".join(link)]
    return "\n\n".join([*parts, say("invite.alone"), " ".join(kept)]) + "\n"


def subject(assessment: Assessment, language: str) -> str:
    """The subject of the e-mail with the invitation."""
    return Wording("room", language)("invite.subject", organisation=" ".join(assessment.organisation.split()))


def minutes(questions: int, seconds: float = SECONDS) -> int:
    """About how long so many questions take: in steps of 5 minutes, at least one of them.

    >>> minutes(40), minutes(50), minutes(1)
    (25, 35, 5)
    """
    return max(1, ceil(questions * seconds / 60 / ROUNDED - 0.5)) * ROUNDED


def evidence_list(items: Iterable[Item], language: str) -> list[tuple[str, str]]:
    """What to bring: theme and evidence, in the order of the themes and then of the questions, nothing twice.

    A question belongs to its first theme; those without a theme come last.
    """
    theme = Wording("charts", language)
    found: dict[str, str] = {}
    for item in items:
        hint = " ".join(item.hint.to(language).split())
        if hint:
            found.setdefault(hint, item.themes[0] if item.themes else "")
    names = {name: theme(f"theme.{name}") for name in THEMES} | {"": Wording("room", language)("evidence.other")}
    return [(title, hint) for name, title in names.items() for hint, own in found.items() if own == name]


def told_before(language: str, *, roles: bool = False, names: bool = False) -> tuple[str, str]:
    """Two sentences for everybody before they vote: what is stored, and that unanimity tells what each one chose."""
    say = Wording("room", language)
    more = f"{'-name' if names else ''}{'-role' if roles else ''}"
    return say(f"told.stored{more}"), say("told.unanimity")


def _day(closes: date | str | None, language: str) -> str:
    """The last day in words; what is no date is said as it was typed."""
    from babel.dates import format_date

    if isinstance(closes, str):
        typed = " ".join(closes.split())
        try:
            closes = date.fromisoformat(typed)
        except ValueError:
            return typed
    return str(format_date(closes, "EEEE d MMMM y", locale=language)) if closes else ""
