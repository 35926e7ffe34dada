"""The one error that people see: where, what was found, what is allowed, what to do."""

from __future__ import annotations

from typing import Any, ClassVar

from maturity_kit.content.wording import Wording

SHOWN = 80


class InputError(ValueError):
    """Raised for every problem in what people supplied.

    The sentence comes from ``content/wording/<room>.yaml``; ``str`` gives English, ``to("nl")`` Dutch.

    Args:
        problem: key of the sentence in the wording file.
        where: file and place in it, such as ``my.yaml: groups[2].items[0].levels``.
        details: whatever the sentence names; long values are cut to 80 characters.

    >>> InputError("file.missing", "my.yaml").to("nl")
    'my.yaml: Dit bestand bestaat niet. Controleer de naam en de map.'
    """

    room: ClassVar[str] = "errors"

    def __init__(self, problem: str, where: str = "", **details: object) -> None:
        self.problem = problem
        self.where = where
        self.details = {name: shorten(found) for name, found in details.items()}
        super().__init__(self.to("en"))

    def to(self, language: str) -> str:
        """The message in one language; English where that language is missing."""
        message = self.sentence(language)
        return f"{self.where}: {message}" if self.where else message

    def sentence(self, language: str) -> str:
        """The message without its place, for where the place is shown."""
        details: dict[str, Any] = {**self.details}
        return Wording(self.room, language)(self.problem, **details)


def shorten(found: object) -> str:
    """One line of at most 80 characters, without control characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(found))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
