"""The web page: one file that is read without a script, a server or a network."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from maturity_kit.charts.chart import STYLE, Chart
from maturity_kit.content.wording import Wording
from maturity_kit.reports.look import Logo, Look
from maturity_kit.reports.page.colours import on_dark
from maturity_kit.reports.page.parts import content
from maturity_kit.reports.story import Story

FOLDER = Path(__file__).parent
MEDIA = {"png": "image/png", "jpg": "image/jpeg"}


def page(story: Story, look: Look | None = None) -> bytes:
    """The story as one HTML file in UTF-8: pictures with their tables, light and dark, to read and to print.

    Nothing in it is fetched and nothing runs; its own policy forbids both. Everything a person typed is escaped here.
    """
    used = look or Look()
    say = Wording("reports", story.language)
    html = (
        _templates()
        .get_template("page.html.j2")
        .render(
            say=say,
            language=story.language,
            look=used,
            dark=on_dark(used.accent),
            style=Markup(STYLE + (FOLDER / "page.css").read_text(encoding="utf-8")),
            logos=[(say(f"page.logo-{name}"), one, _address(one)) for name, one in _logos(used)],
            **content(story),
        )
    )
    return html.encode("utf-8")


def _logos(look: Look) -> list[tuple[str, Logo]]:
    return [(name, one) for name, one in (("client", look.client), ("consultant", look.consultant)) if one]


def _address(logo: Logo) -> str:
    return f"data:{MEDIA[logo.kind]};base64,{base64.b64encode(logo.content).decode('ascii')}"


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = figure
    return environment


def figure(chart: Chart) -> Markup:
    """A picture with its table in a fold; the style sheet of all pictures stands in the page once."""
    return Markup(chart.html().removeprefix(f"<style>{STYLE}</style>"))
