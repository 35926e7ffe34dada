"""What the pictures of all working tables have in common, whatever is in the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from xml.etree import ElementTree

import pytest
from charts.tables.examples import BARE, FULL, hostile
from charts.tables.filled import TODAY, drawn, four_d, ladder, tables
from charts.test_chart import Tags, _span
from charts.test_in_browser import CROWDED, STYLES
from drawn import SVG

from maturity_kit.charts import Chart, draw_table
from maturity_kit.charts.tables import PAINTERS
from maturity_kit.scoring.result import ModelResult

Pictures = Mapping[str, Chart]
KINDS: Mapping[str, Any] = {"full": FULL, "bare": BARE, "hostile": hostile()}


def results() -> dict[str, ModelResult]:
    return {**ladder(2), **four_d()}


def pictures(kind: str, language: str) -> Pictures:
    return {name: drawn(name, language, results(), **KINDS[kind]) for name in PAINTERS}


@pytest.fixture(scope="module")
def shown() -> Mapping[tuple[str, str], Pictures]:
    return {(kind, language): pictures(kind, language) for kind in KINDS for language in ("en", "nl")}


Shown = Mapping[tuple[str, str], Pictures]


def test_an_empty_assessment_has_no_picture_of_any_table() -> None:
    from datetime import date

    registers, found = tables(results())
    today = date.fromisoformat(TODAY)
    assert {draw_table(name, registers, found, results(), today, "en") for name in PAINTERS} == {None}


def test_words_stay_inside_the_picture_however_long_names_are(shown: Shown) -> None:
    for kind, some in shown.items():
        for name, chart in some.items():
            for svg in (chart.svg, chart.narrow):
                width = float(svg.split('viewBox="0 0 ')[1].split(" ")[0])
                for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
                    left, right = _span(text)
                    assert left >= -1, (kind, name, text.text)
                    assert right <= width + 1, (kind, name, text.text)


def test_markup_in_a_name_shows_as_text(shown: Shown) -> None:
    for language in ("en", "nl"):
        for name, chart in shown["hostile", language].items():
            tags = Tags(chart.html())
            assert not tags.all("img"), name
            assert len(tags.all("svg")) == 2, name
    assert "$x^2$" in shown["hostile", "en"]["segments"].table.rows[0][0]


def test_every_picture_says_its_result_in_a_sentence(shown: Shown) -> None:
    for some in shown.values():
        for chart in some.values():
            assert chart.alt.endswith(".")
            assert "{" not in chart.alt
            assert f'aria-label="{escape(chart.title)}. ' in chart.svg


def test_every_row_of_a_table_is_as_long_as_its_head(shown: Shown) -> None:
    for some in shown.values():
        for name, chart in some.items():
            assert {len(row) for row in chart.table.rows} <= {len(chart.table.head)}, name


def test_both_languages_draw_the_same_with_other_words(shown: Shown) -> None:
    for name in PAINTERS:
        english, dutch = shown["full", "en"][name], shown["full", "nl"][name]
        assert english.title != dutch.title, name
        assert english.alt != dutch.alt, name
        assert len(english.table.rows) == len(dutch.table.rows), name


def test_every_colour_is_a_token_and_no_words_are_too_small(shown: Shown) -> None:
    for chart in shown["full", "nl"].values():
        for svg in (chart.svg, chart.narrow):
            plain = re.sub(r'aria-label="[^"]*"', "", svg)
            assert "#" not in re.sub(r"var\(--mk-[a-z0-9-]+,#[0-9a-f]{6}\)", "", plain)
            assert min(float(size) for size in re.findall(r"font-size:([\d.]+)px", svg)) >= 12


def page_of(some: Pictures, language: str) -> str:
    body = "".join(chart.html() for chart in some.values())
    return (f'<!doctype html><html lang="{language}"><head><title>x</title><style>{STYLES.read_text()}</style></head>'
            f"<body><main><h1>x</h1>{body}</main></body></html>")  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (640, "en"), (960, "nl")])
def test_words_never_cover_each_other_or_leave_the_picture(
    chromium: Any, shown: Shown, kind: str, width: int, language: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(page_of(shown[kind, language], language))
    crowded = page.evaluate(CROWDED)
    page.close()
    assert crowded == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_tables_open(chromium: Any, shown: Shown, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.set_content(re.sub("<details>", "<details open>", page_of(shown["full", "nl"], "nl")))
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
