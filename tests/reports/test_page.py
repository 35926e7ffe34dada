"""The web page: the numbers of the story, read back with a parser; nothing that runs and nothing that is fetched."""

import io
import itertools
import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.insight.words import whole
from maturity_kit.reports.look import contrast_with_white, look_of
from maturity_kit.reports.page import page
from maturity_kit.reports.page.colours import DARK, on_dark
from maturity_kit.reports.story import story_of
from tests.building import answered, model, simple
from tests.reports.test_story import EXAMPLES

HOSTILE = "<b>&\"'=cmd|<img src=x onerror=alert(1)></script>"


@pytest.fixture(scope="module", params=["en", "nl"])
def told(request):
    story = story_of(load_assessment(EXAMPLES / "insurer.assessment.json"), request.param)
    return story, BeautifulSoup(page(story), "html.parser")


def read(assessment, language="en", models=None):
    return BeautifulSoup(page(story_of(assessment, language, models)), "html.parser")


def test_the_scores_are_those_of_the_story_in_full(told):
    """Each part and each model: the number that is shown, and behind it the one that ``score --json`` gives."""
    story, soup = told
    for name, chapter in story.chapters.items():
        found = soup.select(f"#model-{name} data")
        scores = [score.score for _, score, _ in chapter.parts] + [chapter.result.score]
        assert [float(one["value"]) for one in found] == [one for one in scores if one is not None]
        assert [one.get_text() for one in found] == [whole(one) for one in scores if one is not None]


def test_every_part_of_the_story_is_there(told):
    """Verdicts, tables, proposals, contradictions, chosen actions and each answer with its note."""
    story, soup = told
    text = " ".join(soup.get_text(" ").split())
    said = [chapter.verdict.sentence for chapter in story.chapters.values()]
    said += [table.title for table in story.tables] + [step.next_step for step in story.steps]
    said += [sentence for sentence, _, _ in story.contradictions()]
    said += [action.name for action in story.registers.actions] + [stop.name for stop in story.registers.stops]
    notes = [one.entry.note for chapter in story.chapters.values() for one in chapter.answers if one.entry.note]
    assert len(notes) > 20 and [one for one in [*said, *notes] if " ".join(one.split()) not in text] == []


def test_every_picture_has_its_table_and_its_words(told):
    """A figure holds both widths of the picture, each with a label, and the numbers as a table."""
    _, soup = told
    figures = soup.select("figure")
    assert len(figures) > 10
    assert all(len(one.select("svg[role=img][aria-label]")) == 2 and one.select("table caption") for one in figures)


def test_headings_skip_no_level_and_contents_lead_somewhere(told):
    """One title; every link of the contents has its place, and no id is there twice."""
    _, soup = told
    levels = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1 and all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {one["href"][1:] for one in soup.select("nav a")} <= set(ids)


def test_nothing_runs_and_nothing_is_fetched(told):
    """No script, no handler, no address but places in the page itself; the policy of the page forbids the rest."""
    story, soup = told
    html = page(story).decode()
    assert soup.find_all(["script", "iframe", "object", "embed", "form"]) == []
    assert [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    assert {one["href"][:1] for one in soup.select("[href]:not(head *)")} == {"#"}
    assert "url(" not in html and "@import" not in html
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_the_page_speaks_its_language_and_is_the_same_every_time(told):
    """For screen readers, and so that two copies can be compared."""
    story, soup = told
    assert soup.html["lang"] == story.language
    assert page(story) == page(story)


def test_what_people_wrote_stays_text():
    """A name, a unit, a note and a row with markup are read as they were written."""
    assessment = answered({"a1": 2}, organisation=HOSTILE, unit="🌷 مرحبا", registers={"actions": [{"name": HOSTILE}]})
    soup = read(assessment, models={"m": model("tree", simple("a", 2))})
    assert soup.h1.get_text() == f"{HOSTILE} · 🌷 مرحبا" and soup.h1["dir"] == "auto"
    assert soup.find_all(["img", "script"]) == []
    assert HOSTILE in soup.select_one(".card h4").get_text()


@pytest.mark.parametrize("language, chosen", [("en", "Still to choose."), ("nl", "Nog te kiezen.")])
def test_an_empty_assessment_is_still_a_good_page(language, chosen):
    """It says that there is no answer and that everything is still to choose; no empty list, no table."""
    soup = read(new_assessment("x", "Tuin", "2026-11-22"), language)
    assert soup.get_text().count(chosen) == 3
    assert (
        soup.find_all("figure") == []
        and [one for one in soup.find_all(["ol", "ul", "dl"]) if not one.find_all(True)] == []
    )


def test_everything_unknown_is_still_a_good_page():
    """No score is a dash and never a nought."""
    soup = read(answered({"a1": "unknown", "a2": "unknown"}), models={"m": model("tree", simple("a", 2))})
    assert soup.select("data") == [] and "–" in soup.select_one("#model-m table").get_text()


def test_a_model_of_ones_own_has_a_chapter():
    """A plain tree: its parts, and no source where none is named."""
    soup = read(answered({"a1": 4, "a2": 2}), models={"m": model("tree", simple("a", 2))})
    assert [float(one["value"]) for one in soup.select("#model-m data")] == [75, 75]


def test_logos_and_accent_come_along(tmp_path):
    """The pictures are in the page itself, with words in their place; the accent has a light twin for dark pages."""
    file = tmp_path / "logo.png"
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "PNG")
    file.write_bytes(drawn.getvalue())
    story = story_of(answered({"a1": 2}), "en", {"m": model("tree", simple("a", 2))})
    html = page(story, look_of("#7a1f5c", client=file)).decode()
    logo = BeautifulSoup(html, "html.parser").img
    assert logo["src"].startswith("data:image/png;base64,") and logo["alt"] == "Logo of the organisation"
    assert "--mk-accent:#7a1f5c" in html and f"--mk-accent:{on_dark('#7a1f5c')}" in html


@pytest.mark.parametrize("accent", ["#000000", "#0f5c6e", "#7a1f5c", "#0000ff", "#767676"])
def test_an_accent_can_be_read_on_a_dark_page(accent):
    """The contrast of two colours is that of white with the one over that of white with the other; 4.5 is enough."""
    assert contrast_with_white(DARK) / contrast_with_white(on_dark(accent)) >= 4.5
