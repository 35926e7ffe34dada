"""What the votes say of a difference: a band where they allow it, else the reason."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from building import answered, group, item, model

import maturity_kit as mk
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.insight.comparing.compare import compare
from maturity_kit.insight.comparing.table import table_head, table_lines
from maturity_kit.insight.comparing.words import sentences
from maturity_kit.insight.schemas import schema_of

PLAIN = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")))


def voted(steps: list[int], **more: Any) -> Assessment:
    """Voters a, b, c, ... each with one step on all three questions."""
    rows = [{"voter": voter, "value": step} for voter, step in zip("abcdefgh", steps, strict=False)]
    return answered({}, votes=dict.fromkeys(("g1", "g2", "h1"), rows), **more)


def test_a_difference_beyond_the_room_is_told_apart_from_one_within() -> None:
    """All at 1 against all at 3 is 50 points whoever is drawn; 0, 0, 4, 4 against 0, 4, 4, 4 may be drawn either way."""
    beyond = compare([voted([1] * 4), voted([3] * 4, round=2)], {"m": PLAIN})
    whole = beyond.steps[0].models["m"].whole
    assert (whole.told, whole.band.low, whole.band.high) == ("more", 50, 50)
    assert "+50 to +50: more than other people in the room would explain." in sentences(beyond, "en")[0]
    within = compare([voted([0, 0, 4, 4]), voted([0, 4, 4, 4], round=2)], {"m": PLAIN})
    assert within.steps[0].models["m"].whole.told == "within"
    assert "within what other voters could have given." in sentences(within, "en")[0]
    assert any("nine in ten rooms" in told for told in sentences(within, "en"))


def test_the_same_comparison_gives_the_same_bands() -> None:
    pairs = [compare([voted([0, 1, 2, 4]), voted([0, 4, 3, 4], round=2)], {"m": PLAIN}) for _ in range(2)]
    first, second = (found.steps[0].models["m"].whole.band for found in pairs)
    assert first == second and first.defined


def test_bands_stand_in_tables_and_frames() -> None:
    """A column beside the change; the file and the frame carry both ends."""
    found = compare([voted([1] * 4), voted([3] * 4, round=2)], {"m": PLAIN})
    assert table_head(found, "en")[-1] == "with other voters"
    assert [line.cells[-1] for line in table_lines(found, "en")] == ["+50 to +50"] * 3
    frame = mk.changes_frame(found).set_index("node")
    assert frame.loc["g", ["room_low", "room_high", "told"]].tolist() == [50, 50, "more"]
    sides = mk.compare_frame(found)
    assert sides[sides["node"] == "m"][["room_low", "room_high"]].to_numpy().tolist() == [[25, 25], [75, 75]]
    content = json.loads(json.dumps(found.as_json("en"), allow_nan=False))
    jsonschema.validate(content, schema_of("compare"))
    assert content["models"]["m"]["results"][0]["room"] == {"low": 25, "high": 25, "reason": None}


def test_no_voter_is_in_what_a_comparison_tells() -> None:
    """Neither by name nor by the order of the rows: other names give the same file."""
    told = []
    for names in ("abcd", "zyxw"):
        rows = {name: [{"voter": f"secret-{who}", "value": step} for who, step in zip(names, steps, strict=True)]
                for name, steps in (("g1", (0, 1, 2, 4)), ("g2", (1, 1, 4, 4)), ("h1", (0, 2, 2, 3)))}  # fmt: skip
        found = compare([answered({}, votes=rows), answered({}, votes=rows, round=2)], {"m": PLAIN})
        told.append(json.dumps(found.as_json("en")))
    assert found.steps[0].models["m"].whole.band.defined
    assert "secret" not in "".join(told) and len(set(told)) == 1


@pytest.mark.parametrize(
    ("second", "reason", "words"),
    [
        (answered({"g1": 1, "g2": 1, "h1": 1}, round=2), "agreed", "agreed rather than voted"),
        (voted([1, 2, 3], round=2), "few", "fewer than four people voted"),
        (answered({}, votes={"g1": [{"counts": [0, 4, 0, 0, 0]}]}, round=2), "counts", "only counts are kept"),
        (answered({}, votes={"g1": [{"voter": v, "value": 1} for v in "abcd"]}, round=2), "other", "not the same questions"),
        (answered({}, votes={n: [{"voter": v, **({"value": 1} if v == "a" else {"state": "unknown"})} for v in "abcd"]
                             for n in ("g1", "g2", "h1")}, round=2), "unknown", "too many people did not know"),
    ],
)  # fmt: skip
def test_where_votes_do_not_allow_a_band_it_is_said_why(second: Assessment, reason: str, words: str) -> None:
    found = compare([voted([1, 2, 3, 4]), second], {"m": PLAIN})
    assert found.steps[0].models["m"].whole.band.reason == reason
    assert words in sentences(found, "en")[-1]
    assert "with other voters" not in table_head(found, "en") or reason == "other"


def test_a_frozen_copy_has_counts_and_so_no_band() -> None:
    kept = mk.freeze(voted([1, 2, 3, 4], round=2), {"m": PLAIN})
    found = compare([voted([1, 2, 3, 4]), kept], {"m": PLAIN})
    assert found.steps[0].models["m"].whole.band.reason == "counts"


def test_the_other_way_round_the_band_is_mirrored() -> None:
    found = compare([voted([0, 1, 2, 4]), voted([1, 4, 3, 4], round=2)], {"m": PLAIN})
    there, back = (found.between(*pair).models["m"].whole.band for pair in ((0, 1), (1, 0)))
    assert (there.low, there.high) == pytest.approx((-(back.high or 0), -(back.low or 0)))


def test_a_part_is_told_when_the_model_cannot_be() -> None:
    """h was voted on in both rounds, g agreed in the second: h has a band, and the sentence names the model."""
    second = answered({"g1": 2, "g2": 2}, votes={"h1": [{"voter": who, "value": 4} for who in "abcd"]}, round=2)
    found = compare([voted([0, 0, 0, 0]), second], {"m": PLAIN})
    step = found.steps[0].models["m"]
    assert (step.groups["h"].told, step.groups["g"].told, step.whole.told) == ("more", None, None)
    told = " ".join(sentences(found, "en"))
    assert "Other people in the room would not explain that (+100 to +100)." in told
    assert "cannot be told: answers were agreed" in told
