"""The answer to "would other weights change the advice", from shares that stand here in sight."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from building import model, simple

from maturity_kit.insight.sensitivity import KAPPA
from maturity_kit.insight.sensitivity.panel_words import (
    STEPS,
    USUAL,
    difference_words,
    reading,
    weight_band,
)

LADDER = model("ladder", simple("a", 2), simple("b", 2))
FIRM_ROAD = {"w": (1.0, 0, 0, 0), "x": (0, 0.6, 0.4, 0), "y": (0, 0.4, 0.5, 0.1), "z": (0, 0, 0.1, 0.9)}
LOOSE_ROAD = {"w": (1.0, 0, 0, 0), "x": (0, 0.5, 0.1, 0.4), "y": (0, 0.25, 0.25, 0.5), "z": (0, 0.25, 0.65, 0.1)}


def drawn(now, chances, ranks):
    """Draws of one ladder whose levels are called a and b; it has a score."""
    one = SimpleNamespace(model=LADDER, now=now, chances=chances, result=SimpleNamespace(score=50.0))
    return SimpleNamespace(models={"m": one}, ranks=ranks)


def test_what_stays_as_it_is_nine_times_in_ten_is_hardly_changed():
    """Level 1 in 97 of 100; of the first three the least sure is there in 0 + 0.4 + 0.5 = 90 of 100."""
    found = reading(drawn(1, {0: 0.03, 1: 0.97}, FIRM_ROAD), "en")
    assert found.headline == "Weights that differ this far would hardly change the advice."
    assert found.lines == (
        "M: “a” in 97 of 100 draws.",
        "Each of the three steps with the highest priority is among the first three in 90 of 100 draws or more: weights"
        " hardly matter here.",
    )


def test_a_verdict_that_falls_now_and_then_and_a_road_that_moves_are_both_told():
    """One step stays in 100 of 100, the others in 60 and 50."""
    found = reading(drawn(0, {0: 0.63, 1: 0.37}, LOOSE_ROAD), "en")
    assert found.headline == "Weights that differ this far could change one verdict and what comes first."
    assert found.lines[0] == "M: “a, under construction” in 63 of 100 draws."
    assert found.lines[1].startswith("Of the three steps with the highest priority one is among the first three")


@pytest.mark.parametrize(
    ("chances", "ranks", "headline"),
    [
        ({1: 0.97}, LOOSE_ROAD, "hardly touch the verdicts, but they change what comes first."),
        ({1: 0.5}, FIRM_ROAD, "could change one verdict; what comes first hardly changes."),
        ({1: 0.5}, {}, "could change one verdict; what comes first hardly changes."),
    ],
)
def test_verdicts_and_road_are_told_apart(chances, ranks, headline):
    assert reading(drawn(1, chances, ranks), "en").headline.endswith(headline)


def test_without_a_verdict_only_the_road_is_spoken_of():
    found = reading(drawn(None, {}, LOOSE_ROAD), "en")
    assert found.headline == "Weights that differ this far would change what comes first."
    assert len(found.lines) == 1


def test_without_answers_there_is_nothing_to_change():
    found = reading(drawn(None, {}, {}), "nl")
    assert found.headline.startswith("Er is nog niets dat gewichten kunnen veranderen") and found.lines == ()


def test_a_road_of_three_steps_has_no_first_three_to_fall_out_of():
    """Nothing can take their place, however loose they stand among themselves."""
    three = dict(list(LOOSE_ROAD.items())[:3])
    found = reading(drawn(1, {1: 1.0}, three), "en")
    assert found.headline == "Weights that differ this far would hardly change the advice."
    assert found.lines[1] == "The roadmap has 3 steps, so weights change their order at most."


def test_the_band_of_a_weight_is_that_of_the_draws():
    """Four siblings of weight 1 at a concentration of 10, drawn: the 5 % and 95 % points of four times a share."""
    shares = np.random.default_rng(1).dirichlet([10.0] * 4, 200_000)[:, 0]
    assert weight_band(10.0) == pytest.approx(tuple(4 * np.quantile(shares, [0.05, 0.95])), abs=0.01)


def test_the_slider_runs_from_nearly_the_same_to_any_division_and_starts_where_sensitivity_does():
    """Every stop lets weights differ more than the one before."""
    assert STEPS[USUAL] == KAPPA
    bands = [weight_band(kappa) for kappa in STEPS]
    widths = [high - low for low, high in bands]
    assert widths == sorted(widths) and bands[0][0] > 0.9
    assert difference_words(STEPS[0], "en").startswith("hardly: ")
    assert difference_words(STEPS[-1], "nl").startswith("helemaal, elke verdeling mag: ")
    assert difference_words(1.0, "nl").endswith("negen van de tien keer tussen 0,1 en 2,5")
