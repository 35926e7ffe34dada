"""How documents look: one accent colour that can be read, and the logos of the client and the consultant."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from maturity_kit.reports.errors import ReportError

ACCENT = "#0f5c6e"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
CONTRAST = 4.5
"""The least contrast of text with its background: WCAG 2.2, success criterion 1.4.3."""
LARGEST_LOGO = 2_000_000
MOST_PIXELS = 25_000_000
KINDS = {"PNG": "png", "JPEG": "jpg"}


@dataclass(frozen=True)
class Logo:
    """A picture that is sound: its bytes, ``png`` or ``jpg``, and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """An accent colour as ``#rrggbb``, on which white can be read, and logos where they were given."""

    accent: str = ACCENT
    client: Logo | None = None
    consultant: Logo | None = None


def look_of(accent: str = ACCENT, client: str | Path | None = None, consultant: str | Path | None = None) -> Look:
    """The look that was asked for.

    Args:
        accent: ``#rrggbb``.
        client, consultant: PNG or JPEG files of at most 2 MB.

    Raises:
        ReportError: no such colour, a colour on which white cannot be read, or a file that is no such picture.
    """
    if not COLOUR.fullmatch(accent):
        raise ReportError("accent.form", found=accent)
    contrast = contrast_with_white(accent)
    if contrast < CONTRAST:
        raise ReportError("accent.contrast", found=accent, contrast=f"{contrast:.1f}", allowed=f"{CONTRAST:.1f}")
    return Look(accent.lower(), *(logo_of(file) if file else None for file in (client, consultant)))


def contrast_with_white(colour: str) -> float:
    """Contrast 1..21 of a colour with white.

    >>> round(contrast_with_white("#000000"), 1), round(contrast_with_white("#ffffff"), 1)
    (21.0, 1.0)

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def logo_of(file: str | Path) -> Logo:
    """The picture in a file, drawn anew so that nothing but its pixels goes into a document."""
    from PIL import Image

    try:
        content = Path(file).read_bytes()
        if len(content) > LARGEST_LOGO:
            raise ReportError("logo.large", str(file), found=f"{len(content) / 1e6:.1f}")
        with Image.open(io.BytesIO(content), formats=tuple(KINDS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ReportError("logo.pixels", str(file), found=f"{picture.width} x {picture.height}")
            kind = str(picture.format)
            drawn = io.BytesIO()
            picture.convert("RGBA" if kind == "PNG" else "RGB").save(drawn, kind)
            return Logo(drawn.getvalue(), KINDS[kind], picture.width, picture.height)
    except ReportError:
        raise
    except FileNotFoundError as problem:
        raise ReportError("logo.missing", str(file)) from problem
    except Exception as problem:
        # Whatever a picture library says of a broken file comes to this.
        raise ReportError("logo.broken", str(file)) from problem
