"""Whether a file can be opened at all: a zip of a sound size, with XML that holds no definitions of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from maturity_kit.reports.sheets.problems import SheetError

LARGEST_FILE = 20_000_000
LARGEST_WHOLE = 150_000_000
MOST_PARTS = 500
STEEPEST = 200
SMALL = 1_000_000
"""A part up to this size may be packed as tightly as it likes."""
XML = (".xml", ".rels", ".vml")


def sound_file(path: str | Path) -> bytes:
    """The bytes of a spreadsheet that can be opened without harm.

    Raises:
        SheetError: it is not there, no XLSX file, too large, packed too tightly, or has XML with definitions.
    """
    content = _content(Path(path))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_sizes(packed, str(path))
            for part in packed.infolist():
                if part.filename.lower().endswith(XML):
                    _check_xml(packed, part, str(path))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ParseError, OSError) as problem:
        raise SheetError("not_a_sheet", str(path)) from problem
    return content


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SheetError("too_large", str(path), allowed=LARGEST_FILE // 1_000_000)
        return path.read_bytes()
    except OSError as problem:
        raise SheetError("missing", str(path)) from problem


def _check_sizes(packed: zipfile.ZipFile, where: str) -> None:
    """By what the zip says of itself; reading stops there too, so a part cannot be longer than it says."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise SheetError("too_large_inside", where, allowed=LARGEST_WHOLE // 1_000_000)
    for part in parts:
        if part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1):
            raise SheetError("too_tight", where, found=part.filename)


def _check_xml(packed: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    try:
        with packed.open(part) as stream:
            for _, element in iterparse(stream, forbid_dtd=True):
                element.clear()
    except DefusedXmlException as problem:
        raise SheetError("definitions", where, found=part.filename) from problem
