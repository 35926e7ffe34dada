"""Which documents there are, and making one of them: a name, what builds it, and how the files are called."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from maturity_kit.content.wording import Wording
from maturity_kit.reports.look import Look
from maturity_kit.reports.story import Story

LONGEST = 40
"""Signs of the organisation's name in the name of a file."""
NAMELESS = "workbook"
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The only moment that every archive can hold; a document carries no time of making."""


class Document(NamedTuple):
    """A finished file: the last part of its name, its suffix with the dot, and its bytes."""

    name: str
    suffix: str
    content: bytes


Builder = Callable[[Story, Look], Iterator[Document]]


def one_page(story: Story, look: Look) -> Iterator[Document]:
    """The strategy on one page, as PDF."""
    from maturity_kit.reports.onepager import onepager as build

    yield Document("onepager", ".pdf", build(story, look))


def report(story: Story, look: Look) -> Iterator[Document]:
    """The report, as PDF."""
    from maturity_kit.reports.report import report as build

    yield Document("report", ".pdf", build(story, look))


def slides(story: Story, look: Look) -> Iterator[Document]:
    """The slides, as PPTX."""
    from maturity_kit.reports.deck import deck as build

    yield Document("slides", ".pptx", build(story, look))


def workbook(story: Story, look: Look) -> Iterator[Document]:
    """The workbook with live formulas, as XLSX."""
    from maturity_kit.reports.sheets import workbook as build

    yield Document("workbook", ".xlsx", build(story, look))


def web_page(story: Story, look: Look) -> Iterator[Document]:
    """The web page, one HTML file."""
    from maturity_kit.reports.page import page as build

    yield Document("page", ".html", build(story, look))


def tables(story: Story, look: Look) -> Iterator[Document]:
    """What was chosen, what stops, and every question and part with its numbers, each as CSV."""
    from maturity_kit.reports.around import actions_csv, stops_csv
    from maturity_kit.reports.sheets import tables_csv

    found = {"actions": actions_csv(story), "stops": stops_csv(story), **tables_csv(story)}
    for name, text in found.items():
        yield Document(name, ".csv", text.encode("utf-8"))


def data(story: Story, look: Look) -> Iterator[Document]:
    """The assessment itself, without loss but for who voted what, as JSON that can be imported."""
    from maturity_kit.assessment.files import dump_assessment

    yield Document("assessment", ".json", dump_assessment(story.assessment).encode("utf-8"))


def calendar(story: Story, look: Look) -> Iterator[Document]:
    """The dates of what was chosen and of the check after ninety days, as a calendar."""
    from maturity_kit.reports.around import actions_ics

    yield Document("dates", ".ics", actions_ics(story).encode("utf-8"))


def invitation(story: Story, look: Look) -> Iterator[Document]:
    """The invitation and what to bring, as plain text."""
    from maturity_kit.reports.around import invitation_text

    yield Document("invitation", ".txt", invitation_text(story).encode("utf-8"))


FORMATS: Mapping[str, Builder] = {
    "onepager": one_page,
    "pdf": report,
    "pptx": slides,
    "xlsx": workbook,
    "html": web_page,
    "csv": tables,
    "json": data,
    "ics": calendar,
    "txt": invitation,
}
"""What can be asked for, in the order in which it is offered; each library loads when its document is made."""


def title(name: str, language: str) -> str:
    """What people call the document with this name."""
    return Wording("reports", language)(f"format.{name}")


def file_name(story: Story, document: Document) -> str:
    """The name of a file: organisation, document, round and language; only a-z, 0-9, hyphens and the suffix."""
    parts = (slug(story.organisation), document.name, str(story.assessment.round), story.language)
    return "-".join(parts) + document.suffix


def slug(name: str) -> str:
    """A name as a part of a path: at most 40 signs out of a-z, 0-9 and hyphens, never empty.

    >>> slug("Café de Zon · ../België"), slug("🌷")
    ('cafe-de-zon-belgie', 'workbook')
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST].strip("-") or NAMELESS


def one_file(story: Story, name: str, look: Look) -> tuple[str, bytes]:
    """A document as one file to hand over, its name and bytes; several files go in a ZIP archive.

    Raises:
        InputError: it cannot be made of this assessment.
    """
    made = list(FORMATS[name](story, look))
    if len(made) == 1:
        return file_name(story, made[0]), made[0].content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for document in made:
            archive.writestr(
                zipfile.ZipInfo(file_name(story, document), OLDEST), document.content, zipfile.ZIP_DEFLATED
            )
    return file_name(story, Document(name, ".zip", b"")), packed.getvalue()
