"""What every picture has in common: markup, colours, sizes, escaping and the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drawn import SVG, texts

import maturity_kit as mk
from maturity_kit.assessment.pool import Ballot
from maturity_kit.charts import Chart, draw, heatmap, roadmap, side_by_side, votes
from maturity_kit.charts.text import width_of

CHECKOUT = Path(__file__).parents[2]
HOSTILE = '<img src=x onerror=alert(1)> & "quoted" $x^2$ \N{ROCKET} \u05e2\u05d1\u05e8\u05d9\u05ea ' + "long " * 40
MODELS = ["digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values"]
Pictures = dict[str, Chart]


@pytest.fixture(scope="module")
def insurer() -> mk.Assessment:
    return mk.load_assessment(CHECKOUT / "data" / "examples" / "insurer.assessment.json")


def every_picture(result: mk.Result, models: dict[str, mk.Model], language: str) -> Pictures:
    item = models["digital-maturity"].items[0]
    return {
        **{name: draw(found, language) for name, found in result.models.items()},
        "tree": draw(_as_tree(result, models["strategy-360"]), language),
        "side": side_by_side(result.models, language),
        "heat": heatmap(result.models, result.themes, language),
        "road": roadmap(result.roadmap, result.models, language),
        "votes": votes(Ballot(1, (0, 2, 5, 1, 0), 2, 1), item, language),
    }


def _as_tree(result: mk.Result, model: mk.Model) -> mk.ModelResult:
    from maturity_kit.scoring.result import TreeReading

    return replace(result.models[model.id], model=replace(model, method="tree"), reading=TreeReading())


@pytest.fixture(scope="module")
def pictures(insurer: mk.Assessment) -> Pictures:
    models = dict(mk.load_models(CHECKOUT / "data" / "models"))
    return every_picture(mk.score(insurer, models), models, "nl")


@pytest.fixture(scope="module")
def hostile(insurer: mk.Assessment) -> Pictures:
    """The same pictures when every title is long and full of markup, and half the answers are missing."""
    models = {name: _renamed(model) for name, model in mk.load_models(CHECKOUT / "data" / "models").items()}
    half = {item: entry for place, (item, entry) in enumerate(insurer.answers.items()) if place % 2}
    return every_picture(mk.score(insurer.model_copy(update={"answers": half}), models), models, "en")


def _renamed(model: mk.Model) -> mk.Model:
    title = mk.Text(en=HOSTILE, nl=HOSTILE)
    groups = [
        replace(
            group,
            title=title,
            groups=tuple(replace(inner, title=title) for inner in group.groups),
            items=tuple(replace(item, text=title, levels=(title,) * 5) for item in group.items),
        )
        for group in model.groups
    ]
    return replace(model, title=title, groups=tuple(groups))


def both(chart: Chart) -> tuple[str, str]:
    return chart.svg, chart.narrow


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


def test_both_widths_are_images_with_a_sentence_in_their_place(pictures: Pictures) -> None:
    for chart in pictures.values():
        for image in Tags(chart.html()).all("svg"):
            assert image["role"] == "img"
            assert image["aria-label"] == f"{chart.title}. {chart.alt}"


def test_the_table_has_a_caption_and_scoped_headings(pictures: Pictures) -> None:
    for chart in pictures.values():
        tags = Tags(chart.html())
        assert len(tags.all("caption")) == 1
        assert {cell["scope"] for cell in tags.all("th")} == {"col", "row"}


def test_every_row_of_a_table_is_as_long_as_its_head(pictures: Pictures) -> None:
    for chart in pictures.values():
        assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_nothing_in_a_picture_can_clash_with_another_on_the_page_or_leave_it(pictures: Pictures) -> None:
    for chart in pictures.values():
        for svg in both(chart):
            assert not re.search(
                r"""\s(id|class|href|xlink:href)=|<style|<metadata|<defs|url\(|\s(width|height)="[\d.]+(pt|px)""", svg
            )


def test_every_colour_is_a_token_with_a_fallback(pictures: Pictures) -> None:
    for chart in pictures.values():
        for svg in both(chart):
            assert "#" not in re.sub(r"var\(--mk-[a-z0-9-]+,#[0-9a-f]{6}\)", "", re.sub(r'aria-label="[^"]*"', "", svg))


def test_no_words_are_smaller_than_12_px_in_a_column_of_360(pictures: Pictures) -> None:
    for chart in pictures.values():
        sizes = {float(size) for size in re.findall(r"font-size:([\d.]+)px", chart.narrow)}
        assert min(sizes) * 360 / 340 >= 12


