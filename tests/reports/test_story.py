"""The story that every document tells: the numbers of the result, in words, and nothing of any voter."""

from pathlib import Path

import pytest

from maturity_kit.assessment.files import load_assessment
from maturity_kit.insight.synthesis import score
from maturity_kit.reports.story import story_of
from tests.building import answered, model, simple

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"


@pytest.fixture(scope="module")
def insurer():
    return story_of(load_assessment(EXAMPLES / "insurer.assessment.json"), "nl")


def test_the_numbers_are_those_of_the_result(insurer):
    """Word for word what ``score --json`` gives."""
    assessment = load_assessment(EXAMPLES / "insurer.assessment.json")
    assert insurer.result.as_json("nl") == score(assessment).as_json("nl")


def test_models_come_in_the_order_in_which_people_meet_them(insurer):
    """The ladder first, the eight values last."""
    assert list(insurer.chapters) == [
        "digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values"
    ]  # fmt: skip


def test_there_is_no_voter_in_a_story(insurer):
    """Votes are counts: of 12 people on a question twelve are counted and none is named."""
    assert all(vote.voter is None for votes in insurer.assessment.votes.values() for vote in votes)
    assert any(one.ballots for chapter in insurer.chapters.values() for one in chapter.answers)


def test_every_chapter_has_a_verdict_a_picture_and_its_parts(insurer):
    """The parts are the groups of the model, those beside the score marked."""
    quadrant = insurer.chapters["data-driven-marketing"]
    assert [beside for _, _, beside in quadrant.parts] == [False, False, True]
    assert all(chapter.verdict.sentence and "<svg" in chapter.chart.svg for chapter in insurer.chapters.values())


def test_a_proposal_says_what_is_there_what_comes_and_why(insurer):
    """Ten at most, in the order of the road."""
    assert [step.reason.proposal.item for step in insurer.steps] == [one.item for one in insurer.result.roadmap]
    assert all(step.now and step.next_step and step.why for step in insurer.steps)


def test_tables_that_hold_nothing_are_left_out():
    """An organisation with one row in one table has one table in its story."""
    registers = {"stops": [{"name": "Folder"}], "actions": []}
    story = story_of(answered({"a1": 2}, registers=registers), "en", {"m": model("tree", simple("a", 2))})
    assert [(table.form, table.title) for table in story.tables] == [("stops", "What stops")]


def test_an_empty_assessment_has_a_story():
    """Nothing was asked: no chapter, no step, and a notice that says so."""
    story = story_of(answered(), "en", {"m": model("tree", simple("a", 2))})
    assert (dict(story.chapters), story.steps, story.tables) == ({}, (), ())
    assert story.notices


def test_answers_are_told_in_words():
    """A step with its number, a state, and what was noted; what the edition leaves out is not there."""
    given = answered({"a1": 2, "a2": "unknown", "a3": "not_applicable"})
    (chapter,) = story_of(given, "en", {"m": model("tree", simple("a", 4))}).chapters.values()
    assert [(one.item.id, one.state, one.value) for one in chapter.answers] == [
        ("a1", "answered", 2.0), ("a2", "unknown", None), ("a3", "not_applicable", None), ("a4", "not_asked", None)
    ]  # fmt: skip
    assert "a1 step 2" in chapter.answers[0].words
    assert chapter.answers[2].entry.reason == "not for us"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.name.split(".")[0])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_example_has_a_story(path, language):
    """In both languages, with five chapters; no sentence has an unfilled place."""
    story = story_of(load_assessment(path), language)
    said = [one.verdict.sentence for one in story.chapters.values()]
    said += [sentence for table in story.tables for sentence in table.sentences]
    said += [sentence for step in story.steps for sentence in step.why]
    assert len(story.chapters) == 5
    assert not [sentence for sentence in said if "{" in sentence or not sentence.strip()]
