"""What cannot be used is set aside with its row and the reason, and the rest is scored."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import maturity_kit as mk
from maturity_kit.errors import InputError

GOOD = [("a", "dm.website", 4), ("a", "dm.tags", 2)]
"""Steps 4 and 2 of 0 to 4 are 100 and 50 of the level that holds both: 75."""


def long(*rows, **more):
    """The long form of the good rows with some others after them."""
    frame = pd.DataFrame([*GOOD, *rows], columns=["assessment", "item", "value"])
    return frame.assign(**{name: [None] * len(GOOD) + list(found) for name, found in more.items()})


def reasons(frame):
    aside = mk.set_aside_frame(frame)
    return list(zip(aside["row"], aside["reason"], strict=True))


def scored(frame):
    with pytest.warns(UserWarning, match="cannot be used"):
        return mk.portfolio_frame(frame).set_index("assessment")


@pytest.mark.parametrize(
    "row, more, reason",
    [
        (("", "dm.crm", 1), {}, "no-id"),
        ((None, "dm.crm", 1), {}, "no-id"),
        (("a", "dm.nonsense", 1), {}, "unknown-item"),
        (("a", None, 1), {}, "unknown-item"),
        (("a", "dm.foundation", 1), {}, "unknown-item"),
        (("a", "dm.forms", "many"), {}, "not-a-number"),
        (("a", "dm.forms", "2,5"), {}, "not-a-number"),
        (("a", "dm.forms", math.inf), {}, "not-finite"),
        (("a", "dm.forms", "-inf"), {}, "not-finite"),
        (("a", "dm.forms", "nan"), {}, "not-finite"),
        (("a", "dm.forms", 4.01), {}, "off-scale"),
        (("a", "dm.forms", -1), {}, "off-scale"),
        (("a", "dm.forms", None), {"state": ["maybe"]}, "unknown-state"),
        (("a", "dm.forms", 2), {"state": ["unknown"]}, "value-and-state"),
        (("a", "dm.forms", None), {}, "nothing-said"),
        (("a", "dm.forms", None), {"state": ["answered"]}, "nothing-said"),
        (("a", "dm.forms", 2), {"weight": [-1.0]}, "bad-weight"),
        (("a", "dm.forms", 2), {"weight": [math.inf]}, "bad-weight"),
        (("a", "dm.forms", 2), {"edition": ["brief"]}, "unknown-edition"),
        (("a", "dm.tags", 3), {}, "duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_for_its_reason(row, more, reason):
    """It is the third row, counted from 0; the first two still give the level 75 and the assessment its score."""
    frame = long(row, **more)

    assert reasons(frame) == [(2, reason)]
    assert scored(frame).loc["a", "digital-maturity.score"] == pytest.approx(75)


def test_mixed_versions_set_the_answers_to_that_model_aside_and_no_others():
    """Two versions of one model in one assessment: which one is meant nobody knows."""
    frame = long(("a", "dd.consent", 4), ("b", "dm.website", 4)).assign(model_version=["1.0", "0.9", "1.0", "0.9"])
    frame.loc[2, "item"] = next(item.id for item in mk.load_models()["data-driven-marketing"].items)

    assert reasons(frame) == [(0, "mixed-versions"), (1, "mixed-versions")]
    found = scored(frame)
    assert math.isnan(found.loc["a", "digital-maturity.score"])
    assert found.loc["a", "data-driven-marketing.score"] == found.loc["b", "digital-maturity.score"] == 100


def test_an_assessment_whose_details_differ_keeps_those_of_its_first_row():
    """Two organisations under one id: the rows of the second are not mixed into the first."""
    frame = long(("a", "dm.forms", 0)).assign(organisation=["Garden", "Garden", "Other"])

    assert reasons(frame) == [(2, "other-details")]
    assert mk.set_aside_frame(frame).loc[0, "found"] == "organisation: Other"
    assert scored(frame).loc["a", "organisation"] == "Garden"


def test_an_assessment_of_which_nothing_is_left_is_listed_and_has_no_row():
    frame = long(("b", "dm.website", 9), ("b", "dm.tags", 7))

    assert reasons(frame) == [(2, "off-scale"), (2, "nothing-left"), (3, "off-scale")]
    assert list(scored(frame).index) == ["a"]


def test_an_older_name_of_an_item_beside_the_present_one_is_a_duplicate():
    of = {model.id: model for model in [renamed()]}
    frame = pd.DataFrame({"assessment": ["a", "a"], "item": ["new", "old"], "value": [4, 0]})

    assert list(mk.set_aside_frame(frame, of)["reason"]) == ["duplicate"]


def renamed():
    from building import group, item, model

    return model("tree", group("g", item("new")), renamed={"old": "new"})


def test_cells_of_the_wide_form_are_set_aside_one_by_one():
    """Row 1 loses one cell and keeps the other; row 2 has the id of row 0; row 3 keeps nothing; empty cells are none."""
    frame = pd.DataFrame(
        {
            "assessment": ["a", "b", "a", "c", "d"],
            "dm.website": [4, 9, 1, None, None],
            "dm.tags": ["2", "4", "1", "often", None],
            "dm.tags.state": [None, None, None, None, "perhaps"],
            "dm.forms": [np.nan, np.nan, 1, np.inf, 3],
            "weight:dm.forms": [None, -1, None, None, 0],
        }
    )

    found = scored(frame)

    assert reasons(frame) == [
        (1, "off-scale"), (1, "bad-weight"), (2, "duplicate"), (3, "not-a-number"), (3, "not-finite"),
        (3, "nothing-left"), (4, "unknown-state"),
    ]  # fmt: skip
    assert list(found.index) == ["a", "b", "d"]
    assert found["digital-maturity.score"].tolist()[:2] == pytest.approx([75, 100])


def test_an_assessment_without_an_answer_keeps_its_row():
    """Nothing was wrong in it, so it is there, without scores."""
    found = mk.portfolio_frame(pd.DataFrame({"assessment": ["a", "b"], "dm.website": [4, None]}))

    assert list(found["assessment"]) == ["a", "b"]
    assert found.loc[1].drop("assessment").isna().all()


WIDE = {"assessment": ["a"], "dm.website": [4]}


@pytest.mark.parametrize(
    "frame, told",
    [
        ({"assessment": ["a"], "score": [4]}, "Neither form fits"),
        ({"assessment": [], "dm.website": []}, "no rows"),
        ({**WIDE, "dm.websit": [3]}, "nearest: dm.website"),
        ({**WIDE, "weight:dm.nonsense": [3]}, "looks like an item"),
        ({**WIDE, "dm.websit.state": ["unknown"]}, "nearest: dm.website"),
        ({**WIDE, "overall.score": [3]}, "has the name of a score"),
        ({"assessment": [1.5], "dm.website": [4]}, "ids are text or whole numbers"),
        ({"assessment": ["a"], "dm.website": [True]}, "holds bool; numbers are needed"),
        ({"assessment": ["a"], "dm.website": [pd.Timestamp("2026-01-01")]}, "numbers are needed"),
        ({**WIDE, "tags": [["x"]]}, "Only plain columns come along"),
        ({"assessment": ["a"], "item": [3], "value": [4]}, "column item holds int64; text is needed"),
    ],
)
def test_a_frame_that_cannot_be_read_is_refused_in_a_sentence(frame, told):
    with pytest.raises(InputError, match=told):
        mk.portfolio_frame(pd.DataFrame(frame))


def test_a_form_that_is_demanded_says_which_columns_are_missing():
    with pytest.raises(InputError, match=r"missing: item, value"):
        mk.portfolio_frame(pd.DataFrame(WIDE), form="long")


def test_anything_but_a_frame_is_refused():
    with pytest.raises(InputError, match="a DataFrame is expected"):
        mk.portfolio_frame([1, 2])


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.float32(), pa.decimal128(25, 2), pa.string(), pa.dictionary(pa.int8(), pa.string())]
)
def test_numbers_of_any_type_are_numbers(kind, tmp_path):
    """Steps 4 and 2, however they are stored, are 75."""
    values = pa.array(["4", "2"]).cast(kind) if pa.types.is_dictionary(kind) else pa.array([4, 2]).cast(kind)
    table = pa.table({"assessment": [7, 7], "item": ["dm.website", "dm.tags"], "value": values})
    pq.write_table(table, tmp_path / "in.parquet")

    done = mk.portfolio(tmp_path / "in.parquet", tmp_path / "out.parquet")

    found = pd.read_parquet(tmp_path / "out.parquet")
    assert done.set_aside == {}
    assert found["assessment"].tolist() == ["7"] and found["digital-maturity.score"].tolist() == [75]
