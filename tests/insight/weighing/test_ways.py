"""Weights from numbers, swings and pairs: worked by hand, against published figures, and refused when they cannot be."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import ahpy
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.errors import InputError
from maturity_kit.insight.weighing.weighing import Weighing, direct_weights, pairwise_weights, swing_weights

close = pytest.approx
THIRD = 1 / 3
DRINKS = ["coffee", "wine", "tea", "beer", "soda", "milk", "water"]
DRUNK = {
    ("coffee", "wine"): 9, ("coffee", "tea"): 5, ("coffee", "beer"): 2, ("coffee", "soda"): 1, ("coffee", "milk"): 1,
    ("coffee", "water"): 1 / 2, ("wine", "tea"): THIRD, ("wine", "beer"): 1 / 9, ("wine", "soda"): 1 / 9,
    ("wine", "milk"): 1 / 9, ("wine", "water"): 1 / 9, ("tea", "beer"): THIRD, ("tea", "soda"): 1 / 4,
    ("tea", "milk"): THIRD, ("tea", "water"): 1 / 9, ("beer", "soda"): 1 / 2, ("beer", "milk"): 1,
    ("beer", "water"): THIRD, ("soda", "milk"): 2, ("soda", "water"): 1 / 2, ("milk", "water"): THIRD,
}  # fmt: skip
"""Saaty's consumption of drinks in the United States, from Decision making with the AHP, 2008."""
LEADER = ["experience", "education", "charisma", "age"]
LED = {
    ("experience", "education"): 4, ("experience", "charisma"): 3, ("experience", "age"): 7,
    ("charisma", "education"): 3, ("education", "age"): 3, ("charisma", "age"): 5,
}  # fmt: skip


def shares(found: Weighing) -> dict[str, float]:
    """The weights as parts of 1."""
    total = sum(found.weights.values())
    return {name: weight / total for name, weight in found.weights.items()}


def test_direct_weights_are_in_proportion_with_a_mean_of_one() -> None:
    """20, 60 and 0 have a mean of 26.67: 0.75, 2.25 and 0."""
    assert direct_weights({"a": 20, "b": 60, "c": 0}).weights == close({"a": 0.75, "b": 2.25, "c": 0})


def test_swing_weights_are_points_over_their_mean() -> None:
    """100, 50 and 30 have a mean of 60."""
    found = swing_weights({"b": 50, "a": 100, "c": 30}, order=["a", "b", "c"])
    assert found.weights == close({"b": 5 / 6, "a": 5 / 3, "c": 0.5})
    assert (found.method, found.order, found.consistency_ratio, found.consistent) == (
        "swing",
        ("a", "b", "c"),
        None,
        True,
    )


def test_equal_points_fit_any_order_of_the_two() -> None:
    assert swing_weights({"a": 100, "b": 100}, order=["b", "a"]).weights == {"a": 1, "b": 1}


def test_huge_numbers_do_not_run_over() -> None:
    assert direct_weights({"a": 1.7e308, "b": 1.7e308}).weights == {"a": 1, "b": 1}


def test_a_series_and_numbers_of_numpy_will_do() -> None:
    assert direct_weights(pd.Series({"a": np.float32(1), "b": np.int64(3)})).weights == {"a": 0.5, "b": 1.5}


