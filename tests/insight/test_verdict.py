"""The verdict in words: each sentence of each method, in both languages, for none, one and many."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import answered, group, item, model, simple

import maturity_kit as mk
from maturity_kit.content.model import Model
from maturity_kit.insight.verdict import Verdict, verdict
from maturity_kit.scoring.score import score_model

CHECKOUT = Path(__file__).parents[2]
WORDS = CHECKOUT / "maturity_kit" / "content" / "wording"


def said(of: Model, values: dict[str, Any], language: str = "en", **more: Any) -> Verdict:
    return verdict(score_model(of, answered(values, **more)), language)


def both(of: Model, values: dict[str, Any], **more: Any) -> tuple[str, str]:
    """The sentence in English and Dutch."""
    return said(of, values, "en", **more).sentence, said(of, values, "nl", **more).sentence


TREE = model("tree", simple("a", 2), simple("b", 2))
LADDER = model("ladder", *[simple(level, 2) for level in "abcd"])
QUADRANT = model("quadrant", simple("x", 2), simple("y", 2), simple("s", 1, beside=True),
                 parameters={"x": "x", "y": "y", "symptoms": "s"})  # fmt: skip
CYCLE = model("cycle", group("e", simple("a", 1), simple("b", 1), simple("c", 1)), group("f", simple("g", 1), beside=True),
              parameters={"elements": "e", "factors": "f"})  # fmt: skip
LAYERS = model("layers", *[simple(layer, 1) for layer in "abcd"])
VALUES = model("values", *[simple(value, 1) for value in "abcd"],
               parameters={"insight": ["a", "b"], "solution": ["c", "d"]})  # fmt: skip


def levels(*pairs: Any) -> dict[str, Any]:
    """Two answers a level, in order from a."""
    return {f"{level}{n}": value for level, pair in zip("abcd", pairs, strict=False) for n, value in enumerate(pair, 1)}


# No verdict


def test_without_answers_there_is_no_verdict() -> None:
    assert said(TREE, {}) == Verdict(
        "There is no verdict yet: no question has been answered with a step.",
        "None of the 4 questions has an answer yet, so everything is possible.",
    )


def test_when_nobody_knows_anything_that_is_what_is_said() -> None:
    assert said(TREE, dict.fromkeys(["a1", "a2", "b1", "b2"], "unknown"), "nl") == Verdict(
        "Er is nog geen oordeel: bij geen enkele vraag is een stap gekozen.",
        "Alle 4 vragen zijn met ‘weet ik niet’ beantwoord; alles is nog mogelijk.",
    )


def test_open_and_unknown_together_leave_everything_possible() -> None:
    assert said(TREE, {"a1": "unknown"}).uncertainty == (
        "Of the 4 questions 3 are still open and 1 is answered with “don't know”. So everything is possible."
    )


def test_when_nothing_counts_there_is_no_verdict() -> None:
    assert said(TREE, {}, "nl", weights={"a": 0, "b": 0}) == Verdict(
        "Er is geen oordeel: geen enkel onderdeel van dit model telt mee.",
        "Elke vraag is niet van toepassing of uitgezet.",
    )


def test_the_only_question_is_spoken_of_as_one() -> None:
    assert said(model("tree", simple("a", 1)), {}).uncertainty == (
        "The only question has no answer yet, so everything is possible."
    )


# How sure


def test_a_complete_verdict_is_settled() -> None:
    assert said(TREE, levels((1, 1), (2, 2))).uncertainty == (
        "Every question that counts has an answer, so no missing answer can change this."
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Of the 4 questions 1 is still open. The score will end up between 25 and 50."),
        ("nl", "Van de 4 vragen staat er nog 1 open. De score komt uit tussen 25 en 50."),
    ],
)
def test_one_open_question_is_said_with_what_it_leaves_open(language: str, expected: str) -> None:
    # (1 + 1 + 2 + 0..4) / 4 of 4 = 25..50
    assert said(TREE, {"a1": 1, "a2": 1, "b1": 2}, language).uncertainty == expected


def test_open_and_unknown_questions_are_counted_apart() -> None:
    assert said(TREE, {"a1": 1, "a2": "unknown"}, "nl").uncertainty.startswith(
        "Van de 4 vragen staan er nog 2 open en is er 1 met ‘weet ik niet’ beantwoord."
    )


def test_questions_that_do_not_count_are_not_counted() -> None:
    assert said(TREE, {"a1": 1, "a2": "not_applicable"}, weights={"b": 0}).uncertainty == (
        "Every question that counts has an answer, so no missing answer can change this."
    )


def test_questions_that_do_not_apply_are_left_out_of_the_count_in_so_many_words() -> None:
    values = {"a1": 1, "a2": "not_applicable", "b1": 2}
    assert said(TREE, values).uncertainty.startswith("Of the 3 questions that apply, 1 is still open.")
    assert said(TREE, values, "nl").uncertainty.startswith(
        "Van de 3 vragen die van toepassing zijn, staat er nog 1 open."
    )


def test_nobody_having_answered_is_said_plainly() -> None:
    assert said(TREE, {}, "nl").uncertainty == "Nog geen van de 4 vragen is beantwoord; alles is nog mogelijk."


def test_a_settled_verdict_on_the_border_is_not_said_to_be_safe() -> None:
    """Every level of a is answered and a stands at 62.5, on its threshold: no missing answer matters, any change does."""
    values = levels((3, 2), (0, 0), (0, 0), (0, 0))
    assert (said(LADDER, values).uncertainty, said(LADDER, values, "nl").uncertainty) == (
        "Every question that counts has an answer, so no missing answer can change this. "
        "A small change in the answers given can still tip it.",
        "Elke vraag die meetelt heeft een antwoord, dus geen ontbrekend antwoord kan dit nog veranderen. "
        "Een kleine verandering in de gegeven antwoorden kan het nog wel laten kantelen.",
    )


# Tree


def test_a_tree_gives_its_score_and_its_lowest_part() -> None:
    assert both(TREE, levels((1, 1), (3, 3))) == (
        "The score is 50 out of 100; the lowest part is a (25).",
        "De score is 50 van de 100; het laagste onderdeel is a (25).",
    )


def test_parts_that_share_the_lowest_score_are_all_named() -> None:
    of = model("tree", *[simple(name, 1) for name in "abcde"])
    assert both(of, {"a1": 1, "b1": 1, "c1": 3, "d1": 3, "e1": 2}) == (
        "The score is 50 out of 100; the lowest parts are a and b (25).",
        "De score is 50 van de 100; de laagste onderdelen zijn a en b (25).",
    )
    assert both(of, {"a1": 1, "b1": 1, "c1": 1, "d1": 1, "e1": 2}) == (
        "The score is 30 out of 100; four parts share the lowest score (25): a, b, c and d.",
        "De score is 30 van de 100; vier onderdelen delen de laagste score (25): a, b, c en d.",
    )


def test_no_part_of_a_tree_is_lowest_when_all_are_equal() -> None:
    assert both(TREE, levels((2, 2), (2, 2)))[0] == "The score is 50 out of 100."


def test_a_part_that_does_not_count_is_remarked() -> None:
    assert said(TREE, levels((1, 1)), weights={"b": 0}).remarks == ("b does not count in this verdict.",)


# Ladder


def test_the_level_attained_is_said_with_its_number() -> None:
    assert both(LADDER, levels((3, 3), (0, 0), (0, 0), (0, 0))) == (
        "a is secured, level 1 of 4.",
        "a is geborgd, niveau 1 van 4.",
    )


def test_the_next_level_is_said_to_be_under_way() -> None:
    assert both(LADDER, levels((3, 3), (2, 2), (0, 0), (0, 0))) == (
        "a is secured, level 1 of 4; b is under way.",
        "a is geborgd, niveau 1 van 4; b is op weg.",
    )


def test_level_nought_is_under_construction() -> None:
    assert both(LADDER, levels((1, 1), (0, 0), (0, 0), (0, 0))) == (
        "a, under construction: the first level is not secured yet.",
        "a, in aanbouw: het eerste niveau is nog niet geborgd.",
    )


def test_the_first_level_can_itself_be_under_way() -> None:
    assert both(LADDER, levels((2, 2), (0, 0), (0, 0), (0, 0))) == (
        "a, under construction: the first level is under way, but not secured yet.",
        "a, in aanbouw: het eerste niveau is op weg, maar nog niet geborgd.",
    )


def test_a_level_that_passes_above_a_gap_is_neither_secured_nor_hushed_up() -> None:
    assert both(LADDER, levels((3, 3), (1, 1), (4, 4), (0, 0))) == (
        "a is secured, level 1 of 4; c passes its own threshold, but above a gap: b is not secured.",
        "a is geborgd, niveau 1 van 4; c haalt de eigen grens, maar boven een gat: b is niet geborgd.",
    )


def test_a_level_under_way_above_a_gap_is_said_to_be_so() -> None:
    # c = 2 of 4 = 50: at work, but under its threshold of 62.5
    assert both(LADDER, levels((3, 3), (1, 1), (2, 2), (0, 0))) == (
        "a is secured, level 1 of 4; c is already under way, but above a gap: b is not secured.",
        "a is geborgd, niveau 1 van 4; c is al op weg, maar boven een gat: b is niet geborgd.",
    )


def test_several_skipped_steps_are_named_together() -> None:
    assert both(LADDER, levels((1, 1), (1, 1), (1, 1), (4, 4))) == (
        "a, under construction: the first level is not secured yet; d passes its own threshold, "
        "but above a gap: a, b and c are not secured.",
        "a, in aanbouw: het eerste niveau is nog niet geborgd; d haalt de eigen grens, "
        "maar boven een gat: a, b en c zijn niet geborgd.",
    )


def test_a_level_nobody_answered_is_not_said_to_be_skipped() -> None:
    assert both(LADDER, levels((3, 3), (None, None), (4, 4), (0, 0))) == (
        "a is secured, level 1 of 4; c passes its own threshold, but whether b is in order is not known yet.",
        "a is geborgd, niveau 1 van 4; c haalt de eigen grens, maar of b op orde is, is nog niet bekend.",
    )


def test_the_top_is_said_once() -> None:
    assert both(LADDER, levels((4, 4), (4, 4), (4, 4), (4, 4))) == (
        "Every level is secured, up to and including d.",
        "Elk niveau is geborgd, tot en met d.",
    )


def test_a_dropped_level_neither_breaks_the_chain_nor_counts() -> None:
    found = said(LADDER, levels((4, 4), (0, 0), (4, 4), (0, 0)), weights={"b": 0})
    assert found.sentence == "c is secured, level 3 of 4."
    assert found.remarks[0] == "b does not count in this verdict."


def test_what_the_level_can_still_become_is_named() -> None:
    assert said(LADDER, levels((3, None), (4, 4), (0, 0), (0, 0)), "nl").uncertainty == (
        "Van de 8 vragen staat er nog 1 open. Het niveau kan nog alles worden van ‘a, in aanbouw’ tot en met ‘b’."
    )


def test_an_open_question_that_cannot_change_the_level_is_said_to_be_one() -> None:
    assert said(LADDER, levels((3, 3), (0, 0), (0, 0), (0, None))).uncertainty == (
        "Of the 8 questions 1 is still open. "
        "Whatever comes out, the level stays the same; what stands above it may still shift."
    )


def test_weak_points_of_a_skipped_level_are_counted() -> None:
    remarks = said(LADDER, levels((3, 3), (1, 1), (4, 4), (0, 0))).remarks
    assert "Step back, or first repair the 2 weak points in b." in remarks


def test_one_weak_point_is_spoken_of_as_one() -> None:
    remarks = said(LADDER, levels((3, 3), (1, 3), (4, 4), (0, 0)), "nl").remarks
    assert "Doe een stap terug, of herstel eerst het ene zwakke punt in b." in remarks


def test_levels_that_hinge_on_open_questions_are_named() -> None:
    remarks = said(LADDER, levels((3, None), (4, 4), (0, 0), (0, 0))).remarks
    assert remarks[-1] == "Whether a is secured depends on questions without an answer."


def test_a_target_that_jumps_a_level_is_remarked() -> None:
    remarks = said(LADDER, levels((1, 1), (0, 0), (0, 0), (0, 0)), targets={"c": 80}).remarks
    assert any(remark.startswith("A target is set on c while a is not secured yet") for remark in remarks)


def test_another_rule_that_gives_another_level_is_remarked() -> None:
    # a: mean (4 + 1) / 2 = 62.5 secures it; geometric sqrt(4 x 1) = 50 and minimum 25 do not
    remarks = said(LADDER, levels((4, 1), (0, 0), (0, 0), (0, 0))).remarks
    assert remarks[1:] == (
        "Added up in another way the verdict changes: by the geometric mean it is “a, under construction” "
        "and by the weakest part it is “a, under construction”.",
    )


@pytest.mark.parametrize(
    ("threshold", "expected", "dutch"),
    [
        (50, "a stands at 50.0, exactly on the threshold, and equal counts as passed; a small change tips the level.",
         "a staat op 50,0, precies op de grens, en gelijk telt als gehaald; een kleine verandering laat het niveau kantelen."),
        (45, "a stands at 50.0, close to the threshold of 45.0 and above it; a small change tips the level.",
         "a staat op 50,0, dicht bij de grens van 45,0 en erboven; een kleine verandering laat het niveau kantelen."),
        (50.04, "a stands at 50.0, close to the threshold of 50.0 and below it; a small change tips the level.",
         "a staat op 50,0, dicht bij de grens van 50,0 en eronder; een kleine verandering laat het niveau kantelen."),
    ],
)  # fmt: skip
def test_a_level_near_its_threshold_is_remarked(threshold: float, expected: str, dutch: str) -> None:
    of = model(
        "ladder",
        simple("a", 1),
        simple("b", 1),
        parameters={"threshold": threshold, "min_coverage": 0.4, "at_work": 40},
    )
    found = [said(of, {"a1": 2, "b1": 0}, language).remarks for language in ("en", "nl")]
    assert found == [(expected,), (dutch,)]


def test_a_level_more_than_five_points_from_its_threshold_is_not_near() -> None:
    of = model(
        "ladder", simple("a", 1), simple("b", 1), parameters={"threshold": 44.9, "min_coverage": 0.4, "at_work": 40}
    )
    assert said(of, {"a1": 2, "b1": 0}).remarks == ()


def test_a_level_near_its_threshold_that_decides_nothing_is_not_remarked() -> None:
    """c (50 against 52) lies above b (0): reaching its threshold leaves the level attained as it is."""
    of = model(
        "ladder",
        *[simple(level, 1) for level in "abc"],
        parameters={"threshold": 52, "min_coverage": 0.4, "at_work": 40},
    )
    assert not any("stands at" in remark for remark in said(of, {"a1": 4, "b1": 0, "c1": 2}).remarks)


# Quadrant


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (0, 0, "Single-channel marketing: de kanalen werken los van elkaar, elk met eigen data."),
        (
            4,
            0,
            "Omnichannel marketing: de kanalen werken samen, maar er komt te weinig klantdata bij om mensen 1-op-1 aan te spreken.",
        ),
        (
            0,
            4,
            "Single-channel datagedreven 1-op-1 marketing: klantdata maakt 1-op-1 marketing mogelijk, maar in elk kanaal apart.",
        ),
        (
            4,
            4,
            "Omnichannel datagedreven 1-op-1 marketing: kanalen en klantdata komen samen, dus een klant voert overal hetzelfde gesprek.",
        ),
    ],
)
def test_each_situation_is_said_by_its_name_and_meaning(x: int, y: int, expected: str) -> None:
    assert said(QUADRANT, {"x1": x, "x2": x, "y1": y, "y2": y}, "nl").sentence == expected


def test_a_score_near_the_threshold_is_on_the_border() -> None:
    # x = (3 + 2) / 2 of 4 = 62.5, on the threshold itself: high, with a margin of 0
    found = said(QUADRANT, {"x1": 3, "x2": 2, "y1": 0, "y2": 0})
    assert found.sentence.startswith("Omnichannel marketing, on the border: the channels work together")
    assert found.remarks[0] == (
        "x stands at 62.5, exactly on the threshold, and equal counts as passed; a small change tips the situation."
    )


def test_both_axes_can_be_near_their_thresholds() -> None:
    # x = (3 + 2) / 2 of 4 = 62.5, on it; y = 7 / 3 of 4 = 58.3, 4.2 below it
    of = model("quadrant", simple("x", 2), simple("y", 3), parameters={"x": "x", "y": "y"})
    assert said(of, {"x1": 3, "x2": 2, "y1": 3, "y2": 2, "y3": 2}).remarks[:2] == (
        "x stands at 62.5, exactly on the threshold, and equal counts as passed; a small change tips the situation.",
        "y stands at 58.3, close to the threshold of 62.5 and below it; a small change tips the situation.",
    )


def test_an_axis_ten_points_from_its_threshold_is_not_near() -> None:
    of = model(
        "quadrant",
        simple("x", 1),
        simple("y", 1),
        parameters={"x": "x", "y": "y", "threshold_x": 60, "threshold_y": 62.5},
    )
    assert said(of, {"x1": 2, "y1": 0}).remarks == ()


def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    remarks = said(QUADRANT, {"x1": 3, "x2": 2, "y1": 0, "y2": 0}, "nl").remarks
    assert remarks[0] == (
        "x staat op 62,5, precies op de grens, en gelijk telt als gehaald; een kleine verandering laat de situatie kantelen."
    )


def test_the_other_situations_that_are_possible_are_named() -> None:
    assert said(QUADRANT, {"x1": 3, "x2": None, "y1": 0, "y2": 0}).uncertainty == (
        "Of the 4 questions that count, 1 is still open. The situation can still become Single-channel marketing."
    )


def test_a_situation_that_open_answers_cannot_change_stands() -> None:
    assert said(QUADRANT, {"x1": 4, "x2": 4, "y1": 0, "y2": None}, "nl").uncertainty == (
        "Van de 4 vragen die meetellen, staat er nog 1 open. "
        "Wat daar ook uitkomt, de conclusie blijft staan; alleen cijfers kunnen nog verschuiven."
    )


def test_without_a_score_on_one_axis_there_is_no_situation_yet() -> None:
    assert both(QUADRANT, {"x1": 4, "x2": 4}) == (
        "There is no situation yet: y has no score.",
        "Er is nog geen situatie: y heeft geen score.",
    )


def test_with_an_axis_that_dropped_out_there_can_be_no_situation() -> None:
    assert both(QUADRANT, {"x1": 4, "x2": 4}, weights={"y": 0}) == (
        "No situation can be given, because y does not count.",
        "Er is geen situatie te geven, want y telt niet mee.",
    )


def test_a_claim_that_differs_is_held_against_the_answers() -> None:
    remarks = said(QUADRANT, {"x1": 0, "x2": 0, "y1": 0, "y2": 0}, claims={"m": "omnichannel"}).remarks
    assert remarks == ("Beforehand the room said “Omnichannel marketing”; the answers say “Single-channel marketing”.",)


def test_a_claim_in_other_words_stays_as_it_was_made() -> None:
    remarks = said(QUADRANT, {"x1": 0, "x2": 0, "y1": 0, "y2": 0}, "nl", claims={"m": "<b>best</b>"}).remarks
    assert remarks == ("Vooraf zei de groep ‘<b>best</b>’; de antwoorden zeggen ‘Single-channel marketing’.",)


@pytest.mark.parametrize(
    ("step", "symptoms", "expected"),
    [
        (
            4,
            1,
            "Customers do notice poor coordination: what they notice scores only 25 out of 100, which is at odds with this situation.",
        ),
        (
            0,
            3,
            "Customers notice little poor coordination (75 out of 100): better than this situation leads one to expect.",
        ),
    ],
)
def test_symptoms_that_contradict_the_situation_are_remarked(step: int, symptoms: int, expected: str) -> None:
    values = {"x1": step, "x2": step, "y1": step, "y2": step, "s1": symptoms}
    assert said(QUADRANT, values).remarks == (expected,)


# Cycle


def test_the_cycle_names_its_strongest_element_and_where_most_is_to_be_won() -> None:
    assert both(CYCLE, {"a1": 4, "b1": 1, "c1": 2}) == (
        "a is strongest (100); most is to be won in b (25).",
        "a is het sterkst (100); bij b (25) valt het meest te winnen.",
    )


def test_a_single_element_with_a_score_is_neither_strong_nor_weak() -> None:
    assert both(CYCLE, {"b1": 1}) == ("Only b has a score so far: 25.", "Alleen b heeft al een score: 25.")


def test_equal_elements_do_not_stand_out() -> None:
    assert both(CYCLE, {"a1": 2, "b1": 2, "c1": 2}) == (
        "No element stands out: each of the 3 with a score stands at 50.",
        "Geen element springt eruit: elk van de 3 met een score staat op 50.",
    )


def test_the_strongest_element_can_weigh_so_much_that_most_is_to_be_won_there() -> None:
    # a: 10 x (100 - 75) = 250; b: 1 x (100 - 50) = 50
    assert both(CYCLE, {"a1": 3, "b1": 2, "c1": 2}, weights={"a": 10}) == (
        "a scores highest (75), yet weighs so much that most is to be won there.",
        "a scoort het hoogst (75), maar weegt zo zwaar dat daar het meest te winnen valt.",
    )


def test_elements_that_can_still_turn_out_strongest_or_weakest_are_named() -> None:
    assert said(CYCLE, {"a1": 3, "b1": 1}).uncertainty == (
        "Of the 3 questions that count, 1 is still open. Which is strongest is still open: a or c. "
        "Where most is to be won is still open: b or c."
    )
    assert said(CYCLE, {"a1": 3, "b1": 1}, "nl").uncertainty == (
        "Van de 3 vragen die meetellen, staat er nog 1 open. Welk element het sterkst is, staat nog open: a of c. "
        "Waar het meest te winnen valt, staat nog open: b of c."
    )


RING = model("cycle", group("ring", *[simple(name, 1) for name in "abcdef"]), parameters={"elements": "ring"})


def test_elements_that_tie_are_all_named() -> None:
    assert both(RING, {"a1": 3, "b1": 3, "c1": 1, "d1": 1, "e1": 2, "f1": 2}) == (
        "a and b are strongest (75); most is to be won in c and d (25).",
        "a en b zijn het sterkst (75); bij c en d (25) valt het meest te winnen.",
    )


def test_more_than_three_elements_that_tie_are_counted_first() -> None:
    assert both(RING, {"a1": 3, "b1": 3, "c1": 3, "d1": 3, "e1": 1, "f1": 2}) == (
        "Four elements share the highest score (75): a, b, c and d; most is to be won in e (25).",
        "Vier elementen delen de hoogste score (75): a, b, c en d; bij e (25) valt het meest te winnen.",
    )


def test_a_weight_that_makes_most_to_win_elsewhere_than_at_the_lowest_is_given() -> None:
    # a: 1 x 75 = 75; b: 1.5 x 50 = 75, as much; c: 25
    weights = {"b": 1.5}
    assert both(CYCLE, {"a1": 1, "b1": 2, "c1": 3}, weights=weights) == (
        "c is strongest (75); most is to be won in a (25, weight 1) and b (50, weight 1.5).",
        "c is het sterkst (75); bij a (25, gewicht 1) en b (50, gewicht 1,5) valt het meest te winnen.",
    )
    assert both(CYCLE, {"a1": 1, "b1": 2, "c1": 3}, weights={"b": 2}) == (
        "c is strongest (75); most is to be won in b (50, weight 2).",
        "c is het sterkst (75); bij b (50, gewicht 2) valt het meest te winnen.",
    )


def test_an_element_that_does_not_count_is_remarked() -> None:
    assert said(CYCLE, {"a1": 3, "b1": 1}, "nl", weights={"c": 0}).remarks == ("c telt niet mee in dit oordeel.",)


# Layers


def test_the_bottleneck_is_what_the_chain_carries() -> None:
    found = said(LAYERS, {"a1": 3, "b1": 1, "c1": 2, "d1": 4})
    assert found.sentence == "b is the bottleneck: read as a chain, the layers together carry 25 out of 100."
    assert found.remarks == ()


def test_what_our_source_does_not_say_is_remarked_of_our_model_only() -> None:
    """A model of somebody's own has a source that we do not know."""
    ours = model("layers", *[simple(layer, 1) for layer in "abcd"], id="four-d")
    assert said(ours, {"a1": 3, "b1": 1, "c1": 2, "d1": 4}).remarks == (
        "That a chain is as strong as its weakest layer is our reading; the source does not say so.",
    )


