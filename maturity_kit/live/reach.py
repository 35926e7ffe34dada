"""Whether another device gets through to this computer: asked of a real one, for nothing else can know."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tornado import web
from tornado.httpserver import HTTPServer

from maturity_kit.content.wording import Wording
from maturity_kit.live.pages import render
from maturity_kit.live.venue import lan_address
from maturity_kit.web.asking import language_of
from maturity_kit.web.headers import security_headers
from maturity_kit.web.ports import free_port

MAC_FIREWALL = "/usr/libexec/ApplicationFirewall/socketfilterfw"


def is_own(address: str) -> bool:
    """Whether a request came from this computer itself."""
    return address.startswith("127.") or address in ("::1", lan_address())


class Knock(web.RequestHandler):
    """Tells whoever opens it whether it is another device."""

    def set_default_headers(self) -> None:
        """The security headers, on every response."""
        for name, text in security_headers().items():
            self.set_header(name, text)

    def get(self) -> None:
        """A page that says what this means; the first other device ends the waiting."""
        address = self.request.remote_ip or ""
        own = self.settings["is_own"](address)
        language = language_of(self, self.settings["language"])
        words = Wording("live", language)(f"reach.{'own' if own else 'other'}")
        self.finish(render("problem", language, part=False, title=words, status=200))
        if not own and not self.settings["reached"].done():
            self.settings["reached"].set_result(None)


async def reached_by_another(
    host: str,
    port: int,
    seconds: float,
    language: str,
    tell: Callable[[int], None],
    own: Callable[[str], bool] = is_own,
) -> bool:
    """Whether another device opened the address within ``seconds``; ``tell`` gets the port that is listened on.

    Raises ServeError when no port is free. Nothing about the device is kept.
    """
    reached = asyncio.get_running_loop().create_future()
    app = web.Application([(r"/", Knock)], reached=reached, language=language, is_own=own, log_function=lambda _: None)
    sockets, found = free_port(port, host)
    server = HTTPServer(app)
    server.add_sockets(sockets)
    tell(found)
    try:
        await asyncio.wait_for(asyncio.shield(reached), seconds)
        return True
    except TimeoutError:
        return False
    finally:
        server.stop()


def firewall() -> str:
    """A firewall that is likely in the way, as a key of ``wording/cli.yaml``; empty when none is known to be."""
    if sys.platform == "win32":
        return "doctor.firewall_windows"
    if sys.platform == "darwin":
        return "doctor.firewall_mac" if "enabled" in _said(MAC_FIREWALL, "--getglobalstate").lower() else ""
    ufw = Path("/etc/ufw/ufw.conf")
    if ufw.is_file() and "ENABLED=yes" in ufw.read_text(encoding="utf-8", errors="replace"):
        return "doctor.firewall_ufw"
    return "doctor.firewall_firewalld" if _said("firewall-cmd", "--state").strip() == "running" else ""


def _said(command: str, *details: str) -> str:
    found = shutil.which(command)
    if found is None:
        return ""
    try:
        return subprocess.run([found, *details], capture_output=True, text=True, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
