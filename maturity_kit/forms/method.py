"""The document on method as HTML, and the parameters in force as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markdown_it.token import Token
from markupsafe import Markup

from maturity_kit.content.model import Group, Model
from maturity_kit.content.parameters import DEFAULTS, ids, numeric, pool
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import render
from maturity_kit.insight.method import CONSTANTS, MARKDOWN, method_tokens
from maturity_kit.insight.words import listed, plain


def method_html(models: Mapping[str, Model], language: str, top: int = 2) -> str:
    """The document without its title, with a list of its chapters; a chapter is a heading of level ``top``.

    Raises:
        InputError: see ``method_text``.
    """
    tokens = method_tokens(language, models, top)
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == f"h{top}"]
    for number, place in enumerate(starts, 1):
        tokens[place].attrSet("id", f"method-{number}")
    chapters = [(tokens[place].attrs["id"], tokens[place + 1].content) for place in starts]
    first = starts[0] if starts else len(tokens)
    parts = {"opening": _shown(tokens[:first]), "words": _shown(tokens[first:])}
    return render("method", language, chapters=chapters, label=Wording("method", language)("chapters"), **parts)


def _shown(tokens: list[Token]) -> Markup:
    return Markup(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def parameters_html(models: Mapping[str, Model], language: str, top: int = 3) -> str:
    """A table per model of what its file sets, and one of what holds in every model; ``top`` is their heading level."""
    say = Wording("method", language)
    tables = [(model.title.to(language), list(_rows(model, language))) for model in models.values()]
    shared = [(say(f"number.{name}"), plain(number, language, 2)) for name, number in CONSTANTS.items()]
    return render("parameters", language, tables=[*tables, (say("every-model"), shared)], words=say, top=top)


def _rows(model: Model, language: str) -> Iterator[tuple[str, str]]:
    say = Wording("method", language)
    yield say("version"), model.version
    yield say("questions"), str(len(model.items))
    yield say("quick"), str(len(model.edition("quick")))
    yield say("scale"), f"{model.scale.min}–{model.scale.max}"
    for name, default in DEFAULTS[model.method].items():
        counted = isinstance(default, float)
        shown = plain(numeric(model, name), language, 2) if counted else _titles(model, name, language)
        if shown:
            yield say(f"parameter.{name}"), shown
    yield say("pool"), say(f"pool.{pool(model)}")


def _titles(model: Model, name: str, language: str) -> str:
    """The groups a parameter names, by title; empty when the model has none of them."""
    groups = [model.by_id.get(found) for found in ids(model, name)]
    titles = [group.title.to(language) for group in groups if isinstance(group, Group)]
    return listed(titles, Wording("verdict", language)) if titles else ""
