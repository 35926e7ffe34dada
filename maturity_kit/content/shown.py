"""How a model shows itself in a notebook."""

from __future__ import annotations

from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import Group, Item, Model
from maturity_kit.content.wording import Wording

DEEPER = "\u2003"
"""Stands before a title once for each floor that it lies deeper."""


def model_html(model: Model, language: str = "en") -> str:
    """The groups of a model with their weight and how many questions are in each."""
    say = Wording("shown", language)
    caption = say("model.caption", title=model.title.to(language), version=model.version, method=model.method)
    rows = [
        (titled(model, group, say), float(group.weight), sum(isinstance(node, Item) for node in group.walk()))
        for group in model.nodes
        if isinstance(group, Group)
    ]
    return html_table(caption, [say("part"), say("weight"), say("model.questions")], rows, language)


def titled(model: Model, group: Group, say: Wording) -> str:
    """The title of a group, indented by how deep it lies, and whether it stands beside the score."""
    title = group.title.to(say.language)
    shown = say("model.beside", title=title) if group.beside else title
    return DEEPER * (len(model.path(group.id)) - 1) + shown
