"""The kernels: some kept ready, one for each open page, none longer than needed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from collections import deque
from datetime import UTC, datetime
from typing import Any

from maturity_kit.serve.page import PageKernel, leading_code
from maturity_kit.serve.settings import Notebook, Served

SETTLE = 1.0
SWEEP = 15.0


class TooManyPagesError(Exception):
    """As many pages are open as the limits allow."""


class KernelPool:
    """Gives every page a kernel of its own.

    Notebooks that begin with the same imports share the kernels that are kept ready: two of them serve seven pages.
    Heating is done one at a time and waits while a page is being made, so that it never slows one down.
    """

    def __init__(self, kernels: Any, served: Served, environment: dict[str, str], log: logging.Logger) -> None:
        self.kernels = kernels
        self.served = served
        self.environment = environment
        self.log = log
        self.heated: dict[str, deque[PageKernel]] = {}
        self.pages: dict[str, PageKernel] = {}
        self.seen: dict[str, float] = {}
        self.busy = 0
        self.quiet_since = 0.0
        self.tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Start heating, the imports that most notebooks share first, and watching for kernels left behind."""
        self._do(self._keep_heated())
        self._do(self._sweep())

    def take(self, notebook: Notebook, owner: str) -> PageKernel:
        """A kernel that has done the imports of the notebook, or is doing them; raises TooManyPagesError."""
        if len(self.pages) >= self.served.limits.pages:
            raise TooManyPagesError
        imports = leading_code(notebook)
        ready = self.heated.get(imports, deque())
        self._drop_dead(ready)
        kernel = ready.popleft() if ready else self._start(imports)
        kernel.owner = owner
        self.pages[kernel.id] = kernel
        self.seen[kernel.id] = time.monotonic()
        return kernel

    def owned(self, kernel_id: str, owner: str | None) -> PageKernel | None:
        """The kernel of a page, only for the visitor it was given to."""
        kernel = self.pages.get(kernel_id)
        return kernel if kernel is not None and owner is not None and kernel.owner == owner else None

    async def close(self, kernel_id: str) -> None:
        """Stop the kernel of a page."""
        self.seen.pop(kernel_id, None)
        if self.pages.pop(kernel_id, None) is not None and kernel_id in self.kernels:
            with contextlib.suppress(KeyError, RuntimeError):
                await self.kernels.shutdown_kernel(kernel_id, now=True)

    async def end(self) -> None:
        """Stop everything."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.kernels.shutdown_all(now=True)

    @contextlib.contextmanager
    def working(self) -> Any:
        """While a page is being made: heating waits."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1
            self.quiet_since = time.monotonic()

    def _do(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def _start(self, imports: str) -> PageKernel:
        kernel = PageKernel(str(uuid.uuid4()), self.log)
        kernel.started = self._do(self._launch(kernel, imports))
        return kernel

    async def _launch(self, kernel: PageKernel, imports: str) -> None:
        await self.kernels.start_kernel(
            kernel_id=kernel.id, kernel_name="python3", cwd=str(self.served.folder), env=self.environment
        )
        await kernel.start(self.kernels.get_kernel(kernel.id), imports)

    def _wanted(self) -> str | None:
        imports = [leading_code(notebook) for notebook in self.served.notebooks]
        shared_first = sorted(set(imports), key=lambda one: (-imports.count(one), imports.index(one)))
        for place, wanted in enumerate(shared_first):
            ready = self.heated.setdefault(wanted, deque())
            self._drop_dead(ready)
            if len(ready) < (self.served.limits.heated if place == 0 else 1):
                return wanted
        return None

    def _drop_dead(self, ready: deque[PageKernel]) -> None:
        for kernel in [one for one in ready if one.id not in self.kernels]:
            ready.remove(kernel)

    async def _keep_heated(self) -> None:
        while True:
            if not self.busy and time.monotonic() - self.quiet_since >= SETTLE:
                wanted = self._wanted()
                if wanted is not None:
                    await self._heat(wanted)
                    continue
            await asyncio.sleep(0.25)

    async def _heat(self, imports: str) -> None:
        try:
            kernel = self._start(imports)
            await kernel.ready()
            if kernel.failures:
                await self.kernels.shutdown_kernel(kernel.id, now=True)
                raise RuntimeError("the imports of the notebooks failed")
        except Exception:
            self.log.exception("A kernel could not be started; trying again later.")
            await asyncio.sleep(SWEEP)
        else:
            self.heated[imports].append(kernel)
            self.log.info("A kernel is ready.")

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(min(SWEEP, self.served.limits.unseen / 2))
            for kernel_id in list(self.pages):
                if self._gone(kernel_id) or self._left_behind(kernel_id):
                    await self.close(kernel_id)

    def _gone(self, kernel_id: str) -> bool:
        return self.pages[kernel_id].is_started and kernel_id not in self.kernels

    def _left_behind(self, kernel_id: str) -> bool:
        watched = self.kernels._kernel_connections.get(kernel_id, 0) > 0
        now = time.monotonic()
        if watched:
            idle = (datetime.now(UTC) - self.kernels.get_kernel(kernel_id).last_activity).total_seconds()
            self.seen[kernel_id] = now
            return bool(idle > self.served.limits.idle)
        return now - self.seen.get(kernel_id, now) > self.served.limits.unseen
