"""How sure the outcome is, in sentences that say what to conclude, with the numbers after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import EQUAL, Group, Model
from maturity_kit.content.wording import Wording
from maturity_kit.insight.doubt_words import verdict_words
from maturity_kit.insight.sensitivity.found import ModelSensitivity, Sensitivity, Standing
from maturity_kit.insight.words import FEW, decimals, listed, plain, whole

ROOM = "sensitivity"
FIRM, LIKELY = 0.9, 2 / 3
"""What holds as often as this hardly depends on the weights, or is still likely."""
TOP = 3


class Moves(NamedTuple):
    """A weight, and the points that its model's score moves when it is halved and doubled."""

    model: Model
    node: str
    halved: float
    doubled: float


def sentences(found: Sensitivity, language: str) -> list[str]:
    """Everything in sentences: each model with its title in front, then the roadmap."""
    told = [f"{one.model.title.to(language)}: {sentence}" for one in found.models.values()
            for sentence in model_sentences(one, language)]  # fmt: skip
    return [*told, road_sentence(found, language)]


def model_sentences(found: ModelSensitivity, language: str) -> list[str]:
    """What the draws say of one model: the verdict, the score, open questions, other ways of adding up."""
    say = Wording(ROOM, language)
    if found.mean is None:
        return [say("score.none"), *_flips(found, say)]
    return [*_holds(found, say), _band(found, say), *_most(found, say), *_flips(found, say), *_rules(found, say)]


def standing_name(found: ModelSensitivity, standing: Standing, language: str) -> str:
    """A level, situation or weakest part by its name; a dash for none."""
    node = found.model.by_id.get(str(standing))
    if found.kind == "weakest":
        return node.title.to(language) if isinstance(node, Group) else "–"
    return verdict_words(found.model, standing, language)


def times_words(share: float, language: str) -> str:
    """A share, 0..1, as so many of a hundred; never "100" or "0" for what is only nearly so.

    >>> times_words(0.634, "en"), times_words(0.999, "en"), times_words(0.0, "en")
    ('63', 'more than 99', '0')
    """
    if 1 - share > EQUAL and share >= 0.995:
        return Wording(ROOM, language)("times.most")
    return Wording(ROOM, language)("times.few") if EQUAL < share < 0.005 else whole(100 * share)


def _holds(found: ModelSensitivity, say: Wording) -> Iterator[str]:
    if not found.kind or found.now is None:
        return
    share = found.chances.get(found.now, 0.0)
    stands = say(f"stands.{found.model.method}", name=_quoted(found, found.now, say))
    key = (
        "always" if 1 - share <= EQUAL else "firm" if share >= FIRM - EQUAL else "likely" if share >= LIKELY else "open"
    )
    other = max((one for one in found.chances if one != found.now), key=found.chances.__getitem__, default=None)
    yield say(
        f"holds.{key}",
        stands=stands,
        times=times_words(share, say.language),
        other=_quoted(found, other, say),
        other_times=times_words(found.chances.get(other, 0.0), say.language),
    )


def _quoted(found: ModelSensitivity, standing: Standing, say: Wording) -> str:
    return say("quoted", name=standing_name(found, standing, say.language))


def _band(found: ModelSensitivity, say: Wording) -> str:
    low, high = found.low or 0.0, found.high or 0.0
    if high - low < EQUAL:
        return say("score.still", score=whole(found.result.score))
    near = whole(low) == whole(high)
    shown = [decimals(end, say.language) if near else whole(end) for end in (found.result.score or 0.0, low, high)]
    return say("score.band", score=shown[0], low=shown[1], high=shown[2])


def _most(found: ModelSensitivity, say: Wording) -> Iterator[str]:
    if found.tornado:
        bar = found.tornado[0]
        halved, doubled = (points(change, say.language) for change in (bar.halved, bar.doubled))
        yield say("most.weight", name=node_name(found.model, bar.node, say), halved=halved, doubled=doubled)