def test_the_drinks_of_saaty_come_out_as_published() -> None:
    """His table: coffee .177, wine .019, tea .042, beer .116, soda .190, milk .129, water .327; ratio .022."""
    found = pairwise_weights(DRINKS, DRUNK)
    published = [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert list(shares(found).values()) == close(published, abs=0.0006)
    assert found.consistency_ratio == close(0.022, abs=0.0006)


def test_a_leader_is_chosen_as_published() -> None:
    """Experience .547, charisma .270, education .127, age .056, and a ratio of .044."""
    found = pairwise_weights(LEADER, LED)
    assert shares(found) == close(
        {"experience": 0.547, "education": 0.127, "charisma": 0.270, "age": 0.056}, abs=0.0006
    )
    assert found.consistency_ratio == close(0.044, abs=0.0006)


@pytest.mark.parametrize(("ids", "judgements"), [(DRINKS, DRUNK), (LEADER, LED)], ids=["drinks", "leader"])
def test_another_library_finds_the_same(ids: list[str], judgements: dict[tuple[str, str], float]) -> None:
    found = pairwise_weights(ids, judgements)
    theirs = ahpy.Compare("it", judgements, precision=8, random_index="saaty")
    assert shares(found) == close({name: float(part) for name, part in theirs.local_weights.items()}, abs=1e-7)
    assert found.consistency_ratio == close(float(theirs.consistency_ratio), abs=1e-7)


def test_another_library_completes_missing_pairs_alike() -> None:
    """It makes the greatest eigenvalue least, we fill in the weights themselves: for one circle of four the same."""
    circle = {("a", "b"): 3.0, ("b", "c"): 2.0, ("c", "d"): 1.0, ("a", "d"): 9.0}
    theirs = ahpy.Compare("it", circle, precision=6, random_index="saaty", tolerance=1e-7)
    assert shares(pairwise_weights(list("abcd"), circle)) == close(
        {name: float(part) for name, part in theirs.local_weights.items()}, abs=0.002
    )


def test_three_that_go_round_are_said_to_clash() -> None:
    """a over b over c over a, each 3 times: the matrix has equal rows, so equal weights.

    Its greatest eigenvalue is 1 + 3 + 1/3 = 4.333, the index (4.333 - 3) / 2 = 0.667, the ratio 0.667 / 0.52 = 1.282.
    Without "c is 3 times a" the others say that c is 1/9 of a, and then nothing contradicts.
    """
    found = pairwise_weights(["a", "b", "c"], {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 3})
    assert list(found.weights.values()) == close([1, 1, 1])
    assert found.consistency_ratio == close(2 / 3 / 0.52)
    assert not found.consistent
    clash = found.clash
    assert clash is not None and clash.said == 3
    assert (clash.implied, clash.step, clash.ratio) == close((1 / 9, 1 / 9, 0), abs=1e-9)


def test_the_judgement_that_does_not_fit_is_the_one_named() -> None:
    """Weights 9, 3, 3, 1 fit together; only c over d, which is 3, is called 1/5."""
    told = {("a", "b"): 3, ("a", "c"): 3, ("a", "d"): 9, ("b", "c"): 1, ("b", "d"): 3, ("c", "d"): 1 / 5}
    clash = pairwise_weights(list("abcd"), told).clash
    assert clash is not None
    assert (clash.first, clash.second, clash.said, clash.step) == ("c", "d", 1 / 5, 3)
    assert (clash.implied, clash.ratio) == close((3, 0), abs=1e-9)


def test_a_chain_is_enough_and_nothing_can_contradict_it() -> None:
    """b is twice c and a is 3 times b: 6, 2 and 1 of 9, times 3. No three are compared all round, so no ratio."""
    found = pairwise_weights(["a", "b", "c"], {("a", "b"): 3, ("b", "c"): 2})
    assert found.weights == close({"a": 2, "b": 2 / 3, "c": 1 / 3})
    assert (found.consistency_ratio, found.clash, found.missing) == (None, None, (("a", "c"),))


def test_a_missing_pair_makes_the_random_index_smaller() -> None:
    """Of four with one pair missing the index is divided by 0.89 x (1 - 2/6), as the two circles left are two of three."""
    told = {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 3, ("c", "d"): 1, ("a", "d"): 1}
    found = pairwise_weights(list("abcd"), told)
    matrix = np.array([[1, 3, 1 / 3, 1], [1 / 3, 2, 3, 0], [3, 1 / 3, 1, 1], [1, 0, 1, 2]])
    index = (max(np.linalg.eigvals(matrix).real) - 4) / 3
    assert found.consistency_ratio == close(index / (0.89 * 2 / 3))


@given(st.lists(st.integers(1, 9), min_size=2, max_size=7))
@settings(deadline=None)
def test_judgements_that_fit_together_give_their_weights_back(parts: list[int]) -> None:
    """Whole parts of 1 to 9 have ratios within the scale; the ratio is 0 and nothing clashes."""
    own = {f"n{n}": float(part) for n, part in enumerate(parts)}
    found = pairwise_weights(list(own), {(a, b): own[a] / own[b] for a, b in combinations(own, 2)})
    mean = sum(parts) / len(parts)
    assert found.weights == close({name: part / mean for name, part in own.items()}, rel=1e-6)
    assert found.clash is None
    assert found.consistency_ratio is None if len(parts) == 2 else found.consistency_ratio == close(0, abs=1e-9)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_repair_never_makes_the_judgements_fit_less(data: st.DataObject) -> None:
    """And turning the pairs round, or another order of the ids, changes no weight."""
    ids = [f"n{n}" for n in range(data.draw(st.integers(3, 6)))]
    steps = st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1, 2, 3, 5, 7, 9])
    told = {pair: data.draw(steps) for pair in combinations(ids, 2)}
    found = pairwise_weights(ids, told)
    turned = pairwise_weights(ids[::-1], {(b, a): 1 / value for (a, b), value in told.items()})
    assert turned.weights == close(dict(found.weights), rel=1e-6)
    assert found.clash is None or found.clash.ratio < (found.consistency_ratio or 0)
    assert sum(found.weights.values()) == close(len(ids)) and min(found.weights.values()) > 0


