"""Random models and assessments, as the fields of their files."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from maturity_kit.content.load import parse_model
from maturity_kit.content.model import METHODS, SIGNALS, THEMES

WEIGHTS = st.sampled_from([1, 1, 1, 0, 0.25, 0.5, 2, 3, 10]) | st.floats(0.1, 5)
SCALES = [(0, 4), (1, 5), (-2, 2), (0, 1), (0, 10)]
TOPICS = ["forms", "data-joined", "goals"]
STATES = [{"state": "unknown"}, {"state": "not_applicable", "reason": "no forms"}, {"note": "only a note"}, None]


def text(name):
    return {"en": name, "nl": f"{name} (nl)"}


# Models


@st.composite
def items(draw, name, scale, essential_scale):
    """An item; it is essential only on a scale that has the gate."""
    own = draw(st.sampled_from([None, None, None, *SCALES]))
    low, high = own or scale
    fields = {
        "id": name,
        "text": text(name),
        "levels": [text(f"{name} {step}") for step in range(high - low + 1)],
        "weight": draw(WEIGHTS),
        "effort": draw(st.sampled_from([1, 1, 1.5, 2, 3])),
        "essential": draw(st.booleans()) and low <= essential_scale <= high,
        "quick": draw(st.booleans()),
        "topic": draw(st.sampled_from([None, None, None, *TOPICS])),
        "themes": draw(st.lists(st.sampled_from(THEMES[:3]), unique=True, max_size=2)),
        "signals": draw(st.lists(st.sampled_from(SIGNALS), unique=True, max_size=2)),
    }
    return {name: found for name, found in fields.items() if found is not None} | (
        {"scale": {"min": low, "max": high}} if own else {}
    )


@st.composite
def groups(draw, name, scale, gate, depth=2, beside=None, nested=False):
    """A group of items, or of groups while ``depth`` allows; ``nested`` demands groups."""
    fields = {"id": name, "title": text(name), "weight": draw(WEIGHTS)}
    fields["beside"] = draw(st.sampled_from([False, False, False, True])) if beside is None else beside
    names = [f"{name}.{n}" for n in range(1, draw(st.integers(1, 3)) + 1)]
    if nested or (depth and draw(st.sampled_from([False, False, True]))):
        return fields | {"groups": [draw(groups(one, scale, gate, depth - 1)) for one in names]}
    return fields | {"items": [draw(items(one, scale, gate)) for one in names]}


def ids_in(found):
    """The ids of groups and items, at any depth."""
    inside = [one for node in found for one in ids_in(node.get("groups", []) + node.get("items", []))]
    return [node["id"] for node in found] + inside


@st.composite
def model_fields(draw, name, method, own):
    """A small model of a method; ``own`` gives it other group ids and thresholds than the defaults."""
    scale = draw(st.sampled_from([(0, 4), *SCALES]))
    gate = draw(st.sampled_from([scale[0], (scale[0] + scale[1]) / 2, scale[1]]))
    ids = [f"{name}.g{n}" for n in range(1, draw(st.integers(1, 4)) + 1)]

    def make(one, **fixed):
        return draw(groups(one, scale, gate, **fixed))

    parameters = {"pool": draw(st.sampled_from(["mean", "median"]))} if draw(st.booleans()) else {}
    if method == "ladder":
        threshold = draw(st.sampled_from([62.5, 50, 75, 100]))
        at_work = draw(st.sampled_from([threshold, 50, 30]))
        coverage = draw(st.sampled_from([0, 0.5, threshold / 100]))
        parameters |= {"gate": gate, "threshold": threshold, "at_work": at_work, "min_coverage": coverage}
        found = [make(one, beside=False) for one in ids]
    elif method == "quadrant":
        x, y, symptoms = parts = ("dd.channels", "dd.data", "dd.symptoms")
        if own:
            x, y, symptoms = parts = tuple(f"{name}.{one}" for one in ("x", "y", "symptoms"))
            parameters |= {"x": x, "y": y, "symptoms": symptoms, "threshold_x": 50, "threshold_y": 75}
        found = [make(one, beside=one == symptoms) for one in parts] + [make(one) for one in ids[:1]]
        found = draw(st.permutations(found))
    elif method == "cycle":
        parts = (f"{name}.e", f"{name}.f") if own else ("s3.elements", "s3.factors")
        parameters |= {"elements": parts[0], "factors": parts[1]} if own else {}
        found = [make(parts[0], beside=False, nested=True, depth=2), make(parts[1], beside=True)]
    elif method == "values":
        sides = {"insight": ids, "solution": [f"{one}s" for one in ids]} if own else {
            "insight": ["ev.goal", "ev.customer", "ev.journey", "ev.swot"],
            "solution": ["ev.programmes", "ev.people", "ev.budget", "ev.planning"],
        }  # fmt: skip
        parameters |= sides if own else {}
        found = [make(one, beside=False, depth=1) for side in sides.values() for one in side]
    else:
        found = [make(one) for one in ids]
    return {
        "id": name,
        "version": "1.0",
        "method": method,
        "title": text(name),
        "scale": {"min": scale[0], "max": scale[1]},
        "parameters": parameters,
        "renamed": {f"old-{one}": one for one in ids_in(found)},
        "groups": found,
    }


@st.composite
def models(draw):
    """One to three small models; only the first of a method may use the default group ids."""
    methods = draw(st.lists(st.sampled_from(METHODS), min_size=1, max_size=3))
    own = [method in methods[:n] or draw(st.booleans()) for n, method in enumerate(methods)]
    fields = [draw(model_fields(f"m{n}", method, own[n])) for n, method in enumerate(methods)]
    made = [parse_model(json.dumps(one)) for one in fields]
    return {model.id: model for model in made}


# Assessments


def values_of(scale, mood):
    """Halves from one end of the scale to the other, or only from its upper part."""
    halves = [scale.min + step / 2 for step in range(2 * (scale.max - scale.min) + 1)]
    return halves[len(halves) // 2 :] if mood == "high" else halves


def votes_on(scale):
    """Some votes on an item: several ballots, voters who vote twice, nobody's names, counts."""
    meanings = [{"value": step} for step in range(scale.min, scale.max + 1)] + STATES[:2]
    ballot = st.sampled_from([{}, {"ballot": 1}, {"ballot": 2}])
    voter = st.sampled_from([{}, {"voter": "a1"}, {"voter": "b7"}, {"voter": "c3"}])
    single = st.builds(
        lambda *parts: {k: v for part in parts for k, v in part.items()}, ballot, voter, st.sampled_from(meanings)
    )
    people = st.sampled_from([0, 0, 1, 2])
    counts = st.builds(
        lambda which, steps, unknown, away: which | {"counts": steps, "unknown": unknown, "not_applicable": away},
        ballot,
        st.lists(people, min_size=scale.steps, max_size=scale.steps),
        people,
        people,
    )
    return st.lists(single | single | counts, max_size=5)


