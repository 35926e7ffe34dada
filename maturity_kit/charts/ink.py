"""The matplotlib side: artists with colours by design token, and a renderer that writes small, clash-free SVG.

matplotlib loads here and only here; ``canvas`` imports this module when the first picture is drawn.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

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
FONT = FontProperties()
NO_METADATA = dict.fromkeys(("Format", "Type", "Creator", "Date"))


class Label(Text):
    """One line of text that is never measured, laid out or read as mathematics."""

    def draw(self, renderer: Any) -> None:
        """Hands the words to the renderer as they are, anchored at their own position."""
        x, y = self.get_transform().transform(self.get_unitless_position())
        renderer.draw_text(None, x, y, self.get_text(), FONT, self.get_rotation(), ismath=False, mtext=self)


class TokenRenderer(RendererSVG):
    """Writes paths and text only: no groups, so no ids; no global style, metadata or date."""

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Writes nothing."""

    def close_group(self, s: str) -> None:
        """Writes nothing."""

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        """A ``<text>`` element whose words are escaped by the writer."""
        place = {"x": f"{x:.1f}", "y": f"{self.height - y:.1f}", "style": mtext.style}
        if angle:
            place["transform"] = f"rotate({-angle:g} {place['x']} {place['y']})"
        writer: Any = self.writer
        writer.element("text", s, attrib=place)


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
