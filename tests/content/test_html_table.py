"""The table with which an object shows itself in a notebook."""

import math

import numpy as np
import pytest
from bs4 import BeautifulSoup

from maturity_kit.content.html_table import html_table


def read(*rows, head=("Model", "Score"), **more):
    return BeautifulSoup(html_table("Scores", head, rows, **more), "html.parser")


def cells(table):
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]


def test_the_caption_the_columns_and_the_rows_are_named():
    """A caption, a heading to each column, and the first cell of a row as its heading."""
    table = read(["a", 1], ["b", 2])
    assert table.caption.text == "Scores"
    assert [(cell.text, cell["scope"]) for cell in table.thead.find_all("th")] == [("Model", "col"), ("Score", "col")]
    assert [cell["scope"] for cell in table.tbody.find_all("th")] == ["row", "row"]


@pytest.mark.parametrize(
    ("found", "shown"),
    [(62.54, "62.5"), (np.float32(62.5), "62.5"), (7, "7"), (np.int64(7), "7"), (-0.5, "−0.5"),
     (None, "–"), (math.nan, "–"), (True, "True"), ("two-camps", "two-camps"), (math.inf, "inf")],
)  # fmt: skip
def test_a_cell_shows_what_it_holds(found, shown):
    assert cells(read(["a", found])) == [["a", shown]]


def test_the_decimal_sign_is_that_of_the_language():
    assert cells(read(["a", 62.5], language="nl")) == [["a", "62,5"]]


def test_a_column_of_numbers_stands_to_the_right_also_where_one_is_missing():
    """Column two holds 1 and nothing: right. Column three holds 1 and a word: left."""
    table = read(["a", 1.0, 1], ["b", None, "x"], head=("Model", "Score", "Note"))
    for row in table.find_all("tr"):
        sides = [cell["style"].removeprefix("text-align:") for cell in row.find_all(["th", "td"])]
        assert sides == ["left", "right", "left"]


def test_what_people_typed_is_never_markup():
    """In the caption, in a heading and in a cell."""
    typed = "<script>alert('x')</script>&\""
    table = BeautifulSoup(html_table(typed, [typed], [[typed]]), "html.parser")
    assert not table.find("script")
    assert {table.caption.text, table.thead.th.text, table.tbody.th.text} == {typed}


def test_no_rows_leave_the_headings():
    assert cells(read()) == [] and [cell.text for cell in read().thead.find_all("th")] == ["Model", "Score"]


@pytest.mark.parametrize("row", [["a"], ["a", 1, 2]])
def test_a_row_that_does_not_fit_is_refused(row):
    with pytest.raises(ValueError, match="zip"):
        html_table("Scores", ["Model", "Score"], [row])
