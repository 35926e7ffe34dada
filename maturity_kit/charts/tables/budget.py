"""The marketing budget beside the figures of the source, and how it is spread."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.assessment.registers import Budget, Money, Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, day, draw_key, said
from maturity_kit.charts.text import cut
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import plain
from maturity_kit.scoring.registers.work import OF_COMPANY_BUDGET, OF_REVENUE, BudgetShares

TALL, LEFT, RIGHT = 14.0, 220.0, 60.0
FIGURES = {"company": OF_COMPANY_BUDGET, "revenue": OF_REVENUE}


def budget(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Shares of the company's budget and of revenue beside the source's, then departments and what amounts rest on.

    None without a marketing budget and without parts that have an amount.
    """
    kept, shares = registers.budget, tables.budget
    if kept.marketing is None and not shares.by_department:
        return None
    say = Wording("charts", language)
    table = Table(_total(kept, say), tuple(say(f"head.{name}") for name in (
        "budget-part", "department", "amount", "from", "until-day", "basis")), _cells(kept, shares, say))  # fmt: skip
    return picture(lambda canvas: paint_budget(canvas, kept, shares, say), say("budget.title"), _alt(kept, shares, say),
                   table, language)  # fmt: skip


def money(found: Money | None, language: str) -> str:
    """An amount with its currency as the language writes it; a dash without one."""
    if found is None:
        return "–"
    from babel.numbers import format_currency

    pattern = "¤ #,##0.##" if language == "nl" else "¤#,##0.##"
    return str(format_currency(found.amount, found.currency, pattern, locale=language, currency_digits=False))


def _of(shares: BudgetShares) -> dict[str, float | None]:
    return {"company": shares.of_company, "revenue": shares.of_revenue}


def _precise(share: float | None, say: Wording) -> str:
    """A share with one decimal, as the figures of the source have it."""
    return "–" if share is None else say("percent", number=plain(100 * share, say.language))


def _cells(kept: Budget, shares: BudgetShares, say: Wording) -> tuple[tuple[str, ...], ...]:
    """The figures first, then the parts."""
    figures = tuple(
        (say(f"budget.{name}"), "–",
         say("budget.beside", share=_precise(share, say), source=_precise(FIGURES[name], say)), "–", "–", "–")
        for name, share in _of(shares).items()
    )  # fmt: skip
    return figures + tuple(
        (line.name, said(line.department), money(line.amount, say.language), day(line.from_, say.language),
         day(line.until, say.language), say(f"budget.basis.{line.basis or 'none'}"))
        for line in kept.lines
    )  # fmt: skip


def _total(kept: Budget, say: Wording) -> str:
    if kept.marketing is None:
        return say("budget.no-total")
    basis = say(f"budget.basis.{kept.basis or 'none'}")
    return say("budget.total", amount=money(kept.marketing, say.language), basis=basis)


def _alt(kept: Budget, shares: BudgetShares, say: Wording) -> str:
    parts = [_total(kept, say)]
    for name, share in _of(shares).items():
        if share is not None:
            parts.append(say(f"budget.alt-{name}", share=_precise(share, say), source=_precise(FIGURES[name], say)))
    if shares.by_department:
        most = max(shares.by_department, key=lambda name: shares.by_department[name])
        parts.append(say("budget.alt-department", name=most or say("budget.no-department"),
                         share=_precise(shares.by_department[most], say)))  # fmt: skip
    return " ".join((*parts, say("budget.caveat")))


def paint_budget(canvas: Canvas, kept: Budget, shares: BudgetShares, say: Wording) -> Canvas:
    """Two tracks with a triangle at the figure of the source, then bars for departments and for bases."""
    y = canvas.lines(0, 16, _total(kept, say), canvas.width, bold=True, most=3, name="total")
    longest = 1.15 * max(0.15, *(share or 0.0 for share in _of(shares).values()))
    for name, share in _of(shares).items():
        y = _figure(canvas, y, name, share, min(longest, 1.0), say)
    signs = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("budget.key-own")),
             (lambda x, base: _triangle(canvas, x + 12, base, ""), say("budget.key-source"))]  # fmt: skip
    y = draw_key(canvas, y - 2, signs)
    y = canvas.lines(0, y + 12, say("budget.caveat"), canvas.width, size=13, colour="muted", most=4, name="caveat")
    departments = {name or say("budget.no-department"): share for name, share in shares.by_department.items()}
    bases = {say(f"budget.basis.{name or 'none'}"): share for name, share in shares.by_basis.items()}
    for title, parts in (("by-department", departments), ("by-basis", bases)):
        if parts:
            y = _spread(canvas, y + 6, title, parts, say)
    return canvas.finish(y - 4)


def _figure(canvas: Canvas, y: float, name: str, share: float | None, longest: float, say: Wording) -> float:
    """A share on a scale that begins at 0; without one, only the figure of the source."""
    room = LEFT - 14 if canvas.wide else canvas.width - RIGHT - 10
    below = canvas.lines(0, y + 18, say(f"budget.{name}"), room, name=f"{name}:title")
    words = _precise(share, say) if share is not None else say("budget.not-known")
    canvas.text(canvas.width, y + 18, words if share is not None else "–", bold=True, anchor="right",
                name=f"{name}:share")  # fmt: skip
    if share is None:
        below = canvas.lines(0, below, words, room, size=13, colour="warn", most=3, name=f"{name}:unknown")
    left, top = (LEFT, y + 14) if canvas.wide else (1.0, below + 4)
    width = canvas.width - left - (RIGHT + 10 if canvas.wide else 1)
    canvas.box(left, top, width, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
    if share:
        canvas.box(left, top, width * min(share / longest, 1.0), TALL, fill="accent", name=f"{name}:own")
    aim = left + width * FIGURES[name] / longest
    _triangle(canvas, aim, top, f"{name}:source")
    canvas.text(aim - 9, top - 2, _precise(FIGURES[name], say), size=SMALL, colour="muted", anchor="right",
                name=f"{name}:figure")  # fmt: skip
    return max(below - 4, top + TALL + 6)


def _spread(canvas: Canvas, y: float, title: str, parts: Mapping[str, float], say: Wording) -> float:
    """Parts of the whole, the largest first."""
    y = canvas.lines(0, y + 16, say(f"budget.{title}"), canvas.width, bold=True, name=title) - 8
    for name, share in sorted(parts.items(), key=lambda part: -part[1]):
        if canvas.wide:
            below = canvas.lines(0, y + 15, name, LEFT - 14, size=13, name=f"{title}:{name}")
            left, top, room = LEFT, y + 4, canvas.width - LEFT - RIGHT - 10
        else:
            canvas.text(0, y + 15, cut(name, 13, canvas.width - RIGHT), size=13, name=f"{title}:{name}")
            left, top, room, below = 1.0, y + 21, canvas.width - 2.0, y + 44
        canvas.text(
            canvas.width, y + 15, _precise(share, say), size=13, bold=True, anchor="right", name=f"{title}:share"
        )
        canvas.box(left, top, room, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{title}:{name}:scale")
        if share:
            canvas.box(left, top, room * share, TALL, fill="accent", name=f"{title}:{name}:part")
        y = max(below - 8, top + TALL + 4)
    return y + 6


def _triangle(canvas: Canvas, x: float, y: float, name: str) -> None:
    canvas.shape([(x - 6, y - 10), (x + 6, y - 10), (x, y - 1)], fill="panel", edge="ink", stroke=1.5, name=name)
