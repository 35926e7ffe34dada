"""The deck, read back from the PPTX."""

import io
import json
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from building import answered, group, item, model
from lxml import etree
from matplotlib import get_data_path
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt
from pypdf import PdfReader

from maturity_kit.assessment.files import load_assessment, parse_assessment
from maturity_kit.content.load import load_models
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import axes
from maturity_kit.reports.deck import deck
from maturity_kit.reports.deck.fitting import Box, Para, cut_to, fitted, lines_of, width_of
from maturity_kit.reports.deck.grid import Column, gridded
from maturity_kit.reports.look import look_of
from maturity_kit.reports.story import story_of

EXAMPLES = Path("data/examples")
MODELS = load_models()
PLAIN = "<b>&\"'=cmd|'/C calc'!A1 {x}"
HOSTILE = "<b>&\"'=cmd|'/C calc'!A1 {x} 👩‍🌾 مرحبا\x00\u202e"
SHOWN = "<b>&\"'=cmd|'/C calc'!A1 {x} 👩‍🌾 مرحبا"
FOOT = 502.0
"""Points from the top: the footer begins here, and nothing else may."""


def tree(title, model_id="m", parts=3):
    """A model of somebody's own."""
    groups = [group(f"{model_id}.g{n}", item(f"{model_id}.i{n}"), title={"en": f"{title} {n}"}) for n in range(parts)]
    return model("tree", *groups, id=model_id, title={"en": title})


def six(language):
    """The insurer, who also uses a model of its own."""
    held = load_assessment(EXAMPLES / "insurer.assessment.json")
    fields = json.loads((EXAMPLES / "insurer.assessment.json").read_text(encoding="utf-8"))
    fields["answers"]["m.i0"] = {"value": 3}
    assert held.id == fields["id"]
    return story_of(parse_assessment(json.dumps(fields), "a.json"), language, {**MODELS, "m": tree("Own")})


def hostile(language):
    """Names of every kind where people type, and 40 rows where three are usual."""
    rows = [{"name": f"{HOSTILE} {'heel lange naam ' * 20}{n}", "reason": HOSTILE * 9, "hours": n} for n in range(40)]
    actions = [{"name": f"{HOSTILE} {n}", "owner": "W" * 300, "first_step": "stap " * 60} for n in range(40)]
    held = answered({"m.i0": 1, "m.i1": 4}, organisation=HOSTILE, unit="x" * 300,
                    registers={"actions": actions, "stops": rows})  # fmt: skip
    return story_of(held, language, {"m": tree(PLAIN)})


def of(name, language):
    return story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), language)


STORIES = {
    "insurer": lambda language: of("insurer", language),
    "garden": lambda language: of("garden-retailer", language),
    "empty": lambda language: story_of(answered({"fd.data-view": "unknown"}), language),
    "nothing": lambda language: story_of(answered(), language),
    "six models": six,
    "hostile": hostile,
}


@cache
def told(name, language="en"):
    return STORIES[name](language)


@cache
def made(name, language="en"):
    return deck(told(name, language))


def slides(name, language="en"):
    return list(Presentation(io.BytesIO(made(name, language))).slides)


def title(slide):
    return slide.shapes.title.text_frame.text


