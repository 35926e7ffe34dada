"""The matplotlib side: artists with colours by design token, and a renderer that writes small, clash-free SVG.

matplotlib loads here and only here; ``canvas`` imports this module when the first picture is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

SCORE_INK = "#1d2326"
TOKENS = {
    "paper": "#fbfaf7",
    "panel": "#ffffff",
    "ink": "#1d2326",
    "muted": "#55606a",
    "line": "#d9d6cc",
    "accent": "#0f5c6e",
    "on-accent": "#ffffff",
    "warn": "#8a4300",
    "warn-paper": "#fdf1e3",
    "score-0": "#f0e2c8",
    "score-1": "#cfdcc3",
    "score-2": "#97c4bb",
    "score-3": "#4f95a1",
    "score-4": "#0f5c6e",
    "on-score-0": SCORE_INK,
    "on-score-4": "#ffffff",
}
# Two tokens may share one hex, so each is drawn in a code of its own and named in the written SVG.
CODES = {name: f"#4d4b{number:02x}" for number, name in enumerate(TOKENS)}
NAMED = {code: f"var(--mk-{name},{TOKENS[name]})" for name, code in CODES.items()}
CODE = re.compile(r"#4d4b[0-9a-f]{2}")
NO_METADATA = dict.fromkeys(("Format", "Type", "Creator", "Date"))


class Label(Artist):
    """One line of words, anchored at (x, y) with its baseline; never measured, laid out or read as mathematics.

    Attributes:
        words: as they will be read.
        style: CSS of the text; colours by code.
        turn: degrees, counter-clockwise.
    """

    def __init__(self, x: float, y: float, words: str, style: str, turn: float = 0) -> None:
        super().__init__()
        self.x, self.y, self.words, self.style, self.turn = x, y, words, style, turn

    def draw(self, renderer: Any) -> None:
        """Hands the words to the renderer as they are."""
        x, y = self.get_transform().transform((self.x, self.y))
        renderer.draw_label(x, y, self)


class Dots(Artist):
    """Many discs of one look, written as circles: a tenth of the work of so many paths.

    Attributes:
        discs: x, y and radius of each.
        style: CSS of all of them; colours by code.
    """

    def __init__(self, discs: Sequence[tuple[float, float, float]], style: str) -> None:
        super().__init__()
        self.discs, self.style = tuple(discs), style

    def draw(self, renderer: Any) -> None:
        """Hands the discs to the renderer with their places on the sheet."""
        renderer.draw_dots(self.get_transform().transform([disc[:2] for disc in self.discs]), self)


class TokenRenderer(RendererSVG):
    """Writes paths and text only: no groups, so no ids; no global style, metadata or date."""

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Writes nothing."""

    def close_group(self, s: str) -> None:
        """Writes nothing."""

    def draw_label(self, x: float, y: float, label: Label) -> None:
        """A ``<text>`` element; the writer escapes its words."""
        place = {"x": f"{x:.1f}", "y": f"{self.height - y:.1f}", "style": label.style}
        if label.turn:
            place["transform"] = f"rotate({-label.turn:g} {place['x']} {place['y']})"
        writer: Any = self.writer
        writer.element("text", label.words, attrib=place)

    def draw_dots(self, places: Any, dots: Dots) -> None:
        """A ``<circle>`` for each disc, in a group that holds the look of all."""
        writer: Any = self.writer
        writer.start("g", style=dots.style)
        for (x, y), (_, _, radius) in zip(places, dots.discs, strict=True):
            writer.element("circle", cx=f"{x:.1f}", cy=f"{self.height - y:.1f}", r=f"{radius:.1f}")
        writer.end("g")


def write(figure: Figure) -> str:
    """The figure's artists as SVG elements, without an ``<svg>`` around them; equal figures give equal text."""
    width, height = figure.bbox.size
    buffer = StringIO()
    untyped: Any = TokenRenderer
    renderer = untyped(width, height, buffer, image_dpi=72, metadata=dict(NO_METADATA))
    renderer.writer.flush()
    start = buffer.tell()
    figure.draw(renderer)
    renderer.writer.flush()
    return CODE.sub(lambda found: NAMED[found.group()], buffer.getvalue()[start:])
