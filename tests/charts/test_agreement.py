"""The picture of how far a room agrees: a piece for each word, as long as the questions in it."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, model, simple
from drawn import named, only, texts, words

from maturity_kit.charts import agreements
from maturity_kit.charts.agreement import paint_agreements
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import ModelAgreement, agreements_of

FOUR = model("tree", simple("a", 4))


def values(*found: int) -> list[dict[str, Any]]:
    return [{"value": value} for value in found]


# Two agreed, one in two camps with r_wg 1 - (16/3) / 2 below 0, one with a single vote.
VOTES = {"a1": values(2, 2), "a2": values(1, 1, 1), "a3": values(0, 0, 4, 4), "a4": values(3)}


def room(votes: Any = VOTES) -> list[ModelAgreement]:
    return [*agreements_of(answered(votes=votes), [FOUR]).values()]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pieces_are_as_long_as_their_questions(width: int) -> None:
    """Of four questions two are agreed, so that piece is twice as long as the others; each leaves 2 px."""
    canvas = paint_agreements(Canvas(width), room(), Wording("charts", "en"))
    pieces = [only(canvas, f"m:{word}") for word in ("agreed", "two-camps", "undefined")]
    lengths = [piece.get_width() + 2 for piece in pieces]
    assert lengths[0] == pytest.approx(2 * lengths[1]) and lengths[1] == pytest.approx(lengths[2])
    ends = [piece.get_x() + piece.get_width() + 2 for piece in pieces]
    assert [piece.get_x() for piece in pieces[1:]] == pytest.approx(ends[:-1])
    assert named(canvas, "m:mixed") == []


def test_pieces_say_their_number_and_the_key_only_the_words_in_use() -> None:
    canvas = paint_agreements(Canvas(WIDE), room(), Wording("charts", "en"))
    assert [words(canvas, f"m:{word}:count") for word in ("agreed", "two-camps", "undefined")] == ["2", "1", "1"]
    assert words(canvas, "key:agreed") == "Agreed" and words(canvas, "key:divided") == ""


def test_a_number_that_does_not_fit_is_left_to_the_table() -> None:
    """Of 40 questions in 328 px one takes 8 px: less than a digit with air."""
    one = model("tree", simple("a", 40))
    votes = {f"a{n}": values(2, 2) for n in range(2, 41)} | {"a1": values(0, 4)}
    canvas = paint_agreements(Canvas(WIDE), [agreements_of(answered(votes=votes), [one])["m"]], Wording("charts", "en"))
    assert (words(canvas, "m:agreed:count"), words(canvas, "m:two-camps:count")) == ("39", "")


def test_alt_and_table_hold_what_the_picture_shows() -> None:
    """Median consensus of 1, 1 and 0 is 1, mean r_wg of 1, 1 and 0 is 0.67; the fourth question has one value."""
    chart = agreements(room(), "en")
    assert chart.alt == "M: 2 agreed, 1 in two camps and 1 with too few votes."
    row = dict(zip(chart.table.head, chart.table.rows[0], strict=True))
    assert row["Questions voted on"] == "4" and row["Most voters on one question"] == "4"
    assert row["Median consensus (0–1)"] == "1.00"
    assert row["Mean r_wg (0–1)"] == "0.67 (1 below 0, counted as 0)"
    assert [row[word] for word in ("Agreed", "Mixed", "Divided", "Two camps", "Too few votes to say")] == list("20011")


def test_an_undefined_alpha_is_a_dash_and_a_negative_one_has_a_minus() -> None:
    assert "alpha –" in texts(agreements(room({"a1": values(1, 2)}), "en").svg)
    split = agreements(room({"a1": values(0, 4), "a2": values(0, 4)}), "nl")
    assert "alpha −0,50" in texts(split.narrow)  # n0 = n4 = 2, pairs 2: 1 - 3 x 2 / (2 x 2)


def test_without_votes_the_picture_says_so() -> None:
    assert texts(agreements([], "nl").svg) == ["Er is nog over geen enkele vraag gestemd."]
