"""kill -9 at a chosen step of something."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


def done_until(act: Callable[[], object], step: int) -> bool:
    """Whether something is finished by a process that is killed before its statement, sync or rename of this number.

    Counted from 0: what begins and ends a transaction, each statement in it, each ``fsync`` and ``replace``.
    """
    number = os.fork()
    if number:
        _, status = os.waitpid(number, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        return not os.WIFSIGNALED(status)
    try:
        _count_down(step)
        act()
        os._exit(0)
    finally:
        os._exit(1)


def _count_down(step: int) -> None:
    left = iter(range(step))

    def counted(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting(act: Callable[..., object]) -> Any:
        def run(*given: object) -> object:
            counted()
            return act(*given)

        return run

    os.replace, os.fsync = counting(os.replace), counting(os.fsync)
    for name in ("begin", "before_cursor_execute", "commit"):
        event.listen(Engine, name, counted)
