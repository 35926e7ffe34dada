"""The code of anywidgets under an address of ours, so that pages run no code that came in a message."""

from __future__ import annotations

import hashlib
import json
from typing import Any

PARTS = {"_esm": "js", "_css": "css"}


class CodeStore:
    """Code and style sheets sent by kernels, by fingerprint; an address never changes its content."""

    def __init__(self, base_url: str = "/") -> None:
        self.prefix = f"{base_url}code/"
        self.texts: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """The text under a name, None when no kernel sent it."""
        return self.texts.get(name)

    @property
    def modules(self) -> list[str]:
        """Addresses of the modules that pages have used so far, for browsers to load ahead."""
        return [self.prefix + name for name in self.texts if name.endswith(".js")]

    def address(self, text: str, kind: str) -> str:
        """Where a browser finds a text from now on; an address on another server gives nothing."""
        if not text or text.startswith(("http://", "https://")):
            return ""
        name = f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.{kind}"
        self.texts.setdefault(name, text.encode())
        return self.prefix + name

    def replaced(self, state: dict[str, Any]) -> dict[str, Any]:
        """A widget state with addresses in the place of code."""
        codes = {part: self.address(state[part], kind) for part, kind in PARTS.items() if part in state}
        return state | codes

    def replaced_in_message(self, message: str) -> str:
        """A message about a new widget, with addresses in the place of its code; any other one as it is."""
        if '"comm_open"' not in message or '"_esm"' not in message:
            return message
        content = json.loads(message)
        if content["header"]["msg_type"] == "comm_open":
            opened = content["content"]["data"]
            opened["state"] = self.replaced(opened.get("state", {}))
        return json.dumps(content)
