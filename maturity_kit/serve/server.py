"""Our Voila: the same notebooks and widgets, behind a server that answers nothing it does not have to."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import tempfile
from collections.abc import Callable
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.auth.authorizer import AllowAllAuthorizer
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from maturity_kit.serve.assets import AssetHandler, Assets, CodeHandler
from maturity_kit.serve.channel import Channel
from maturity_kit.serve.code import CodeStore
from maturity_kit.serve.guard import Unknown, Visitors, log_request
from maturity_kit.serve.handlers import FirstPage, KernelLife, NotebookPage
from maturity_kit.serve.pool import KernelPool
from maturity_kit.serve.render import Pages
from maturity_kit.serve.settings import Served
from maturity_kit.web.ports import free_port

KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
SMALL_BODY = 64 * 1024
QUIET_KERNEL = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=40")


class OwnPython(KernelSpecManager):
    """Only the Python this server runs in, whatever kernels a user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The one kernel there is."""
        return KernelSpec(resource_dir="", **get_kernel_dict(extra_arguments=list(QUIET_KERNEL)))


class WorkbookServer(Voila):  # type: ignore[misc]
    """Voila with its doors closed: see the settings, and ``guard`` for who may come in.

    No configuration file of the user is read, so nothing can open a door again by accident.
    """

    name = "maturity-workbook"

    def __init__(self, served: Served, log: logging.Logger | None = None) -> None:
        super().__init__(log=log or logging.getLogger("maturity_kit.serve"))
        self.served = served
        self.ip = served.host
        self.config = Config(
            {
                "VoilaConfiguration": {
                    "allow_template_override": "NO",
                    "allow_theme_override": "NO",
                    "file_allowlist": [],
                    "show_tracebacks": False,
                },
                # A kernel that died has lost the page; the page is restored by its visitor, with a new one.
                "AsyncIOLoopKernelRestarter": {"restart_limit": 0, "time_to_dead": 1.0},
            }
        )
        self.voila_configuration = VoilaConfiguration(parent=self)

    async def serve(self, on_ready: Callable[[int], None] = lambda port: None) -> None:
        """Serve until cancelled; ``on_ready`` is told the port. Raises ServeError when no port is free."""
        sockets, self.port = free_port(self.served.port, self.ip)
        self.connection_dir = tempfile.mkdtemp(prefix="maturity_")
        try:
            app = web.Application(self.init_handlers(), **self.init_settings())
            server = HTTPServer(app, max_body_size=SMALL_BODY, max_header_size=SMALL_BODY)
            server.add_sockets(sockets)
            self.pool.begin()
            on_ready(self.port)
            await asyncio.Event().wait()
        finally:
            await self._end(server)

    async def _end(self, server: HTTPServer) -> None:
        # What a half-started kernel's client says of its sockets while all is taken down helps nobody.
        self.log.setLevel(logging.ERROR)
        server.stop()
        await self.pool.end()
        await server.close_all_connections()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def init_settings(self) -> dict[str, Any]:
        """The settings of the web application; makes the managers that handlers find there."""
        self.kernel_spec_manager = OwnPython(parent=self)
        self.kernel_manager = AsyncMappingKernelManager(  # type: ignore[no-untyped-call]
            parent=self, connection_dir=self.connection_dir, kernel_spec_manager=self.kernel_spec_manager
        )
        own = {"HOME": self.connection_dir, "MPLCONFIGDIR": self.connection_dir} | self.served.environment
        environment = own | {"IPYTHONDIR": self.connection_dir, "JUPYTER_WIDGETS_ECHO": "0"}
        self.pool = KernelPool(self.kernel_manager, self.served, environment, self.log)
        self.assets, code = Assets(self.base_url), CodeStore(self.base_url)
        self.identity_provider = Visitors(
            parent=self, log=self.log, token=self.served.token, cookie_options={"samesite": "Lax"}
        )
        return {
            "base_url": self.base_url,
            "served": self.served,
            "log": self.log,
            "language": self.served.language,
            "hosts": self.served.hosts,
            "pool": self.pool,
            "pages": Pages(self.served, self.assets, code, self.base_url),
            "assets": self.assets,
            "code": code,
            "kernel_manager": self.kernel_manager,
            "identity_provider": self.identity_provider,
            "authorizer": AllowAllAuthorizer(parent=self, log=self.log, identity_provider=self.identity_provider),
            "kernel_websocket_connection_class": ZMQChannelsWebsocketConnection,
            "cookie_secret": self.served.secret,
            "default_handler_class": Unknown,
            "log_function": log_request,
            "compress_response": True,
            "websocket_max_message_size": self.served.limits.message,
        }

    def init_handlers(self) -> list[Any]:
        """Every address there is; all others are unknown."""
        base = re.escape(self.base_url)
        return [
            (base, FirstPage),
            (rf"{base}assets/([0-9a-f]+)/(.+)", AssetHandler),
            (rf"{base}code/([0-9a-f]+\.(?:js|css))", CodeHandler),
            (rf"{base}kernel/{KERNEL}", KernelLife),
            (rf"{base}kernel/{KERNEL}/channel", Channel),
            (rf"{base}([a-z0-9_-]+)", NotebookPage),
        ]
