"""The commands: exit 0 when done, 1 with one sentence when something is wrong with the input, 2 for wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from maturity_kit.cli.terminal import Terminal, chosen_language

NAME = "maturity-kit"
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; people get a sentence, never a traceback.

    Args:
        arguments: what follows the name of the command; without them those of this process.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal = Terminal(chosen_language(given, os.environ))
    try:
        return _run(given, terminal)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return 1
    except Exception as error:
        return _told(error, terminal)


def _run(given: list[str], terminal: Terminal) -> int:
    from maturity_kit.cli.app import command_tree

    status = command_tree().main(args=given, prog_name=NAME, standalone_mode=False, obj=terminal)
    sys.stdout.flush()
    return int(status or 0)


def _told(error: Exception, terminal: Terminal) -> int:
    from maturity_kit.cli.mistakes import sentence

    told, status = sentence(error, terminal)
    if told:
        terminal.note(f"{NAME}: {told}")
    return status


def _stop_writing() -> None:
    """The reader is gone; without this the interpreter complains about it once more while it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  it has to stay open until the interpreter ends