def topic(slide):
    return title(slide).splitlines()[0]


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide):
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def words(slide):
    """All that stands on a slide."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return "\n".join([*found, *(cell for table in tables(slide) for row in table for cell in row)])


def slide_of(name, wanted, language="en"):
    return next(slide for slide in slides(name, language) if topic(slide) == wanted)


every_deck = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in STORIES for language in ("en", "nl")]
)


@every_deck
def test_a_deck_has_ten_to_twelve_slides(name, language):
    """With one model or none slides are added; with more than five models the others share one."""
    assert 10 <= len(slides(name, language)) <= 12


def test_the_first_three_slides_after_the_opening_are_for_the_board():
    """Verdicts, what to do and what stops, how sure."""
    found = slides("insurer")
    assert title(found[0]) == "Lindewaard Verzekeringen"
    assert [topic(slide) for slide in found[1:4]] == [f"For the board · {n} of 3" for n in (1, 2, 3)]
    assert [topic(slide) for slide in found[4:9]] == [one.title for one in told("insurer").chapters.values()]


def test_models_beyond_five_share_a_slide():
    """Four have one of their own; the fifth and sixth stand in a table."""
    assert [row[0] for row in tables(slide_of("six models", "The other models"))[0]] == [
        "Model",
        "The eight values of a digital strategy",
        "Own",
    ]


@every_deck
def test_every_slide_has_a_title_of_its_own_and_notes(name, language):
    """Titles are in the title placeholder, and no two are the same."""
    found = slides(name, language)
    titles = [title(slide).strip() for slide in found]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(slide.shapes.title.is_placeholder for slide in found)
    assert [topic(slide) for slide in found if not notes(slide).strip()] == []


def test_models_with_the_same_name_are_told_apart():
    """By their ids, so that titles stay unique."""
    held = answered({"m.i0": 1, "n.i0": 1})
    found = Presentation(io.BytesIO(deck(story_of(held, "en", {"m": tree("Same"), "n": tree("Same", "n")})))).slides
    assert [topic(slide) for slide in found][4:6] == ["Same (m)", "Same (n)"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_bars_are_native_and_hold_the_numbers_of_the_story_unrounded(language):
    """In the chart and, to the sixteen digits of a sheet, in the workbook behind it; targets beside them."""
    story = told("insurer", language)
    for name in ("digital-maturity", "four-d", "eight-values"):
        chapter = story.chapters[name]
        chart = charts(slide_of("insurer", chapter.title, language))[0]
        scores, targets = (list(series.values) for series in chart.plots[0].series)
        assert scores == [node.score for _, node, _ in chapter.parts]
        assert targets == [node.target for _, node, _ in chapter.parts]
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == pytest.approx(scores)


def test_a_cycle_shows_its_elements_and_what_stands_beside_them():
    """Eight elements, then the success factors; one that does not count has no score that matters."""
    chapter = told("insurer").chapters["strategy-360"]
    ring = chapter.model.groups[0]
    chart = charts(slide_of("insurer", chapter.title))[0]
    nodes = [chapter.result.nodes[part.id] for part in (*ring.groups, chapter.model.groups[1])]
    assert list(chart.plots[0].series[0].values) == [node.score for node in nodes]
    assert "does not count" in list(chart.plots[0].categories)[1]


def test_what_open_answers_can_make_of_a_score_is_drawn():
    """As error bars: customer service at 50 can become 33.3 to 66.7."""
    chapter = told("insurer").chapters["strategy-360"]
    series = charts(slide_of("insurer", chapter.title))[0].plots[0].series[0]._element
    node = chapter.result.nodes["s3.service"]
    ends = {side: {one.get("idx"): float(one[0].text) for one in series.find(f".//{qn(f'c:{side}')}").iter(qn("c:pt"))}
            for side in ("plus", "minus")}  # fmt: skip
    assert ends["plus"]["7"] == node.high - node.score
    assert ends["minus"]["7"] == node.score - node.low
    assert "0" not in ends["plus"]


@pytest.mark.parametrize("name", ["insurer", "garden"])
def test_the_plane_holds_the_point_and_both_thresholds(name):
    """As series of a chart of points, unrounded."""
    chapter = told(name).chapters["data-driven-marketing"]
    reading = chapter.result.reading
    chart = charts(slide_of(name, chapter.title))[0]
    points = {series.name: list(zip(series.iter_values(), _x(series), strict=True)) for series in chart.plots[0].series}
    assert points["You are here"] == [(reading.y, reading.x)]
    across, up = (axis.title.to("en") for axis in axes(chapter.model)[:2])
    assert {x for _, x in points[f"Threshold: {across}"]} == {62.5}
    assert {y for y, _ in points[f"Threshold: {up}"]} == {62.5}


def _x(series):
    return [float(one.text) for one in series._element.find(qn("c:xVal")).iter(qn("c:v"))]


def test_how_far_the_room_agrees_is_a_chart_of_counts():
    """Each model's questions by word, in the reading order."""
    chart = charts(slides("insurer")[3])[0]
    found = {series.name: list(series.values) for series in chart.plots[0].series}
    agreement = [told("insurer").result.agreement[name].words for name in told("insurer").chapters]
    assert found["Agreed"] == [one["agreed"] for one in agreement]
    assert found["Two camps"] == [one["two-camps"] for one in agreement]


def test_themes_are_a_native_table_with_the_numbers_of_the_story():
    """The same cells as the picture's own table."""
    table = told("insurer").themes.table
    assert tables(slide_of("insurer", told("insurer").themes.title))[0] == [list(table.head), *map(list, table.rows)]


def test_what_was_chosen_stands_on_the_second_slide_for_the_board():
    """Actions with owner and date, and below them what stops with its hours."""
    actions, stops = tables(slides("insurer", "nl")[2])
    kept = told("insurer", "nl").registers
    assert [row[:2] for row in actions[1:]] == [[one.name, one.owner] for one in kept.actions]
    assert [row[2] for row in actions[1:]] == ["30 okt 2026", "13 nov 2026", "15 nov 2026"]
    assert [row[:2] for row in stops[1:]] == [[one.name, f"{one.hours:g}"] for one in kept.stops]


