"""Looking at a picture: its artists by name, where they are, and the words in it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from maturity_kit.charts.canvas import Canvas

SVG = "{http://www.w3.org/2000/svg}"


def named(canvas: Canvas, name: str) -> list[Any]:
    """The artists with this name, in the order of drawing."""
    return [artist for artist in canvas.figure.get_children() if artist.get_label() == name]


def only(canvas: Canvas, name: str) -> Any:
    """The one artist with this name."""
    (artist,) = named(canvas, name)
    return artist


def words(canvas: Canvas, name: str) -> str:
    """What the texts with this name say, line after line."""
    return " ".join(label.words for label in named(canvas, name))


def between(canvas: Canvas, name: str, scale: str) -> tuple[float, float]:
    """Left and right end of a box as scores 0..100 on the box that is the scale."""
    box, track = only(canvas, name), only(canvas, scale)
    ends = (box.get_x(), box.get_x() + box.get_width())
    low, high = (round(100 * (end - track.get_x()) / track.get_width(), 6) for end in ends)
    return low, high


def along(x: float, canvas: Canvas, scale: str) -> float:
    """A place in px as a score on the box that is the scale."""
    track = only(canvas, scale)
    return round(float(100 * (x - track.get_x()) / track.get_width()), 6)


def texts(svg: str) -> list[str]:
    """The words of every text in an SVG, which must be well-formed."""
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
