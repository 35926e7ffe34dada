"""Tables that an analyst can group, join and plot at once."""

import math
from pathlib import Path

import pytest

import maturity_kit as mk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def result():
    models = mk.load_models(ROOT / "data/models")
    return mk.score(mk.load_assessment(ROOT / "data/examples/insurer.assessment.json"), models)


def test_every_node_is_a_row_with_its_own_numbers(result):
    """As many rows as nodes; the score in the table is the score in the result."""
    frame = mk.nodes_frame(result)
    assert len(frame) == sum(len(scored.nodes) for scored in result.models.values())
    row = frame.set_index("node").loc["dm.foundation"]
    assert (row["kind"], row["depth"], row["target"]) == ("group", 0, 80)
    assert row["score"] == result.models["digital-maturity"].nodes["dm.foundation"].score


def test_what_does_not_exist_is_nan(result):
    """An item that does not apply has no score and no coverage."""
    row = mk.nodes_frame(result, "nl").set_index("node").loc["s3.social-use"]
    assert math.isnan(row["score"]) and math.isnan(row["coverage"])


def test_answers_come_after_pooling(result):
    """Agreed at 2.5 of 4 is a share of 0.625; an unknown has neither value nor share."""
    frame = mk.answers_frame(result).set_index("item")
    assert (frame.loc["dm.analytics", "value"], frame.loc["dm.analytics", "share"]) == (2.5, 0.625)
    assert frame.loc["s3.measurable", "state"] == "unknown" and math.isnan(frame.loc["s3.measurable", "value"])


def test_an_empty_result_gives_empty_tables():
    """No scored model: the columns are there, the rows are not."""
    empty = mk.score(mk.new_assessment("a1", "Nobody", "2026-11-22"), {})
    assert mk.nodes_frame(empty).empty and "score" in mk.nodes_frame(empty).columns
    assert mk.answers_frame(empty).empty
