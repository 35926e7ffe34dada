"""One thing that a reader would stumble over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from maturity_kit.content.wording import LANGUAGES, Wording
from maturity_kit.errors import shorten

Severity = Literal["fault", "doubt"]
"""``fault``: breaks the house style, so a shipped model has none. ``doubt``: a person looks, and may leave it."""


@dataclass(frozen=True)
class Finding:
    """What was found, where, and by which rule; ``rule`` is the key of its sentence in ``wording/lint.yaml``.

    ``place`` is a path from the id of a node, such as ``dm.tags.levels[3].nl``.
    """

    rule: str
    severity: Severity
    place: str
    details: Mapping[str, str] = field(default_factory=dict)

    def to(self, language: str) -> str:
        """What was found, what is allowed and what to do, in one language."""
        details: dict[str, Any] = {**self.details}
        return Wording("lint", language)(self.rule, **details)

    def as_doubt(self) -> Finding:
        """The same, for a model that the house style does not bind."""
        return replace(self, severity="doubt")

    def as_json(self) -> dict[str, Any]:
        """The finding as plain values, its sentence in every language."""
        told = {language: self.to(language) for language in LANGUAGES}
        return {"rule": self.rule, "severity": self.severity, "place": self.place, "message": told}


def fault(rule: str, place: str, **details: object) -> Finding:
    """A break of the house style; long details are cut."""
    return Finding(rule, "fault", place, {name: shorten(found) for name, found in details.items()})


def doubt(rule: str, place: str, **details: object) -> Finding:
    """Something for a person to look at; long details are cut."""
    return Finding(rule, "doubt", place, {name: shorten(found) for name, found in details.items()})
