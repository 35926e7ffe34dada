"""Where a room is: the ports, the address that phones are given, and the keys of the facilitator."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

ROOM_PORT, CONSOLE_PORT = 8877, 8878
NOWHERE = "192.0.2.1"
"""An address kept free for documentation: asking for the way to it sends nothing."""


@dataclass(frozen=True)
class Venue:
    """Everything the server needs to know before it starts.

    Attributes:
        room: id of the room in the store.
        store: address of the store; empty for the usual one.
        host, port: where phones come in.
        console_host, console_port: where the facilitator comes in.
        address: what phones are given instead of the address found, such as that of a proxy.
        names: further Host names under which browsers may come in.
        token, secret: of the console; ``secret`` signs the cookies, hexadecimal.
        known: whether phones know these ports already, so that no others will do.
        workbook: link to the workbook, for the console.
    """

    room: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    store: str = ""
    host: str = "0.0.0.0"
    port: int = ROOM_PORT
    console_host: str = "127.0.0.1"
    console_port: int = CONSOLE_PORT
    address: str = ""
    names: tuple[str, ...] = ()
    language: str = "en"
    known: bool = False
    workbook: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """Host names, beside the local ones, that a request may be sent to."""
        own = {lan_address(), socket.gethostname(), f"{socket.gethostname()}.local", self.host, *self.names}
        public = urlsplit(self.address).hostname
        return frozenset(name.lower() for name in (*own, public or "") if name)

    def link(self, code: str = "") -> str:
        """The address for phones; with a code, the one that leads straight into the room."""
        base = self.address.rstrip("/") or f"http://{self._reachable()}:{self.port}"
        return f"{base}/{code}" if code else base

    def dump(self) -> str:
        """This as JSON, for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Venue:
        """What ``dump`` wrote."""
        fields = json.loads(text)
        return cls(**{**fields, "names": tuple(fields["names"])})

    def _reachable(self) -> str:
        if self.host not in ("", "0.0.0.0", "::"):
            return f"[{self.host}]" if ":" in self.host else self.host
        return lan_address() or "localhost"


def lan_address() -> str:
    """The IPv4 address of this computer on its network, by its own routing table; empty without a network.

    Nothing is sent: connecting a datagram socket only looks up the way.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((NOWHERE, 9))
            found = str(asking.getsockname()[0])
        except OSError:
            return ""
    return "" if found.startswith(("127.", "0.")) else found


def pretty_code(code: str) -> str:
    """A code as people read it.

    >>> pretty_code("k7qf2mx0")
    'K7QF-2MX0'
    """
    return f"{code[:4]}-{code[4:]}".upper()
