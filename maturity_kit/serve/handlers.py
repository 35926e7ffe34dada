"""The addresses: a notebook, its kernel's life, and the way to the first page."""

from __future__ import annotations

from tornado import web
from tornado.iostream import StreamClosedError

from maturity_kit.content.wording import LANGUAGES
from maturity_kit.serve.guard import Guarded
from maturity_kit.serve.page import PageKernel
from maturity_kit.serve.pool import TooManyPagesError
from maturity_kit.serve.settings import Notebook

MONTH = 30


class FirstPage(Guarded):
    """The bare address leads to the first notebook."""

    takes_token = True

    async def get(self) -> None:
        """To the first notebook, with the same query."""
        first = self.settings["served"].notebooks[0]
        query = self.request.query
        self.redirect(self.base_url + first.address + (f"?{query}" if query else ""))


class NotebookPage(Guarded):
    """A notebook as a page, streamed while its kernel runs it."""

    takes_token = True

    async def get(self, address: str) -> None:
        """The page; 404 for a notebook that is not served, 503 when too many are open."""
        notebook = self.settings["served"].notebook(address)
        if notebook is None:
            raise web.HTTPError(404)
        self._remember_language()
        pool = self.settings["pool"]
        try:
            kernel = pool.take(notebook, self.current_user.username)
        except TooManyPagesError:
            raise web.HTTPError(503, "as many pages as the limits allow") from None
        with pool.working():
            try:
                await self._stream(notebook, kernel)
            except StreamClosedError:
                await pool.close(kernel.id)

    async def _stream(self, notebook: Notebook, kernel: PageKernel) -> None:
        query = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        async for piece in self.settings["pages"].notebook(notebook, kernel, self.language, query):
            self.write(piece)
            await self.flush()

    def _remember_language(self) -> None:
        if self.get_query_argument("lang", "") in LANGUAGES:
            self.set_cookie("lang", self.language, expires_days=MONTH, samesite="Lax", path=self.base_url)


class KernelLife(Guarded):
    """Whether the kernel of a page still runs, and the page saying that it is closed."""

    async def get(self, kernel_id: str) -> None:
        """204 while it runs, 404 when it is gone or somebody else's."""
        self._owned(kernel_id)
        self.set_status(204)

    async def post(self, kernel_id: str) -> None:
        """Stop it: the page was left."""
        self._owned(kernel_id)
        await self.settings["pool"].close(kernel_id)
        self.set_status(204)

    def _owned(self, kernel_id: str) -> None:
        if self.settings["pool"].owned(kernel_id, self.current_user.username) is None:
            raise web.HTTPError(404)
