"""What people read in a terminal: their language, plain text, tables, progress."""

from __future__ import annotations

import itertools
import json
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, TypeVar

from maturity_kit.content.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from rich.progress import Progress

Thing = TypeVar("Thing")
PATIENCE = 1.0
"""Seconds before a progress bar appears."""
WIDEST = 100
"""Columns of running text at most."""
UNLIMITED = 1000
"""Columns when nobody looks at a screen."""


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of ``--lang``, wherever it stands, else of ``MATURITY_LANG``, else of the locale, else English.

    >>> chosen_language(["list", "--lang", "nl"], {})
    'nl'
    >>> chosen_language([], {"LANG": "nl_BE.UTF-8"})
    'nl'
    """
    before_names = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    wanted = [after for option, after in itertools.pairwise(before_names) if option == "--lang"]
    wanted += [argument.removeprefix("--lang=") for argument in before_names if argument.startswith("--lang=")]
    wanted += [environment.get(name, "") for name in ("MATURITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    known = (name[:2].lower() for name in wanted if name)
    return next((language for language in known if language in LANGUAGES), LANGUAGES[0])


def plain(text: object) -> str:
    """One line that a terminal shows as it is: no control characters, nothing that turns the reading direction."""
    return "".join(sign if sign.isprintable() else " " for sign in str(text))


class Terminal:
    """Standard output for what was asked, standard error for remarks, both in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say = Wording("cli", language)

    def line(self, text: object = "") -> None:
        """Writes one line of the answer."""
        _write(sys.stdout, f"{plain(text)}\n")

    def announce(self, text: object) -> None:
        """Writes one line at once: what a program that keeps running says must not wait in a buffer."""
        self.line(text)
        sys.stdout.flush()

    def note(self, text: object) -> None:
        """Writes one line beside the answer, for a person, not for a program that reads the output."""
        _write(sys.stderr, f"{plain(text)}\n")

    def heading(self, text: object) -> None:
        """Writes a line with a title after an empty one."""
        _write(sys.stdout, f"\n{plain(text)}\n")

    def paragraph(self, text: object) -> None:
        """Writes text under a heading, wrapped to the width of the screen."""
        _write(sys.stdout, _wrapped(text, "  ", "  "))

    def point(self, text: object) -> None:
        """Writes one point of a list under a heading."""
        _write(sys.stdout, _wrapped(text, "  - ", "    "))

    def page(self, text: str) -> None:
        """Writes a page of our own at once, line breaks included."""
        _write(sys.stdout, f"{text}\n")
        sys.stdout.flush()

    def json(self, found: object) -> None:
        """Writes JSON in UTF-8, whatever the terminal thinks its encoding is."""
        self.document(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) + "\n")

    def document(self, text: str) -> None:
        """Writes the text of a file in UTF-8."""
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> None:
        """Writes a table; ``numbers`` are the columns that are aligned to the right."""
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for position, title in enumerate(head):
            table.add_column(Text(title), justify="right" if position in numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(plain(cell)) for cell in row))
        screen = Console(highlight=False, emoji=False, markup=False)
        if not screen.is_terminal:
            screen = Console(highlight=False, emoji=False, markup=False, width=UNLIMITED)
        with screen.capture() as captured:
            screen.print(table)
        _write(sys.stdout, "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))

    def progress(self, things: Sequence[Thing], label: str) -> Iterator[Thing]:
        """The things one by one, with a bar on standard error once that takes longer than a second."""
        started = time.monotonic()
        bar = None
        try:
            for done, thing in enumerate(things):
                if bar is None and time.monotonic() - started > PATIENCE and sys.stderr.isatty():
                    bar = _bar()
                    task = bar.add_task(label, total=len(things), completed=done)
                yield thing
                if bar is not None:
                    bar.advance(task)
        finally:
            if bar is not None:
                bar.stop()


def _wrapped(text: object, first: str, rest: str) -> str:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = textwrap.wrap(
        plain(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )
    return "".join(f"{line}\n" for line in lines)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True, markup=False), transient=True)
    bar.start()
    return bar


def _write(stream: IO[str], text: str) -> None:
    """Signs that the terminal cannot show become question marks."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