@st.composite
def assessments(draw, of):
    """What was said about some models."""
    answers, votes = {}, {}
    mood = draw(st.sampled_from(["any", "high", "high"]))
    for item in (item for model in of.values() for item in model.items):
        agreed = [{"value": value} for value in values_of(item.scale, mood)] * 2 + STATES + ["votes"] * 5
        entry = draw(st.sampled_from(agreed))
        if entry == "votes":
            votes[item.id] = draw(votes_on(item.scale))
        elif entry:
            answers[item.id] = entry
        if entry == STATES[2]:
            votes[item.id] = draw(votes_on(item.scale))
    nodes = [node.id for model in of.values() for node in (*model.nodes, *model.nodes)]
    nodes += [old for model in of.values() for old in model.renamed]
    if draw(st.booleans()):
        olds = {new: old for model in of.values() for old, new in model.renamed.items()}
        answers = {olds.get(item, item): entry for item, entry in answers.items()}
        votes = {olds.get(item, item): entry for item, entry in votes.items()}
    some = {"max_size": 5, "keys": st.sampled_from([*nodes, *of])}
    by_model = {"max_size": 3, "keys": st.sampled_from([*of])}
    return {
        "format": "maturity-assessment/1",
        "id": "made",
        "organisation": "Made",
        "date": "2026-11-22",
        "edition": draw(st.sampled_from(["full", "quick"])),
        "models": draw(st.sampled_from([{}, {model.id: model.version for model in of.values()}])),
        "answers": answers,
        "votes": votes,
        "targets": draw(st.dictionaries(values=st.sampled_from([0, 50, 80, 100]) | st.floats(0, 100), **some)),
        "weights": draw(st.dictionaries(values=WEIGHTS, **(some | {"keys": st.sampled_from(nodes)}))),
        "model_weights": draw(st.dictionaries(values=WEIGHTS, **by_model)),
        "claims": draw(st.dictionaries(values=st.just("omnichannel"), **by_model)),
    }