def test_what_is_not_chosen_is_proposed_and_says_so():
    """The first steps of the road, without an owner; and what stops is still to choose."""
    story = story_of(answered({"m.i0": 1, "m.i1": 2, "m.i2": 3}), "en", {"m": tree("Own")})
    slide = list(Presentation(io.BytesIO(deck(story))).slides)[2]
    assert title(slide).endswith("What you do now and what stops is still to choose")
    assert [row[1:] for row in tables(slide)[0][1:]] == [["still to choose", "still to choose"]] * 2
    assert "What stops is still to choose" in words(slide)


def test_the_road_stands_in_its_order():
    """When, the step, the model, and the priority with two decimals."""
    rows = tables(slide_of("insurer", "The route: what first, what after"))[0][1:]
    steps = told("insurer").steps
    assert [row[1] for row in rows] == [one.next_step for one in steps]
    assert [row[3] for row in rows] == [f"{one.reason.proposal.priority:.2f}" for one in steps]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_notes_say_why(language):
    """Reasons with the steps, the questions to ask, and where a model comes from."""
    story = told("insurer", language)
    assert all(line in notes(slides("insurer", language)[2]) for line in story.steps[0].why)
    chapter = story.chapters["data-driven-marketing"]
    said = notes(slide_of("insurer", chapter.title, language))
    assert next(story.contradictions())[1] in said
    assert ("not affiliated" if language == "en" else "niet aan de auteur verbonden") in said


def test_contradictions_that_do_not_fit_are_in_the_notes():
    """Every sentence, question and fact."""
    slide = slide_of("insurer", Wording("forms", "en")("contradictions.title"))
    for said, ask, facts in told("insurer").contradictions():
        assert all(" ".join(one.split()).lower() in notes(slide).lower() for one in (said, ask, *facts))


@every_deck
def test_every_chart_table_and_picture_has_an_alternative_text(name, language):
    """Somebody who cannot see it is told what there is."""
    bare = [
        (topic(slide), shape.name)
        for slide in slides(name, language)
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type == 13
        if not shape._element.find(f".//{qn('p:cNvPr')}").get("descr", "").strip()
    ]
    assert bare == []


@cache
def _widths():
    """Widths of Helvetica, which are those of Arial, in thousandths of the size."""
    lines = (
        Path(get_data_path(), "fonts", "pdfcorefonts", "Helvetica-Bold.afm").read_text(encoding="latin-1").splitlines()
    )
    found = [line.split() for line in lines if line.startswith("C ") and not line.startswith("C -1")]
    return {chr(int(line[1])): float(line[4]) for line in found}


def _long(text, size):
    return sum(_widths().get(sign, 560.0) for sign in text) * size / 1000


def _lines(text, size, width):
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = _long(word, size)
        if used and used + _long(" ", size) + wide > width:
            count, used = count + 1, 0.0
        used += wide + (_long(" ", size) if used else 0.0)
        while used > width:
            count, used = count + 1, used - width
    return count


def _needed(frame, width):
    """The height of the paragraphs in Arial, in points."""
    tall = 0.0
    for paragraph in frame.paragraphs:
        size = max(run.font.size.pt for run in paragraph.runs)
        indent = int(paragraph._p.pPr.get("marL", "0")) / 12700 if paragraph._p.pPr is not None else 0
        tall += _lines(paragraph.text, size, width - indent) * size * 1.15
        tall += paragraph.space_after.pt if paragraph.space_after is not None else 0.0
    return tall


def _edges(shape):
    return shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt


@every_deck
def test_no_text_overflows_its_box_or_meets_another(name, language):
    """Measured with the widths of bold Arial; tables end above the footer, and boxes lie on the slide."""
    for slide in slides(name, language):
        for shape in slide.shapes:
            if shape.is_placeholder and "sldNum" in etree.tostring(shape._element).decode():
                continue
            left, top, width, height = _edges(shape)
            assert left >= 0 and left + width <= 960.1, (topic(slide), shape.name)
            if shape.has_table:
                assert top + _grown(shape.table) <= FOOT, topic(slide)
            elif shape.has_text_frame:
                assert _needed(shape.text_frame, width) <= height + 1, (topic(slide), shape.text_frame.text)


