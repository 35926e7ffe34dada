"""Assessments: read and written without loss, refused with a place, changed by events, pooled from votes."""

from __future__ import annotations

import copy
import json
import math
import random
from pathlib import Path
from typing import Any

import pytest
from building import answered, assessment_fields, entry, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.assessment import Answer, Assessment, Vote
from maturity_kit.assessment.events import Event, apply, new_assessment, renumbered
from maturity_kit.assessment.files import dump_assessment, load_assessment, parse_assessment
from maturity_kit.assessment.fit import carried, check_values, unknown_ids, used_models
from maturity_kit.assessment.pool import count_votes, pooled, votes_of
from maturity_kit.errors import InputError

MARKUP = "<img src=x onerror=alert(1)> & \"quotes\" 'é' 😀"
FULL = assessment_fields(
    unit="North", round=2, language="nl", edition="quick", profile={"market": "b2c", "employees": 240},
    models={"m": "1"},
    answers={"a1": {"value": 3, "note": MARKUP, "evidence": "seen"}, "a2": {"state": "unknown"},
             "a3": {"state": "not_applicable", "reason": "no forms"}, "elsewhere": {"value": 2.5}, "a4": {"note": "only"}},
    votes={"a1": [{"voter": "v1", "ballot": 1, "value": 2}, {"voter": "v2", "ballot": 1, "state": "unknown"}],
           "a2": [{"ballot": 1, "counts": [0, 2, 5, 1, 0], "unknown": 1, "not_applicable": 0}]},
    targets={"a": 80, "gone": 12.5}, weights={"a1": 0}, model_weights={"m": 1}, claims={"m": "omnichannel"},
    registers={"kpis": [{"term": "loyalty", "value": None}], "our_own": [{"deep": {"x": [1.5, True, None]}}]},
)  # fmt: skip


def parse(fields: Any) -> Assessment:
    return parse_assessment(json.dumps(fields), "a.json")


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_assessment(text, "a.json")
    return caught.value


def test_nothing_is_lost_from_file_to_file() -> None:
    """Unknown ids, registers, whole and broken numbers, markup."""
    assert json.loads(dump_assessment(parse(FULL))) == FULL


def test_writing_reading_and_writing_gives_the_same_text() -> None:
    text = dump_assessment(parse(FULL))
    assert dump_assessment(parse_assessment(text)) == text


def test_the_fields_come_in_the_order_of_the_format() -> None:
    shuffled = dict(reversed(FULL.items()))
    assert list(json.loads(dump_assessment(parse(shuffled)))) == list(Assessment.model_fields)


def test_whole_numbers_stay_whole() -> None:
    assert '"value": 3,' in dump_assessment(parse(FULL))


def test_an_assessment_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.assessment.json").write_text(json.dumps(FULL), encoding="utf-8")
    assert load_assessment(tmp_path / "x.assessment.json") == parse(FULL)


