"""The pictures over all models and over a room: verdicts, themes, route and votes."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, item, model, simple
from drawn import named, only, texts, words

import maturity_kit as mk
from maturity_kit.assessment.pool import Ballot
from maturity_kit.charts import heatmap, roadmap, side_by_side, votes
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.synthesis import paint_heat
from maturity_kit.charts.voting import paint_votes
from maturity_kit.content.wording import Wording


def scored(values: dict[str, Any]) -> mk.Result:
    one = model(
        "tree", simple("a", 1), {"id": "g", "title": {"en": "g"}, "items": [item("d1", themes=["data"])]}, id="one"
    )
    two = model("tree", {"id": "h", "title": {"en": "h"}, "items": [item("e1", themes=["data", "people"])]}, id="two")
    return mk.score(answered(values, models={"one": "1", "two": "1"}), {"one": one, "two": two})


def test_each_verdict_stands_in_the_picture_in_its_own_words() -> None:
    shown = " ".join(texts(side_by_side(scored({"a1": 4, "d1": 0, "e1": 2}).models, "en").svg))
    assert "The score is 50 out of 100; the lowest part is g (0)." in shown
    assert "The score is 50 out of 100." in shown


def test_without_models_the_picture_says_so() -> None:
    chart = side_by_side({}, "nl")
    assert texts(chart.svg) == ["Er is nog geen model beantwoord."]


def test_a_cell_without_a_question_has_a_dash_and_one_without_an_answer_a_question_mark() -> None:
    result = scored({"d1": 1})
    rows = {row[0]: row[1:] for row in heatmap(result.models, result.themes, "en").table.rows}
    assert rows["Data"] == ("25", "?", "25")
    assert rows["People"] == ("–", "?", "–")


def test_the_words_of_the_heatmap_name_the_lowest_and_highest_theme() -> None:
    result = scored({"d1": 1, "e1": 4})  # data (25 + 100) / 2 = 62.5, people 100
    assert heatmap(result.models, result.themes, "en").alt == (
        "Over all models Data is lowest with a mean of 63; People is highest with 100."
    )


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        ({"data": 25, "people": 25, "content": 50}, "Over alle modellen zijn Data en Mensen het laagst met gemiddeld 25; Content is het hoogst met 50."),
        ({"data": 25, "people": 25}, "Over alle modellen springt geen thema eruit: elk van de 2 met een score staat op 25."),
        ({"data": 25}, "Alleen Data heeft over alle modellen een score: 25."),
        ({}, "Nog geen thema heeft een score."),
    ],
)  # fmt: skip
def test_themes_that_tie_are_all_named(themes: dict[str, float], expected: str) -> None:
    assert heatmap({}, themes, "nl").alt == expected


def test_a_question_mark_is_explained_as_no_answer_that_counts() -> None:
    keys = [texts(heatmap({}, {}, language).svg)[-1] for language in ("en", "nl")]
    assert keys == [
        "– no question in this model · ? no answer that counts",
        "– geen vraag in dit model · ? geen antwoord dat meetelt",
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_word_of_a_model_is_broken_or_cut_above_its_column(language: str) -> None:
    assessment = answered({}, models=dict.fromkeys(mk.load_models(), "1.0"))
    results = mk.score(assessment, mk.load_models()).models
    for width in (WIDE, NARROW):
        names = [result.model.title.to(language) for result in results.values()]
        canvas = paint_heat(Canvas(width), names, {}, {}, Wording("charts", language))
        assert words(canvas, "model") == " ".join([*names, "Mean" if language == "en" else "Gemiddeld"])


def test_a_long_title_of_a_model_takes_two_lines_on_the_route() -> None:
    shown = texts(roadmap(*_long_title(), "nl").svg)
    assert {"De acht waarden van een", "digitale strategie"} <= set(shown)


def _long_title() -> tuple[Any, Any]:
    long = model("tree", simple("a", 1), title={"en": "x", "nl": "De acht waarden van een digitale strategie"})
    result = mk.score(answered({"a1": 0}), {"m": long})
    return result.roadmap, result.models


def test_the_route_shows_each_next_step_under_its_horizon() -> None:
    result = scored({"a1": 0, "d1": 1, "e1": 2})
    chart = roadmap(result.roadmap, result.models, "en")
    assert [row[:3] for row in chart.table.rows] == [
        ("a1 step 1", "Now", "M"), ("d1 step 2", "Now", "M"), ("e1 step 3", "Now", "M"),
    ]  # fmt: skip
    assert "a1 step 1" in texts(chart.svg)


def test_an_empty_route_says_why() -> None:
    assert texts(roadmap((), {}, "en").svg)[0].startswith("No steps are proposed")


@pytest.fixture
def question() -> Any:
    return model("tree", simple("a", 1)).items[0]


def drawn(ballot: Ballot, question: Any, agreed: float | None = None) -> Canvas:
    return paint_votes(Canvas(), ballot, question, agreed, Wording("charts", "en"))


def test_a_bar_is_as_long_as_the_people_behind_it(question: Any) -> None:
    canvas = drawn(Ballot(1, (0, 2, 4, 0, 0)), question)
    assert only(canvas, "step:2:bar").get_width() == 2 * only(canvas, "step:1:bar").get_width()
    assert named(canvas, "step:0:bar") == []


def test_the_mean_points_between_the_bars_of_two_steps(question: Any) -> None:
    # 1 and 2 twice each: 1.5, halfway
    canvas = drawn(Ballot(1, (0, 2, 2, 0, 0)), question)
    bars = [only(canvas, f"step:{step}:bar").get_y() + 7 for step in (1, 2)]
    assert only(canvas, "value:point").get_xy()[2][1] == pytest.approx(sum(bars) / 2, abs=1)
    assert words(canvas, "value:words") == "mean 1.5"


def test_an_agreed_value_takes_the_place_of_the_mean(question: Any) -> None:
    assert words(drawn(Ballot(1, (0, 2, 2, 0, 0)), question, 3), "value:words") == "agreed 3"


def test_who_does_not_know_is_counted_apart(question: Any) -> None:
    canvas = drawn(Ballot(1, (0, 1, 0, 0, 0), unknown=3), question)
    assert words(canvas, "unknown:count") == "3"


def test_without_a_value_there_is_no_pointer(question: Any) -> None:
    assert named(drawn(Ballot(1, (0, 0, 0, 0, 0), unknown=2), question), "value:point") == []


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (Ballot(1, (0,) * 5), "Niemand heeft gestemd. Niemand antwoordde ‘weet ik niet’."),
        (
            Ballot(1, (0, 1, 0, 0, 0)),
            "1 persoon heeft gestemd. Het gemiddelde is 1. Niemand antwoordde ‘weet ik niet’.",
        ),
    ],
)
def test_the_words_of_a_vote_count_people_as_the_language_does(question: Any, ballot: Ballot, said: str) -> None:
    assert votes(ballot, question, "nl").alt == said