def test_layers_that_tie_are_bottlenecks_together() -> None:
    assert both(LAYERS, {"a1": 3, "b1": 1, "c1": 1, "d1": 4}) == (
        "b and c are the bottlenecks: read as a chain, the layers together carry 25 out of 100.",
        "b en c zijn de knelpunten: als keten gelezen dragen de lagen samen 25 van de 100.",
    )


def test_more_than_three_layers_that_tie_are_counted_first() -> None:
    of = model("layers", *[simple(layer, 1) for layer in "abcde"])
    assert both(of, {"a1": 3, "b1": 1, "c1": 1, "d1": 1, "e1": 1}) == (
        "Four layers share the lowest score, so read as a chain the layers together carry 25 out of 100: b, c, d and e.",
        "Vier lagen delen de laagste score, dus als keten gelezen dragen de lagen samen 25 van de 100: b, c, d en e.",
    )


def test_gaps_that_tie_are_remarked_together() -> None:
    remarks = said(LAYERS, {"a1": 3, "b1": 1, "c1": 2, "d1": 4}, targets={"b": 60, "c": 85}).remarks
    assert remarks[0] == "The widest gap to the ambition is in b and c: 35 points below 60 and 85."


def test_equal_layers_have_no_bottleneck() -> None:
    assert both(LAYERS, {"a1": 2, "b1": 2, "c1": 2, "d1": 2}) == (
        "No layer holds up the others: each of the 4 with a score stands at 50.",
        "Geen laag houdt de andere op: elk van de 4 met een score staat op 50.",
    )