def _grown(table):
    """The height of a table after every row has grown to what its cells need."""
    total = 0.0
    for row in table.rows:
        needs = []
        for cell, column in zip(row.cells, table.columns, strict=True):
            inside = column.width.pt - cell.margin_left.pt - cell.margin_right.pt
            needs.append(_needed(cell.text_frame, inside) + cell.margin_top.pt + cell.margin_bottom.pt)
        assert max(needs) <= row.height.pt + 0.5, [cell.text for cell in row.cells]
        total += max(row.height.pt, *needs)
    return total


@every_deck
def test_boxes_do_not_lie_on_each_other(name, language):
    """No two shapes of a slide share more than an edge; names of situations are inside their chart."""
    for slide in slides(name, language):
        placed = [(shape.name, *_edges(shape)) for shape in slide.shapes]
        for n, (one, x, y, wide, tall) in enumerate(placed):
            for other, left, top, width, height in placed[n + 1 :]:
                apart = x + wide <= left + 1 or left + width <= x + 1 or y + tall <= top + 1 or top + height <= y + 1
                assert apart, (topic(slide), one, other)


def test_what_people_typed_stays_text():
    """No markup, no formula, no control character; the name stands on the first slide and in the footers."""
    found = slides("hostile")
    assert title(found[0]).startswith(SHOWN)
    assert SHOWN in notes(found[2])
    assert next(iter(charts(slide_of("hostile", PLAIN))[0].plots[0].categories)) == f"{PLAIN} 0"


