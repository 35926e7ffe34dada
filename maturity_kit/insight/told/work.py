"""Programmes, projects, routine work and the budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.assessment.registers import Budget, BudgetLine, Project, Task
from maturity_kit.insight.told.telling import CLASH, GAP, STANDS, Filled, Said, blank
from maturity_kit.insight.words import EQUAL, whole
from maturity_kit.scoring.registers.work import OF_COMPANY_BUDGET, OF_REVENUE

MOST = 0.5
"""A department that carries more than this part of the budget is named; the line is ours."""


def programmes(filled: Filled) -> Iterator[Said]:
    """Whether programmes rest on insight, have a goal and an owner, and hold any work."""
    say, rows = filled.say, filled.kept.programmes
    if not rows:
        yield Said(say("programmes.empty"))
        return
    yield from _before_insight(filled)
    for field in ("goal", "owner"):
        bare = [one.name for one in rows if blank(getattr(one, field))]
        if bare:
            yield Said(say(f"programmes.no-{field}", count=len(bare), names=filled.names(bare)), GAP)
    used = {one.programme for one in filled.kept.projects} | {one.programme for one in filled.kept.tasks}
    idle = [one.name for one in rows if one.name not in used]
    if idle:
        yield Said(say("programmes.idle", count=len(idle), names=filled.names(idle)))
    elif all(one.goal and one.owner for one in rows):
        yield Said(say("programmes.all", count=len(rows)))


def _before_insight(filled: Filled) -> Iterator[Said]:
    """A solution ahead of its insight, by the answers or by tables that were left empty."""
    say, reading, kept = filled.say, filled.values, filled.kept
    if reading and reading.solution_ahead:
        yield Said(say("programmes.ahead", solution=whole(reading.solution), insight=whole(reading.insight)))
    bare = [say(f"programmes.{name}") for name, there in
            (("swot", filled.tables.swot), ("journey", kept.journey)) if not there]  # fmt: skip
    if bare:
        yield Said(say("programmes.before", count=len(bare), names=filled.row(bare)), CLASH)


def projects(filled: Filled) -> Iterator[Said]:
    """What projects lack, and which ended without an evaluation."""
    say, rows, today = filled.say, filled.kept.projects, filled.today
    if not rows:
        yield Said(say("projects.empty"))
        return
    lacks: dict[str, tuple[list[Project], int]] = {
        "unevaluated": ([one for one in rows if one.end and one.end < today and blank(one.evaluation)], CLASH),
        "backwards": ([one for one in rows if one.start and one.end and one.end < one.start], GAP),
        "no-end": ([one for one in rows if one.end is None], GAP),
        "no-owner": ([one for one in rows if blank(one.owner)], GAP),
        "no-testing": ([one for one in rows if blank(one.testing)], GAP),
    }
    for lack, (found, weight) in lacks.items():
        if found:
            names = filled.names(one.name for one in found)
            yield Said(say(f"projects.{lack}", count=len(found), names=names), weight)
    if not any(found for found, _ in lacks.values()):
        yield Said(say("projects.all", count=len(rows)))


def tasks(filled: Filled) -> Iterator[Said]:
    """The operation score with its counts, the worst programme, and what does not count."""
    say, rows, score = filled.say, filled.kept.tasks, filled.tables.operation_score
    if not rows:
        yield Said(say("tasks.empty"))
        return
    due = _due(filled, rows)
    if score is None:
        yield Said(say("tasks.none-due", day=filled.day(filled.today)))
    else:
        yield Said(say("tasks.score", len(due), done=_on_time(due), score=whole(score)))
        yield from _worst(filled)
        undone = [one.task for one in due if one.done is None]
        if undone:
            yield Said(say("tasks.undone", count=len(undone), names=filled.names(undone)), GAP)
    undated = [one.task for one in rows if one.due is None]
    if undated:
        yield Said(say("tasks.undated", count=len(undated), names=filled.names(undated)))


def _due(filled: Filled, rows: Sequence[Task]) -> list[Task]:
    return [one for one in rows if one.due is not None and one.due <= filled.today]


def _on_time(rows: Sequence[Task]) -> int:
    return sum(one.done is not None and one.due is not None and one.done <= one.due for one in rows)


def _worst(filled: Filled) -> Iterator[Said]:
    """The programme with the lowest score, when they differ."""
    scores = {name: score for name, score in filled.tables.operation_scores.items() if score is not None}
    low = min(scores.values(), default=0.0)
    worst = [name for name, score in scores.items() if score <= low + EQUAL]
    if len(worst) == len(scores):
        return
    due = _due(filled, [one for one in filled.kept.tasks if (one.programme or "") in worst])
    names = filled.row(filled.quoted(name) if name else filled.say("tasks.no-programme") for name in worst)
    yield Said(filled.say("tasks.worst", len(due), names=names, done=_on_time(due), score=whole(low)), GAP)


def budget(filled: Filled) -> Iterator[Said]:
    """The budget beside the figures of the source, what it rests on, and how it is spread."""
    say, kept = filled.say, filled.kept.budget
    if kept == Budget():
        yield Said(say("budget.empty"))
        return
    yield from _beside_the_source(filled)
    share = filled.tables.budget.by_basis.get("last_year", 0.0)
    if kept.basis == "last_year" or share > EQUAL:
        whole_budget = kept.basis == "last_year"
        key = "budget.last-year" if whole_budget else "budget.part-last-year"
        yield Said(say(key, share=filled.percent(share)), GAP if whole_budget else STANDS)
    yield from _spread(filled, kept.lines)
    if not kept.lines:
        yield Said(say("budget.no-lines"))


def _beside_the_source(filled: Filled) -> Iterator[Said]:
    say, found, kept = filled.say, filled.tables.budget, filled.kept.budget
    parts = [say(f"budget.{name}", share=filled.number(round(100 * share, 1)), norm=filled.number(100 * norm))
             for name, share, norm in (("company", found.of_company, OF_COMPANY_BUDGET),
                                       ("revenue", found.of_revenue, OF_REVENUE)) if share is not None]  # fmt: skip
    if parts:
        yield Said(say("budget.source", parts=filled.row(parts)))
    elif kept.marketing and (kept.company or kept.revenue):
        yield Said(say("budget.uneven"), GAP)
    elif kept.marketing or kept.company or kept.revenue:
        yield Said(say("budget.alone"))


def _spread(filled: Filled, lines: Sequence[BudgetLine]) -> Iterator[Said]:
    """Which department carries the most, and how many parts have no time."""
    say, shares = filled.say, filled.tables.budget.by_department
    named = {name: share for name, share in shares.items() if name.strip()}
    top = max(named, key=lambda name: named[name], default="")
    if top and named[top] > MOST + EQUAL:
        yield Said(say("budget.most", name=filled.quoted(top), share=filled.percent(named[top])), GAP)
    elif len(named) > 1:
        yield Said(say("budget.spread", departments=len(named)))
    undated = [one.name for one in lines if one.from_ is None or one.until is None]
    if undated:
        yield Said(say("budget.undated", count=len(undated), names=filled.names(undated)))