def _flips(found: ModelSensitivity, say: Wording) -> Iterator[str]:
    if found.kind not in ("level", "situation") or not found.flips:
        return
    turning = [flip.item for flip in found.flips if flip.flips]
    names = [node_name(found.model, item, say) for item in turning[:FEW]]
    names += [say("more", count=len(turning) - FEW)] if len(turning) > FEW else []
    key, count = ("some", len(turning)) if turning else ("none", len(found.flips))
    yield say(f"flips.{found.kind}.{key}", count, names=listed(names, say))


def _rules(found: ModelSensitivity, say: Wording) -> Iterator[str]:
    scores = {name: whole(rule.score) for name, rule in found.rules.items()}
    told = [say("rules.score", geometric=scores["geometric"], minimum=scores["minimum"])]
    if found.kind in ("level", "situation") and found.now is not None:
        others = {name: rule.verdict for name, rule in found.rules.items() if rule.verdict != found.now}
        told += [say(f"rules.{found.kind}.{name}", name=_quoted(found, one, say)) for name, one in others.items()]
        told += [] if others else [say(f"rules.{found.kind}.same")]
    yield " ".join(told)


def road_sentence(found: Sensitivity, language: str) -> str:
    """Whether the three steps with the highest priority stay the first three."""
    say, rows = Wording(ROOM, language), [*found.ranks.values()]
    if len(rows) <= TOP:
        return say("road.few", len(rows)) if rows else say("road.none")
    first = [sum(row[:TOP]) for row in rows[:TOP]]
    firm = sum(share >= FIRM - EQUAL for share in first)
    if firm == TOP:
        return say("road.stays", least=times_words(min(first), language))
    return say("road.some" if firm else "road.depends", firm, limit=whole(100 * FIRM))


def road_rows(found: Sensitivity, language: str) -> list[tuple[str, ...]]:
    """Each of the first ten steps, and in how many of 100 draws it comes first, among three, and among ten."""
    return [
        (node_title(found.model_of(item), item, language), *(times_words(min(sum(row[:count]), 1.0), language)
                                                       for count in (1, TOP, len(row))))
        for item, row in found.ranks.items()
    ]  # fmt: skip


def greatest_moves(models: Mapping[str, ModelSensitivity], most: int) -> list[Moves]:
    """The weights of all models that move their model's score most."""
    bars = [(one.model, bar) for one in models.values() for bar in one.tornado]
    ordered = sorted(bars, key=lambda one: -one[1].reach)
    return [Moves(model, bar.node, bar.halved, bar.doubled) for model, bar in ordered[:most]]


def node_title(model: Model, node: str, language: str) -> str:
    """The title of a group, or the text of a question."""
    found = model.node(node)
    return (found.title if isinstance(found, Group) else found.text).to(language)


def node_name(model: Model, node: str, say: Wording) -> str:
    """The same between quotes."""
    return say("quoted", name=node_title(model, node, say.language))


def points(change: float, language: str) -> str:
    """Points of a score with their sign and one decimal.

    >>> points(-3.24, "nl"), points(1.0, "en"), points(0.04, "en")
    ('−3,2', '+1.0', '0.0')
    """
    shown = decimals(abs(change), language)
    return shown if not shown.strip("0.,") else f"{'+' if change > 0 else '−'}{shown}"


def caption(found: Sensitivity, language: str) -> str:
    """How many draws, how close, and from which seed."""
    say, kappa = Wording(ROOM, language), plain(found.kappa, language, 2)
    if found.seed is None:
        return say("caption.unknown", draws=found.draws, kappa=kappa)
    return say("caption", draws=found.draws, kappa=kappa, seed=found.seed)


def summary_html(found: Sensitivity) -> str:
    """One row a model: its score, the band, the verdict and in how many of 100 draws it holds."""
    language = found.language
    say = Wording(ROOM, language)
    head = [say(f"head.{name}") for name in ("model", "score", "low", "high", "standing", "times")]
    rows = [
        (one.model.title.to(language), one.result.score, one.low, one.high, standing_name(one, one.now, language),
         times_words(one.chances.get(one.now, 0.0), language) if one.kind and one.now is not None else None)
        for one in found.models.values()
    ]  # fmt: skip
    return html_table(caption(found, language), head, rows, language)