def test_a_single_layer_with_a_score_is_no_bottleneck() -> None:
    assert both(LAYERS, {"c1": 2}) == ("Only c has a score so far: 50.", "Alleen c heeft al een score: 50.")


def test_the_widest_gap_to_the_ambition_is_remarked() -> None:
    remarks = said(LAYERS, {"a1": 3, "b1": 1, "c1": 2, "d1": 4}, "nl", targets={"b": 60, "c": 51}).remarks
    assert remarks[0] == "Het grootste gat met de ambitie zit bij b: 35 punten onder 60."


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (51, "The widest gap to the ambition is in a: 1 point below 51."),
        (50.25, "The ambition for a (50) is less than a point away."),
    ],
)
def test_small_gaps_are_said_grammatically(target: float, expected: str) -> None:
    remarks = said(LAYERS, {"a1": 2, "b1": 1, "c1": 2, "d1": 4}, targets={"a": target}).remarks
    assert remarks[0] == expected


def test_layers_that_can_still_turn_out_lowest_are_named() -> None:
    assert said(LAYERS, {"a1": 3, "b1": 1, "c1": 2}, "nl").uncertainty == (
        "Van de 4 vragen staat er nog 1 open. Welk onderdeel het laagst is, staat nog open: b of d."
    )


def test_a_tie_that_can_still_come_about_is_open() -> None:
    """b is settled at 25 and d can end anywhere from 25 to 50: alone or together they are lowest."""
    of = model("layers", simple("b", 1), simple("d", 4))
    assert said(of, {"b1": 1, "d1": 2, "d2": 1, "d3": 1}).uncertainty == (
        "Of the 5 questions 1 is still open. Which is lowest is still open: b or d."
    )


