"""The schema of a portfolio is in step with the code, and with the files that it describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

import maturity_kit as mk
from maturity_kit.portfolios.aside import REASONS
from maturity_kit.portfolios.schema import portfolio_schema

DATA = Path(__file__).parents[2] / "data"
FILE = DATA / "schemas" / "portfolio.schema.json"


def validate(rows: Any, kind: str) -> None:
    schema = {**portfolio_schema(), "$ref": f"#/$defs/{kind}"}
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for row in rows:
        validator.validate(row)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return found


def test_the_file_in_the_workbook_is_in_step_with_the_code() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == portfolio_schema()


def test_every_reason_has_a_sentence_and_a_place_in_the_guide() -> None:
    guide = (DATA / "README.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"`{reason}`" not in guide] == []


def test_the_example_is_what_the_generator_draws() -> None:
    """The file that comes with the workbook, from the seed that the function has."""
    pd.testing.assert_frame_equal(
        pd.read_parquet(DATA / "examples" / "portfolio.parquet"), mk.example_portfolio(), check_dtype=False
    )


@pytest.mark.parametrize("form", ["wide", "long"])
def test_answers_scores_and_what_is_set_aside_follow_the_schema(form: str, tmp_path: Path) -> None:
    """The example but for its flaws, in both forms, and everything that comes of it."""
    answers = mk.example_portfolio().iloc[:-3].drop(columns="dm.tags.state")
    if form == "long":
        answers = answers.melt(["assessment", "organisation", "sector", "round"], var_name="item").dropna()
    validate(records(answers), form)
    pd.concat([answers, answers.iloc[:2]]).to_parquet(tmp_path / "in.parquet")

    done = mk.portfolio(tmp_path / "in.parquet", tmp_path / "out.parquet", groups=True)

    validate(records(mk.portfolio_frame(done)), "scores")
    validate(records(mk.set_aside_frame(done)), "set_aside")
    abouts = [pq.read_schema(path).metadata[b"maturity-portfolio"] for path in (done.out, done.aside)]
    validate(map(json.loads, abouts), "about")
    assert done.set_aside == {"duplicate": 2}
