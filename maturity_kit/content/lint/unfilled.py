"""Places to fill in that a new model was made with: a text that is one pair of square brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from maturity_kit.content.lint.finding import Finding, fault
from maturity_kit.content.lint.passages import passages
from maturity_kit.content.model import Model

RULE = "place.unfilled"


def unfilled_findings(model: Model) -> Iterator[Finding]:
    """Each text that still says what should stand there."""
    texts = {passage.place: passage.text for passage in passages(model)}
    named = {f"{model.id}.source.{name}": found for name, found in model.source.items() if isinstance(found, Mapping)}
    for place, text in {**texts, **named}.items():
        for language, said in text.items():
            if said.strip().startswith("[") and said.strip().endswith("]"):
                yield fault(RULE, f"{place}.{language}", found=said.strip())


def of_filled(findings: Iterable[Finding], unfilled: Iterable[Finding]) -> list[Finding]:
    """The findings without those about a text that is still a place to fill in."""
    places = {finding.place for finding in unfilled}
    return [finding for finding in findings if finding.place not in places]
