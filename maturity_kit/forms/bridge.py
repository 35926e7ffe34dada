"""The one widget of a page: edits come in, pieces of HTML go out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

STATIC = Path(__file__).with_name("static")
PARTS = (
    "sections",
    "tables",
    "choosing",
    "places",
    "renewing",
    "clashes",
    "asking",
    "weighing",
    "outbox",
    "edits",
    "bridge",
)
SCRIPTS = tuple(f"{part}.js" for part in PARTS)
"""One module in the browser, for a widget can bring only one."""


class Bridge(anywidget.AnyWidget):
    """Carries messages between a page of the workbook and its kernel.

    The page itself is HTML, painted before any script has loaded; a second widget would only cost load time.
    Messages in: ``edit`` (kind, subject, payload, key, seen), ``action`` (name, fields) and ``renew`` (regions).
    Messages out: ``show``, ``saved``, ``refused``, ``clash``, ``failed``, ``notice``, ``go``, ``file``, ``asked``.
    """

    _esm = "".join((STATIC / part).read_text(encoding="utf-8") for part in SCRIPTS)
    page = traitlets.Unicode().tag(sync=True)
    assessment = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int().tag(sync=True)
    frozen = traitlets.Bool().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, listener: Callable[[dict[str, Any]], None], **traits: Any) -> None:
        super().__init__(**traits)
        self._listener = listener
        self.on_msg(lambda _, message, __: self._listener(message if isinstance(message, dict) else {}))


def served() -> bool:
    """Whether this kernel belongs to a page of the server, and not to a notebook that somebody runs."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")


def styles() -> str:
    """The style sheet of the forms for places that have no template of ours, such as JupyterLab; else nothing."""
    return "" if served() else f"<style>{(STATIC / 'forms.css').read_text(encoding='utf-8')}</style>"
