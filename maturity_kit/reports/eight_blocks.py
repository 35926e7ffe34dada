"""The eight blocks of the one page, each as rows of words that a template can lay out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_kit.assessment.registers import Action, Objective, Role, Touchpoint
from maturity_kit.charts.tables.budget import money
from maturity_kit.charts.tables.signs import day, layer_titles, number, percent
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import listed
from maturity_kit.reports.story import Story

Row = dict[str, Any]
CHOICES = 3


@dataclass(frozen=True)
class Section:
    """Rows under a small heading, if it has one.

    Attributes:
        most: how many are shown however much room there is.
        extra: whether the section is left out before anything else is shortened.
    """

    rows: Sequence[Row]
    label: str = ""
    most: int = 5
    extra: bool = False


def line(lead: str, *text: str | None, mark: str = "") -> Row:
    """A row that begins with what it is about."""
    return {"kind": "line", "mark": mark, "lead": lead, "text": joined(*text)}


def figure(number: str, unit: str, text: str, lead: str = "") -> Row:
    """A number to be seen from afar."""
    return {"kind": "figure", "lead": lead, "figure": number, "unit": unit, "text": text}


def joined(*parts: str | None) -> str:
    """What there is of the parts, with a dot between them."""
    return " · ".join(found for part in parts if (found := (part or "").strip()))


def sections_of(story: Story) -> dict[str, tuple[Section, ...]]:
    """By name of the block, in the order of the eight values; an empty block has no section."""
    say = Wording("reports", story.language)
    return {name: tuple(one for one in fill(story, say) if one.rows) for name, fill in BLOCKS.items()}


def _goal(story: Story, say: Wording) -> Iterator[Section]:
    rows: list[Row] = []
    for one in story.registers.objectives:
        figures, unit = _figures(one, say)
        if rows:
            rows.append(line(one.name, f"{figures} {unit}", _now(one, say)))
        else:
            rows.append(figure(figures, unit, _now(one, say), lead=one.name))
    yield Section(rows, most=3)


def _figures(one: Objective, say: Wording) -> tuple[str, str]:
    """From where to where, and in what; a target alone when there is no start."""
    if one.target is None:
        return "", ""
    start = number(one.start, say.language)
    return (number(one.target, say.language) if one.start is None else f"{start} → {number(one.target, say.language)}",
            one.unit or "")  # fmt: skip


def _now(one: Objective, say: Wording) -> str:
    due = say("one.due", day=day(one.due, say.language)) if one.due else ""
    if one.actual is not None:
        return joined(say("one.now", number=number(one.actual, say.language)), due)
    lag = say("one.lag", lag=number(one.lag, say.language)) if one.lag is not None else ""
    return joined(lag or say("one.no-number"), due)


def _customer(story: Story, say: Wording) -> Iterator[Section]:
    def phase(name: str | None) -> str:
        return say("one.phase", phase=Wording("registers", story.language)(f"PhaseLevels.{name}")) if name else ""

    yield Section([line(one.name, phase(one.phase), one.size) for one in story.registers.segments])


def _journey(story: Story, say: Wording) -> Iterator[Section]:
    kept = story.registers.journey
    now = {_key(one): one for one in reversed(kept) if one.version == "as_is"}
    later = {_key(one): one for one in reversed(kept) if one.version == "to_be"}
    shifts = [_shift(now.get(_key(one)), one) for one in kept if one is later.get(_key(one))]
    # What changes comes first; a phase without a counterpart is new.
    yield Section(sorted(shifts, key=lambda row: not row["now"]), most=4)
    if not shifts:
        yield Section([line(one.phase, _touch(one)) for one in kept], say("one.as-is"), most=4)
        yield Section([_note(say("one.no-journey"))] if kept else ())


def _key(one: Touchpoint) -> str:
    return one.phase.strip().casefold()


def _shift(now: Touchpoint | None, later: Touchpoint) -> Row:
    return {"kind": "shift", "lead": later.phase, "now": _touch(now) if now else "", "text": _touch(later)}


def _touch(one: Touchpoint) -> str:
    return ": ".join(found for part in (one.channel, one.touchpoint) if (found := (part or "").strip())) or "–"


def _choices(story: Story, say: Wording) -> Iterator[Section]:
    kept, moves = story.registers, [one for one in story.tables if one.form == "confrontation"]
    pairs = moves[0].sentences[:1] if moves and story.result.tables.swot else ()
    if not (kept.actions or kept.stops or pairs):
        return
    still = [_note(say("one.still"))]
    actions = [line(one.name, mark=str(n)) for n, one in enumerate(kept.actions, 1)]
    yield Section(actions or still, say("one.do"), CHOICES)
    yield Section([line(one.name, mark="×") for one in kept.stops] or still, say("one.stop"), CHOICES)
    yield Section([_note(pair) for pair in pairs], say("one.because"))


def _note(words: str) -> Row:
    return {"kind": "note", "text": words}


def _programmes(story: Story, say: Wording) -> Iterator[Section]:
    yield Section([line(one.name, one.goal, one.owner) for one in story.registers.programmes])


def _people(story: Story, say: Wording) -> Iterator[Section]:
    kept = {layer: rows for layer, rows in story.registers.roles.items() if rows}
    titles = layer_titles(story.result.models, kept, story.language)
    gone = {layer: story.result.tables.roles[layer].missing for layer in kept}
    total, missing = sum(map(len, kept.values())), sum(map(len, gone.values()))
    if total:
        yield Section([_note(say("one.filled", count=total, filled=total - missing))])
    yield Section([line(titles[layer], listed(names, say)) for layer, names in gone.items() if names],
                  say("one.missing"))  # fmt: skip
    lent = [row for layer, rows in kept.items() for row in rows
            if row.state == "external" and row.role not in gone[layer]]  # fmt: skip
    yield Section([_lent(row, say) for row in lent], say("one.external"), most=3)
    there = {layer: [row.role for row in rows if row.state == "present"] for layer, rows in kept.items()}
    team = [line(titles[layer], ", ".join(names)) for layer, names in there.items() if names]
    yield Section(team, say("one.team"), extra=True)


def _lent(row: Role, say: Wording) -> Row:
    until = say("one.until", day=day(row.until, say.language)) if row.until else ""
    heir = (row.takes_over or "").strip()
    return line(row.role, until, say("one.heir", name=heir) if heir else "")


def _budget(story: Story, say: Wording) -> Iterator[Section]:
    kept, shares = story.registers.budget, story.result.tables.budget
    if kept.marketing is not None:
        parts = {"company": shares.of_company, "revenue": shares.of_revenue}
        beside = [say(f"one.of-{name}", share=_precise(share, say))
                  for name, share in parts.items() if share is not None]  # fmt: skip
        yield Section([figure(money(kept.marketing, story.language), "", joined(*beside))])
    known = sorted(shares.by_department.items(), key=lambda one: -one[1])
    bars = [_bar(name.strip() or say("one.no-department"), share, story.language) for name, share in known]
    yield Section(bars, say("one.departments"), most=4)
    if kept.basis:
        basis = Wording("registers", story.language)(f"basis.{kept.basis}")
        yield Section([_note(say("one.basis", basis=basis))])


def _bar(name: str, share: float, language: str) -> Row:
    return {"kind": "bar", "text": name, "share": share, "aside": percent(share, Wording("charts", language))}


def _precise(share: float, say: Wording) -> str:
    return number(round(100 * share, 1), say.language, "%")


def _planning(story: Story, say: Wording) -> Iterator[Section]:
    kept, today = story.registers, story.assessment.date
    marked = sorted(enumerate(kept.actions, 1), key=lambda one: (one[1].date is None, one[1].date or today))
    yield Section([_planned(one, n, say) for n, one in marked], most=4)
    ahead = sorted((one for one in kept.projects if one.end and one.end >= today), key=lambda one: one.end or today)
    ends = [line(day(one.end, story.language), one.name, one.owner) for one in ahead]
    yield Section(ends, say("one.projects"), most=3, extra=True)


def _planned(one: Action, number: int, say: Wording) -> Row:
    """When, who, and the first step of a choice, under the number it has among the choices."""
    when = day(one.date, say.language) if one.date else say("one.no-date")
    owner = (one.owner or "").strip() or say("one.no-owner")
    return line(when, owner, (one.first_step or "").strip() or one.name, mark=str(number))


Fill = Callable[[Story, Wording], Iterator[Section]]
BLOCKS: Mapping[str, Fill] = {
    "goal": _goal,
    "customer": _customer,
    "journey": _journey,
    "choices": _choices,
    "programmes": _programmes,
    "people": _people,
    "budget": _budget,
    "planning": _planning,
}
