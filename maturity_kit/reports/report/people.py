"""How far people agree, on what they do not, and how many took part."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit import charts
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import ModelAgreement, disputed, moved
from maturity_kit.insight.agreement.words import ballot_words, model_words, moved_words, votes_words
from maturity_kit.reports.figures import figure
from maturity_kit.reports.look import Look
from maturity_kit.reports.report.blocks import COLUMN, Block, chapter, facts, heading, picture, words
from maturity_kit.reports.story import Story


def agreement_chapter(story: Story, look: Look) -> Block:
    """Agreement per model, what divides people most, and what voting again changed."""
    found = [one.agreement for one in story.chapters.values() if one.agreement]
    say = Wording("reports", story.language)
    blocks = _agreement(story, found, look) if found else iter([words(say("report.no-votes"))])
    return chapter(say("report.agreement"), blocks)


def _agreement(story: Story, found: list[ModelAgreement], look: Look) -> Iterator[Block]:
    say, forms, language = Wording("reports", story.language), Wording("forms", story.language), story.language
    voters, questions = max(one.voters for one in found), sum(len(one.questions) for one in found)
    asked = say("report.on-questions", count=questions)
    yield words(say("report.voters", count=voters, questions=asked))
    yield picture(figure(charts.agreements(found, language), look), COLUMN, COLUMN)
    yield facts([(one.model.title.to(language), (" ".join(model_words(one, language)),)) for one in found])
    divided, again = disputed(found), moved(found)
    if divided:
        yield heading(forms("agreement.disputed"))
        yield facts([(one.item.text.to(language), (ballot_words(one.newest, one.item, forms),
                      forms("agreement.votes", votes=votes_words(one.newest, one.item, forms))))
                     for one in divided])  # fmt: skip
    if again:
        yield heading(forms("agreement.moved"))
        yield words(moved_words(again, forms))