@pytest.mark.parametrize(
    ("path", "value", "problem", "place"),
    [
        ("answer", {}, "key.unknown", "answer"),
        ("format", "maturity-assessment/9", "text.choice", "format"),
        ("id", ..., "key.missing", ""),
        ("date", "22-11-2026", "text.date", "date"),
        ("date", 20261122, "text.date", "date"),
        ("date", "2026-02-30", "text.date", "date"),
        ("round", 0, "number.range", "round"),
        ("round", 1.5, "number.whole", "round"),
        ("edition", "ful", "text.choice", "edition"),
        ("organisation", 5, "text.number", "organisation"),
        ("answers", [], "kind.mapping", "answers"),
        ("answers/a1", 3, "kind.mapping", "answers.a1"),
        ("answers/a1/value", "3", "kind.number", "answers.a1.value"),
        ("answers/a1/value", True, "kind.number", "answers.a1.value"),
        ("answers/a1/vlaue", 3, "key.unknown", "answers.a1.vlaue"),
        ("answers/a2/state", "unkown", "text.choice", "answers.a2.state"),
        ("answers/a2/value", 1, "answer.both", "answers.a2"),
        ("answers/a3/reason", ..., "answer.reason", "answers.a3"),
        ("answers/a3/reason", "  ", "answer.reason", "answers.a3"),
        ("votes/a1", {}, "kind.list", "votes.a1"),
        ("votes/a1/0/value", ..., "vote.meaning", "votes.a1[0]"),
        ("votes/a1/0/state", "unknown", "vote.meaning", "votes.a1[0]"),
        ("votes/a1/0/unknown", 1, "vote.counts", "votes.a1[0]"),
        ("votes/a1/0/ballot", 0, "number.range", "votes.a1[0].ballot"),
        ("votes/a2/0/voter", "v1", "vote.voter", "votes.a2[0]"),
        ("votes/a2/0/counts", [0, -1], "number.range", "votes.a2[0].counts[1]"),
        ("targets/a", 101, "number.range", "targets.a"),
        ("weights/a1", -0.1, "number.range", "weights.a1"),
        ("weights/a1", None, "kind.number", "weights.a1"),
        ("claims/m", "", "text.empty", "claims.m"),
    ],
)
def test_a_broken_assessment_is_refused_with_its_place(path: str, value: Any, problem: str, place: str) -> None:
    fields: Any = copy.deepcopy(FULL)
    inside, *steps = fields, *(int(step) if step.isdigit() else step for step in path.split("/"))
    for step in steps[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[steps[-1]]
    else:
        inside[steps[-1]] = value
    found = refusal(json.dumps(fields))
    assert (found.problem, found.where) == (problem, f"a.json: {place}" if place else "a.json")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "file.empty"),
        ("{", "json.name"),
        ("[]", "kind.mapping"),
        ("nope", "json.value"),
        ('{"id" 1}', "json.colon"),
        ('{"id": 1 "date": 2}', "json.comma"),
        ('{"id": "garden', "json.quote"),
        ('{"id": "a\nb"}', "json.control"),
        ('{"id": "C:\\docs"}', "json.escape"),
        ('{"id": "\\u12"}', "json.escape"),
        ("{} {}", "json.extra"),
        ("\ufeff{}", "json.syntax"),
        ('{"id": NaN}', "json.number"),
        ('{"id": -Infinity}', "json.number"),
        ('{"id": 1, "id": 2}', "json.duplicate"),
        ('{"id": "\\ud800"}', "json.characters"),
        ('{"id": ' + "9" * 5000 + "}", "json.digits"),
        ("[" * 100_000, "json.deep"),
        ('{"a":' * 100_000, "json.deep"),
    ],
)
def test_text_that_is_no_assessment_is_refused(text: str, problem: str) -> None:
    assert refusal(text).problem == problem


@pytest.mark.parametrize(
    "text", ['{"id": "garden', "{", "[1 2]", "{} {}", '{"id": 1,}', '["\\x"]', '["\n"]', '{"a" 1}']
)
def test_broken_json_is_told_in_one_language(text: str) -> None:
    """The sentence names the line and borrows nothing from Python: its messages are in English only."""
    found = refusal(text)
    with pytest.raises(json.JSONDecodeError) as theirs:
        json.loads(text)
    assert "Line 1, column" in found.to("en")
    assert "Regel 1, kolom" in found.to("nl")
    assert theirs.value.msg.split(" (")[0] not in found.to("nl")
    assert not {"Expecting", "Invalid", "Unterminated", "Illegal", "Extra"} & set(
        found.to("nl").replace("(", " ").split()
    )


def test_a_number_too_great_for_arithmetic_is_refused() -> None:
    text = json.dumps(FULL).replace('"value": 3', '"value": 1e999')
    assert refusal(text).problem == "number.finite"


def test_broken_json_is_refused_with_line_and_column() -> None:
    found = refusal('{"id": "x",\n "unit" "y"}')
    assert (found.details["line"], found.details["column"]) == ("2", "9")


def test_a_misspelt_key_comes_with_the_nearest_known_one() -> None:
    assert "organisation" in str(refusal(json.dumps({**FULL, "organization": "x"})))


@given(st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_a_mangled_file_is_read_or_refused(seed: int) -> None:
    """Never another error than InputError; what is read can be written."""
    chance = random.Random(seed)
    text = list(json.dumps(FULL, ensure_ascii=False))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text))
        sign = chance.choice(
            ["", '"', "{", "]", ",", "-", "e9", "null", "1e400", "\\u0000", "\\ud800", "\ud800", "\0", "é"]
        )
        text[place] = chance.choice([sign, text[place] + sign])
    try:
        dump_assessment(parse_assessment("".join(text), "a.json")).encode()
    except InputError as problem:
        assert problem.to("nl").startswith("a.json")


def test_an_event_sets_and_clears_an_answer() -> None:
    one = apply(answered({"a1": 1}), Event("answer", "a2", {"value": 3, "note": "n"}, "", "k"))
    assert one.answers["a2"] == Answer(value=3, note="n")
    assert list(apply(one, Event("answer", "a1", None)).answers) == ["a2"]


