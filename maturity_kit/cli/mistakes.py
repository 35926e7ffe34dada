"""Every error that can end a command, as one sentence and an exit status."""

from __future__ import annotations

import os
import traceback
from typing import Any

import typer

from maturity_kit.cli.terminal import Terminal
from maturity_kit.errors import InputError

INPUT, USAGE, INTERRUPTED = 1, 2, 130
TRANSLATED = ("NoSuchOption", "MissingParameter", "BadOptionUsage")


class CommandError(InputError):
    """A problem with what was asked of a command; its sentences are those of ``wording/cli.yaml``."""

    room = "cli"


def sentence(error: Exception, terminal: Terminal) -> tuple[str, int]:
    """What to tell, in the language of the terminal, and the exit status; nothing is told about an interruption."""
    if isinstance(error, InputError):
        return error.to(terminal.language), INPUT
    if isinstance(error, typer.Abort):
        return "", INTERRUPTED
    if hasattr(error, "format_message"):
        return _usage(error, terminal), USAGE
    if isinstance(error, OSError):
        return terminal.say("mistake.system", file=error.filename or "", found=error.strerror or error), INPUT
    if os.environ.get("MATURITY_DEBUG"):
        traceback.print_exception(error)
    return terminal.say("mistake.unexpected", found=f"{type(error).__name__}: {error}"), INPUT


def _usage(error: Any, terminal: Terminal) -> str:
    """Typer has these messages in English only, so the kinds that occur are told in our own words."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    told = error.message if kind not in TRANSLATED else terminal.say(f"usage.{kind}", name=_name(error))
    if kind == "BadParameter":
        told = terminal.say("usage.BadParameter", name=_name(error), found=error.message)
    return f"{told}. {terminal.say('usage.help', command=context.command_path if context else 'maturity-kit')}"


def _name(error: Any) -> str:
    option = getattr(error, "option_name", "")
    param = getattr(error, "param", None)
    if option or param is None:
        return str(option)
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar)
