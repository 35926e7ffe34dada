"""Whatever the model, answers and weights: a picture and a verdict, well-formed, in both languages."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring.made import assessments, models

import maturity_kit as mk
from maturity_kit.charts import draw, heatmap, roadmap, side_by_side
from maturity_kit.insight.verdict import verdict


@given(st.data(), st.sampled_from(["en", "nl"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_result_has_pictures_and_words(data: st.DataObject, language: str) -> None:
    made = data.draw(models())
    result = mk.score(mk.parse_assessment(json.dumps(data.draw(assessments(made)))), made)
    charts = [draw(found, language) for found in result.models.values()]
    charts += [side_by_side(result.models, language), heatmap(result.models, result.themes, language),
               roadmap(result.roadmap, result.models, language)]  # fmt: skip
    for chart in charts:
        ElementTree.fromstring(chart.svg)
        ElementTree.fromstring(chart.narrow)
        assert "{" not in chart.alt
    for found in result.models.values():
        said = verdict(found, language)
        assert said.sentence.endswith(".")
        assert said.uncertainty.endswith(".")
