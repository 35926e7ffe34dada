"""How the result of a model shows itself in a notebook."""

from __future__ import annotations

from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import Group
from maturity_kit.content.shown import titled
from maturity_kit.content.wording import Wording
from maturity_kit.scoring.result import ModelResult, NodeScore

COLUMNS = ("score", "low", "high", "coverage", "target", "gap")


def model_result_html(result: ModelResult) -> str:
    """The model and each group in it with its numbers, in the language of the assessment."""
    say = Wording("shown", result.case.language)
    groups = [node for node in result.model.nodes if isinstance(node, Group)]
    rows = [(say("result.whole"), *numbers(result))]
    rows += [(titled(result.model, group, say), *numbers(result.nodes[group.id])) for group in groups]
    head = [say("part"), *(say(column) for column in COLUMNS)]
    return html_table(result.model.title.to(say.language), head, rows, say.language)


def numbers(found: ModelResult | NodeScore) -> tuple[float | None, ...]:
    """The six numbers in the order of ``COLUMNS``, all 0..100."""
    share = None if found.coverage is None else 100 * found.coverage
    target = None if found.target is None else float(found.target)
    return found.score, found.low, found.high, share, target, found.gap
