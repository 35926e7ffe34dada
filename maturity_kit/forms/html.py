"""From template to HTML: everything a person typed is escaped here, once, by jinja2."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from maturity_kit.content.model import Scale
from maturity_kit.content.text import Text
from maturity_kit.content.wording import LANGUAGES, Wording

ROOMS = {name: "registers" for name in ("table", "confrontation", "tables", "chosen")}
ROOMS |= {name: "certainty" for name in ("certainty", "certainty_waiting", "certainty_said", "certainty_figures")}
ROOMS |= {
    name: "weighing"
    for name in ("weighing", "weighed", "weight_sets", "weight_set_list", "weight_effect", "weight_folds")
}
"""Templates that speak the words of another room than ``forms``."""


def number(amount: float | None) -> str:
    """A number as HTML controls want it: ``3``, ``2.5``; empty for none."""
    return "" if amount is None else f"{amount:g}"


def shade(step: float, scale: Scale) -> int:
    """Which of the five score colours a step gets: 0 for the lowest step, 4 for the highest."""
    return round(4 * scale.share(step))


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(number=number, shade=shade)
    return environment


def render(template: str, language: str, **context: Any) -> str:
    """One piece of a page as HTML; ``say`` and ``t`` speak the language asked for."""
    say = Wording(ROOMS.get(template, "forms"), language)
    translate: Callable[[Text], str] = lambda text: text.to(language)  # noqa: E731
    return _templates().get_template(f"{template}.html.j2").render(say=say, t=translate, **context)


def warm() -> None:
    """Read the templates and the way numbers are written ahead of the first page, which takes a tenth of a second."""
    for name in _templates().list_templates(extensions=["j2"]):
        _templates().get_template(name)
    for language in LANGUAGES:
        decimal(0.5, language)


def decimal(amount: float, language: str) -> str:
    """A number as people write it in a language: ``2.5`` or ``2,5``."""
    from babel.numbers import format_decimal

    return str(format_decimal(amount, format="#,##0.##", locale=language))


class Region:
    """A named place on a page whose content is replaced when an edit changes it.

    In a notebook it shows itself as HTML, so that it is there before any script has run.
    """

    def __init__(
        self,
        page: str,
        name: str,
        render: Callable[[], str],
        heading: str = "",
        urgent: bool = False,
        model: str = "",
    ) -> None:
        self.page, self.name, self.render = page, name, render
        self.heading, self.urgent, self.model = heading, urgent, model

    def html(self) -> str:
        """The place with its content as it is now."""
        title = Markup("<h2>{}</h2>").format(self.heading) if self.heading else ""
        label = Markup(' aria-label="{}"').format(self.heading) if self.heading else ""
        live = ' aria-live="polite"' if self.urgent else ""
        return (
            f'<section class="mk-region mk-region-{escape(self.name)}"{label}>{title}'
            f'<div data-mk-page="{self.page}" data-mk-live="{escape(self.name)}"{live}>{self.render()}</div></section>'
        )

    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return f"<{self.name} of page {self.page}>"
