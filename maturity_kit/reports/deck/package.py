"""The finished file: the same bytes for the same story."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from maturity_kit.reports.typesetting import one_line

EPOCH = date(1980, 1, 1)
"""The first day that a zip can name."""


def sealed(deck: Any, title: str, tag: str, day: date) -> bytes:
    """The presentation as bytes, with a title, a language and the day of the assessment instead of that of making."""
    moment = datetime.combine(max(day, EPOCH), time())
    about = deck.core_properties
    about.title, about.language, about.author, about.last_modified_by = one_line(title)[:255], tag, "", ""
    about.created = about.modified = moment
    about.revision = 1
    made = io.BytesIO()
    deck.save(made)
    return _dated(made.getvalue(), moment)


def _dated(content: bytes, moment: datetime) -> bytes:
    """The same zip, every part of it with this moment."""
    sealed_zip = io.BytesIO()
    stamp = (moment.year, moment.month, moment.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(sealed_zip, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(entry, made.read(name))
    return sealed_zip.getvalue()
