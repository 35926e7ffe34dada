"""The master of the deck: 16:9, one accent colour, one pair of fonts, the logos, and three layouts."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as REL
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Pt

from maturity_kit.content.wording import Wording
from maturity_kit.reports.deck.fitting import Box
from maturity_kit.reports.look import Logo, Look

WIDTH, HEIGHT, MARGIN = 960, 540, 44
TITLE = Box(MARGIN + 14, 26, WIDTH - 2 * MARGIN - 14, 86)
OPENING = Box(96, 150, 780, 130)
SUBTITLE = Box(96, 290, 780, 110)
CONTENT = Box(MARGIN, 124, WIDTH - 2 * MARGIN, 372)
FLOOR = 502.0
"""Below it stand the logos, the footer and the number."""
LOGO = (120.0, 26.0)
FONT = "Arial"
"""On every computer, or a font of the same widths in its place."""
LAYOUTS = {"opening": "Title Slide", "plain": "Title Only"}
TAGS = {"en": "en-GB", "nl": "nl-NL"}
COLOURS = {
    "dk1": "1d2326", "lt1": "ffffff", "dk2": "55606a", "lt2": "fbfaf7", "accent2": "8a4300", "accent3": "4f95a1",
    "accent4": "97c4bb", "accent5": "d9d6cc", "accent6": "55606a",
}  # fmt: skip
THEME = {"ink": "tx1", "muted": "tx2", "accent": "accent1", "warn": "accent2", "line": "accent5", "panel": "bg1"}
"""Our colours as the theme names them."""
UNUSED = (REL.THUMBNAIL, REL.EXTENDED_PROPERTIES, REL.PRINTER_SETTINGS)
"""What the empty presentation carries of the computer that it was made on."""


def presentation(look: Look, language: str) -> Any:
    """An empty presentation with this look, its prompts in this language."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = deck.slide_master
    _drop_unused(deck)
    _paint_theme(master, look.accent.removeprefix("#"))
    _drop_layouts(deck)
    for sheet in (master, *deck.slide_layouts):
        _place(sheet, sheet is not master and sheet.name == LAYOUTS["opening"])
        _speak(sheet, language)
    _style(master)
    _mark(master, Box(MARGIN, 32, 4, 70))
    _mark(deck.slide_layouts.get_by_name(LAYOUTS["opening"]), Box(0, 0, 32, HEIGHT))
    deck.slide_layouts.get_by_name(LAYOUTS["opening"])._element.set("showMasterSp", "0")
    for sheet in (master, deck.slide_layouts.get_by_name(LAYOUTS["opening"])):
        _logos(sheet, look, language)
    return deck


def _drop_unused(deck: Any) -> None:
    for owner in (deck.part, deck.part.package):
        rels = owner._rels
        for key in [key for key, rel in rels.items() if rel.reltype in UNUSED]:
            rels.pop(key)


def _drop_layouts(deck: Any) -> None:
    for layout in [one for one in deck.slide_layouts if one.name not in LAYOUTS.values()]:
        deck.slide_layouts.remove(layout)


def _paint_theme(master: Any, accent: str) -> None:
    """Colours and fonts in the theme, so that whoever edits a slide finds them in the menus."""
    part = master.part.part_related_by(REL.THEME)
    theme = etree.fromstring(part.blob)
    for name, colour in {**COLOURS, "accent1": accent, "hlink": accent, "folHlink": accent}.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour)
    for kind in ("majorFont", "minorFont"):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(sheet: Any, opening: bool) -> None:
    """Where the placeholders stand; there is no date, since the day of printing says nothing."""
    boxes = {
        "title": TITLE,
        "ctrTitle": OPENING,
        "subTitle": SUBTITLE,
        "body": CONTENT,
        "ftr": Box(MARGIN + 2 * LOGO[0], FLOOR, WIDTH - 2 * MARGIN - 4 * LOGO[0], 22),
        "sldNum": Box(WIDTH - MARGIN - 60, FLOOR, 60, 22),
    }
    for shape in list(sheet.placeholders):
        kind = shape._element.find(f".//{qn('p:ph')}").get("type", "")
        if kind == "dt" or kind not in boxes or (opening and kind in ("ftr", "sldNum")):
            shape._element.getparent().remove(shape._element)
            continue
        box = boxes[kind]
        shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in (box.x, box.y, box.width, box.height))
        _flush(shape)
        for level in shape._element.iter(qn("a:lvl1pPr")):
            if opening:
                level.set("algn", "l")


def _flush(shape: Any) -> None:
    """Without margins of its own, so that what was measured is what there is; never shrunk by the program."""
    body = shape._element.find(f".//{qn('a:bodyPr')}")
    for name in ("lIns", "tIns", "rIns", "bIns"):
        body.set(name, "0")
    body.set("anchor", "ctr" if shape.top >= Pt(FLOOR) else "b" if shape.top == Pt(OPENING.y) else "t")
    for child in list(body):
        body.remove(child)


def _speak(sheet: Any, language: str) -> None:
    """Prompts in the language of the deck, each run marked with it."""
    say = Wording("reports", language)
    for shape in sheet.placeholders:
        runs = list(shape._element.iter(qn("a:t")))
        if shape._element.find(f".//{qn('a:fld')}") is None and runs:
            runs[0].text = say("deck.prompt")
            for paragraph in list(shape._element.iter(qn("a:p")))[1:]:
                paragraph.getparent().remove(paragraph)
    for name in ("a:rPr", "a:endParaRPr"):
        for found in sheet._element.iter(qn(name)):
            found.set("lang", TAGS[say.language])


def _style(master: Any) -> None:
    """Titles on the left in bold, text as large as it is read from the back of a room."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2400")
    title.find(qn("a:defRPr")).set("b", "1")
    for level, size in zip(styles.find(qn("p:bodyStyle")), (1600, 1400, 1400, 1200, 1200), strict=False):
        level.find(qn("a:defRPr")).set("sz", str(size))


def _mark(sheet: Any, box: Box) -> None:
    """A bar in the accent colour, which says nothing."""
    tree = sheet.shapes._spTree
    names = " ".join(f'xmlns:{name}="{etree.QName(qn(f"{name}:x")).namespace}"' for name in ("a", "p"))
    x, y, width, height = (int(Pt(n)) for n in (box.x, box.y, box.width, box.height))
    mark = parse_xml(
        f'<p:sp {names}><p:nvSpPr><p:cNvPr id="{_next_id(tree)}" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, mark)


def _next_id(tree: Any) -> int:
    return max(int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))) + 1


def _logos(sheet: Any, look: Look, language: str) -> None:
    """The client's logo on the left of the foot, the consultant's beside it on the right, before the number."""
    say = Wording("reports", language)
    if look.client:
        _logo(sheet, look.client, MARGIN, say("deck.logo-client"), right=False)
    if look.consultant:
        _logo(sheet, look.consultant, WIDTH - MARGIN - 70, say("deck.logo-consultant"), right=True)


def _logo(sheet: Any, logo: Logo, edge: float, words: str, right: bool) -> None:
    scale = min(LOGO[0] / logo.width, LOGO[1] / logo.height)
    width, height = logo.width * scale, logo.height * scale
    _, key = sheet.part.get_or_add_image_part(io.BytesIO(logo.content))
    left, top = edge - width if right else edge, FLOOR - 2 + (LOGO[1] - height) / 2
    tree = sheet.shapes._spTree
    tree.append(CT_Picture.new_pic(_next_id(tree), words, words, key, *(Pt(n) for n in (left, top, width, height))))