@every_deck
def test_no_workbook_of_a_chart_holds_a_formula_or_link(name, language):
    """What starts with = is written as text."""
    for slide in slides(name, language):
        for chart in charts(slide):
            blob = chart.part.chart_workbook.xlsx_part.blob
            cells = [cell for row in openpyxl.load_workbook(io.BytesIO(blob)).active for cell in row]
            assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
            with zipfile.ZipFile(io.BytesIO(blob)) as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_part_that_looks_like_a_formula_is_written_as_words():
    """In the workbook behind a chart, which a spreadsheet opens."""
    story = story_of(answered({"m.i0": 1}), "en", {"m": tree("=1+1")})
    slide = list(Presentation(io.BytesIO(deck(story))).slides)[4]
    sheet = openpyxl.load_workbook(io.BytesIO(charts(slide)[0].part.chart_workbook.xlsx_part.blob)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1 0", "s")


@every_deck
def test_every_run_is_marked_with_the_language(name, language):
    """On slides, in notes, charts, the layouts and the master."""
    tag = {"en": "en-GB", "nl": "nl-NL"}[language]
    with zipfile.ZipFile(io.BytesIO(made(name, language))) as package:
        parts = [part for part in package.namelist() if part.endswith(".xml") and "notesMaster" not in part]
        found = [(part, about.get("lang")) for part in parts
                 for about in etree.fromstring(package.read(part)).iter(qn("a:rPr"))]  # fmt: skip
    assert {part for part, lang in found if lang != tag} == set()
    assert len(found) > 50


@every_deck
def test_the_package_is_sound(name, language):
    """No part twice, every relationship leads somewhere inside, XML parses, ids on a slide are unique, types are told."""
    with zipfile.ZipFile(io.BytesIO(made(name, language))) as package:
        names = package.namelist()
        assert len(set(names)) == len(names)
        types = etree.fromstring(package.read("[Content_Types].xml"))
        told_types = {one.get("PartName") for one in types} | {f".{one.get('Extension')}" for one in types}
        for part in names:
            if part.endswith((".xml", ".rels")):
                tree_ = etree.fromstring(package.read(part))
            if part.endswith(".rels"):
                base = Path(part).parent.parent
                for rel in tree_:
                    assert rel.get("TargetMode") != "External"
                    target = rel.get("Target")
                    path = Path(target[1:]) if target.startswith("/") else Path(*_joined(base, target))
                    assert path.as_posix() in names, (part, target)
            elif part != "[Content_Types].xml":
                assert f"/{part}" in told_types or Path(part).suffix in told_types, part
            if part.startswith("ppt/slides/slide"):
                ids = [one.get("id") for one in tree_.iter(qn("p:cNvPr"))]
                assert len(set(ids)) == len(ids)


def _joined(base, target):
    parts = list(base.parts)
    for one in Path(target).parts:
        if one == "..":
            parts.pop()
        else:
            parts.append(one)
    return parts


def test_the_same_story_gives_the_same_bytes():
    """Nothing in it tells when it was made; the day is that of the assessment."""
    assert deck(of("garden-retailer", "en")) == made("garden")
    about = Presentation(io.BytesIO(made("garden"))).core_properties
    assert about.modified.date() == told("garden").assessment.date
    assert about.title == "Van Dijk Tuin – Digital marketing maturity"


def picture(size):
    drawn = io.BytesIO()
    Image.new("RGB", size, "#336699").save(drawn, "PNG")
    return drawn.getvalue()


def test_the_look_is_in_the_master(tmp_path):
    """The accent and the font in the theme, both logos with their shape kept; 16:9."""
    for name, size in (("client", (400, 100)), ("consultant", (50, 50))):
        (tmp_path / f"{name}.png").write_bytes(picture(size))
    look = look_of("#7a1f3d", tmp_path / "client.png", tmp_path / "consultant.png")
    made_ = Presentation(io.BytesIO(deck(told("empty"), look)))
    assert (made_.slide_width, made_.slide_height) == (Pt(960), Pt(540))
    theme = next(part for part in made_.part.package.iter_parts() if part.partname == "/ppt/theme/theme1.xml")
    assert b'<a:accent1><a:srgbClr val="7a1f3d"/></a:accent1>' in theme.blob
    logos = [shape for shape in made_.slide_master.shapes if shape.shape_type == 13]
    assert [round(one.width / one.height, 2) for one in logos] == [4.0, 1.0]
    assert all(one.top.pt >= FOOT - 3 and one.top.pt + one.height.pt <= 540 for one in logos)
    assert [one._element.find(f".//{qn('p:cNvPr')}").get("descr") for one in logos] == [
        "Logo of the client",
        "Logo of the consultant",
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_template_leaves_nothing_behind(language):
    """No thumbnail of another deck, and prompts in the language of this one."""
    with zipfile.ZipFile(io.BytesIO(made("empty", language))) as package:
        assert [name for name in package.namelist() if "thumbnail" in name or "printer" in name] == []
        assert b"Click to edit" not in b"".join(package.read(name) for name in package.namelist() if "slide" in name)


def test_every_slide_but_the_first_has_its_number_and_the_name():
    """As fields that follow when slides move."""
    for slide in slides("insurer")[1:]:
        fields = [one.get("type") for one in slide._element.iter(qn("a:fld"))]
        assert fields == ["slidenum"]
        assert "Lindewaard Verzekeringen" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_text_is_set_smaller_before_it_is_cut():
    """At 12 points six words of ten signs fit on three lines of 160 points; at 20 they do not."""
    box = Box(0, 0, 160, 45)
    paras = [Para("abcdefghij " * 6)]
    fit = fitted(paras, box, 20, 12)
    assert (fit.cut, fit.size < 20) == (False, True)
    cut = fitted([Para("abcdefghij " * 60)], box, 20, 12)
    assert (cut.cut, cut.size) == (True, 12)
    assert cut.paras[0].text.endswith("abcdefghij…")


def test_a_word_wider_than_a_line_is_broken_and_cut_inside():
    """It never runs out of its box."""
    lines = lines_of("W" * 100, 12, 100)
    assert "".join(lines) == "W" * 100
    assert all(width_of(line, 12) <= 100 for line in lines)
    assert cut_to("W" * 100, 12, 100, 1).endswith("W…")


def test_a_table_leaves_rows_out_last():
    """Cells keep two lines; then rows go, and their number is told."""
    columns = [Column("A", 200), Column("B", 200)]
    grid = gridded(columns, [("een twee drie " * 20, "kort")] * 10, 160, 16, 12)
    assert grid.cut
    assert grid.left == 10 - (len(grid.rows) - 1) > 0
    assert sum(grid.heights) <= 160
    assert all(len(lines_of(row[0], 12, 188, True)) <= 2 for row in grid.rows)


def test_type_is_smaller_rather_than_a_word_broken():
    """The word at 16 points bold does not fit 100 points; smaller it does."""
    columns = [Column("Digitale volwassenheid", 112)]
    grid = gridded(columns, [("1",)], 300, 16, 12)
    assert 12 <= grid.size < 16
    assert "volwassenheid" in lines_of("Digitale volwassenheid", grid.size, 100, True)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "language"), [("insurer", "nl"), ("hostile", "en")])
def test_libreoffice_opens_the_deck_and_shows_every_title(name, language, tmp_path):
    """As many pages as slides, each with its message and with its charts' words."""
    (tmp_path / "deck.pptx").write_bytes(made(name, language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "deck.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(tmp_path / "deck.pdf").pages]
    found = slides(name, language)
    assert len(pages) == len(found)
    missing = [title(slide) for slide, page in zip(found[1:], pages[1:], strict=True)
               if "".join(title(slide).splitlines()[-1].split())[:40] not in page]  # fmt: skip
    assert name == "hostile" or missing == []
