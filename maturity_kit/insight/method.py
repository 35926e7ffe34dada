"""The document on method, and the numbers that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.token import Token

from maturity_kit.content.files import read_text
from maturity_kit.content.model import Model
from maturity_kit.content.parameters import DEFAULTS, numeric
from maturity_kit.home import home
from maturity_kit.insight.agreement.item import AGREED, DIVIDED
from maturity_kit.insight.readers import NEAR
from maturity_kit.insight.roadmap import PROPOSAL, REPAIRS, TAKEN, TARGET
from maturity_kit.insight.words import plain
from maturity_kit.scoring.result import AHEAD, BORDER, HEALTHY, ILL

# Raw HTML in the document is shown as text.
MARKDOWN = MarkdownIt("commonmark", {"html": False})
# A comment is invisible where Markdown is read, so the file reads well by itself and still says what each number is.
MARKED = re.compile(r"(?P<written>\d+(?:[.,]\d+)?)<!--(?P<name>[a-z-]+)-->")
CONSTANTS: Mapping[str, float] = {
    "target": TARGET,
    "border": BORDER,
    "near": NEAR,
    "healthy": HEALTHY,
    "ill": ILL,
    "ahead": AHEAD,
    "agreed": AGREED,
    "divided": DIVIDED,
    "proposals": PROPOSAL,
    "now": TAKEN,
    "repairs": REPAIRS,
}


def method_text(language: str, models: Mapping[str, Model]) -> str:
    """The document on method as Markdown, each marked number as it is in force.

    A number whose model is not there stays as it was written.

    Raises:
        InputError: the workbook has no document in this language, or it cannot be read.
    """
    known = numbers(models)

    def in_force(found: re.Match[str]) -> str:
        number = known.get(found["name"])
        return found["written"] if number is None else plain(number, language, 2)

    return MARKED.sub(in_force, read_text(home() / "data" / "method" / f"{language}.md"))


def method_tokens(language: str, models: Mapping[str, Model], top: int = 2) -> list[Token]:
    """The document as tokens of ``MARKDOWN``, without its title; a chapter is a heading of level ``top``.

    Raises:
        InputError: see ``method_text``.
    """
    tokens = list(_without_title(MARKDOWN.parse(method_text(language, models))))
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{int(token.tag[1]) + top - 2}"
    return tokens


def _without_title(tokens: list[Token]) -> Iterator[Token]:
    inside = False
    for token in tokens:
        inside = inside or (token.type == "heading_open" and token.tag == "h1")
        if not inside:
            yield token
        inside = inside and token.type != "heading_close"


def numbers(models: Mapping[str, Model]) -> dict[str, float]:
    """Every number the document can state, by the name it has there; coverage in percent."""
    found = {**CONSTANTS, "quick": float(sum(len(model.edition("quick")) for model in models.values()))}
    default = DEFAULTS["ladder"]["threshold"]
    assert isinstance(default, float)
    found["default-threshold"] = default
    ladder, quadrant = models.get("digital-maturity"), models.get("data-driven-marketing")
    if ladder and ladder.method == "ladder":
        found |= {name.replace("_", "-"): numeric(ladder, name) for name in ("threshold", "at_work", "gate")}
        found["coverage"] = 100 * numeric(ladder, "min_coverage")
    if quadrant and quadrant.method == "quadrant":
        found |= {name.replace("_", "-"): numeric(quadrant, name) for name in ("threshold_x", "threshold_y")}
    return found
