"""PDF files from typst templates; what people wrote goes in as data and never becomes a part of the template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import typst

FONTS = ("Libertinus Serif", "DejaVu Sans")
"""The first is in the typst library, the second comes with matplotlib and has the signs that the first lacks."""
ACCESSIBLE: Literal["ua-1"] = "ua-1"
JOINERS = "\u200c\u200d"
LONGEST_WORD = 30
PIECE = 10
BREAK = "\u200b"


class Typeset(NamedTuple):
    """A finished document.

    Attributes:
        pdf: tagged for screen readers (PDF/UA-1), fonts included.
        layout: what the template tells about itself under the label ``<layout>``.
    """

    pdf: bytes
    layout: dict[str, Any]


def typeset(template: str, data: Mapping[str, Any]) -> Typeset:
    """The template ``<template>.typ`` of this folder, filled with ``data``, which has to fit in JSON.

    The same on every machine, except for signs that neither of ``FONTS`` has: only then the fonts of this computer
    are looked at. Nothing is ever fetched.
    """
    text = json.dumps({**data, "fonts": FONTS}, ensure_ascii=False)
    folder = Path(__file__).parent
    compiler = typst.Compiler(
        folder / f"{template}.typ",
        root=folder,
        font_paths=[_folder_of_fonts()],
        ignore_system_fonts=known_signs().issuperset(map(ord, text)),
        sys_inputs={"data": text},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[ACCESSIBLE])
    assert isinstance(pdf, bytes)
    return Typeset(pdf, json.loads(compiler.query("<layout>", field="value", one=True)))


def written(data: Any) -> Any:
    """Data with every text in it made ``printable``, except pictures, which stand under ``svg``."""
    if isinstance(data, Mapping):
        return {name: found if name == "svg" else written(found) for name, found in data.items()}
    if isinstance(data, list | tuple):
        return [written(one) for one in data]
    return printable(data) if isinstance(data, str) else data


def printable(text: str) -> str:
    """One line without control characters or marks that turn the reading direction, with long words breakable."""
    return " ".join(_breakable(word) for word in one_line(text).split())


def one_line(text: str) -> str:
    """One line without control characters or marks that turn the reading direction."""
    return " ".join("".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in text).split())


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


def _folder_of_fonts() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def known_signs() -> frozenset[int]:
    """The characters that are in the fonts, and those that need no picture."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(_folder_of_fonts() / "DejaVuSans.ttf")).get_charmap()) | set(map(ord, JOINERS + BREAK))
