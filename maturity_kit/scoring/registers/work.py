"""Routine work done on time, and the budget beside the figures of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maturity_kit.assessment.registers import Budget, BudgetLine, Money, Task

# Figures of the fifth source document, which gives neither the year nor the origin of either.
OF_COMPANY_BUDGET, OF_REVENUE = 0.113, 0.09


@dataclass(frozen=True)
class BudgetShares:
    """The budget in parts of 1; None where an amount is missing or the currencies differ.

    Attributes:
        of_company: marketing budget over the company's budget; the source says 0.113.
        of_revenue: marketing budget over yearly revenue; the source says 0.09.
        by_department, by_basis: parts of the lines with an amount in the most used currency; "" without a name.
    """

    of_company: float | None
    of_revenue: float | None
    by_department: Mapping[str, float]
    by_basis: Mapping[str, float]


def operation_score(tasks: Iterable[Task], today: date) -> float | None:
    """100 x tasks done on time / tasks due on or before ``today``; None when none is due.

    >>> from datetime import date
    >>> operation_score([Task(task="newsletter", due="2026-03-02", done="2026-03-01")], date(2026, 4, 1))
    100.0
    """
    due = [task for task in tasks if task.due is not None and task.due <= today]
    on_time = [task for task in due if task.done is not None and task.due is not None and task.done <= task.due]
    return 100 * len(on_time) / len(due) if due else None


def budget_shares(budget: Budget) -> BudgetShares:
    """The budget beside the company's budget and revenue, and how it is spread."""
    return BudgetShares(
        _over(budget.marketing, budget.company),
        _over(budget.marketing, budget.revenue),
        _spread(budget.lines, lambda line: line.department or ""),
        _spread(budget.lines, lambda line: line.basis or ""),
    )


def _over(part: Money | None, whole: Money | None) -> float | None:
    if part is None or whole is None or part.currency != whole.currency or whole.amount == 0:
        return None
    return part.amount / whole.amount


def _spread(lines: Iterable[BudgetLine], name: Callable[[BudgetLine], str]) -> dict[str, float]:
    amounts = [(name(line), line.amount) for line in lines if line.amount is not None]
    currencies = [amount.currency for _, amount in amounts]
    usual = max(currencies, key=currencies.count, default="")
    found: defaultdict[str, float] = defaultdict(float)
    for group, amount in amounts:
        if amount.currency == usual:
            found[group] += amount.amount
    total = sum(found.values())
    return {group: amount / total for group, amount in found.items()} if total else {}
