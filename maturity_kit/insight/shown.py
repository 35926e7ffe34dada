"""How results show themselves in a notebook, in the language of the assessment."""

from __future__ import annotations

from maturity_kit.assessment.shown import heading
from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import Group
from maturity_kit.content.shown import DEEPER
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.item import Agreement
from maturity_kit.insight.agreement.room import ModelAgreement
from maturity_kit.insight.agreement.words import ballot_said, model_words
from maturity_kit.insight.explain import Explanation
from maturity_kit.insight.roadmap import Proposal
from maturity_kit.insight.synthesis import Result
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import whole
from maturity_kit.scoring.shown import COLUMNS, numbers

MEASURES = ("voters", "consensus", "r_wg", "word")
BOUNDS = 4
"""Columns that a model as a whole shows: score, bounds and coverage; a target is seldom set on a whole model."""


def result_html(result: Result) -> str:
    """The verdict and numbers of each model, and below them the roadmap."""
    language = result.assessment.language if result.assessment else "en"
    say = Wording("shown", language)
    rows = [
        (found.model.title.to(language), verdict(found, language).sentence, *numbers(found)[:BOUNDS])
        for found in result.models.values()
    ]
    head = [say("result.model"), say("result.verdict"), *(say(column) for column in COLUMNS[:BOUNDS])]
    caption = heading(result.assessment) if result.assessment else ""
    table = html_table(caption, head, rows, say.language)
    return table + _roadmap(result, say) if result.roadmap else table


def _roadmap(result: Result, say: Wording) -> str:
    rows = [(_asked(result, step, say), say(f"result.{step.horizon}"), *_gain(step, say)) for step in result.roadmap]
    head = [say("question"), say("result.horizon"), say("result.priority"), say("result.next-step")]
    return html_table(say("result.roadmap"), head, rows, say.language, digits=2)


def _asked(result: Result, step: Proposal, say: Wording) -> str:
    node = result.models[step.model].model.by_id[step.item]
    return (node.title if isinstance(node, Group) else node.text).to(say.language)


def _gain(step: Proposal, say: Wording) -> tuple[float, str]:
    return step.priority, step.next_step.to(say.language)


def explanation_html(found: Explanation) -> str:
    """Every row below the node, each deeper floor indented, with what it contributes or why it does not."""
    say, left = Wording("shown", found.language), Wording("forms", found.language)
    title, score = found.title.to(found.language), whole(found.score)
    rows = [
        (
            DEEPER * depth + row.title.to(found.language),
            row.weight,
            100 * row.share,
            row.score,
            None if row.left else row.contribution,
            left(f"why.left-{row.left}") if row.left else "",
        )
        for depth, row in found.walk()
    ]
    columns = ("part", "weight", "explanation.share", "score", "explanation.points", "explanation.remark")
    key = "explanation.none" if found.score is None else "explanation.caption"
    return html_table(say(key, title=title, score=score), [*map(say, columns)], rows, say.language)


def agreement_html(found: Agreement, language: str = "en") -> str:
    """The agreement on one item as a table of one row."""
    say = Wording("shown", language)
    word = Wording("forms", language)(f"doubt.{found.word or 'undefined'}")
    head = [say(f"agreement.{name}") for name in MEASURES]
    return html_table(say("agreement.caption"), head, [(*_measures(found), word)], language, digits=2)


def model_agreement_html(found: ModelAgreement) -> str:
    """What alpha says in words, and the agreement on each question by its newest ballot."""
    say = Wording("shown", found.language)
    rows = [
        (voted.item.text.to(found.language), *_measures(voted.agreement), ballot_said(voted.newest, found.language))
        for voted in found.questions
    ]
    head = [say("question"), *(say(f"agreement.{name}") for name in MEASURES)]
    caption = " ".join([f"{found.model.title.to(found.language)}.", *model_words(found, found.language)])
    return html_table(caption, head, rows, say.language, digits=2)


def _measures(found: Agreement) -> tuple[float | None, ...]:
    return found.voters, found.consensus, found.r_wg
