"""A proxy on this computer that breaks the line in the middle of a request, or of its answer."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Any


class Cutter:
    """Passes everything on, until told to cut: then the next connection that sends ``mark`` is broken, once.

    ``where`` is ``request`` (half of what the phone sends gets through) or ``response`` (all of it, and half of the
    first piece of the answer gets back).
    """

    def __init__(self, port: int) -> None:
        self._behind = port
        self._mark, self._where = b"", ""
        self.cuts = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def cut(self, mark: bytes, where: str) -> None:
        """Break the line of the next request that begins like this."""
        self._mark, self._where = mark, where

    def __enter__(self) -> Cutter:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: Any) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._pass_on, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _pass_on(self, phone: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        answers, forth = await asyncio.open_connection("127.0.0.1", self._behind)
        line = _Line()
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(self._requests(phone, forth, line, back), self._answers(answers, back, line, forth))
        for end in (back, forth):
            end.close()

    async def _requests(self, phone: Any, forth: Any, line: _Line, back: Any) -> None:
        while piece := await phone.read(65536):
            if self._mark and piece.startswith(self._mark):
                self._mark = b""
                if self._where == "request":
                    await self._break(piece, forth, back)
                line.cut_answer = True
            forth.write(piece)
            await forth.drain()
        forth.close()

    async def _answers(self, answers: Any, back: Any, line: _Line, forth: Any) -> None:
        while piece := await answers.read(65536):
            if line.cut_answer:
                await self._break(piece, back, forth)
            back.write(piece)
            await back.drain()
        back.close()

    async def _break(self, piece: bytes, end: Any, other: Any) -> None:
        self.cuts += 1
        end.write(piece[: len(piece) // 2])
        await end.drain()
        end.close()
        other.close()
        raise ConnectionResetError


class _Line:
    """Whether the answer on this line is to be cut."""

    cut_answer = False
