"""What changed since the previous round, element by element of each cycle, in whole points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.insight.words import whole_points

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment
    from maturity_kit.content.text import Text
    from maturity_kit.insight.synthesis import Result
    from maturity_kit.scoring.result import Change, ModelResult

PARTS = ("answers", "weights", "version")
NOT_KNOWN = "-"


def tell_changes(terminal: Terminal, result: Result, previous: Assessment) -> None:
    """Writes a block for each cycle; that there is no cycle among the scored models is told as well."""
    when: dict[str, Any] = {"round": previous.round, "date": previous.date.isoformat()}
    told = False
    for scored in result.models.values():
        changes = getattr(scored.reading, "changes", None)
        if changes is not None:
            title = scored.model.title.to(terminal.language)
            terminal.heading(terminal.say("score.since", model=title, **when))
            _tell_model(terminal, scored, changes)
            told = True
    if not told:
        terminal.line()
        terminal.line(terminal.say("score.no_cycle", **when))


def _tell_model(terminal: Terminal, scored: ModelResult, changes: Mapping[str, Change]) -> None:
    say = terminal.say
    names = {node: _name(scored, node).to(terminal.language) for node in changes}
    parts = {node: [getattr(change, part) for part in PARTS] for node, change in changes.items()}
    both = {node: found for node, found in parts.items() if None not in found[:2]}
    if both and all(part is not None and abs(part) < EQUAL for found in both.values() for part in found):
        terminal.paragraph(say("score.nothing"))
    elif both:
        head = [say(f"score.{name}") for name in ("element", "change", *PARTS)]
        terminal.table(head, [_row(names[node], found) for node, found in both.items()], numbers=(1, 2, 3, 4))
    if len(both) < len(parts):
        missing = [name for node, name in names.items() if node not in both]
        terminal.paragraph(say("score.not_both", names=", ".join(missing)))


def _name(scored: ModelResult, node: str) -> Text:
    found = scored.model.by_id[node]
    return found.text if isinstance(found, Item) else found.title


def _row(name: str, parts: Sequence[float | None]) -> list[str]:
    total, points = whole_points(parts)
    return [name, *(_signed(part) for part in (total, *points))]


def _signed(points: int | None) -> str:
    if points is None:
        return NOT_KNOWN
    return f"{points:+d}" if points else "0"
