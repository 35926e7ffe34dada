"""The steps of the strategy, the terms with their figures, and the standing questions of a round."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.assessment.registers import StandingQuestions, StrategySteps
from maturity_kit.content.wording import Wording
from maturity_kit.insight.told.telling import CLASH, GAP, Filled, Said, blank
from maturity_kit.insight.words import EQUAL, listed
from maturity_kit.scoring.registers.lists import KPI_FIELDS, KpiShares, kpi_shares


def strategy_steps(filled: Filled) -> Iterator[Said]:
    """Which steps were taken, which were passed over, and which cannot be read anywhere."""
    say, kept, taken = filled.say, filled.kept.strategy_steps, filled.tables.strategy_steps
    steps = list(StrategySteps.model_fields)
    if kept == StrategySteps():
        yield Said(say("strategy_steps.empty"))
        return
    left = [step for step in steps if step not in taken]
    if not left:
        yield Said(say("strategy_steps.all"))
    else:
        yield Said(say("strategy_steps.left", count=len(taken), total=len(steps), names=_steps(filled, left)), GAP)
    last = steps.index(taken[-1]) if taken else 0
    passed = [step for step in left if steps.index(step) < last]
    if passed:
        names, end = _steps(filled, passed), _steps(filled, [steps[last]])
        yield Said(say("strategy_steps.passed", count=len(passed), names=names, last=end), CLASH)
    unseen = [step for step in taken if blank(getattr(kept, step).where)]
    if unseen:
        yield Said(say("strategy_steps.unseen", count=len(unseen), names=_steps(filled, unseen)))


def _steps(filled: Filled, steps: list[str]) -> str:
    titles = Wording("registers", filled.say.language)
    return listed((titles(f"StrategySteps.{step}").lower() for step in steps), filled.say)


def kpis(filled: Filled) -> Iterator[Said]:
    """How many terms can be measured, what is missing most, and which are no more than a word."""
    say, rows, shares = filled.say, filled.kept.kpis, filled.tables.kpis
    if not rows or shares.complete is None:
        yield Said(say("kpis.empty"))
        return
    complete = round(shares.complete * len(rows))
    if complete == len(rows):
        yield Said(say("kpis.all", count=len(rows)))
        return
    yield Said(say("kpis.some", count=complete, total=len(rows)), GAP if complete else CLASH)
    yield _missing_most(filled, shares)
    bare = [one.term for one in rows if not any(kpi_shares([one]).fields.values())]
    if bare:
        yield Said(say("kpis.bare", count=len(bare), names=filled.names(bare)), GAP)


def _missing_most(filled: Filled, shares: KpiShares) -> Said:
    least, total = min(shares.fields.values()), len(filled.kept.kpis)
    fields = [filled.say(f"kpis.{name}") for name in KPI_FIELDS if shares.fields[name] <= least + EQUAL]
    count = total - round(least * total)
    return Said(filled.say("kpis.missing", count=count, total=total, names=filled.row(fields)))


def standing_questions(filled: Filled) -> Iterator[Said]:
    """Which of the standing questions nobody looked at."""
    say, answered = filled.say, filled.tables.standing_questions
    left = [name for name in StandingQuestions.model_fields if name not in answered]
    if not answered:
        yield Said(say("standing_questions.empty"))
    elif left:
        names = listed((say(f"standing_questions.{name}") for name in left), say)
        yield Said(say("standing_questions.left", count=len(left), names=names), GAP)
    else:
        yield Said(say("standing_questions.all"))
