"""The panel "would other weights change the advice": a slider, what the draws say, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import Region, decimal, render
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.certainty_words import FIRST, STEPS, USUAL, difference_words, of_hundred, reading
from maturity_kit.insight.doubt_words import verdict_words
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import brief
from maturity_kit.insight.rules import verdict_by
from maturity_kit.insight.sensitivity import Bar, ModelSensitivity, Sensitivity
from maturity_kit.insight.words import EQUAL, decimals, whole
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading

SHOWN_WEIGHTS = 5
READABLE = 0.1
RULES = ("geometric", "minimum")


def panel_html(state: AssessmentState, page: str, said: Region, figures: Region) -> str:
    """The fold with its slider; what the draws say and the numbers are regions of their own, filled once it is open."""
    words = [difference_words(kappa, state.language) for kappa in STEPS]
    return render("certainty", state.language, page=page, words=words, usual=USUAL, said=said, figures=figures)


def waiting_html(language: str) -> str:
    """What stands in the panel until its numbers are there."""
    return render("certainty_waiting", language)


def said_html(state: AssessmentState, found: Sensitivity) -> str:
    """The answer in a sentence, and the numbers that it rests on in a few more."""
    return render("certainty_said", state.language, reading=reading(found, _models(state), state.language))


def figures_html(state: AssessmentState, found: Sensitivity, rough: bool, address: Address, doubts: str) -> str:
    """Per model the two kinds of doubt, what is likely, and the weights that matter; then the order of the road.

    Args:
        state: the assessment.
        found: the draws over its models.
        rough: whether these are the few draws that are made while the slider moves.
        address: where a model shows a question or a part.
        doubts: where the page lists the answers that could turn a verdict; empty when it does not.
    """
    models = [model_row(state, result, found.models[name], address) for name, result in _models(state).items()]
    draws, kappa = (decimal(amount, state.language) for amount in (found.draws, found.kappa))
    return render(
        "certainty_figures",
        state.language,
        models=models,
        steps=list(road_rows(state, found, address)),
        places=range(1, len(found.ranks) + 1),
        draws=draws,
        kappa=kappa,
        usual=decimal(STEPS[USUAL], state.language),
        rough=rough,
        doubts=doubts,
    )


def _models(state: AssessmentState) -> dict[str, ModelResult]:
    return in_reading_order(state.everything().models)


def model_row(state: AssessmentState, result: ModelResult, drawn: ModelSensitivity, address: Address) -> dict[str, Any]:
    """One model: its score, both bands, what is likely, the other rules, and its weights."""
    largest = max((bar.reach for bar in drawn.tornado), default=0.0)
    bars = [bar_row(state, result, bar, largest, address) for bar in drawn.tornado[:SHOWN_WEIGHTS]]
    return {
        "id": result.model.id,
        "title": result.model.title.to(state.language),
        "score": None if result.score is None else whole(result.score),
        "mark": result.score,
        "weights": span(drawn.low, drawn.high),
        "open": span(result.low, result.high),
        "likely": list(likely_rows(result, drawn, state.language)),
        "rules": "; ".join(rule_words(result, state.language)),
        "bars": bars,
    }


def span(low: float | None, high: float | None) -> dict[str, Any] | None:
    """A band on an axis of 0 to 100, with its ends in whole points; None without one."""
    if low is None or high is None:
        return None
    return {"left": low, "width": high - low, "low": whole(low), "high": whole(high), "settled": high - low <= EQUAL}


def likely_rows(result: ModelResult, drawn: ModelSensitivity, language: str) -> Iterator[dict[str, Any]]:
    """Each level or situation that came out, lowest first: how often, in words and as a share of a bar."""
    say = Wording("certainty", language)
    for found in sorted(drawn.probabilities, key=_height):
        share = drawn.probabilities[found]
        yield {
            "verdict": say("likely.no-verdict") if found is None else verdict_words(result.model, found, language),
            "times": of_hundred(share, say),
            "share": share,
            "label": whole(100 * share) if share >= READABLE else "",
            "shade": shade_of(result, found),
        }


def _height(found: int | str | None) -> int:
    """Where a level or situation stands among the others; no verdict comes first."""
    if found is None:
        return -1
    return SITUATIONS.index(found) if isinstance(found, str) else found


def shade_of(result: ModelResult, found: int | str | None) -> int:
    """Which of the five colours a level or situation has: darker the higher it stands."""
    most = len(SITUATIONS) - 1 if isinstance(found, str) else len(result.model.groups)
    return round(4 * max(_height(found), 0) / max(most, 1))


def rule_words(result: ModelResult, language: str) -> Iterator[str]:
    """What the score would be by each way of adding up, and the verdict where it is another one."""
    if result.score is None:
        return
    say, reading = Wording("certainty", language), result.reading
    yield say("rules.mean", score=whole(result.score))
    for rule in RULES:
        words = say(f"rules.{rule}", score=whole(result.rules[rule]))
        other = verdict_by(result, rule)
        now = reading.attained if isinstance(reading, LadderReading) else getattr(reading, "situation", None)
        named = verdict_words(result.model, other, language)
        has_verdict = isinstance(reading, LadderReading | QuadrantReading)
        yield say("rules.other", rule=words, verdict=named) if has_verdict and other != now else words


def bar_row(state: AssessmentState, result: ModelResult, bar: Bar, largest: float, address: Address) -> dict[str, Any]:
    """One weight: what it belongs to, the change of the score in points, and two bars around a middle."""
    node = result.model.node(bar.node)
    of_item = isinstance(node, Item)
    place = f"question={bar.node}" if of_item else f"why={result.model.id}/{bar.node}"
    text = node.text if isinstance(node, Item) else node.title
    sides = [(kind, bar_span(change, largest)) for kind, change in (("halved", bar.halved), ("doubled", bar.doubled))]
    return {
        "title": brief(text.to(state.language)),
        "href": address(result.model.id, place),
        "halved": points(bar.halved, state.language),
        "doubled": points(bar.doubled, state.language),
        "sides": sides,
    }


def bar_span(change: float, largest: float) -> tuple[float, float]:
    """Left edge and width, in percent, of a bar that starts in the middle; the largest change fills a half."""
    width = 50 * abs(change) / largest if largest else 0.0
    return (50.0 if change > 0 else 50 - width), width


def points(change: float, language: str) -> str:
    """A change in points with its sign and one decimal.

    >>> points(2.25, "nl"), points(-0.04, "en")
    ('+2,2', '0.0')
    """
    words = decimals(abs(change), language)
    return words if not words.strip("0.,") else f"{'+' if change > 0 else '−'}{words}"


def road_rows(state: AssessmentState, found: Sensitivity, address: Address) -> Iterator[dict[str, Any]]:
    """Each of the first steps by priority: how often it is among the first three, and how often it takes each place."""
    horizons: Mapping[str, str] = {step.item: step.horizon for step in state.everything().roadmap}
    owners = {item.id: model for model in state.models.values() for item in model.items}
    for item_id, shares in found.ranks.items():
        model = owners[item_id]
        item = model.node(item_id)
        assert isinstance(item, Item)
        yield {
            "question": brief(item.text.to(state.language)),
            "model": model.title.to(state.language),
            "href": address(model.id, f"question={item_id}"),
            "now": horizons.get(item_id) == "now",
            "first": cell(sum(shares[:FIRST])),
            "cells": [cell(share) for share in shares[: len(found.ranks)]],
        }


def cell(share: float) -> dict[str, Any]:
    """A share of the draws for a table: a short number of a hundred, and which of the five colours it has."""
    nearly = ">99" if 0.995 <= share < 1 - EQUAL else "<1" if EQUAL < share < 0.005 else whole(100 * share)
    return {"times": nearly, "shade": None if share < 0.005 else min(4, int(5 * share + EQUAL))}