@given(st.dictionaries(st.text(min_size=1).filter(str.strip), st.floats(0.001, 1), min_size=1, max_size=8))
@settings(deadline=None)
def test_swings_give_weights_back(own: dict[str, float]) -> None:
    top = max(own.values())
    order = sorted(own, key=lambda name: -own[name])
    found = swing_weights({name: 100 * weight / top for name, weight in own.items()}, order)
    mean = sum(own.values()) / len(own)
    assert found.weights == close({name: weight / mean for name, weight in own.items()})


REFUSED: list[tuple[Any, tuple[Any, ...], str]] = [
    (direct_weights, ({},), "nothing to weigh"),
    (direct_weights, ({"a": 0, "b": 0.0},), "All numbers are 0"),
    (direct_weights, ({"a": -1},), "points.a: Found -1; allowed is ≥ 0"),
    (direct_weights, ({"a": math.nan},), "not a finite number"),
    (direct_weights, ({"a": math.inf},), "not a finite number"),
    (direct_weights, ({"a": "3"},), "“3” is not a finite number"),
    (direct_weights, ({"a": True},), "not a finite number"),
    (direct_weights, ({"a": None},), "not a finite number"),
    (direct_weights, ({1: 3},), "“1” is not an id"),
    (direct_weights, ("a: 3",), "Give a mapping"),
    (direct_weights, (3,), "Give a mapping"),
    (direct_weights, ([1, 2],), "Give a mapping"),
    (direct_weights, ([("a", 1), ("a", 2)],), "“a” is there twice"),
    (direct_weights, (pd.Series([1, 2], index=["a", "a"]),), "“a” is there twice"),
    (swing_weights, ({"a": 90, "b": 50},), "worth most has 100"),
    (swing_weights, ({"a": 101, "b": 100},), "Found 101; allowed is 0–100"),
    (swing_weights, ({"a": 100, "b": 40, "c": 50}, ["a", "b", "c"]), "“b” was ranked above “c” but has fewer points (40 against 50)"),
    (swing_weights, ({"a": 100, "b": 40}, ["a"]), "Rank these and no others"),
    (swing_weights, ({"a": 100, "b": 40}, ["a", "b", "a"]), "Rank these and no others"),
    (swing_weights, ({"a": 100, "b": 40}, "ab"), "Rank these and no others"),
    (swing_weights, ({"a": 0, "b": 0},), "All numbers are 0"),
    (pairwise_weights, (["a", "b"], {}), "nothing to weigh"),
    (pairwise_weights, (["a", "a"], {("a", "a"): 1}), "“a” is there twice"),
    (pairwise_weights, (["a"], {("a", "a"): 1}), "Found 1 parts; allowed are 2–15"),
    (pairwise_weights, ([str(n) for n in range(16)], {("0", "1"): 1}), "Found 16 parts"),
    (pairwise_weights, (["data", "b"], {("dta", "b"): 2}), "Did you mean: data?"),
    (pairwise_weights, (["a", "b"], {("a", "a"): 1}), "compared with itself"),
    (pairwise_weights, (["a", "b"], {("a", "b"): 3, ("b", "a"): 3}), "in both directions"),
    (pairwise_weights, (["a", "b"], {("a", "b"): 10}), "judgements.a/b: Found 10; allowed is 0.111–9"),
    (pairwise_weights, (["a", "b"], {("a", "b"): 0}), "Found 0"),
    (pairwise_weights, (["a", "b"], {("a", "b"): math.nan}), "not a finite number"),
    (pairwise_weights, (["a", "b"], {"ab": 2}), "is not a pair"),
    (pairwise_weights, (["a", "b"], {("a", 2): 2}), "“2” is not an id"),
    (pairwise_weights, (list("abcd"), {("a", "b"): 2, ("c", "d"): 2}), "Nothing compares a, b with c, d"),
]  # fmt: skip


@pytest.mark.parametrize(("weigh", "given", "words"), REFUSED)
def test_what_cannot_be_weighed_is_refused_with_the_remedy(weigh: Any, given: tuple[Any, ...], words: str) -> None:
    with pytest.raises(InputError) as refused:
        weigh(*given)
    assert words in refused.value.to("en")
    assert refused.value.to("nl") != refused.value.to("en")


def test_a_weighing_shows_itself_in_a_line_and_in_a_table() -> None:
    found = pairwise_weights(LEADER, LED)
    assert repr(found) == "<Weighing: pairwise, 4 parts, consistency ratio 0.044>"
    assert repr(direct_weights({"a": 1})) == "<Weighing: direct, 1 part>"
    assert "&lt;b&gt;" in direct_weights({"<b>": 1})._repr_html_()
