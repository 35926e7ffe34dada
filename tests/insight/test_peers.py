"""Peers: distributions over organisations, never a small group, nor one that follows from the whole."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from drawn import along, between, named, only, words

import maturity_kit as mk
from maturity_kit.charts import peers_chart
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.peers import paint_strips
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError


def scores(**sizes):
    """So many organisations in each sector, with the scores 0, 1, 2 and so on."""
    rows = [(f"{sector}{n}", sector, float(n)) for sector, size in sizes.items() for n in range(size)]
    return pd.DataFrame(rows, columns=["organisation", "sector", "overall.score"])


def hidden(**sizes):
    found = mk.peers(scores(**sizes), by="sector")
    return [one.group for one in found.groups], [*found.few], [*found.covering]


def test_quartiles_and_deciles_part_the_organisations():
    """Eleven organisations with 0 to 10: a tenth of them apart from each next one, so decile k is k."""
    (shop,) = mk.peers(scores(shop=11), by="sector").groups
    assert shop.count == 11
    assert shop.deciles == pytest.approx([1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert shop.quartiles == pytest.approx([2.5, 5, 7.5])


def test_a_group_under_ten_organisations_takes_a_second_one_with_it():
    """Bank has nine: with only bank hidden it would be the whole without shop and care; the smaller of these hides too."""
    assert hidden(bank=9, shop=12, care=11) == (["shop"], ["bank"], ["care"])


def test_nothing_is_hidden_when_every_group_has_ten():
    assert hidden(bank=10, shop=12) == (["bank", "shop"], [], [])


def test_two_small_groups_hide_each_other_only_when_they_are_ten_together():
    """Five and six are eleven; four and five are nine, so that a third one hides with them."""
    assert hidden(bank=5, care=6, shop=12) == (["shop"], ["bank", "care"], [])
    assert hidden(bank=4, care=5, shop=12, farm=13) == (["farm"], ["bank", "care"], ["shop"])


def test_of_two_groups_with_one_too_small_only_the_whole_is_shown():
    assert hidden(bank=3, shop=30) == ([], ["bank"], ["shop"])


def test_under_ten_organisations_nothing_is_shown():
    """Nine organisations: no whole either, and the one that asks is told its own value only."""
    found = mk.peers(scores(bank=9), by="sector", of="bank3")
    assert found.shown == () and found.standing.others == 0
    assert "bank3 has 3.0; there are too few others" in found._repr_html_()


def test_organisations_are_counted_and_not_their_assessments():
    """Nine organisations with two assessments each are nine."""
    twice = pd.concat([scores(shop=9), scores(shop=9)])
    assert mk.peers(twice, by="sector").few == ("shop",)


def test_an_organisation_counts_once_by_the_newest_round_of_each_unit():
    """North went from 0 to 40 and south stayed at 20 in its only round: 30, the mean of 40 and 20."""
    rows = [("Own", "north", 1, 0.0), ("Own", "north", 2, 40.0), ("Own", "south", 1, 20.0)]
    own = pd.DataFrame(rows, columns=["organisation", "unit", "round", "overall.score"]).assign(sector="shop")
    frame = pd.concat([scores(shop=10).assign(unit="", round=1), own])

    assert mk.peers(frame, by="sector", of="Own").standing.value == 30


def test_an_organisation_without_a_value_is_left_out_and_counted():
    frame = scores(shop=11)
    frame.loc[0, "overall.score"] = math.nan

    found = mk.peers(frame, by="sector")

    assert (found.groups[0].count, found.without) == (10, 1)


def test_standing_is_among_everybody_while_the_own_group_is_hidden():
    """Bank has nine and hides; bank5 has 5, like shop5; of 20 others 5 banks and 5 shops are lower."""
    standing = mk.peers(scores(bank=9, shop=12), by="sector", of="bank5").standing
    assert (standing.group, standing.others, standing.lower, standing.equal) == (None, 20, 10, 1)


def test_an_organisation_can_be_named_by_one_of_its_assessments():
    frame = scores(shop=11).assign(assessment=[f"id{n}" for n in range(11)])
    assert mk.peers(frame, by="sector", of="id4").standing.organisation == "shop4"


@pytest.mark.parametrize(
    "options, told",
    [
        ({"by": "region"}, "no column region"),
        ({"by": "sector", "value": "organisation"}, "holds no numbers"),
        ({"by": "sector", "of": "Nobody"}, "Nobody is no organisation"),
        ({"by": "sector", "least": 1}, "Ask for 2 or more"),
    ],
)
def test_peers_that_cannot_be_compared_are_refused(options, told):
    with pytest.raises(InputError, match=told):
        mk.peers(scores(shop=12), **options)


def test_peers_need_organisations():
    with pytest.raises(InputError, match="no column organisation"):
        mk.peers(scores(shop=12).drop(columns="organisation"), by="sector")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_strip_lies_where_its_organisations_do(width):
    """Scores 0 to 10 on a scale to 100: eight in ten from 1 to 9, the middle half from 2.5 to 7.5, shop7 at 7."""
    found = mk.peers(scores(shop=11), by="sector", of="shop7")
    canvas = paint_strips(Canvas(width), found, Wording("portfolio", "en"))

    assert between(canvas, "group1:tenths", "group1:scale") == (1, 9)
    assert between(canvas, "group1:quarters", "group1:scale") == (2.5, 7.5)
    assert along(only(canvas, "group1:own").center[0], canvas, "group1:scale") == 7
    assert named(canvas, "group0:own") == [] and words(canvas, "key:own") == "shop7"


def test_the_picture_says_what_is_hidden_and_escapes_names():
    chart = peers_chart(mk.peers(scores(bank=3, shop=12, **{"<b>care</b>": 11}), by="sector", of="shop7"), "nl")
    assert "Verborgen, met minder dan 10 organisaties: bank." in chart.alt
    assert "hoger dan 7 van de 11 andere in shop" in chart.alt
    assert "<b>care" not in chart.html()


def test_the_scale_is_that_of_the_value():
    """Coverage runs to 1, levels to the highest one there is, scores to 100."""
    frame = scores(shop=12).assign(**{"m.coverage": 0.5, "m.attained": 3})
    tops = [mk.peers(frame, by="sector", value=name).top for name in ("m.coverage", "m.attained", "overall.score")]
    assert tops == [1, 3, 100]
