"""One notebook, in one kernel, for one visitor: the cells, run in order, and the widgets they made."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jupyter_core.utils import ensure_async
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode, v4
from voila.execute import VoilaExecutor

from maturity_kit.serve.settings import Notebook, cell_languages

# A short switch interval lets the thread that talks to the page go first: a verdict leaves a millisecond earlier.
GREET = "import os as _o, sys as _s; _o.environ.update({values!r}); _s.setswitchinterval(0.0002); del _o, _s"


def read_cells(notebook: Notebook) -> NotebookNode:
    """The notebook without outputs."""
    content: NotebookNode = v4.reads(notebook.path.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call]
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return content


def code_cell(source: str) -> NotebookNode:
    """A code cell of our own."""
    cell: NotebookNode = v4.new_code_cell(source)  # type: ignore[no-untyped-call]
    return cell


def leading_code(notebook: Notebook) -> str:
    """The first code cell, by convention the imports: what can be run before anybody asks for the page."""
    return next((cell.source for cell in read_cells(notebook).cells if cell.cell_type == "code"), "")


@dataclass
class PageKernel:
    """A kernel that does the imports, and then belongs to one page.

    ``owner`` is the visitor it was given to.
    """

    id: str
    log: logging.Logger
    owner: str | None = None
    started: asyncio.Future[None] | None = None
    executor: Any = None
    imported: NotebookNode | None = None
    failures: int = 0
    passed_on: deque[str] = field(default_factory=lambda: deque(maxlen=1000))

    async def start(self, manager: Any, imports: str) -> None:
        """Connect and run the imports; raises RuntimeError when the kernel does not answer."""
        self.executor = VoilaExecutor(v4.new_notebook(), km=manager, startup_timeout=60)  # type: ignore[no-untyped-call]
        self.imported = code_cell(imports)
        try:
            await self.executor.async_start_new_kernel_client()
            self.executor.reset_execution_trackers()
            if imports:
                await self._run(self.imported)
        except asyncio.CancelledError:
            # The server is asked to stop: without this the sockets of the client would outlive their context.
            await self.leave()
            raise

    async def ready(self) -> None:
        """Wait until the imports are done; raises what went wrong."""
        if self.started is not None:
            await asyncio.shield(self.started)

    @property
    def is_started(self) -> bool:
        """Whether starting has come to an end, well or not."""
        return self.started is None or self.started.done()

    async def run(
        self, cells: list[NotebookNode], language: str, request: Mapping[str, str]
    ) -> AsyncIterator[NotebookNode]:
        """The cells of one language in order, each with its outputs; the first code cell was run already."""
        await self.ready()
        assert self.imported is not None, "a kernel that is ready has done the imports"
        await self._run(code_cell(GREET.format(values=dict(request))))
        for place, cell in enumerate(cells):
            if cell.cell_type == "code":
                if any(earlier.cell_type == "code" for earlier in cells[:place]):
                    await self._run(cell)
                else:
                    cell.outputs = self.imported.outputs
            if language in cell_languages(cell):
                yield cell
        await self.leave()

    async def leave(self) -> None:
        """Let go of the kernel's channels; the kernel itself goes on."""
        if self.executor.kc is not None:
            await ensure_async(self.executor.kc.stop_channels())

    async def _run(self, cell: NotebookNode) -> None:
        self.executor.nb.cells = [cell]
        try:
            await self.executor.async_execute_cell(cell, 0, store_history=False)
        except CellExecutionError:
            if not (self.failures and _is_missing_name(cell)):
                self.log.exception("A cell failed: %.200r", cell.source)
                self.failures += 1
            else:
                cell.outputs = []

    def is_new(self, number: str) -> bool:
        """Whether a message was not passed on before: a page says again what it got no answer to."""
        if number in self.passed_on:
            return False
        self.passed_on.append(number)
        return True

    @property
    def widgets(self) -> dict[str, dict[str, Any]]:
        """The state of every widget made so far."""
        states: dict[str, dict[str, Any]] = self.executor.widget_state
        return states

    @property
    def buffers(self) -> dict[str, Any]:
        """The binary parts of those states."""
        return dict(self.executor.widget_buffers)


def _is_missing_name(cell: NotebookNode) -> bool:
    # What an earlier failure did not make: the page has said already that something is wrong.
    return any(output.get("ename") == "NameError" for output in cell.outputs)
