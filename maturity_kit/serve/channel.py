"""The line between a page and its kernel: only for its own visitor, only what widgets say."""

from __future__ import annotations

import json
from typing import Any

from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from maturity_kit.serve.guard import Guarded
from maturity_kit.web.asking import same_origin

PING = 20.0
FROM_WIDGETS = frozenset({"comm_msg"})


class Channel(Guarded, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """Refuses other origins and other visitors' kernels; drops every message that is not about a widget."""

    def set_default_headers(self) -> None:
        """The security headers, also on a refusal."""
        Guarded.set_default_headers(self)

    def check_origin(self, origin_to_satisfy_tornado: str = "") -> bool:
        """Only pages of ours: a missing origin is refused too."""
        return same_origin(self.request)

    async def prepare(self, **options: Any) -> None:
        """Refuse a kernel of somebody else before the line is opened."""
        await Guarded.prepare(self)
        if not same_origin(self.request):
            raise web.HTTPError(403, "foreign origin")
        kernel_id = self.path_kwargs["kernel_id"]
        self.kernel = self.settings["pool"].owned(kernel_id, self.current_user.username)
        if self.kernel is None:
            raise web.HTTPError(404, "not the kernel of this visitor")
        await self.kernel.ready()

    @property
    def ping_interval(self) -> float:
        """Seconds after which a line that stays silent, such as that of a sleeping laptop, is tried, then closed."""
        return PING

    @property
    def ping_timeout(self) -> float:
        """As long again for the answer."""
        return PING

    async def open(self, kernel_id: str) -> None:
        """Connect to the kernel; pings are left to Tornado, for Jupyter's own count in another unit."""
        connecting = self.connection.connect()
        if connecting is not None:
            await connecting

    def on_message(self, ws_message: str | bytes) -> None:
        """To the kernel, when it is a message that a widget sends."""
        number = number_of_widget_message(ws_message)
        if self.connection is None or number is None:
            self.log.warning("A message that is not of a widget was dropped.")
        elif self.kernel.is_new(number):
            super().on_message(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """To the page, with addresses in the place of widget code."""
        if isinstance(message, str):
            message = self.settings["code"].replaced_in_message(message)
        return super().write_message(message, binary)

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Plain JSON messages, for every client: they can be checked."""
        return None


def number_of_widget_message(message: str | bytes) -> str | None:
    """The number of a message that widgets send; None for any other, or one that touches what makes a widget one.

    >>> message = '{"channel": "shell", "header": {"msg_type": "%s", "msg_id": "a-1"}, "content": {}}'
    >>> number_of_widget_message(message % "comm_msg")
    'a-1'
    >>> number_of_widget_message(message % "execute_request")
    """
    if not isinstance(message, str):
        return None
    try:
        whole = json.loads(message)
        header, content, channel = whole["header"], whole["content"], whole["channel"]
        kind, number = header["msg_type"], header["msg_id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(kind, str) or not isinstance(number, str) or not isinstance(content, dict):
        return None
    spoken = kind in FROM_WIDGETS and channel == "shell" and not _touches_insides(content)
    return number if spoken else None


def _touches_insides(content: dict[str, Any]) -> bool:
    told = content.get("data")
    state = told.get("state") if isinstance(told, dict) else None
    return isinstance(state, dict) and any(name.startswith("_") for name in state)
