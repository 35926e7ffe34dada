"""The file of a new model: the format with a remark at every field and a place for every text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import jinja2
import yaml

from maturity_kit.content.model import SIGNALS, THEMES
from maturity_kit.content.parameters import DEFAULTS, Parameter
from maturity_kit.content.scaffold.wish import Part, Wish
from maturity_kit.content.wording import Wording


def filled_in(wish: Wish, prefix: str, head: Sequence[str]) -> str:
    """A model file with remarks in the language of the wish and places to fill in, in each of its languages.

    Args:
        wish: what was asked for.
        prefix: the beginning of every id in the model.
        head: the first lines of the file.
    """
    say, parts = Wording("scaffold", wish.language), wish.parts(prefix)
    return _template().render(
        {
            "id": wish.id,
            "method": wish.method,
            "title": dict.fromkeys(wish.languages, wish.title),
            "parts": parts,
            "prefix": prefix,
            "parameters": _parameters(wish, parts, prefix),
            "head": head,
            "say": say,
            "remark": lambda name, **details: say(f"remark.{name}", **details),
            "place": partial(_place, wish.languages),
            "named": _named,
            "themes": THEMES,
            "signals": SIGNALS,
        }
    )


def _place(languages: Sequence[str], name: str, number: int = 0, group: Part | None = None) -> Mapping[str, str]:
    """A place to fill in, by language; in a language that the workbook does not speak it stands in English."""
    titles = group.title if group else {}
    return {
        language: Wording("scaffold", language)(
            f"place.{name}", number=number, group=titles.get(language, "").strip("[]")
        )
        for language in languages
    }


def _parameters(wish: Wish, parts: Sequence[Part], prefix: str) -> Mapping[str, Parameter]:
    """The parameters of the method, at their defaults, and the ids of the parts it reads by name."""
    numbers = {name: found for name, found in DEFAULTS[wish.method].items() if isinstance(found, float)}
    ids = [part.id for part in parts]
    half = (len(ids) + 1) // 2
    named: Mapping[str, Mapping[str, Parameter]] = {
        "quadrant": dict(zip(("x", "y", "symptoms"), ids, strict=False)),
        "cycle": {"elements": f"{prefix}.elements"},
        "values": {"insight": tuple(ids[:half]), "solution": tuple(ids[half:])},
    }
    return {**named.get(wish.method, {}), **numbers}


def _named(found: Parameter) -> str:
    """A parameter as YAML."""
    if isinstance(found, tuple):
        return f"[{', '.join(map(identifier, found))}]"
    return identifier(found) if isinstance(found, str) else f"{found:g}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), undefined=jinja2.StrictUndefined, autoescape=False
    )
    environment.filters |= {"quoted": quoted, "identifier": identifier}
    return environment.get_template("model.yaml.j2")


def quoted(text: str) -> str:
    """Text as YAML in double quotes, whatever is in it.

    >>> quoted('He said "yes"')
    '"He said \\\\"yes\\\\""'
    """
    return json.dumps(text, ensure_ascii=False)


def identifier(name: str) -> str:
    """An id as YAML, in quotes where it would be read as something else than text.

    >>> identifier("cs.planning"), identifier("2.5")
    ('cs.planning', '"2.5"')
    """
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", name) and isinstance(yaml.safe_load(name), str)
    return name if plain else quoted(name)
