"""Questions and descriptors that say nearly the same.

Two texts are compared by their content words: what is left without stopwords, each word cut to its first six letters.
Their share is the number of content words they have in common, divided by the number that either of them has (Jaccard).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from maturity_kit.content.lint.finding import Finding, doubt
from maturity_kit.content.lint.passages import Kind, passages
from maturity_kit.content.lint.words import content, known
from maturity_kit.content.model import Item, Model

ALIKE = 0.4
"""Share from which two texts are reported. Well below it they share a way of speaking, not a subject."""
LEAST_COMMON = 3
"""Content words in common below which a share means little."""
MOST_TEXTS = 2000
"""Texts of one kind and language that are compared; a longer bank is compared up to here."""
MOST_PAIRS = 3
"""Pairs reported for one text, the most alike first."""


class Written(NamedTuple):
    """A text as it is compared; ``owner`` is the position of its model."""

    owner: int
    item: Item
    place: str
    language: str
    text: str
    words: frozenset[str]


class Pair(NamedTuple):
    """Two texts and the share of content words they have in common, 0..1."""

    first: Written
    second: Written
    share: float


def alike_findings(models: Sequence[Model]) -> Iterator[tuple[int, Finding]]:
    """Each pair of texts of different items that are nearly the same, with the position of the first one's model.

    A pair is named once, in the language in which it is most alike. Items of two models that share a topic are meant
    to be alike, so they are not reported.
    """
    kinds: tuple[Kind, ...] = ("question", "level")
    for kind in kinds:
        closest: dict[tuple[str, str], Pair] = {}
        for language, written in _by_language(models, kind).items():
            if len(written) > MOST_TEXTS:
                yield 0, doubt("alike.many", models[0].id, language=language, found=len(written), allowed=MOST_TEXTS)
            for pair in near(written[:MOST_TEXTS]):
                key = (pair.first.place, pair.second.place)
                closest[key] = max(pair, closest.get(key, pair), key=lambda one: one.share)
        for pair in sorted(closest.values(), key=lambda one: -one.share):
            yield pair.first.owner, _told(kind, pair)


def near(written: Sequence[Written]) -> Iterator[Pair]:
    """The pairs whose share is ``ALIKE`` or more, at most ``MOST_PAIRS`` for each text with those before it.

    Only texts that share one of their rarest words are compared: with n words, at least one of the rarest
    n - ceil(ALIKE n) + 1 must be common to both.
    """
    frequency = Counter(word for one in written for word in one.words)
    index: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(written):
        rarest = sorted(one.words, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(rarest) - math.ceil(ALIKE * len(rarest)) + 1]
        before = {earlier for word in rarest for earlier in index[word]}
        pairs = [Pair(written[earlier], one, share(written[earlier].words, one.words)) for earlier in sorted(before)]
        yield from sorted(filter(_reported, pairs), key=lambda pair: -pair.share)[:MOST_PAIRS]
        for word in rarest:
            index[word].append(position)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common divided by words in either; 0 when too few are common to say anything.

    >>> share(frozenset("abcd"), frozenset("bcde"))
    0.6
    """
    common = len(one & other)
    return common / len(one | other) if common >= LEAST_COMMON else 0.0


def _reported(pair: Pair) -> bool:
    one, other = pair.first, pair.second
    joined = one.owner != other.owner and one.item.topic is not None and one.item.topic == other.item.topic
    return pair.share >= ALIKE and one.item is not other.item and not joined


def _by_language(models: Sequence[Model], kind: Kind) -> dict[str, list[Written]]:
    found: dict[str, list[Written]] = defaultdict(list)
    for owner, model in enumerate(models):
        for passage in passages(model):
            if passage.kind == kind and isinstance(passage.node, Item):
                for language, text in passage.text.items():
                    if known(language):
                        words = content(text, language)
                        found[language].append(Written(owner, passage.node, passage.place, language, text, words))
    return found


def _told(kind: Kind, pair: Pair) -> Finding:
    place = f"{pair.first.place}.{pair.first.language}"
    return doubt(f"alike.{kind}", place, other=pair.second.place, share=round(100 * pair.share), found=pair.second.text)
