"""The panel "would other weights change the advice": a slider, what the draws say, and the numbers behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import Region, decimal, render
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.doubt_words import found_words
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import brief
from maturity_kit.insight.sensitivity import Bar, ModelSensitivity, Sensitivity
from maturity_kit.insight.sensitivity.panel_words import STEPS, USUAL, difference_words, reading
from maturity_kit.insight.sensitivity.words import TOP, node_title, points, times_words
from maturity_kit.insight.words import EQUAL, whole

SHOWN_WEIGHTS = 5
READABLE = 0.1
COLOURS = 5
DEEPEST = 45.0
"""Percent of the accent behind a number that is so in every draw: words stay readable on it, in light and dark."""

OTHERS = ""
"""Stands for several parts together; no part has an empty id."""

UNNAMED: Mapping[int | str | None, str] = {None: "likely.no-verdict", OTHERS: "likely.others"}
SHORT = 64


def panel_html(state: AssessmentState, page: str, said: Region, figures: Region) -> str:
    """The fold with its slider; what the draws say and the numbers are regions of their own, filled once it is open."""
    words = [difference_words(kappa, state.language) for kappa in STEPS]
    return render("certainty", state.language, page=page, words=words, usual=USUAL, said=said, figures=figures)


def waiting_html(language: str) -> str:
    """What stands in the panel until its numbers are there."""
    return render("certainty_waiting", language)


def said_html(state: AssessmentState, found: Sensitivity) -> str:
    """The answer in a sentence, and the numbers that it rests on in a few more."""
    return render("certainty_said", state.language, reading=reading(found, state.language))


def figures_html(state: AssessmentState, found: Sensitivity, rough: bool, address: Address, doubts: str) -> str:
    """Per model the two kinds of doubt, what is likely, and the weights that matter; then the order of the road.

    Args:
        state: the assessment.
        found: the draws over its models.
        rough: whether these are the few draws that are made while the slider moves.
        address: where a model shows a question or a part.
        doubts: where the page lists the answers that could turn a verdict; empty when it does not.
    """
    models = [model_row(one, state.language, address) for one in in_reading_order(found.models).values()]
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


def model_row(drawn: ModelSensitivity, language: str, address: Address) -> dict[str, Any]:
    """One model: its score, both bands, what is likely, the other rules, and its weights."""
    result = drawn.result
    largest = max((bar.reach for bar in drawn.tornado), default=0.0)
    bars = [bar_row(drawn.model, bar, largest, language, address) for bar in drawn.tornado[:SHOWN_WEIGHTS]]
    return {
        "id": drawn.model.id,
        "title": drawn.model.title.to(language),
        "score": None if result.score is None else whole(result.score),
        "mark": result.score,
        "weights": span(drawn.low, drawn.high),
        "open": span(result.low, result.high),
        "likely": [] if result.score is None else list(likely_rows(drawn, language)),
        "rules": "; ".join(rule_words(drawn, language)),
        "bars": bars,
    }


def span(low: float | None, high: float | None) -> dict[str, Any] | None:
    """A band on an axis of 0 to 100, with its ends in whole points; None without one."""
    if low is None or high is None:
        return None
    return {"left": low, "width": high - low, "low": whole(low), "high": whole(high), "settled": high - low <= EQUAL}


def likely_rows(drawn: ModelSensitivity, language: str) -> Iterator[dict[str, Any]]:
    """Each verdict that came out, levels and situations lowest first: how often, in words and as a share of a bar."""
    say = Wording("certainty", language)
    for verdict, share, shade in outcomes(drawn):
        yield {
            "verdict": say(UNNAMED[verdict]) if verdict in UNNAMED else found_words(drawn.model, verdict, language),
            "times": times_words(share, language),
            "share": share,
            "label": whole(100 * share) if share >= READABLE else "",
            "shade": shade,
        }


def outcomes(drawn: ModelSensitivity) -> list[tuple[int | str | None, float, int]]:
    """The verdicts that came out, each with its share of the draws, 0..1, and one of the five colours.

    Levels and situations are darker the higher they stand. Of weakest parts the likeliest comes first and is darkest;
    what is left after the first four is ``OTHERS``.
    """
    came = {verdict: share for verdict, share in drawn.chances.items() if share > 0}
    if drawn.kind == "weakest":
        ordered = sorted(came.items(), key=lambda pair: -pair[1])
        rest = [(OTHERS, sum(share for _, share in ordered[COLOURS - 1 :]))] if len(ordered) > COLOURS else []
        shown = ordered[: COLOURS - len(rest)] + rest
        return [(verdict, share, COLOURS - 1 - place) for place, (verdict, share) in enumerate(shown)]
    scale = [*drawn.chances]
    most = max(len(scale) - 1, 1)
    return [(verdict, share, round((COLOURS - 1) * scale.index(verdict) / most)) for verdict, share in came.items()]


def rule_words(drawn: ModelSensitivity, language: str) -> Iterator[str]:
    """What the score would be by each way of adding up, and the level or situation where it is another one."""
    if drawn.result.score is None:
        return
    say = Wording("certainty", language)
    for rule, found in drawn.rules.items():
        words = say(f"rules.{rule}", score=whole(found.score))
        other = drawn.kind in ("level", "situation") and found.verdict != drawn.rules["mean"].verdict
        named = found_words(drawn.model, found.verdict, language)
        yield say("rules.other", rule=words, verdict=named) if other else words


def bar_row(model: Model, bar: Bar, largest: float, language: str, address: Address) -> dict[str, Any]:
    """One weight: what it belongs to, the change of the score in points, and two bars around a middle."""
    of_item = isinstance(model.node(bar.node), Item)
    place = f"question={bar.node}" if of_item else f"why={model.id}/{bar.node}"
    sides = [(kind, bar_span(change, largest)) for kind, change in (("halved", bar.halved), ("doubled", bar.doubled))]
    return {
        "title": brief(node_title(model, bar.node, language), SHORT),
        "href": address(model.id, place),
        "halved": points(bar.halved, language),
        "doubled": points(bar.doubled, language),
        "sides": sides,
    }


def bar_span(change: float, largest: float) -> tuple[float, float]:
    """Left edge and width, in percent, of a bar that starts in the middle; the largest change fills a half."""
    width = 50 * abs(change) / largest if largest else 0.0
    return (50.0 if change > 0 else 50 - width), width


def road_rows(state: AssessmentState, found: Sensitivity, address: Address) -> Iterator[dict[str, Any]]:
    """Each of the first steps by priority: how often it is among the first three, and how often it takes each place."""
    horizons: Mapping[str, str] = {step.item: step.horizon for step in state.everything().roadmap}
    for item_id, shares in found.ranks.items():
        model = found.model_of(item_id)
        yield {
            "question": brief(node_title(model, item_id, state.language), SHORT),
            "model": model.title.to(state.language),
            "href": address(model.id, f"question={item_id}"),
            "now": horizons.get(item_id) == "now",
            "first": cell(sum(shares[:TOP])),
            "cells": [cell(share) for share in shares[: len(found.ranks)]],
        }


def cell(share: float) -> dict[str, Any]:
    """A share of the draws for a table: a short number of a hundred, and how much of the accent colours it, percent.

    By the square root, so that a spread over ten places can be seen too.
    """
    nearly = ">99" if 0.995 <= share < 1 - EQUAL else "<1" if EQUAL < share < 0.005 else whole(100 * share)
    return {"times": nearly, "tint": DEEPEST * math.sqrt(share)}
