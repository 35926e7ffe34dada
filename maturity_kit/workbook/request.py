"""What the browser asked for: which assessment, in which language."""

from __future__ import annotations

import json
import os
from urllib.parse import parse_qs

from maturity_kit.content.wording import LANGUAGES

PATIENCE = 24 * 3600


def wait_for_visitor() -> None:
    """Hold a preheated kernel until somebody opens the page, then put the request into the environment.

    A kernel that was not preheated goes on at once. Voila has a helper for this, but importing it costs each
    kernel 47 MB and 1.9 s of processor time; the protocol is one message over one websocket.
    """
    if os.environ.get("VOILA_PREHEAT", "False") != "True":
        return
    from websockets.sync.client import connect

    port, path = os.environ["VOILA_APP_PORT"], os.environ.get("VOILA_SERVER_URL", "/")
    address = f"ws://127.0.0.1:{port}{path}voila/query/{os.environ['VOILA_KERNEL_ID']}"
    with connect(address, open_timeout=10) as socket:
        request = json.loads(socket.recv(timeout=PATIENCE))
    os.environ.update({name: str(setting) for name, setting in request.items()})


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
