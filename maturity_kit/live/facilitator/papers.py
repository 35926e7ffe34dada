"""What the facilitator sends round: the invitation to answer before the day, and what to bring."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_kit.content.roles import Role
from maturity_kit.content.text import Text
from maturity_kit.insight.room.invitation import evidence_list, invitation, subject
from maturity_kit.insight.room.routing import items_of
from maturity_kit.live.facilitator.desk import Picture


@dataclass(frozen=True)
class Paper:
    """What people of one role get; ``invitation`` is empty for a room in which all are together."""

    id: str
    role: Text
    invitation: str
    evidence: str


def papers_of(picture: Picture, link: str, language: str) -> tuple[Paper, ...]:
    """One paper for each role, or one for all."""
    settings = picture.room.settings
    return tuple(_paper(picture, role, link, language) for role in settings.roles or ("",))


def _paper(picture: Picture, role: str, link: str, language: str) -> Paper:
    settings = picture.room.settings
    titles = settings.roles.get(role, {})
    items = items_of(picture.models, settings.items_of(role))
    known = Role(id=role, title=Text(titles)) if titles else None
    text = invitation(picture.assessment, known, items, link, language, settings.closes, names=settings.names)
    first = subject(picture.assessment, language)
    return Paper(
        role or "all",
        Text(titles),
        f"{first}\n\n{text}" if picture.room.ahead else "",
        _as_list(evidence_list(items, language)),
    )


def _as_list(found: list[tuple[str, str]]) -> str:
    """Headings with what belongs to them, as plain text."""
    by_theme: dict[str, list[str]] = {}
    for theme, hint in found:
        by_theme.setdefault(theme, []).append(f"- {hint}")
    return "\n\n".join("\n".join([theme, *hints]) for theme, hints in by_theme.items())
