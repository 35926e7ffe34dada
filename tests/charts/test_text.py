"""Words that must fit a width without knowing the reader's font."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maturity_kit.charts.text import cut, width_of, wrap


def test_words_that_fit_stay_on_one_line() -> None:
    assert wrap("Data", 10, 100) == ("Data",)


def test_a_line_breaks_between_words() -> None:
    assert wrap("Customer service", 14, 80) == ("Customer", "service")


def test_what_does_not_fit_the_last_line_ends_in_an_ellipsis() -> None:
    assert wrap("one two three four", 10, 45, lines=2) == ("one two", "three f…")


def test_a_word_wider_than_the_line_is_broken_with_a_hyphen() -> None:
    assert wrap("volwassenheid", 13, 70, lines=3) == ("volwass-", "enheid")


def test_a_broken_word_leaves_no_single_letter_behind() -> None:
    assert wrap("volwassenheid", 13, 98, lines=3) == ("volwassenh-", "eid")


def test_no_words_give_no_lines() -> None:
    assert wrap("  \n", 10, 100) == ()


def test_control_characters_become_a_space() -> None:
    assert wrap("a\x00b\nc", 10, 100) == ("a b c",)


@given(st.text(max_size=200), st.floats(30, 400), st.integers(1, 4))
def test_no_line_is_wider_than_asked_and_there_are_never_too_many(said: str, width: float, most: int) -> None:
    lines = wrap(said, 13, width, most)
    assert len(lines) <= most
    assert all(width_of(line, 13) <= width for line in lines)


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=80), st.floats(20, 200))
def test_a_cut_text_begins_as_the_whole_text(said: str, width: float) -> None:
    assert said.startswith(cut(said, 13, width).removesuffix("…"))
