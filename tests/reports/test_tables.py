"""Tidy tables: every number of the result, for Excel in the language of the reader, and harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_kit.assessment.assessment import Answer
from maturity_kit.assessment.files import load_assessment
from maturity_kit.reports.separated import harmless, restored
from maturity_kit.reports.sheets import rows_of, tables_csv
from maturity_kit.reports.story import Story, story_of
from tests.reports.sheets import EXAMPLES


@pytest.fixture(scope="module", params=["en", "nl"])
def story(request: pytest.FixtureRequest) -> Story:
    return story_of(load_assessment(EXAMPLES / "insurer.assessment.json"), request.param)


def number(text: str, language: str) -> float | None:
    return float(text.replace(",", ".") if language == "nl" else text) if text else None


def test_every_node_has_its_numbers_unrounded(story: Story) -> None:
    """Model by model, each model itself first."""
    rows = {row["id"]: row for row in rows_of(tables_csv(story)["nodes"])}
    for name, model in story.result.models.items():
        for node, found in {name: model, **model.nodes}.items():
            for key in ("score", "low", "high", "coverage", "target", "gap"):
                assert number(rows[node][key], story.language) == getattr(found, key)


def test_every_question_has_its_answer_and_its_votes(story: Story) -> None:
    """As the story tells them."""
    rows = {row["id"]: row for row in rows_of(tables_csv(story)["items"])}
    for chapter in story.chapters.values():
        for one in chapter.answers:
            row = rows[one.item.id]
            assert (row["state"], number(row["value"], story.language)) == (one.state, one.value)
            assert row["words"] == one.words
            assert row["counts"] == (" ".join(map(str, one.ballots[-1].counts)) if one.ballots else "")


def test_excel_in_dutch_gets_semicolons_and_commas(story: Story) -> None:
    """The mark of UTF-8 first, in both languages."""
    separator = ";" if story.language == "nl" else ","
    assert tables_csv(story)["items"].startswith(f"\ufeffid{separator}model{separator}group")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", '\'=1;=2\n"a",b'])
def test_a_note_that_begins_like_a_formula_stays_text_and_comes_back(text: str) -> None:
    """With an apostrophe before it in the file, and without when it is read."""
    assessment = load_assessment(EXAMPLES / "insurer.assessment.json")
    noted = assessment.model_copy(update={"answers": {**assessment.answers, "dm.website": Answer(value=1, note=text)}})
    table = tables_csv(story_of(noted, "nl"))["items"]
    row = next(row for row in rows_of(table) if row["id"] == "dm.website")
    assert harmless(text) == f"'{text}"
    assert row["note"] == text


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """Whatever it begins with."""
    assert restored(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