def test_a_tie_that_no_answer_can_break_is_settled() -> None:
    """b and c stand at 25; d can only end between 75 and 100."""
    of = model("layers", simple("b", 1), simple("c", 1), simple("d", 4))
    assert said(of, {"b1": 1, "c1": 1, "d1": 4, "d2": 4, "d3": 4}).uncertainty == (
        "Of the 6 questions 1 is still open. Whatever comes out, the conclusion stands; only numbers can shift."
    )


# Values


def test_the_weakest_value_is_named_and_both_halves_are_given() -> None:
    assert both(VALUES, {"a1": 3, "b1": 2, "c1": 1, "d1": 2}) == (
        "c is the weakest value (25); insight stands at 63 and solution at 38.",
        "c is de zwakste waarde (25); inzicht staat op 63 en oplossing op 38.",
    )


def test_values_that_tie_are_all_named() -> None:
    assert both(VALUES, {"a1": 1, "b1": 2, "c1": 1, "d1": 2}) == (
        "a and c are the weakest values (25); insight stands at 38 and solution at 38.",
        "a en c zijn de zwakste waarden (25); inzicht staat op 38 en oplossing op 38.",
    )


def test_more_than_three_values_that_tie_are_counted_first() -> None:
    of = model(
        "values",
        *[simple(value, 1) for value in "abcde"],
        parameters={"insight": ["a", "b"], "solution": ["c", "d", "e"]},
    )
    assert both(of, {"a1": 1, "b1": 1, "c1": 1, "d1": 1, "e1": 2}) == (
        "Four values share the lowest score (25): a, b, c and d; insight stands at 25 and solution at 33.",
        "Vier waarden delen de laagste score (25): a, b, c en d; inzicht staat op 25 en oplossing op 33.",
    )


