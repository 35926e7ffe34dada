"""What the browser asked for: which assessment, in which language."""

from __future__ import annotations

import os
from urllib.parse import parse_qs

from maturity_kit.content.wording import LANGUAGES


def asked() -> dict[str, str]:
    """The query of the page's address: ``assessment`` and ``lang``; empty outside Voila."""
    query = parse_qs(os.environ.get("QUERY_STRING", ""))
    return {name: given[-1] for name, given in query.items()}


def language_asked(default: str) -> str:
    """The language the page was asked for, if it is one we speak; else the default, else English."""
    for language in (asked().get("lang"), default):
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
