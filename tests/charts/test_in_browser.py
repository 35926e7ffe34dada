"""The pictures as a browser shows them: one width at a time, nothing outside, nothing on top of other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import maturity_kit as mk
from maturity_kit.charts import Chart, compared, draw, heatmap, roadmap, side_by_side

pytestmark = pytest.mark.browser
CHECKOUT = Path(__file__).parents[2]
STYLES = CHECKOUT / "maturity_kit" / "serve" / "template" / "static" / "maturity.css"
CROWDED = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.getClientRects().length) continue;
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
    const boxes = texts.map(text => text.getBoundingClientRect());
    boxes.forEach((box, at) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        found.push(`outside: ${texts[at].textContent}`);
      boxes.slice(at + 1).forEach((other, after) => {
        const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (width > 1 && height > 4) found.push(`${texts[at].textContent} | ${texts[at + 1 + after].textContent}`);
      });
    });
  }
  return found;
}"""


def page_of(result: mk.Result, language: str) -> str:
    charts = [draw(found, language) for found in result.models.values()]
    charts += [side_by_side(result.models, language), heatmap(result.models, result.themes, language),
               roadmap(result.roadmap, result.models, language)]  # fmt: skip
    return page_with(charts, language)


def page_with(charts: list[Chart], language: str) -> str:
    tokens = STYLES.read_text()
    body = "".join(chart.html() for chart in charts)
    return (f'<!doctype html><html lang="{language}"><head><title>x</title><style>{tokens}</style></head>'
            f"<body><main><h1>x</h1>{body}</main></body></html>")  # fmt: skip


def insurer(answers: str) -> mk.Result:
    """The insurer as it is, half answered, or not at all."""
    whole = mk.load_assessment(CHECKOUT / "data" / "examples" / "insurer.assessment.json")
    some = {item: entry for place, (item, entry) in enumerate(whole.answers.items()) if answers == "half" and place % 2}
    used = whole if answers == "all" else whole.model_copy(update={"answers": some, "votes": {}})
    return mk.score(used, mk.load_models(CHECKOUT / "data" / "models"))


@pytest.mark.parametrize("answers", ["all", "half", "none"])
@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (640, "en"), (960, "nl")])
def test_words_never_cover_each_other_or_leave_the_picture(
    chromium: Any, answers: str, width: int, language: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(page_of(insurer(answers), language))
    crowded = page.evaluate(CROWDED)
    page.close()
    assert crowded == []


@pytest.mark.parametrize("sides", [(2, 3), (1, 3, 5), range(6)], ids=["rounds", "units", "both"])
@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (640, "en")])
def test_words_of_a_comparison_neither_cover_each_other(
    chromium: Any, sides: Sequence[int], width: int, language: str
) -> None:
    files = sorted((CHECKOUT / "data" / "examples").glob("subscription-*.assessment.json"))
    models = mk.load_models(CHECKOUT / "data" / "models")
    found = mk.compare([mk.load_assessment(files[place]) for place in sides], models)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(page_with([compared(found, language)], language))
    crowded = page.evaluate(CROWDED)
    page.close()
    assert crowded == []


@pytest.mark.parametrize(("width", "shown"), [(360, "mk-narrow"), (900, "mk-wide")])
def test_one_width_is_shown_and_the_other_hidden(chromium: Any, width: int, shown: str) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(page_of(insurer("all"), "en"))
    visible = page.evaluate(
        "[...document.querySelectorAll('.mk-wide, .mk-narrow')].filter(x => x.offsetParent).map(x => x.className)"
    )
    page.close()
    assert set(visible) == {shown}


def test_a_ladder_in_a_narrow_column_is_never_taller_than_350_px(chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 540, "height": 768})
    page.set_content(page_of(insurer("all"), "nl"))
    tall = page.evaluate("document.querySelectorAll('.mk-narrow svg')[1].getBoundingClientRect().height")
    page.close()
    assert 0 < tall <= 350


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_with_the_tables_open(chromium: Any, scheme: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.set_content(re.sub("<details>", "<details open>", page_of(insurer("half"), "nl")))
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
