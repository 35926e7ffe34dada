"""Assessments that try a document: hostile and endless names, crowded registers, and hardly anything."""

import copy
import json
from pathlib import Path

from maturity_kit.assessment.assessment import Assessment

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
SIGNS = "<b>&\"'=cmd|' #panic() $x$ *y* `z` 🚀 مرحبا"
LONG = ("Lange naam " * 40)[:300]
WORD = "x" * 300
FREE = ("name", "text", "goal", "owner", "first_step", "measure", "reason", "touchpoint", "takes_over", "department",
        "size", "unit", "evaluation", "where", "definition", "kpi", "channel", "metric")  # fmt: skip


def crowded(name):
    """The insurer with this name in front of everything, 40 segments and twelve actions, stops and objectives."""
    raw = json.loads((EXAMPLES / "insurer.assessment.json").read_text("utf-8"))
    kept = raw["registers"]
    for register in ("journey", "programmes", "budget", "swot", "kpis"):
        kept[register] = _named(kept[register], name)
    for register in ("actions", "stops", "objectives"):
        rows = copy.deepcopy(kept[register] * 4)[:12]
        kept[register] = [{**_named(row, name), "name": f"{name} {n}"} for n, row in enumerate(rows)]
    kept["segments"] = [{"name": f"{name} {n}", "phase": "do", "size": name} for n in range(40)]
    for answer in raw["answers"].values():
        if "note" in answer:
            answer["note"] = f"{name} {answer['note']}"
    return Assessment.model_validate({**raw, "organisation": name})


def _named(found, name, field=""):
    if isinstance(found, dict):
        return {key: _named(part, name, key) for key, part in found.items()}
    if isinstance(found, list):
        return [_named(part, name, field) for part in found]
    return f"{name} {found}" if isinstance(found, str) and field in FREE else found


def hardly(**fields):
    """An assessment of one model in which nothing was answered."""
    bare = {"format": "maturity-assessment/1", "id": "e1", "organisation": "Leeg", "unit": "", "round": 1,
            "date": "2026-11-22", "language": "nl", "edition": "quick", "models": {"four-d": "1.0"}}  # fmt: skip
    return Assessment.model_validate({**bare, **fields})
