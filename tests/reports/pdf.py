"""What a PDF says, read back with pypdf."""

import io
from functools import cache

from pypdf import PdfReader


def read(content):
    return PdfReader(io.BytesIO(content))


def squeezed(text):
    """Text without spaces, line ends, hyphens and places to break a word, which is how far a PDF remembers it."""
    return "".join(text.split()).replace("\u200b", "").replace("-", "").replace("\u00ad", "").replace("‐", "")


@cache
def pages_of(content):
    """The text of each page, squeezed; a word that was divided at the end of a line is whole again."""
    return [squeezed(page.extract_text()) for page in read(content).pages]


def words_of(content):
    """The text of all pages."""
    return "".join(pages_of(content))


def bare_fonts(reader):
    """The fonts of the pages, and of the pictures on them, that are not inside the file."""
    found = {}
    for page in reader.pages:
        _collect(page["/Resources"], found)
    inside = (font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in found.values())
    return [one["/FontName"] for one in inside if "/FontFile2" not in one and "/FontFile3" not in one]


def _collect(resources, found):
    resources = resources.get_object()
    for font in resources.get("/Font", {}).values():
        found[font.idnum] = font.get_object()
    for part in resources.get("/XObject", {}).values():
        held = part.get_object()
        if held.get("/Subtype") == "/Form" and "/Resources" in held:
            _collect(held["/Resources"], found)


def marks(reader):
    """Language, whether it is tagged, whether the title is shown, and whether it claims to be PDF/UA."""
    root = reader.trailer["/Root"]
    return (
        root["/Lang"],
        bool(root["/MarkInfo"]["/Marked"]),
        bool(root["/ViewerPreferences"]["/DisplayDocTitle"]),
        b"pdfuaid" in root["/Metadata"].get_data(),
    )


def strays(page, near):
    """Places, in points, at which text starts nearer than so many points to an edge of the page."""
    found = []

    def visit(text, outer, inner, *_):
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((x, y))

    page.extract_text(visitor_text=visit)
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    return [(x, y) for x, y in found if not (near <= x <= wide - near and near <= y <= high - near)]
