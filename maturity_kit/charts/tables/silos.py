"""The silo map: which channels share customer data, in which groups, and across which departments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from maturity_kit.assessment.registers import Channel, Registers
from maturity_kit.charts.canvas import Canvas, Point
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, Sign, draw_key, panel, percent, said
from maturity_kit.charts.text import cut, wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed
from maturity_kit.scoring.registers.silos import SiloMap

ROW, BENDS, BEND = 40.0, 24, 0.9
EDGES: Mapping[str, tuple[str, float, bool]] = {
    "crossing": ("accent", 2.5, False),
    "within": ("muted", 1.25, False),
    "unknown": ("muted", 1.25, True),
}


def silos(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Channels in the groups that reach each other, with a line where two share customer data; None without channels.

    The lines are thick between two departments, thin inside one and dashed where a department is not known.
    """
    if tables.channels is None or not registers.channels:
        return None
    say, found = Wording("charts", language), tables.channels
    group = {name: place for place, silo in enumerate(found.silos, 1) for name in silo}
    rows = tuple(
        (one.name, said(one.department), said(one.system), said(one.responsible),
         said(listed(_partners(one.name, found), say)), str(group[one.name]))
        for one in registers.channels
    )  # fmt: skip
    heads = ("channel", "department", "system", "responsible", "shares", "silo")
    table = Table(_numbers(found, say), tuple(say(f"head.{name}") for name in heads), rows)
    return picture(lambda canvas: paint_silos(canvas, registers.channels, found, say), say("silos.title"),
                   _alt(found, say), table, language)  # fmt: skip


def _partners(name: str, found: SiloMap) -> list[str]:
    return [other for edge in found.edges for other in edge if name in edge and other != name]


def _numbers(found: SiloMap, say: Wording) -> str:
    """Density and the share of crossing edges; one channel alone has neither."""
    if sum(map(len, found.silos)) == 1:
        return say("silos.single")
    share = "" if not found.edges else say("silos.crossing-unknown") if found.crossing is None else say(
        "silos.crossing", share=percent(found.crossing, say))  # fmt: skip
    return f"{say('silos.density', share=percent(found.density, say))} {share}".rstrip()


def _alt(found: SiloMap, say: Wording) -> str:
    alone, total = [silo[0] for silo in found.silos if len(silo) == 1], sum(map(len, found.silos))
    if total == 1:
        return _numbers(found, say)
    parts = [say("silos.alt", count=len(found.silos), total=total), _numbers(found, say)]
    if alone:
        parts.append(say("silos.alt-alone", count=len(alone), names=listed(alone, say)))
    return " ".join(parts)


def kind_of(edge: tuple[str, str], channels: Mapping[str, Channel]) -> str:
    """``crossing`` between two departments, ``within`` one, ``unknown`` when one of them is not given."""
    one, other = ((channels[name].department or "").strip().casefold() for name in edge)
    return "unknown" if not (one and other) else "within" if one == other else "crossing"


def paint_silos(canvas: Canvas, channels: Sequence[Channel], found: SiloMap, say: Wording) -> Canvas:
    """A frame a group with its channels below each other and arcs beside them; channels alone in small frames."""
    by_name = {channel.name: channel for channel in channels}
    y = canvas.lines(0, 16, _numbers(found, say), canvas.width, bold=True, most=4, name="numbers") - 6
    for place, silo in enumerate((silo for silo in found.silos if len(silo) > 1), 1):
        y = _silo(canvas, y, place, _side_by_side(silo, by_name), by_name, found.edges, say) + 12
    alone = [by_name[silo[0]] for silo in found.silos if len(silo) == 1]
    if alone:
        y = canvas.lines(0, y + 14, say("silos.alone", count=len(alone)), canvas.width, bold=True, name="alone") - 8
        y = _alone(canvas, y, alone)
    used = {kind_of(edge, by_name) for edge in found.edges}
    signs = [(_sample(canvas, kind), say(f"silos.{kind}-key")) for kind in EDGES if kind in used]
    return canvas.finish(draw_key(canvas, y, signs) + 2)


def _side_by_side(silo: Sequence[str], channels: Mapping[str, Channel]) -> list[str]:
    """Channels of one department next to each other, departments in order of entry."""
    keys = [(channels[name].department or "").strip().casefold() for name in silo]
    return [name for key in dict.fromkeys(keys) for name, own in zip(silo, keys, strict=True) if own == key]


