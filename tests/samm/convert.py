"""Make a model of a folder in the public layout of OWASP SAMM 2: ``python -m tests.samm.convert FOLDER --out FILE``.

The layout has one YAML document a file, in a folder for each kind of thing; things refer to each other by ``id``:

=====================  =====================================================================
``business_functions`` ``id name order description``
``security_practices`` ``id name shortName order function shortDescription``
``streams``            ``id name letter order practice description``
``maturity_levels``    ``id number``: 1, 2 and 3
``practice_levels``    ``id practice maturityLevel``
``activities``         ``id stream level`` (of a practice)
``questions``          ``id activity answerSet text quality``
``answer_sets``        ``id values``: each ``text value``; a value is 0, 0.25, 0.5 or 1
=====================  =====================================================================

Its rule: a stream scores the sum of the answers to its three levels (0 to 3), a practice the mean of its streams, a
function the mean of its practices. A tree does the same on 0 to 100: three questions of equal weight in a stream, so
``score * 3 / 100`` is SAMM's number. An answer of 0, 0.25, 0.5 or 1 is step 0, 1, 2 or 4 of the scale 0 to 4, since
x = step / 4. Step 3 is no answer there; it stands for a discussion that ends between the two.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from maturity_kit.content.load import parse_model
from maturity_kit.errors import InputError

LEVELS = ("1", "2", "3")
STEPS = 4
REFERENCES = {
    "security_practices": {"function": "business_functions"},
    "streams": {"practice": "security_practices"},
    "practice_levels": {"practice": "security_practices", "maturityLevel": "maturity_levels"},
    "activities": {"stream": "streams", "level": "practice_levels"},
    "questions": {"activity": "activities", "answerSet": "answer_sets"},
}
NEEDED = {
    "business_functions": ("id", "name", "order"),
    "security_practices": ("id", "name", "shortName", "order", "function"),
    "streams": ("id", "name", "letter", "order", "practice"),
    "maturity_levels": ("id", "number"),
    "practice_levels": ("id", "practice", "maturityLevel"),
    "activities": ("id", "stream", "level"),
    "questions": ("id", "activity", "answerSet", "text"),
    "answer_sets": ("id", "values"),
}


class LayoutError(ValueError):
    """The folder is not in this layout; the message says where, what was found and what to do."""


@dataclass(frozen=True)
class Thing:
    """One document, and the file it stands in."""

    file: Path
    fields: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def words(self, name: str) -> str:
        """A field as one line of text; empty without it."""
        return " ".join(str(self.fields.get(name) or "").split())


Things = Mapping[str, Mapping[str, Thing]]


def convert(folder: Path, model_id: str = "samm", version: str = "1.0", title: str = "SAMM") -> dict[str, Any]:
    """The fields of a model file.

    Raises:
        LayoutError: the folder is not in the layout above, or the rule cannot be kept.
    """
    things = read(folder)
    functions = ordered(things["business_functions"].values())
    return {
        "id": model_id,
        "version": version,
        "method": "tree",
        "title": {"en": title},
        "summary": {"en": "How far is each practice in place? Three levels in two streams, from 0 to 3."},
        "scale": {"min": 0, "max": STEPS},
        "groups": [_function(function, things, model_id) for function in functions],
    }


def read(folder: Path) -> dict[str, dict[str, Thing]]:
    """Every document by its kind and id, with every reference found to lead somewhere."""
    things = {kind: _read_kind(folder / kind, needed) for kind, needed in NEEDED.items()}
    for kind, references in REFERENCES.items():
        for thing in things[kind].values():
            for name, target in references.items():
                if thing[name] not in things[target]:
                    told = f"{name} is {thing[name]}, which no file in {target} has as its id. Correct one of the two."
                    raise LayoutError(f"{thing.file}: {told}")
    return things


def _read_kind(folder: Path, needed: Sequence[str]) -> dict[str, Thing]:
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not files:
        raise LayoutError(f"{folder}: no YAML files are here. Give the folder that holds {', '.join(NEEDED)}.")
    found: dict[str, Thing] = {}
    for file in files:
        thing = Thing(file, _read_file(file, needed))
        if thing["id"] in found:
            other = found[thing["id"]].file.name
            raise LayoutError(f"{file}: the id {thing['id']} is that of {other} as well. Give each an id of its own.")
        found[thing["id"]] = thing
    return found


def _read_file(file: Path, needed: Sequence[str]) -> Mapping[str, Any]:
    """The document of a file. Scalars stay text, so that an answer ``No`` is no boolean."""
    try:
        found = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise LayoutError(f"{file}: this is not YAML ({' '.join(str(problem).split())}). Mend the file.") from None
    if not isinstance(found, dict):
        raise LayoutError(f"{file}: this is no mapping of fields. Write {', '.join(needed)}, each with a colon.")
    missing = [name for name in needed if not found.get(name)]
    if missing:
        raise LayoutError(f"{file}: {missing[0]} is missing or empty. Write it; needed are {', '.join(needed)}.")
    return found


def ordered(things: Iterable[Thing]) -> list[Thing]:
    """Things by their ``order``, a whole number."""
    return sorted(things, key=lambda thing: (whole(thing, "order"), thing.words("name")))


def whole(thing: Thing, name: str) -> int:
    """A field that is a whole number."""
    try:
        return int(thing[name])
    except (TypeError, ValueError):
        raise LayoutError(f"{thing.file}: {name} is {thing[name]}; a whole number is needed. Write one.") from None


def _function(function: Thing, things: Things, model_id: str) -> dict[str, Any]:
    own = f"{model_id}.{_slug(function.words('name'))}"
    practices = _below(function, things["security_practices"], "function")
    return {**_head(own, function, "description"), "groups": [_practice(one, things, own) for one in practices]}


def _practice(practice: Thing, things: Things, above: str) -> dict[str, Any]:
    own = f"{above}.{_slug(practice.words('shortName'))}"
    streams = _below(practice, things["streams"], "practice")
    return {**_head(own, practice, "shortDescription"), "groups": [_stream(one, things, own) for one in streams]}


def _stream(stream: Thing, things: Things, above: str) -> dict[str, Any]:
    own = f"{above}.{_slug(stream.words('letter'))}"
    asked = _questions(stream, things)
    items = [_item(f"{own}.{level}", asked[level], things["answer_sets"]) for level in LEVELS]
    return {**_head(own, stream, "description"), "items": items}


def _head(own: str, thing: Thing, told: str) -> dict[str, Any]:
    summary = {"summary": {"en": thing.words(told)}} if thing.words(told) else {}
    return {"id": own, "title": {"en": thing.words("name")}, **summary}


def _below(above: Thing, things: Mapping[str, Thing], name: str) -> list[Thing]:
    found = ordered(thing for thing in things.values() if thing[name] == above["id"])
    if not found:
        told = (
            f"nothing names its id {above['id']} as {name}, so it has no score. Add what belongs to it, or remove it."
        )
        raise LayoutError(f"{above.file}: {told}")
    return found


def _questions(stream: Thing, things: Things) -> dict[str, Thing]:
    """The one question of a stream for each of the three levels."""
    found: list[tuple[str, Thing]] = []
    for question in things["questions"].values():
        activity = things["activities"][question["activity"]]
        if activity["stream"] == stream["id"]:
            found.append((_level(activity, stream, things), question))
    counts = Counter(level for level, _ in found)
    if counts != dict.fromkeys(LEVELS, 1):
        told = ", ".join(f"{counts[level]} for level {level}" for level in sorted({*LEVELS, *counts}))
        raise LayoutError(
            f"{stream.file}: found {told}; a stream sums one question for each of {', '.join(LEVELS)}. Mend that."
        )
    return dict(found)


def _level(activity: Thing, stream: Thing, things: Things) -> str:
    level = things["practice_levels"][activity["level"]]
    if level["practice"] != stream["practice"]:
        told = f"its level {activity['level']} is of another practice than its stream. Name one of the same practice."
        raise LayoutError(f"{activity.file}: {told}")
    return str(things["maturity_levels"][level["maturityLevel"]]["number"])


def _item(item_id: str, question: Thing, answer_sets: Mapping[str, Thing]) -> dict[str, Any]:
    levels = _descriptors(answer_sets[question["answerSet"]])
    quality = question.fields.get("quality") or []
    hint = {"hint": {"en": "; ".join(" ".join(line.split()) for line in quality)}} if quality else {}
    return {"id": item_id, "text": {"en": question.words("text")}, "levels": [{"en": text} for text in levels], **hint}


def _descriptors(answers: Thing) -> list[str]:
    """A sentence for each step; a step that is no answer is told as being on the way to the next one."""
    found = {_step(answers, one): " ".join(str(one["text"]).split()) for one in _values(answers)}
    if not {0, STEPS} <= found.keys():
        raise LayoutError(f"{answers.file}: an answer of 0 or of 1 is missing, so the score cannot reach it. Add it.")
    steps = range(STEPS + 1)
    above = {step: found[min(known for known in found if known >= step)] for step in steps}
    return [found.get(step, f"On the way to “{above[step]}” (between two answers)") for step in steps]


def _values(answers: Thing) -> Sequence[Mapping[str, Any]]:
    found = answers["values"]
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and {"text", "value"} <= one.keys() for one in found
    ):
        raise LayoutError(
            f"{answers.file}: values is no list of answers with text and value. Write both for each answer."
        )
    return found


def _step(answers: Thing, one: Mapping[str, Any]) -> int:
    try:
        step = float(one["value"]) * STEPS
    except ValueError:
        step = -1.0
    if step not in range(STEPS + 1):
        raise LayoutError(
            f"{answers.file}: the value {one['value']} is no quarter from 0 to 1. Write 0, 0.25, 0.5, 0.75 or 1."
        )
    return int(step)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the model, or say in one sentence on standard error why not; 0 or 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.samm.convert", description="Make a model of a folder in the layout of OWASP SAMM 2."
    )
    parser.add_argument(
        "folder", type=Path, help="folder that holds business_functions, security_practices, streams, …"
    )
    parser.add_argument("--out", type=Path, help="file to write; else standard output")
    parser.add_argument("--id", default="samm", help="id of the model (samm)")
    parser.add_argument("--version", default="1.0", help="version of the model (1.0)")
    parser.add_argument("--title", default="SAMM", help="title of the model (SAMM)")
    given = parser.parse_args(arguments)
    try:
        model = convert(given.folder, given.id, given.version, given.title)
        text = yaml.safe_dump(model, sort_keys=False, allow_unicode=True, width=110)
        parse_model(text, str(given.out or given.folder))
    except (LayoutError, InputError) as problem:
        print(problem, file=sys.stderr)
        return 1
    given.out.write_text(text, encoding="utf-8") if given.out else print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
