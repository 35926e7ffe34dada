"""A small model of our own in the public layout of OWASP SAMM 2: ``python -m tests.samm.garden FOLDER`` writes it.

Two functions of three practices, each with two streams of three levels: 36 questions. Only the layout is that of SAMM;
every word is about a garden of neighbours.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

FUNCTIONS = {
    "Soil": {"CO": "Compost", "MU": "Mulch", "DR": "Drainage"},
    "Harvest": {"PI": "Picking", "ST": "Storing", "SH": "Sharing"},
}
STREAMS = {"A": "Doing it", "B": "Keeping track"}
QUESTIONS = {
    "A1": "Does anybody look after {} at all?",
    "A2": "Is there a rota for {} that people follow?",
    "A3": "Do neighbours teach each other about {}?",
    "B1": "Is it written down when {} was last done?",
    "B2": "Do you compare this year with last year for {}?",
    "B3": "Does what you saw change your plan for {}?",
}
ANSWERS = {
    "beds": ["No", "Yes, in some beds", "Yes, in half of the beds", "Yes, in nearly every bed"],
    "seasons": ["No", "Yes, one season", "Yes, two seasons", "Yes, all year round"],
}
VALUES = ("0", "0.25", "0.5", "1")


def guid(*names: str) -> str:
    """A stable id of 32 signs, as the layout has them."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("garden", *names))).hex


def write(folder: Path) -> Path:
    """Every file of the layout, in a folder for each kind of thing."""
    for name, values in ANSWERS.items():
        rows = "".join(
            f"- text: {text}\n  value: {value}\n  weight: 1\n  order: {order}\n"
            for order, (text, value) in enumerate(zip(values, VALUES, strict=True))
        )
        _put(folder, "answer_sets", name, f"id: {guid(name)}\nvalues:\n{rows}", "AnswerSet")
    for number in "123":
        text = f"id: {guid('level', number)}\nnumber: {number}\ndescription: Step {number}.\n"
        _put(folder, "maturity_levels", number, text, "MaturityLevel")
    for order, (function, practices) in enumerate(FUNCTIONS.items(), 1):
        text = f"model: GARDEN\nid: {guid(function)}\nname: {function}\ndescription: |\n  All of {function.lower()}.\n\n  Really.\n"
        _put(folder, "business_functions", function, f"{text}color:\n  #336600\norder: {order}\n", "Function")
        for place, (short, name) in enumerate(practices.items(), 1):
            _practice(folder, function, short, name, place)
    return folder


def _practice(folder: Path, function: str, short: str, name: str, order: int) -> None:
    text = f"function: {guid(function)}\nid: {guid(short)}\nname: {name}\nshortName: {short}\n"
    text += f"shortDescription: {name} in the garden.\norder: {order}\nassignee: Nobody\nprogress: 50\n"
    _put(folder, "security_practices", f"{function[0]}-{name}", text, "Practice")
    for number in "123":
        text = (
            f"practice: {guid(short)}\nmaturityLevel: {guid('level', number)}\nid: {guid(short, number)}\nobjective:\n"
        )
        _put(folder, "practice_levels", f"{short}-{number}", text, "PracticeLevel")
    for place, (letter, title) in enumerate(STREAMS.items(), 1):
        text = f"practice: {guid(short)}\nid: {guid(short, letter)}\nname: {title}\nletter: {letter}\norder: {place}\n"
        _put(folder, "streams", f"{short}-{letter}", f"{text}description: {title} with {name.lower()}.\n", "Stream")
        for number in "123":
            _question(folder, short, name, letter, number)


def _question(folder: Path, short: str, name: str, letter: str, number: str) -> None:
    own = f"{short}-{number}-{letter}"
    text = f"stream: {guid(short, letter)}\nlevel: {guid(short, number)}\nid: {guid('activity', own)}\ntitle: {own}\nresults:\n"
    _put(folder, "activities", own, text, "Activity")
    asked = QUESTIONS[f"{letter}{number}"].format(name.lower())
    answers = guid("beds" if letter == "A" else "seasons")
    text = f"activity: {guid('activity', own)}\nanswerSet: {answers}\nid: {guid('question', own)}\ntext: {asked}\norder: 1\n"
    _put(
        folder, "questions", own, f"{text}quality:\n- Somebody can point at it\n- It was there last month\n", "Question"
    )


def _put(folder: Path, kind: str, name: str, text: str, called: str) -> None:
    path = folder / kind / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\n# Link to what this belongs to, using its id\n{text}\n# Kind\ntype: {called}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
