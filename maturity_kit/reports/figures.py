"""Pictures on paper: the colours of a picture written out, its words in a font that goes along, and logos."""

from __future__ import annotations

import base64
import re
from typing import Any

from maturity_kit.charts import Chart
from maturity_kit.reports.look import Logo, Look
from maturity_kit.reports.typesetting import FONTS, known_signs

UNKNOWN = "\ufffd"
OTHER = re.compile(r"[^ -\u04ff\u2010-\u2027\u2030-\u203a€\u2190-\u2193]+")
"""Signs that the first of the fonts may not have."""
LINE = re.compile(r"(<text [^>]*>)([^<]*)</text>")
TOKEN = re.compile(r"var\(--mk-([a-z0-9-]+),(#[0-9a-fA-F]{6})\)")
FAMILY = re.compile(r"font-family:[^;\"]*")
LABEL = re.compile(r' role="img" aria-label="[^"]*"')
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def figure(chart: Chart, look: Look, narrow: bool = False) -> dict[str, Any]:
    """A picture for a template: ``svg``, ``alt``, ``title``, and ``width`` and ``height`` in px.

    Its accent is that of the look; the colours of scores stay, because people read numbers from them.
    """
    svg = for_paper(chart.narrow if narrow else chart.svg, look)
    found = SIZE.search(svg)
    assert found
    width, height = map(float, found.groups())
    return {"svg": svg, "alt": chart.alt, "title": chart.title, "width": width, "height": height}


def for_paper(svg: str, look: Look) -> str:
    """A picture that needs no style sheet and no font of the reader.

    >>> for_paper('<path style="fill: var(--mk-accent,#0f5c6e)"/>', Look("#123456"))
    '<path style="fill: #123456"/>'
    """
    plain = TOKEN.sub(lambda found: look.accent if found[1] == "accent" else found[2], svg)
    # Words for screen readers go with the picture as a whole; in the file they would be there twice.
    return LINE.sub(_lettered, FAMILY.sub(f"font-family:'{FONTS[0]}'", LABEL.sub("", plain)))


def _lettered(found: re.Match[str]) -> str:
    """Words of a picture, with signs that the first font may lack in the second; a sign that neither has is marked.

    In a picture, unlike in text, a sign without a font stops the whole document.
    """
    start, words = found.groups()
    shown = "".join(sign if ord(sign) in known_signs() else UNKNOWN for sign in words)
    return start + OTHER.sub(rf"""<tspan style="font-family:'{FONTS[1]}'">\g<0></tspan>""", shown) + "</text>"


def logo(found: Logo | None) -> dict[str, Any] | None:
    """A logo for a template, as a picture around its bytes; None without one."""
    if found is None:
        return None
    kind = {"png": "png", "jpg": "jpeg"}[found.kind]
    content = base64.b64encode(found.content).decode()
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {found.width} {found.height}"><image'
        f' width="{found.width}" height="{found.height}" href="data:image/{kind};base64,{content}"/></svg>',
        "width": found.width,
        "height": found.height,
    }
