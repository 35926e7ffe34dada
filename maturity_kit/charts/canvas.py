"""A sheet to draw on: px from the top left corner, colours by design token, every artist named for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from maturity_kit.charts.text import wrap

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

Point = tuple[float, float]
WIDE, NARROW = 640, 340
FONT = "system-ui,'Segoe UI','Helvetica Neue','DejaVu Sans',Arial,sans-serif"
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


class Canvas:
    """Collects matplotlib artists on one figure; ``finish`` sets the height and ``svg`` writes it.

    Args:
        width: px of the view box; the picture scales with its column.
    """

    def __init__(self, width: int = WIDE) -> None:
        self.width = width
        self.wide = width >= WIDE
        self.size = 14 if self.wide else 13
        self.height = 0.0

    @cached_property
    def _ink(self) -> Any:
        from maturity_kit.charts import ink

        return ink

    @cached_property
    def _frame(self) -> Any:
        from matplotlib.transforms import Affine2D

        return Affine2D()

    @cached_property
    def figure(self) -> Figure:
        """The matplotlib figure with all artists, at 72 dots an inch: a point is a px."""
        return self._ink.Figure(frameon=False, dpi=72)  # type: ignore[no-any-return]

    def _add(self, artist: Artist, name: str, under: bool = False) -> None:
        artist.set_label(name)
        artist.set_transform(self._frame)
        artist.set_clip_on(False)
        artist.set_zorder(0 if under else len(self.figure.get_children()))
        self.figure.add_artist(artist)

    def _paint(self, fill: str, edge: str, stroke: float, dash: bool, alpha: float) -> dict[str, Any]:
        from matplotlib.colors import to_rgba

        codes = self._ink.CODES
        return {
            "facecolor": to_rgba(codes[fill], alpha) if fill else "none",
            "edgecolor": codes[edge] if edge else "none",
            "linewidth": stroke if edge else 0,
            "linestyle": (0, (3, 2)) if dash else "solid",
        }

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "", edge: str = "",
        stroke: float = 1, dash: bool = False, alpha: float = 1, under: bool = False, name: str = "",
    ) -> None:  # fmt: skip
        """A rectangle; ``under`` puts it below all that was drawn before."""
        from matplotlib.patches import Rectangle

        self._add(Rectangle((x, y), width, height, **self._paint(fill, edge, stroke, dash, alpha)), name, under)

    def shape(
        self, points: Sequence[Point], *, fill: str = "", edge: str = "", stroke: float = 1,
        dash: bool = False, alpha: float = 1, name: str = "",
    ) -> None:  # fmt: skip
        """A closed polygon."""
        from matplotlib.patches import Polygon

        self._add(Polygon(points, closed=True, **self._paint(fill, edge, stroke, dash, alpha)), name)

    def dot(self, x: float, y: float, radius: float, *, fill: str = "", edge: str = "", stroke: float = 1,
            alpha: float = 1, name: str = "") -> None:  # fmt: skip
        """A disc."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), radius, **self._paint(fill, edge, stroke, False, alpha)), name)

    def dots(self, discs: Sequence[tuple[float, float, float]], *, fill: str, edge: str, stroke: float = 1,
             alpha: float = 1, name: str = "") -> None:  # fmt: skip
        """Any number of discs of one look, each with x, y and radius; none draw nothing."""
        codes = self._ink.CODES
        style = f"fill:{codes[fill]};fill-opacity:{alpha:g};stroke:{codes[edge]};stroke-width:{stroke:g}"
        if discs:
            self._add(self._ink.Dots(discs, style), name)

    def sector(
        self, centre: Point, inner: float, outer: float, start: float, end: float, *, fill: str = "", edge: str = "",
        stroke: float = 1, dash: bool = False, alpha: float = 1, name: str = "",
    ) -> None:  # fmt: skip
        """A piece of a ring between two radii; angles in degrees, clockwise from the top."""
        from matplotlib.patches import Wedge

        paint = self._paint(fill, edge, stroke, dash, alpha)
        self._add(Wedge(centre, outer, start - 90, end - 90, width=outer - inner, **paint), name)

    def line(self, points: Iterable[Point], *, colour: str = "ink", stroke: float = 1, dash: bool = False,
             name: str = "") -> None:  # fmt: skip
        """An open line through points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        style: Any = (0, (3, 2)) if dash else "solid"
        self._add(Line2D(xs, ys, color=self._ink.CODES[colour], linewidth=stroke, linestyle=style), name)

    def text(
        self, x: float, y: float, words: str, *, size: float = 0, bold: bool = False, colour: str = "ink",
        anchor: str = "left", turn: float = 0, halo: str = "", name: str = "",
    ) -> None:  # fmt: skip
        """One line of words with its baseline at y; ``halo`` is the colour behind words that cross lines."""
        codes = self._ink.CODES
        weight = ";font-weight:600" if bold else ""
        behind = f";paint-order:stroke;stroke-width:4px;stroke:{codes[halo]}" if halo else ""
        style = f"font-size:{size or self.size:g}px{weight};text-anchor:{ANCHORS[anchor]};fill:{codes[colour]}{behind}"
        self._add(self._ink.Label(x, y, words, style, turn), name)

    def lines(
        self, x: float, y: float, words: str, width: float, *, most: int = 2, size: float = 0, bold: bool = False,
        colour: str = "ink", anchor: str = "left", halo: str = "", name: str = "",
    ) -> float:  # fmt: skip
        """Words wrapped into a width in px, first baseline at y; returns the baseline after the last line."""
        size = size or self.size
        for line in wrap(words, size, width, most, bold):
            self.text(x, y, line, size=size, bold=bold, colour=colour, anchor=anchor, halo=halo, name=name)
            y += size * 1.3
        return y

    def finish(self, height: float) -> Canvas:
        """Sets the height in px, once it is known how long the words became."""
        self.height = float(round(height))
        self._frame.clear().scale(1, -1).translate(0, self.height)
        self.figure.set_size_inches(self.width / 72, self.height / 72)
        return self

    def svg(self, label: str) -> str:
        """The picture as one inline ``<svg>`` that scales with its column; ``label`` is read out in its place."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height:g}" role="img"'
            f' aria-label="{escape(label)}" style="font-family:{FONT};stroke-linejoin:round">'
            f"{self._ink.write(self.figure)}</svg>"
        )
