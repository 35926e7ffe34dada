"""A form in sections: one for each group that holds questions, so that a long form stays short to look at."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import pooled
from maturity_kit.content.model import Group, Model
from maturity_kit.content.wording import Wording

SHORT = 13
"""Questions up to which a form starts with every section open; a longer one starts with one, and can be searched."""


@dataclass(frozen=True)
class Section:
    """The questions of one group that belong to an assessment.

    Attributes:
        said: those to which something was said, don't know included.
        total: all of them.
        opened: whether the section is open when the page opens.
    """

    said: int
    total: int
    opened: bool


def sections_of(assessment: Assessment, model: Model) -> dict[str, Section]:
    """The sections of a form by the id of their group, in order; groups of which nothing is asked have none.

    In a long form the first with an open question starts open, or the very first when nothing is open.
    """
    counts = {group: states for group, states in _states(assessment, model).items() if states}
    left = [group for group, states in counts.items() if "not_asked" in states]
    first = next(iter(left or counts), "")
    short = not is_long(assessment, model)
    return {
        group: Section(len(states) - states.count("not_asked"), len(states), short or group == first)
        for group, states in counts.items()
    }


def is_long(assessment: Assessment, model: Model) -> bool:
    """Whether a form has more questions than one wants to see at once."""
    return sum(len(states) for states in _states(assessment, model).values()) > SHORT


def said_words(section: Section, language: str) -> str:
    """How many questions of a section are filled in, for its head."""
    key = "section.done" if section.said == section.total else "section.said"
    return Wording("forms", language)(key, said=section.said, total=section.total)


def _states(assessment: Assessment, model: Model) -> dict[str, list[str]]:
    """Of each group that holds items: the states of those that belong to the assessment."""
    state = dict(zip([item.id for item in model.items], pooled(assessment, model).states, strict=True))
    return {
        node.id: [state[item.id] for item in node.items if state[item.id] != "not_in_edition"]
        for node in model.nodes
        if isinstance(node, Group) and node.items
    }
