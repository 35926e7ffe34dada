"""Rules for the fields of an item beside its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from maturity_kit.content.lint.finding import Finding, doubt, fault
from maturity_kit.content.model import Group, Model

MOST_THEMES = 3
EFFORTS = (1, 2, 3)


def item_findings(model: Model) -> Iterator[Finding]:
    """What the fields of each item show."""
    beginnings = {node.id.partition(".")[0] for node in model.nodes if isinstance(node, Group) and "." in node.id}
    for item in model.items:
        if not 1 <= len(item.themes) <= MOST_THEMES:
            yield fault("item.themes", f"{item.id}.themes", found=len(item.themes), allowed=f"1–{MOST_THEMES}")
        if item.effort not in EFFORTS:
            yield fault("item.effort", f"{item.id}.effort", found=item.effort, allowed="1, 2, 3")
        if beginnings and item.id.partition(".")[0] not in beginnings:
            allowed = ", ".join(f"{beginning}." for beginning in sorted(beginnings))
            yield fault("item.id", f"{item.id}.id", found=item.id, allowed=allowed)


def topic_findings(model: Model, others: Sequence[Model]) -> Iterator[Finding]:
    """Topics that join nothing: used twice in this model, or in no other one when there are others."""
    here = Counter(item.topic for item in model.items if item.topic)
    elsewhere = {item.topic for other in others for item in other.items}
    for item in model.items:
        if item.topic and here[item.topic] > 1:
            shared = ", ".join(one.id for one in model.items if one.topic == item.topic and one is not item)
            yield doubt("topic.twice", f"{item.id}.topic", found=item.topic, other=shared)
        if item.topic and others and item.topic not in elsewhere:
            yield doubt("topic.alone", f"{item.id}.topic", found=item.topic)
