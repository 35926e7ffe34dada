"""The KPI register: each term with its value against its target, and what is still missing to measure it."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.assessment.registers import Kpi, Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, Chip, draw_chips, draw_key, number, percent, said
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed
from maturity_kit.scoring.registers.lists import KPI_FIELDS, KpiShares, kpi_shares

TALL = 14.0


def kpis(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Each term with a bar up to its value, a triangle at its target, and a chip for each of four fields.

    None without terms. Whether higher or lower is better only the definition says, so no bar is judged.
    """
    if not registers.kpis:
        return None
    say = Wording("charts", language)
    rows = tuple(
        (one.term, said(one.definition), said(one.kpi), number(one.value, language, one.unit),
         number(one.target, language, one.unit), listed((say(f"kpis.{name}") for name in missing(one)), say) or "–")
        for one in registers.kpis
    )  # fmt: skip
    heads = ("term", "definition", "kpi", "value-now", "aim", "missing")
    table = Table(_fields(tables.kpis, say), tuple(say(f"head.{name}") for name in heads), rows)
    alt = f"{_complete(registers.kpis, say)} {_fields(tables.kpis, say)}"
    return picture(lambda canvas: paint_kpis(canvas, registers.kpis, tables.kpis, say), say("kpis.title"), alt, table,
                   language)  # fmt: skip


def missing(kpi: Kpi) -> tuple[str, ...]:
    """The fields of a term that are not filled in, in their order."""
    return tuple(name for name, share in kpi_shares([kpi]).fields.items() if not share)


def _complete(rows: Sequence[Kpi], say: Wording) -> str:
    return say("kpis.complete", count=sum(not missing(one) for one in rows), total=len(rows))


def _fields(shares: KpiShares, say: Wording) -> str:
    seen = (say("kpis.share", field=say(f"kpis.{name}"), share=percent(shares.fields.get(name), say))
            for name in KPI_FIELDS)  # fmt: skip
    return say("kpis.shares", shares=", ".join(seen))


def paint_kpis(canvas: Canvas, rows: Sequence[Kpi], shares: KpiShares, say: Wording) -> Canvas:
    """One block a term, divided by lines."""
    y = canvas.lines(0, 16, _complete(rows, say), canvas.width, bold=True, name="complete")
    y = canvas.lines(0, y, _fields(shares, say), canvas.width, size=13, colour="muted", most=3, name="shares") - 2
    for one in rows:
        canvas.line([(0, y), (canvas.width, y)], colour="line")
        y = _term(canvas, y + 6, one, say) + 10
    signs = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("kpis.key-value")),
             (lambda x, base: _triangle(canvas, x + 12, base, ""), say("kpis.key-target"))]  # fmt: skip
    if any(one.value is not None and one.target is not None for one in rows):
        y = draw_key(canvas, y, signs)
        y = canvas.lines(0, y + 14, say("kpis.direction"), canvas.width, size=13, colour="muted", name="direction")
    return canvas.finish(y)


def _term(canvas: Canvas, y: float, one: Kpi, say: Wording) -> float:
    """Term and KPI on the left, the bar on the right where there is room, the chips below."""
    room = 290.0 if canvas.wide else float(canvas.width)
    below = canvas.lines(0, y + 14, one.term, room, bold=True, name=f"{one.term}:title")
    below = canvas.lines(0, below, one.kpi or "", room, size=13, colour="muted", name=f"{one.term}:kpi")
    if one.value is not None or one.target is not None:
        left, top = (310.0, y) if canvas.wide else (0.0, below - 14)
        floor = _bar(canvas, left, top, canvas.width - left, one, say)
        below = max(below, floor + 14)
    absent = missing(one)
    chips = [Chip(f"{'○' if name in absent else '✓'} {say(f'kpis.{name}')}", "missing" if name in absent else "there")
             for name in KPI_FIELDS]  # fmt: skip
    return draw_chips(canvas, chips, 0, below - 8, canvas.width, f"{one.term}:field")


def _bar(canvas: Canvas, x: float, y: float, width: float, one: Kpi, say: Wording) -> float:
    """Value and target in words above one scale that holds 0 and both; returns the y below."""
    words = [say(f"kpis.{name}-is", amount=number(amount, say.language, one.unit))
             for name, amount in (("value", one.value), ("target", one.target)) if amount is not None]  # fmt: skip
    top = canvas.lines(x, y + 14, " · ".join(words), width, size=13, name=f"{one.term}:amounts") + 1
    if one.value is None or one.target is None:
        return top - 10
    low, high = min(0.0, one.value, one.target), max(0.0, one.value, one.target)
    step = (width - 2) / ((high - low) or 1.0)
    zero, end, aim = (x + 1 + (amount - low) * step for amount in (0.0, one.value, one.target))
    canvas.box(x + 1, top, width - 2, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{one.term}:scale")
    if end != zero:
        canvas.box(min(zero, end), top, abs(end - zero), TALL, fill="accent", name=f"{one.term}:value")
    if low < 0:
        canvas.line([(zero, top - 2), (zero, top + TALL + 2)], name=f"{one.term}:zero")
        canvas.text(zero, top + TALL + 14, "0", size=SMALL, colour="muted", anchor="center", name=f"{one.term}:nought")
    _triangle(canvas, min(max(aim, x + 7), x + width - 7), top, f"{one.term}:target")
    return top + TALL + (12 if low < 0 else 0)


def _triangle(canvas: Canvas, x: float, y: float, name: str) -> None:
    canvas.shape([(x - 6, y - 10), (x + 6, y - 10), (x, y - 1)], fill="panel", edge="ink", stroke=1.5, name=name)
