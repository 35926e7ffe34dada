"""The panel of the weights: each number once in words, once as a bar, and nothing people typed as markup."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from building import answered, model, simple

from maturity_kit.forms.certainty import bar_span, cell, figures_html, outcomes, said_html, span
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.sensitivity import sensitivity

NOWHERE = lambda model, place="": ""  # noqa: E731


def shown(state, draws=200, rough=False, address=NOWHERE, doubts=""):
    found = sensitivity(state.assessment, state.models, draws=draws)
    return BeautifulSoup(figures_html(state, found, rough, address, doubts), "html.parser")


def test_each_model_has_both_kinds_of_doubt(frozen):
    """The example is scored by five models; score, band of the draws and bounds of the open answers stand together."""
    cards = shown(frozen).select(".mk-sure-model")
    assert len(cards) == 5
    for card in cards:
        names = [row.span.text for row in card.select(".mk-range")]
        assert names == ["Other weights", "Open answers"]
        assert len(card.select(".mk-range .mk-ends")) == 2


def test_a_band_lies_where_its_numbers_say():
    """From 40.2 to 59.7 on an axis of 100: it starts at 40.2 % and is 19.5 % wide; in words 40 to 60."""
    band = span(40.2, 59.7)
    assert (band["left"], band["width"]) == pytest.approx((40.2, 19.5))
    assert (band["low"], band["high"], band["settled"]) == ("40", "60", False)
    assert span(60.0, 60.0)["settled"] and span(None, None) is None


def test_a_bar_starts_in_the_middle_and_the_largest_fills_half():
    """-2 of at most 4 takes a quarter left of the middle, +4 the whole right half."""
    assert bar_span(-2.0, 4.0) == (25.0, 25.0)
    assert bar_span(4.0, 4.0) == (50.0, 50.0)


def test_the_stack_of_verdicts_fills_the_draws(frozen):
    """The parts of every bar add up to one, and each stands in the list below it with its colour."""
    for card in shown(frozen).select(".mk-sure-model"):
        parts = card.select(".mk-stack i")
        assert sum(float(part["style"].split(":")[1]) for part in parts) == pytest.approx(1, abs=0.001)
        swatches = [swatch["class"][-1] for swatch in card.select(".mk-likely .mk-swatch")]
        assert swatches == [part["class"][0] for part in parts]


def test_levels_are_darker_the_higher_and_those_that_never_came_are_left_out():
    """Of levels 0 to 4 only 1 and 4 came: the second and the last of five colours."""
    drawn = SimpleNamespace(kind="level", chances={0: 0.0, 1: 0.4, 2: 0.0, 3: 0.0, 4: 0.6})
    assert outcomes(drawn) == [(1, 0.4, 1), (4, 0.6, 4)]


def test_of_many_weakest_parts_the_likeliest_four_are_named():
    """Six parts: 40, 25, 15, 10, and 6 + 4 together under another part."""
    chances = {"f": 0.04, "a": 0.4, "b": 0.25, "c": 0.15, "d": 0.1, "e": 0.06}
    found = outcomes(SimpleNamespace(kind="weakest", chances=chances))
    assert [(part, round(share, 9), shade) for part, share, shade in found] == [
        ("a", 0.4, 4), ("b", 0.25, 3), ("c", 0.15, 2), ("d", 0.1, 1), ("", 0.1, 0),
    ]  # fmt: skip


def test_the_table_of_the_road_counts_each_step_once(frozen):
    """Ten steps and ten places; a row adds up to at most 100, for a step may fall behind the tenth place."""
    found = sensitivity(frozen.assessment, frozen.models, draws=400)
    page = BeautifulSoup(figures_html(frozen, found, False, NOWHERE, ""), "html.parser")
    rows = page.select(".mk-heat tbody tr")
    assert len(rows) == 10 and len(page.select(".mk-heat thead th")) == 12
    for row, shares in zip(rows, found.ranks.values(), strict=True):
        first, *places = [one.text for one in row.select("td")]
        assert first == cell(sum(shares[:3]))["times"] and len(places) == 10
    assert sum("now" in row.th.text for row in rows) == 3


def test_a_small_share_is_not_zero_and_a_large_one_not_certain():
    """0.1 of 100 reads <1, 99.9 of 100 reads >99; the colour behind 25 is half of the deepest, which is 45 percent."""
    assert [cell(share)["times"] for share in (0.0, 0.001, 0.4, 0.999, 1.0)] == ["0", "<1", "40", ">99", "100"]
    assert cell(0.25)["tint"] == pytest.approx(22.5) and cell(0.0)["tint"] == 0


def test_weights_that_matter_are_at_most_five_with_both_changes(frozen):
    tables = shown(frozen).select(".mk-tornado")
    assert len(tables) == 5
    assert all(1 <= len(table.select("tbody tr")) <= 5 for table in tables)
    assert all(len(row.select("td")) == 2 for table in tables for row in table.select("tbody tr"))


def test_links_lead_to_questions_and_to_the_list_of_doubts_where_there_are_any(frozen):
    page = shown(frozen, address=lambda model, place: f"/{model}#{place}", doubts="#doubts")
    assert page.select_one('a[href="#doubts"]')
    assert all(row.th.a["href"].count("#question=") for row in page.select(".mk-heat tbody tr"))
    assert not shown(frozen).select("a")


def test_the_numbers_say_from_how_many_draws_they_come(frozen):
    """Rough ones are marked, so that the page asks again."""
    assert shown(frozen, draws=200, rough=True).select_one("[data-mk-rough]").text.startswith("Rough for now: 200")
    settled = shown(frozen, draws=1500)
    assert not settled.select("[data-mk-rough]") and "From 1,500 draws" in settled.text


def test_what_people_typed_in_a_model_of_their_own_is_text():
    """Titles and questions with markup are read as they were written."""
    marked = model("layers", simple("a", 3), simple("b", 3), title={"en": "<b>M</b>"})
    state = AssessmentState(answered({"a1": 1, "a2": 3, "b1": 0, "b2": 2, "b3": 1}), {"m": marked}, "en")
    found = sensitivity(state.assessment, state.models, draws=50)
    html = figures_html(state, found, False, NOWHERE, "") + said_html(state, found)
    assert "<b>M</b>" not in html and html.count("&lt;b&gt;M&lt;/b&gt;") >= 3


def test_without_answers_there_is_a_sentence_and_no_number(empty, models):
    state = AssessmentState(empty, models, "nl")
    found = sensitivity(state.assessment, state.models, draws=50)
    assert "Er is nog niets" in said_html(state, found)
    assert not BeautifulSoup(figures_html(state, found, False, NOWHERE, ""), "html.parser").select(".mk-heat")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_word_is_there_in_both_languages(frozen, language):
    frozen.language = language
    title = {"en": "Does the order of the road hold?", "nl": "Houdt de volgorde van de route stand?"}[language]
    assert title in shown(frozen).text