def test_names_with_commas_are_parted_by_semicolons() -> None:
    of = model("values", simple("a", 1) | {"title": {"en": "b, c"}}, simple("d", 1), simple("e", 1),
               simple("f", 1), parameters={"insight": ["a", "d"], "solution": ["e", "f"]})  # fmt: skip
    assert both(of, {"a1": 1, "d1": 1, "e1": 1, "f1": 2})[0].startswith("b, c; d and e are the weakest values (25)")


def test_a_solution_ahead_of_its_insight_is_in_the_sentence_and_remarked() -> None:
    found = said(VALUES, {"a1": 1, "b1": 2, "c1": 3, "d1": 4})
    assert found.sentence == "a is the weakest value (25); the solution (88) runs ahead of the insight (38)."
    assert found.remarks[0].startswith("The solution is more than 15 points ahead")


def test_one_half_without_a_score_is_left_unsaid() -> None:
    assert both(VALUES, {"a1": 1, "b1": 2})[0] == "a is the weakest value (25)."


def test_a_single_value_with_a_score_is_not_weakest() -> None:
    assert both(VALUES, {"a1": 1}) == ("Only a has a score so far: 25.", "Alleen a heeft al een score: 25.")


def test_equal_values_do_not_stand_out() -> None:
    assert both(VALUES, {"a1": 2, "b1": 2, "c1": 2, "d1": 2})[1] == (
        "Geen waarde springt eruit: elk van de 4 met een score staat op 50; inzicht staat op 50 en oplossing op 50."
    )


