"""The parameters of each method, with their defaults; numbers are explained in the scoring formulas."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.content.model import Method, Model

Parameter = float | str | tuple[str, ...]
DEFAULTS: Mapping[Method, Mapping[str, Parameter]] = {
    "ladder": {"threshold": 62.5, "at_work": 50.0, "gate": 2.0, "min_coverage": 0.6},
    "quadrant": {
        "x": "dd.channels",
        "y": "dd.data",
        "symptoms": "dd.symptoms",
        "threshold_x": 62.5,
        "threshold_y": 62.5,
    },
    "cycle": {"elements": "s3.elements", "factors": "s3.factors"},
    "layers": {},
    "values": {
        "insight": ("ev.goal", "ev.customer", "ev.journey", "ev.swot"),
        "solution": ("ev.programmes", "ev.people", "ev.budget", "ev.planning"),
    },
    "tree": {},
}


def parameter(model: Model, name: str) -> Parameter:
    """The model's own parameter, else the default of its method."""
    return model.parameters[name] if name in model.parameters else DEFAULTS[model.method][name]


def numeric(model: Model, name: str) -> float:
    """A parameter that is a number."""
    found = parameter(model, name)
    assert isinstance(found, int | float)
    return float(found)


def ids(model: Model, name: str) -> tuple[str, ...]:
    """A parameter that names groups, as a tuple also when it is one id."""
    found = parameter(model, name)
    assert isinstance(found, str | tuple)
    return (found,) if isinstance(found, str) else found


def part_ids(model: Model) -> dict[str, tuple[str, ...]]:
    """For each parameter of the method that names groups: their ids."""
    named = {name for name, default in DEFAULTS[model.method].items() if isinstance(default, str | tuple)}
    return {name: ids(model, name) for name in DEFAULTS[model.method] if name in named}


def pool(model: Model) -> str:
    """How votes are pooled: ``mean`` or ``median``."""
    return str(model.parameters.get("pool", "mean"))