def _silo(
    canvas: Canvas, y: float, place: int, silo: Sequence[str], channels: Mapping[str, Channel],
    edges: Sequence[tuple[str, str]], say: Wording,
) -> float:  # fmt: skip
    top, inset = y, 12.0
    room = (canvas.width - 2 * inset) * (0.5 if canvas.wide else 0.66)
    y = canvas.lines(inset, y + 22, say("silos.group", place=place, total=len(silo)), canvas.width - 24, size=13,
                     bold=True, colour="accent", name=f"silo:{place}:title") - 8  # fmt: skip
    ports: dict[str, Point] = {}
    for name in silo:
        below = _channel(canvas, inset, y, room, channels[name])
        ports[name] = (inset + room + 10, y + (below - y) / 2 - 2)
        y = below
    inside = [edge for edge in edges if edge[0] in ports]
    most = max(BEND * _apart(ports, edge) for edge in inside)
    shrink = min(1.0, (canvas.width - 2 * inset - room - 22) / most)
    for edge in inside:
        bulge = BEND * shrink * _apart(ports, edge)
        _arc(canvas, ports[edge[0]], ports[edge[1]], bulge, kind_of(edge, channels))
    for name, (x, middle) in ports.items():
        canvas.dot(x, middle, 5, fill="accent", edge="panel", stroke=1.5, name=f"port:{name}")
    panel(canvas, top, y + 2, name=f"silo:{place}")
    return y + 2


def _channel(canvas: Canvas, x: float, y: float, room: float, channel: Channel) -> float:
    """Its name, with department and system in a softer ink; returns the y below."""
    below = canvas.lines(x, y + 18, channel.name, room, bold=True, size=13, name=f"channel:{channel.name}")
    about = " · ".join(words for words in (channel.department, channel.system) if words and words.strip())
    below = canvas.lines(x, below, about, room, size=SMALL, colour="muted", name=f"about:{channel.name}")
    return max(below - 6, y + ROW - 14)


def _apart(ports: Mapping[str, Point], edge: tuple[str, str]) -> float:
    return abs(ports[edge[0]][1] - ports[edge[1]][1])


def _arc(canvas: Canvas, one: Point, other: Point, bulge: float, kind: str) -> None:
    """Half an ellipse that reaches ``bulge`` px to the right of both ends."""
    (x, top), (_, floor) = sorted((one, other), key=lambda end: end[1])
    half, colour, stroke, dash = (floor - top) / 2, *EDGES[kind]
    turns = [pi * step / BENDS for step in range(BENDS + 1)]
    canvas.line([(x + bulge * sin(turn), top + half - half * cos(turn)) for turn in turns], colour=colour,
                stroke=stroke, dash=dash, name=f"edge:{kind}")  # fmt: skip


def _alone(canvas: Canvas, y: float, channels: Sequence[Channel]) -> float:
    """Frames of equal width in rows; a row is as high as its highest frame."""
    columns = 3 if canvas.wide else 2
    width = (canvas.width - 2 - 8 * (columns - 1)) / columns
    for first in range(0, len(channels), columns):
        row = channels[first : first + columns]
        talls = [len(wrap(one.name, 13, width - 20, 3, True)) * 17 for one in row]
        tall = max(talls) + 14 + (16 if any(one.department for one in row) else 0)
        for place, one in enumerate(row):
            x = 1 + place * (width + 8)
            canvas.box(x, y, width, tall, edge="warn", dash=True, fill="panel", name=f"lone:{one.name}")
            below = canvas.lines(x + 10, y + 20, one.name, width - 20, most=3, size=13, bold=True,
                                 name=f"channel:{one.name}")  # fmt: skip
            canvas.text(x + 10, below, cut(one.department or "", SMALL, width - 20), size=SMALL, colour="muted",
                        name=f"about:{one.name}")  # fmt: skip
        y += tall + 8
    return y


def _sample(canvas: Canvas, kind: str) -> Sign:
    colour, stroke, dash = EDGES[kind]
    return lambda x, base: canvas.line([(x, base - 4), (x + 24, base - 4)], colour=colour, stroke=stroke, dash=dash)