def test_equal_results_give_equal_bytes(insurer: mk.Assessment) -> None:
    first, second = (side_by_side(mk.score(insurer).models, "en") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", MODELS)
def test_another_answer_gives_another_picture(insurer: mk.Assessment, name: str) -> None:
    item = next(one.id for one in mk.load_models()[name].items if one.id in insurer.answers)
    other = {**insurer.answers, item: type(insurer.answers[item])(value=4)}
    changed = insurer.model_copy(update={"answers": other, "votes": {}})
    before, after = (draw(mk.score(one).models[name], "en") for one in (insurer, changed))
    assert before.svg != after.svg
    assert before.table != after.table


def test_markup_in_a_title_shows_as_text(hostile: Pictures) -> None:
    for chart in hostile.values():
        assert not Tags(chart.html()).all("img")


def test_dollar_signs_are_no_mathematics(hostile: Pictures) -> None:
    assert "$x^2$" in hostile["digital-maturity"].title
    assert any("$" in words for words in texts(hostile["strategy-360"].svg))


def test_words_stay_inside_the_picture_however_long_a_title_is(hostile: Pictures) -> None:
    for name, chart in hostile.items():
        for svg in both(chart):
            width = float(svg.split('viewBox="0 0 ')[1].split(" ")[0])
            for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
                if "transform" not in text.attrib:
                    left, right = _span(text)
                    assert left >= -1, (name, text.text)
                    assert right <= width + 1, (name, text.text)


def _span(text: ElementTree.Element) -> tuple[float, float]:
    style = text.attrib["style"]
    size = float(style.split("font-size:")[1].split("px")[0])
    long = width_of(text.text or "", size, "font-weight" in style)
    anchor = style.split("text-anchor:")[1].split(";")[0]
    left = float(text.attrib["x"]) - long * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return left, left + long


def test_importing_the_pictures_loads_no_matplotlib_and_drawing_loads_no_pyplot() -> None:
    code = (
        "import sys, json, maturity_kit.charts as charts; before = 'matplotlib' in sys.modules; charts.warm();"
        "print(json.dumps([before, 'matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules, 'pandas' in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(run.stdout) == [False, True, False, False]


STYLES = CHECKOUT / "maturity_kit" / "serve" / "template" / "static" / "maturity.css"
LAYERS = {"situation": 0.08, "bounds": 0.12}


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def over(top: str, below: tuple[float, float, float], alpha: float) -> tuple[float, float, float]:
    red, green, blue = (alpha * t + (1 - alpha) * b for t, b in zip(rgb(top), below, strict=True))
    return red, green, blue


def tokens(dark: bool) -> dict[str, str]:
    """The tokens of the page; the dark ones replace the light ones."""
    found = re.findall(r"--mk-([a-z0-9-]+):\s*(#[0-9a-f]{6})", STYLES.read_text())
    light: dict[str, str] = {}
    later: dict[str, str] = {}
    for name, code in found:
        (later if name in light else light).setdefault(name, code)
    return {**light, **later} if dark else light


def test_the_fallback_colours_are_those_of_the_page() -> None:
    from maturity_kit.charts.ink import TOKENS

    page = tokens(dark=False)
    assert {name: page[name] for name in TOKENS} == TOKENS


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_on_every_ground_they_are_on(dark: bool) -> None:
    page = tokens(dark)
    grounds: dict[str, list[tuple[float, float, float]]] = {
        name: [rgb(page["paper"]), rgb(page["panel"])] for name in ("ink", "muted", "accent", "warn")
    }
    open_plane = over(page["accent"], rgb(page["paper"]), LAYERS["bounds"])
    both_tints = over(page["accent"], over(page["accent"], rgb(page["paper"]), LAYERS["situation"]), LAYERS["bounds"])
    grounds["muted"].append(open_plane)
    grounds["ink"] += [both_tints, rgb(page["warn-paper"])]
    grounds["warn"] += [both_tints, rgb(page["warn-paper"])]
    grounds["on-accent"] = [rgb(page["accent"])]
    grounds["panel"] = [rgb(page["ink"])]
    grounds["on-score-0"] = [rgb(page[f"score-{step}"]) for step in range(4)]
    grounds["on-score-4"] = [rgb(page["score-4"])]
    for ink, found in grounds.items():
        for ground in found:
            assert contrast(rgb(page[ink]), ground) >= 4.5, (ink, ground)


def test_a_chart_shows_itself_in_a_notebook(pictures: Pictures) -> None:
    chart = pictures["four-d"]
    shown: Callable[[], str] = chart._repr_html_
    assert shown() == chart.html()