@pytest.mark.parametrize(
    ("kind", "subject", "payload", "field"),
    [
        ("target", "a", 70, "targets"),
        ("weight", "a", 0, "weights"),
        ("model_weight", "m", 2, "model_weights"),
        ("claim", "m", "omnichannel", "claims"),
    ],
)
def test_an_event_sets_and_clears_a_number_or_claim(kind: str, subject: str, payload: Any, field: str) -> None:
    one = apply(answered(), Event(kind, subject, payload))
    assert getattr(one, field) == {subject: payload}
    assert getattr(apply(one, Event(kind, subject, None)), field) == {}


def test_an_event_changes_a_detail() -> None:
    assert apply(answered(), Event("detail", "date", "2027-01-31")).date.isoformat() == "2027-01-31"


def test_an_event_leaves_the_old_assessment_as_it_was() -> None:
    old = answered({"a1": 1})
    apply(old, Event("answer", "a1", {"value": 4}))
    assert old.answers["a1"].value == 1


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (Event("answer", "a1", {"value": "x"}), "kind.number"),
        (Event("answer", "a1", {"state": "not_applicable"}), "answer.reason"),
        (Event("target", "a", 101), "number.range"),
        (Event("detail", "id", "x"), "event.detail"),
        (Event("vote", "a1", {}), "event.kind"),
        (Event("detail", "round", "two"), "kind.number"),
    ],
)
def test_an_event_that_does_not_fit_is_refused(event: Event, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        apply(answered(), event)
    assert caught.value.problem == problem


def test_new_and_renumbered_assessments() -> None:
    first = new_assessment("1", "O", "2026-11-22", language="nl")
    assert (first.answers, renumbered(first, id="2", round=2).round) == ({}, 2)


ONE = model("tree", simple("a", 2))


def votes(*rows: dict[str, Any], how: str = "mean", **answers: Any) -> tuple[float, str]:
    """The pooled value and state of a1."""
    tree = model("tree", simple("a", 1), parameters={"pool": how})
    found = pooled(answered(answers, votes={"a1": list(rows)}), tree)
    return found.values[0], found.states[0]


def vote(value: Any, **more: Any) -> dict[str, Any]:
    return {**entry(value), **more}


def test_votes_pool_to_their_mean() -> None:
    # (1 + 2 + 4) / 3; "unknown" gives no value
    assert votes(vote(1), vote(2), vote(4), vote("unknown")) == (pytest.approx(7 / 3), "answered")


def test_votes_pool_to_their_median_when_the_model_says_so() -> None:
    assert votes(vote(0), vote(1), vote(4), vote(4), how="median")[0] == 2.5


def test_only_the_newest_ballot_counts() -> None:
    assert votes(vote(0, ballot=1), vote(3, ballot=2), vote(0, ballot=1))[0] == 3


def test_of_two_votes_by_one_voter_the_later_counts() -> None:
    assert votes(vote(0, voter="x"), vote(4, voter="x"), vote(2, voter="y"))[0] == 3


def test_votes_without_a_voter_are_distinct_people() -> None:
    assert votes(vote(0), vote(0), vote(3))[0] == 1


def test_counts_add_up_with_each_other_and_with_rows() -> None:
    # 1 x 0 + 2 x 4 from counts, 1 x 3 from more counts, 1 x 1 from a row: (0 + 8 + 3 + 1) / 5
    rows = [{"counts": [1, 0, 0, 0, 2]}, {"counts": [0, 0, 0, 1, 0]}, vote(1)]
    assert votes(*rows)[0] == pytest.approx(12 / 5)


def test_more_than_half_makes_it_not_applicable() -> None:
    assert votes(vote("not_applicable"), vote("not_applicable"), vote(4))[1] == "not_applicable"


def test_exactly_half_does_not() -> None:
    rows = [vote("not_applicable"), vote("unknown")]
    assert (votes(*rows)[1], votes(*rows, vote(2), vote("not_applicable"))[0]) == ("unknown", 2)


def test_nobody_with_a_value_is_unknown() -> None:
    assert votes(vote("unknown"), vote("unknown"))[1] == "unknown"


def test_an_agreed_value_or_state_goes_before_votes() -> None:
    assert votes(vote(0), a1=2.5) == (2.5, "answered")
    assert votes(vote(0), a1="unknown")[1] == "unknown"


def test_an_entry_with_only_a_note_is_no_entry() -> None:
    noted = parse(assessment_fields(answers={"a1": {"note": "x"}}, votes={"a1": [vote(3)]}))
    assert pooled(noted, ONE).values[0] == 3


def test_what_is_in_neither_was_not_asked() -> None:
    found = pooled(answered({"a1": 1}), ONE)
    assert (found.states, math.isnan(found.values[1])) == (("answered", "not_asked"), True)


def test_votes_on_another_scale_count_from_its_lowest_step() -> None:
    own = model("tree", group("a", item("a1", scale={"min": 1, "max": 3})))
    found = answered(votes={"a1": [vote(1), vote(3), vote(3)]})
    ballot = votes_of(found, own.items[0])
    assert ballot is not None
    assert (ballot.counts, pooled(found, own).values[0]) == ((1, 0, 2), pytest.approx(7 / 3))


def test_freezing_turns_votes_into_counts() -> None:
    rows = [
        vote(0, voter="x", ballot=1),
        vote(4, voter="x", ballot=2),
        vote(1, voter="y", ballot=2),
        vote("unknown", voter="z", ballot=2),
    ]
    frozen = count_votes(answered(votes={"a1": rows}), {"m": ONE})
    assert frozen.votes["a1"] == (
        Vote(ballot=1, counts=(1, 0, 0, 0, 0), unknown=0, not_applicable=0),
        Vote(ballot=2, counts=(0, 1, 0, 0, 1), unknown=1, not_applicable=0),
    )


def test_freezing_changes_no_pooled_value_and_leaves_no_voter() -> None:
    whole = answered(
        votes={"a1": [vote(1, voter="secret-x"), vote(4, voter="secret-y")], "z": [vote(2, voter="secret-z")]}
    )
    frozen = count_votes(whole, {"m": ONE})
    assert pooled(frozen, ONE).values[0] == pooled(whole, ONE).values[0] == 2.5
    assert "secret" not in dump_assessment(frozen)
    assert frozen.votes["z"][0].counts == (0, 0, 1)


def test_old_ids_move_along_with_votes_weights_and_targets() -> None:
    tree = model("tree", simple("a", 2), renamed={"older": "old", "old": "a1", "olda": "a"})
    moved = carried(answered({"older": 3}, votes={"old": [vote(1)]}, weights={"olda": 2}, targets={"old": 9}), [tree])
    assert (list(moved.answers), list(moved.votes), moved.weights, moved.targets) == (
        ["a1"],
        ["a1"],
        {"a": 2},
        {"a1": 9},
    )


def test_an_entry_under_the_present_id_goes_first_and_the_old_one_is_kept() -> None:
    tree = model("tree", simple("a", 1), renamed={"old": "a1"})
    moved = carried(answered({"old": 1, "a1": 4}), [tree])
    assert {name: answer.value for name, answer in moved.answers.items()} == {"old": 1, "a1": 4}


def test_models_with_an_entry_an_answer_or_a_vote_are_used() -> None:
    models = {name: model("tree", simple(name, 1), id=name * 2) for name in "abcd"}
    found = answered({"b1": 1}, votes={"c1": [vote(1)]}, models={"aa": "1"})
    assert list(used_models(found, {one.id: one for one in models.values()})) == ["aa", "bb", "cc"]


def test_ids_that_no_model_knows_are_reported_by_field() -> None:
    found = answered(
        {"a1": 1, "z": 1}, votes={"y": [vote(1)]}, weights={"a": 1, "x": 1}, targets={"m": 1}, claims={"q": "x"}
    )
    assert unknown_ids(found, {"m": ONE}) == {"answers": ("z",), "votes": ("y",), "weights": ("x",), "claims": ("q",)}


@pytest.mark.parametrize(
    ("more", "problem", "place"),
    [
        ({"answers": {"a1": {"value": 4.5}}}, "value.scale", "answers.a1.value"),
        ({"answers": {"a1": {"value": -1}}}, "value.scale", "answers.a1.value"),
        ({"votes": {"a1": [vote(1), vote(2.5)]}}, "vote.step", "votes.a1[1].value"),
        ({"votes": {"a1": [vote(9)]}}, "value.scale", "votes.a1[0].value"),
        ({"votes": {"a1": [{"counts": [1, 2]}]}}, "vote.steps", "votes.a1[0].counts"),
    ],
)
def test_values_off_the_scale_are_refused(more: dict[str, Any], problem: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        check_values(parse(assessment_fields(**more)), [ONE], "a.json")
    assert (caught.value.problem, caught.value.where) == (problem, f"a.json: {place}")
