"""From template to page: everything a person typed is escaped here, once, by jinja2."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording

HERE = Path(__file__).parent


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=lambda name: f"/static/{_digest(name)}/{name}")
    return environment


def render(template: str, language: str, **context: Any) -> str:
    """One page, or one part of it, as HTML; ``say`` and ``t`` speak the language asked for."""
    translate: Callable[[Text], str] = lambda text: text.to(language)  # noqa: E731
    say = Wording("live", language)
    return _templates().get_template(f"{template}.html.j2").render(say=say, t=translate, language=language, **context)


def static(name: str, digest: str) -> tuple[str, bytes]:
    """Type and content of a file that pages load; raises KeyError for any other name or an old digest."""
    kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    known = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in kinds}
    if digest != _digest(name):
        raise KeyError(name)
    return f"{kinds[known[name].suffix]}; charset=utf-8", known[name].read_bytes()


@cache
def _digest(name: str) -> str:
    path = HERE / "static" / Path(name).name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
