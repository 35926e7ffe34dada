"""An address as a picture that phones read."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=8)
def qr(address: str) -> Markup:
    """The address as inline SVG that fits its box: dark on light, with the white border that cameras need."""
    drawn = segno.make(address, micro=False, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)
