"""What every document tells: one assessment, scored once, in one language, without voters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from maturity_kit import charts
from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.pool import Ballot, ItemState, ballots_of
from maturity_kit.assessment.registers import Registers, registers_of
from maturity_kit.charts import Chart
from maturity_kit.charts.tables import PAINTERS, draw_table
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import ModelAgreement
from maturity_kit.insight.answer_words import answer_words, next_words
from maturity_kit.insight.doubts import Doubt, doubts_of
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import jump_words, sentences
from maturity_kit.insight.reasons import Reason, reasons_of
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.insight.told import TELLERS, filled, told
from maturity_kit.insight.verdict import Verdict, verdict
from maturity_kit.scoring.result import LadderReading, ModelResult, NodeScore
from maturity_kit.scoring.voters import freeze


@dataclass(frozen=True)
class Answered:
    """One question with what was said to it.

    Attributes:
        part: title of the group it stands in.
        state, value: what counts; the value on the item's scale, None without one.
        words: the same in words.
        entry: reason, note and evidence, as they were agreed.
        ballots: as counts, the oldest first.
    """

    item: Item
    part: str
    state: ItemState
    value: float | None
    words: str
    entry: Answer
    ballots: tuple[Ballot, ...]


@dataclass(frozen=True)
class Repair:
    """A question that is to be repaired before anything above it: what is there now and the next step up."""

    item: Item
    part: str
    now: str
    next_step: str


@dataclass(frozen=True)
class Chapter:
    """One model: the verdict, the picture, and what it is made of.

    Attributes:
        parts: the groups of the model in order with their scores; ``beside`` those that do not count.
        answers: every question that belongs to the edition or was answered, in the order of the model.
        agreement: None when nobody voted.
    """

    result: ModelResult
    title: str
    summary: str
    verdict: Verdict
    chart: Chart
    parts: tuple[tuple[str, NodeScore, bool], ...]
    repairs: tuple[Repair, ...]
    answers: tuple[Answered, ...]
    agreement: ModelAgreement | None

    @property
    def model(self) -> Model:
        """The model itself; ``source`` names the document the idea comes from, and its author."""
        return self.result.model


@dataclass(frozen=True)
class Step:
    """A proposal on the road: what it is about, the next step, and why it stands there.

    Attributes:
        now: what is there, in words.
        next_step: the next whole step up, by its descriptor or its number; the question when there is none.
        why: sentences; ``jump`` the warning when it lies above a level that is not secured, else empty.
    """

    reason: Reason
    model: str
    question: str
    now: str
    next_step: str
    why: tuple[str, ...]
    jump: str

    @property
    def horizon(self) -> str:
        """``now``, ``next`` or ``later``."""
        return self.reason.proposal.horizon


@dataclass(frozen=True)
class TableStory:
    """A working table that holds something: what it amounts to in sentences, and its picture if it has one."""

    form: str
    title: str
    sentences: tuple[str, ...]
    chart: Chart | None


@dataclass(frozen=True)
class Story:
    """Everything a document says; numbers are those of ``result``, unrounded.

    Attributes:
        assessment: votes as counts, under the ids of the present models.
        language: of every sentence.
        chapters: by model, in the order in which people meet the models.
        steps: the road as the formula proposes it, ten at most.
        tables: the working tables that hold something, in their order.
        doubts: the answers that could still change something, most influential first.
        notices: what the reader must know besides.
    """

    assessment: Assessment
    language: str
    result: Result
    registers: Registers
    chapters: Mapping[str, Chapter]
    steps: tuple[Step, ...]
    tables: tuple[TableStory, ...]
    doubts: tuple[Doubt, ...]
    notices: tuple[str, ...]

    @property
    def organisation(self) -> str:
        """The organisation, with the unit behind it."""
        return " · ".join(part for part in (self.assessment.organisation, self.assessment.unit) if part.strip())

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every question of the scored models by its id."""
        return {item.id: item for chapter in self.chapters.values() for item in chapter.model.items}

    @cached_property
    def overview(self) -> Chart:
        """The verdicts side by side, each in its own terms."""
        return charts.side_by_side({name: one.result for name, one in self.chapters.items()}, self.language)

    @cached_property
    def themes(self) -> Chart:
        """Themes against models."""
        results = {name: one.result for name, one in self.chapters.items()}
        return charts.heatmap(results, self.result.themes, self.language)

    @cached_property
    def road(self) -> Chart:
        """The road in one picture."""
        return charts.roadmap(self.result.roadmap, self.result.models, self.language)

    def contradictions(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Each contradiction: the sentence, the question to ask, and the facts behind it."""
        for one in self.result.contradictions:
            facts = tuple(fact.to(self.language) for fact in one.facts)
            yield one.rule.text.to(self.language), one.rule.ask.to(self.language), facts


def story_of(
    assessment: Assessment, language: str, models: Mapping[str, Model] | None = None, where: str = ""
) -> Story:
    """The story of an assessment.

    Args:
        assessment: with or without voters; nothing of any voter is in the story.
        language: ``en`` or ``nl``.
        models: those of the workbook by default; only models with an entry, answer or vote are told.
        where: name of the file, for messages.

    Raises:
        InputError: a value off the scale of its item, or models or rules that cannot be read.
    """
    known = load_models() if models is None else models
    result = score(freeze(assessment, known), known, where=where)
    told_of = result.assessment or assessment
    results = in_reading_order(result.models)
    chapters = {name: _chapter(one, told_of, result, language) for name, one in results.items()}
    return Story(
        told_of,
        language,
        result,
        registers_of(told_of.registers),
        chapters,
        tuple(_step(reason, told_of, known, language) for reason in reasons_of(result, told_of.model_weights)),
        tuple(_tables(told_of, result, language)),
        doubts_of(told_of, results),
        tuple(notice.to(language) for notice in result.notices),
    )


def _chapter(result: ModelResult, assessment: Assessment, whole: Result, language: str) -> Chapter:
    model = result.model
    parts = tuple((group.title.to(language), result.nodes[group.id], group.beside) for group in model.groups)
    return Chapter(
        result,
        model.title.to(language),
        model.summary.to(language),
        verdict(result, language),
        charts.draw(result, language),
        parts,
        tuple(_repairs(result, assessment, language)),
        tuple(_answers(result, assessment, language)),
        whole.agreement.get(model.id),
    )


def _answers(result: ModelResult, assessment: Assessment, language: str) -> Iterator[Answered]:
    pooled = result.case.pooled
    for item, state, value in zip(result.model.items, pooled.states, pooled.values, strict=True):
        if state == "not_in_edition":
            continue
        given = value if state == "answered" else None
        words = answer_words(assessment, item, state, given, language)
        entry = assessment.answers.get(item.id) or Answer()
        yield Answered(
            item, _part(result.model, item, language), state, given, words, entry, ballots_of(assessment, item)
        )


def _part(model: Model, item: Item, language: str) -> str:
    group = model.parent(item.id)
    return group.title.to(language) if group else ""


def _repairs(result: ModelResult, assessment: Assessment, language: str) -> Iterator[Repair]:
    if not isinstance(result.reading, LadderReading):
        return
    for repair in result.reading.repairs:
        item = result.model.node(repair.item)
        assert isinstance(item, Item)
        place = result.case.compiled.item_index[item.id]
        now = answer_words(assessment, item, "answered", result.case.pooled.values[place], language)
        yield Repair(item, _part(result.model, item, language), now, repair.next_step.to(language))


def _step(reason: Reason, assessment: Assessment, models: Mapping[str, Model], language: str) -> Step:
    question = reason.item.text.to(language)
    return Step(
        reason,
        reason.model.title.to(language),
        question,
        answer_words(assessment, reason.item, reason.row.state, reason.row.value, language),
        next_words(reason.item, reason.proposal.next_step, reason.score, language) or question,
        tuple(sentences(reason, models, language)),
        jump_words(reason, language),
    )


def _tables(assessment: Assessment, result: Result, language: str) -> Iterator[TableStory]:
    kept, today = registers_of(assessment.registers), assessment.date
    found = filled(kept, result.tables, result.models, today, language)
    for form in TELLERS:
        register = "swot" if form == "confrontation" else form
        if not assessment.registers.get(register):
            continue
        drawn = "swot" if form == "confrontation" else form if form != "swot" else ""
        chart = draw_table(drawn, kept, result.tables, result.models, today, language) if drawn in PAINTERS else None
        yield TableStory(form, _title(form, language), tuple(one.words for one in told(form, found)), chart)


def _title(form: str, language: str) -> str:
    key = "confrontation.title" if form == "confrontation" else f"Registers.{form}"
    return str(Wording("registers", language)(key))
