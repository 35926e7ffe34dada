"""Text that people read, in as many languages as its writer gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Text(Mapping[str, str]):
    """A frozen mapping from language to text.

    >>> Text(en="Forms", nl="Formulieren").to("nl")
    'Formulieren'
    >>> Text(en="Forms").to("nl")
    'Forms'
    """

    __slots__ = ("_languages",)

    def __init__(self, languages: Mapping[str, str] | None = None, /, **more: str) -> None:
        self._languages = {**(languages or {}), **more}

    def to(self, language: str) -> str:
        """The text in ``language``, else in English, else in the first language there is, else empty."""
        for wanted in (language, "en"):
            if wanted in self._languages:
                return self._languages[wanted]
        return next(iter(self._languages.values()), "")

    def __getitem__(self, language: str) -> str:
        return self._languages[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._languages.items())))

    def __repr__(self) -> str:
        return f"Text({self._languages!r})"