def test_whether_the_solution_runs_ahead_can_still_be_open() -> None:
    # insight 37.5; solution (75 + 0..100) / 2 = 37.5..87.5: from level to 50 ahead
    assert said(VALUES, {"a1": 2, "b1": 1, "c1": 3}).uncertainty == (
        "Of the 4 questions 1 is still open. Which is lowest is still open: b or d. "
        "Whether the solution runs ahead of the insight can still change."
    )


def test_signals_are_given_as_signals_and_not_as_probabilities() -> None:
    tagged = {
        "id": "a",
        "title": {"en": "a"},
        "items": [item("a1", signals=["coherence"]), item("a2", signals=["congruence"])],
    }
    of = model("values", tagged, simple("b", 1), parameters={"insight": ["a"], "solution": ["b"]})
    assert said(of, {"a1": 1, "a2": 3, "b1": 2}).remarks == (
        "Signals, not probabilities: coherence 75 and congruence 25 (0 to 100; the higher, the more reason to look).",
    )
    assert said(of, {"a1": 2, "b1": 2}, "nl").remarks == (
        "Een signaal, geen waarschijnlijkheid: coherentie 50 (0 tot 100; hoe hoger, hoe meer reden om te kijken).",
    )


# The real models


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_insurer_gets_five_verdicts_without_a_gap_in_the_words(language: str) -> None:
    insurer = mk.load_assessment(CHECKOUT / "data" / "examples" / "insurer.assessment.json")
    found = [
        verdict(one, language)
        for one in mk.score(insurer, mk.load_models(CHECKOUT / "data" / "models")).models.values()
    ]
    assert len({one.sentence for one in found}) == 5
    assert all("{" not in words for one in found for words in (one.sentence, one.uncertainty, *one.remarks))


@pytest.mark.parametrize("room", ["verdict", "charts"])
def test_every_sentence_exists_in_both_languages_with_the_same_gaps(room: str) -> None:
    for key, entry in yaml.safe_load((WORDS / f"{room}.yaml").read_text(encoding="utf-8")).items():
        gaps = [set(re.findall(r"{(\w+)}", str(entry[language]))) - {"count"} for language in ("en", "nl")]
        assert gaps[0] == gaps[1], key
