"""Words as the rules see them: plain, cut to a stem, and the lists of ``words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from maturity_kit.content.yamlfile import parse_yaml

STEM = 6
"""Letters of a word that count when texts are compared, so that plural and conjugation make no difference."""
KINDS = ("adverbs", "amounts", "openings", "second_questions", "attitudes", "tracking", "consent")
NOTHING = re.compile(r"(?!)")


@cache
def _lists() -> dict[str, Any]:
    path = Path(__file__).with_name("words.yaml")
    found: dict[str, Any] = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    return found


def known(language: str) -> str:
    """The language whose lists apply, such as ``en`` for ``en-GB``; empty when there are none."""
    base = language.partition("-")[0]
    return base if base in _lists() and base != "vendors" else ""


def plain(text: str) -> str:
    """Lower-case words with one space between them.

    >>> plain("Don't you -- agree?")
    'don t you agree'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def phrases(language: str, kind: str) -> re.Pattern[str]:
    """Finds the phrases of one kind in plain text; finds nothing in a language without lists."""
    lists = _lists().get(known(language), {})
    return _any_of(lists.get(kind, ()))


def mentioned(text: str, language: str, kind: str) -> str:
    """The first phrase of a kind in ``text``, as it stands there; empty without one.

    >>> mentioned("With the customer's Opt-in.", "en", "consent")
    'opt in'
    """
    found = phrases(language, kind).search(plain(text))
    return found.group() if found else ""


def without(text: str, language: str, *kinds: str) -> str:
    """Plain text with the phrases of these kinds taken out.

    >>> without("Mails are mostly checked by hand", "en", "adverbs")
    'mails are checked by hand'
    """
    left = plain(text)
    for kind in kinds:
        left = phrases(language, kind).sub(" ", left)
    return " ".join(left.split())


def stems(words: Iterable[str]) -> list[str]:
    """Each word cut to its first letters.

    >>> stems(["campaign", "campaigns"])
    ['campai', 'campai']
    """
    return [word[:STEM] for word in words]


@cache
def _stopwords(language: str) -> frozenset[str]:
    return frozenset(_lists()[known(language)]["stopwords"].split()) if known(language) else frozenset()


def content(text: str, language: str) -> frozenset[str]:
    """Stems of the words that say what a text is about.

    >>> sorted(content("How do you know your customers?", "en"))
    ['custom', 'know']
    """
    ignored = _stopwords(language)
    return frozenset(stems(word for word in plain(text).split() if word not in ignored))


@cache
def _vendors() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = _lists()["vendors"]
    names, words = ("|".join(map(re.escape, lists[kind])) for kind in ("names", "words"))
    return (
        re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<=[\w,;)] )(?:{words})(?!\w)"),
    )


def vendor(text: str) -> str:
    """The first vendor or product named in ``text``; empty without one.

    >>> vendor("Export it to Excel."), vendor("Excel at one thing.")
    ('Excel', '')
    """
    names, words = _vendors()
    found = names.search(text) or words.search(text)
    return found.group() if found else ""


def _any_of(written: Iterable[str]) -> re.Pattern[str]:
    """The longest phrase first, so that none hides behind its own beginning."""
    plainly = [[plain(part) for part in phrase.split("*")] for phrase in written]
    parts = [r"\w*".join(map(re.escape, pieces)) for pieces in sorted(plainly, key=lambda one: -len("".join(one)))]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else NOTHING
