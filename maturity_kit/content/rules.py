"""Rules that say when models contradict each other: conditions are data, read strictly and never run as code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, RootModel, ValidationError, model_validator

from maturity_kit.content import checked
from maturity_kit.content.checked import Languages, Number, Slug, Strict, as_input_error, located, refused
from maturity_kit.content.files import read_text
from maturity_kit.content.model import EQUAL, SIGNALS, SITUATIONS, Method
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.home import home

RULES = "rules.yaml"
LARGEST = 1_000_000
BOUNDS = ("at_least", "at_most", "above", "below")
SIDES = ("high", "low")
REGISTERS: Mapping[str, Method] = {
    "channels.density": "quadrant",
    "dialogues.priority": "layers",
    "investments.dominance": "layers",
    "kpis.complete": "cycle",
    "operation_score": "values",
    "roles.coverage": "layers",
}
"""The numbers of the working tables that a condition can name, with the method whose table it is."""

Kind = Literal["node", "item", "attained", "skipped", "claimed", "signal", "register", "any"]
COMPANIONS: Mapping[Kind, tuple[str, ...]] = {
    "node": ("is",),
    "item": BOUNDS,
    "attained": BOUNDS,
    "skipped": (),
    "claimed": ("in",),
    "signal": ("model", *BOUNDS),
    "register": ("layer", *BOUNDS),
    "any": (),
}
"""For each kind of condition what else stands in it."""
OPTIONAL = ("layer", *BOUNDS)

Side = Annotated[str, checked.one_of(SIDES), checked.enum(SIDES)]
Situation = Annotated[str, checked.one_of(SITUATIONS), checked.enum(SITUATIONS)]
SignalName = Annotated[str, checked.one_of(SIGNALS), checked.enum(SIGNALS)]
RegisterName = Annotated[str, checked.one_of(REGISTERS), checked.enum(tuple(REGISTERS))]


class Condition(Strict):
    """One fact that has to hold; exactly one of the first eight fields says which kind it is."""

    node: Slug | None = None
    item: Slug | None = None
    attained: Slug | None = None
    skipped: Slug | None = None
    claimed: Slug | None = None
    signal: SignalName | None = None
    register_: RegisterName | None = Field(default=None, alias="register")
    any_: tuple[Condition, ...] | None = Field(default=None, alias="any")
    is_: Side | None = Field(default=None, alias="is")
    in_: tuple[Situation, ...] | None = Field(default=None, alias="in")
    model: Slug | None = None
    layer: Slug | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None

    @property
    def given(self) -> dict[str, Any]:
        """What the file says, by the names it uses."""
        named = {field.alias or name: getattr(self, name) for name, field in type(self).model_fields.items()}
        return {name: found for name, found in named.items() if found is not None}

    @property
    def kind(self) -> Kind:
        """Which of the kinds this is."""
        return next(kind for kind in COMPANIONS if kind in self.given)

    @property
    def subject(self) -> str:
        """What it is about: the id of a node, item or model, or the name of a signal or register; "" for any."""
        return "" if self.kind == "any" else str(self.given[self.kind])

    @property
    def bound(self) -> tuple[str, float]:
        """The bound and its number; only of a kind that has bounds."""
        return next((name, float(self.given[name])) for name in BOUNDS if name in self.given)

    def holds(self, value: float) -> bool:
        """Whether a number is within the bound; differences below 1e-9 are none."""
        name, limit = self.bound
        reached, over = value >= limit - EQUAL, value > limit + EQUAL
        return {"at_least": reached, "at_most": not over, "above": over, "below": not reached}[name]

    def walk(self, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Condition, tuple[str | int, ...]]]:
        """This condition, or those it chooses between, each with its path."""
        if self.any_ is None:
            yield self, path
        for n, one in enumerate(self.any_ or ()):
            yield from one.walk((*path, "any", n))

    @model_validator(mode="after")
    def _one_meaning(self) -> Condition:
        given = self.given
        kinds = [kind for kind in COMPANIONS if kind in given]
        if len(kinds) != 1:
            raise refused("condition.kind", found=", ".join(kinds or given) or "-", allowed=", ".join(COMPANIONS))
        self._companions(kinds[0])
        if self.any_ is not None and (not self.any_ or any(one.any_ is not None for one in self.any_)):
            raise refused("condition.any")
        if self.in_ == ():
            raise refused("rule.empty", found="in")
        return self

    def _companions(self, kind: Kind) -> None:
        allowed = COMPANIONS[kind]
        strange = [name for name in self.given if name != kind and name not in allowed]
        if strange:
            raise refused("condition.extra", found=", ".join(strange), kind=kind, allowed=", ".join(allowed) or "-")
        for name in allowed:
            if name not in OPTIONAL and name not in self.given:
                raise refused("condition.missing", found=name, kind=kind)
        bounds = [name for name in BOUNDS if name in self.given]
        if BOUNDS[0] in allowed and len(bounds) != 1:
            raise refused("condition.bound", found=", ".join(bounds) or "-", allowed=", ".join(BOUNDS))


class Rule(Strict):
    """A contradiction: when it is there, the sentence that names its facts, and the question to ask in the room."""

    id: Slug
    when: tuple[Condition, ...]
    text: Languages
    ask: Languages

    @model_validator(mode="after")
    def _has_conditions(self) -> Rule:
        if not self.when:
            raise refused("rule.empty", found="when")
        return self


Rules = tuple[Rule, ...]


class RulesFile(RootModel[Rules]):
    """The rules, in the order in which contradictions are told."""


def parse_rules(text: str, where: str = "") -> Rules:
    """The rules written in ``text``.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do.
    """
    found = parse_yaml(text, where)
    try:
        rules = RulesFile.model_validate(found).root
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
    _check_ids_differ(rules, where)
    _check_languages(rules, where)
    return rules


def load_rules(path: str | Path | None = None) -> Rules:
    """The rules in a file, by default ``data/rules.yaml`` of the workbook; none when the workbook has no such file.

    Raises:
        InputError: see ``parse_rules``; also when the file cannot be read.
    """
    chosen = Path(path) if path is not None else rules_file()
    if path is None and not chosen.exists():
        return ()
    try:
        status = chosen.stat()
    except (OSError, ValueError):
        read_text(chosen)
        raise
    return _load(str(chosen), status.st_mtime_ns, status.st_size)


def rules_file() -> Path:
    """Where the workbook keeps its rules."""
    return home() / "data" / RULES


@lru_cache(maxsize=8)
def _load(path: str, changed: int, size: int) -> Rules:
    return parse_rules(read_text(path, LARGEST), path)


def _check_ids_differ(rules: Rules, where: str) -> None:
    seen: dict[str, str] = {}
    for n, rule in enumerate(rules):
        place = located("", (n, "id"))
        if rule.id in seen:
            raise InputError("id.duplicate", located(where, (n, "id")), found=rule.id, first=seen[rule.id])
        seen[rule.id] = place


def _check_languages(rules: Rules, where: str) -> None:
    """Every text has the languages that any text of the file has, so that no question is asked in another language."""
    texts = [
        (text, (n, name)) for n, rule in enumerate(rules) for name, text in (("text", rule.text), ("ask", rule.ask))
    ]
    languages = dict.fromkeys(language for text, _ in texts for language in text)
    for text, path in texts:
        for language in languages:
            if language not in text:
                raise InputError("rule.language", located(where, path), found=language)
