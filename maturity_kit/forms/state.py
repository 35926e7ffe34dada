"""What a page is about: one assessment, its models, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import traitlets

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.fit import check_values
from maturity_kit.content.model import Model
from maturity_kit.errors import InputError
from maturity_kit.forms.meanwhile import entry_of, put_together
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.insight.tables import Tables, tables_of
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model
from maturity_kit.store import ChangedMeanwhile, Store
from maturity_kit.store.rooms import Rooms
from maturity_kit.store.writing import Saved


class PageError(InputError):
    """What a page of the workbook cannot do, in a sentence of ``wording/forms.yaml``."""

    room = "forms"


class Sent(NamedTuple):
    """The last edit of one subject by this page: its revision, what the page said, and what was kept of it."""

    revision: int
    said: Any
    kept: Any


class AssessmentState(traitlets.HasTraits):
    """One assessment under the hands of one page, with results that follow every edit.

    Observers of ``assessment`` hear of each change. Without a store nothing is ever written: that is what a
    published page uses, where only weights may be moved.

    Attributes:
        revision: of the store, when the assessment was read; by default the present one.
        voting: the item that a room is voting on, None while no vote is open. Until the reveal pages show nothing
            that could lead those who still have to vote.
    """

    assessment = traitlets.Instance(Assessment)
    language = traitlets.Unicode()

    def __init__(
        self,
        assessment: Assessment,
        models: Mapping[str, Model],
        language: str,
        store: Store | None = None,
        revision: int | None = None,
    ) -> None:
        super().__init__(assessment=assessment, language=language)
        self.models = dict(models)
        self.store = store
        self.revision = (store.revision(assessment.id) if revision is None else revision) if store else 0
        self._rooms = Rooms(store) if store else None
        self.voting = self.voting_on(assessment.id)
        self._sent: dict[tuple[str, str], Sent] = {}
        self._results: dict[str, ModelResult] = {}
        self._tables: Tables | None = None
        self._everything: Result | None = None

    @property
    def frozen(self) -> bool:
        """Whether edits stay in this page: true for what was published."""
        return self.store is None

    @traitlets.observe("assessment")
    def _forget_results(self, _: object) -> None:
        self._results, self._tables, self._everything = {}, None, None

    def result(self, model_id: str) -> ModelResult:
        """The result of one model for the answers as they are now, computed once per change."""
        if model_id not in self._results:
            self._results[model_id] = score_model(self.models[model_id], self.assessment)
        return self._results[model_id]

    def results(self) -> dict[str, ModelResult]:
        """The results of all models, also of those in which nothing was answered yet."""
        return {model_id: self.result(model_id) for model_id in self.models}

    def tables(self) -> Tables:
        """What the working tables amount to as they are now, computed once per change."""
        if self._tables is None:
            self._tables = tables_of(self.assessment, self.results())
        return self._tables

    def everything(self) -> Result:
        """All scored models with themes and roadmap, computed once per change."""
        if self._everything is None:
            self._everything = score(self.assessment, self.models)
        return self._everything

    def whole(self, event: Event) -> Event:
        """The event as it has to be kept: a record of which a form shows only some parts keeps the others."""
        if event.kind != "register":
            return event
        return replace(event, payload=_with_the_rest(self.assessment.registers.get(event.subject), event.payload))

    def voting_on(self, assessment_id: str) -> str | None:
        """The item that a room on an assessment is voting on; None while no vote is open, and without a store."""
        return self._rooms.voting(assessment_id) if self._rooms else None

    def catch_up(self) -> bool:
        """Whether somebody else changed the assessment, or a vote on it began or ended, since this was last asked."""
        if self.store is None:
            return False
        voting, self.voting = self.voting, self.voting_on(self.assessment.id)
        revision = self.store.revision(self.assessment.id)
        changed = revision != self.revision and self._read_again()
        self.revision = revision
        return changed or voting != self.voting

    def edit(self, event: Event) -> None:
        """Show what an edit does; it is not kept until ``save``.

        Raises:
            InputError: the event does not fit the assessment or a scale, or the page is frozen and this is no weight.
        """
        if self.frozen and event.kind not in ("weight", "model_weight"):
            raise PageError("error.frozen")
        changed = apply(self.assessment, event)
        check_values(changed, self.models.values(), event.subject)
        self.assessment = changed

    def save(self, event: Event, seen: int | None = None) -> tuple[Saved | None, bool]:
        """Keep an edit; returns what the store says and whether the page now has to show more than this edit.

        What somebody else changed of the same subject is put together with it. After a foreign write, or when the
        store had this edit already, the assessment is read again.

        Args:
            event: the edit.
            seen: the revision at which the page showed what was edited; by default that of this state.

        Raises:
            ClashError: both changed the same part of one entry; nothing was written.
        """
        if self.store is None:
            return None, False
        sent = self._sent.get((event.kind, event.subject))
        saved, kept = self._append(event, self.revision if seen is None else seen, sent)
        self.revision = max(self.revision, saved.revision)
        foreign = self._read_again()
        if not saved.repeated or entry_of(self.assessment, event) == event.payload:
            self._sent[event.kind, event.subject] = Sent(saved.revision, event.payload, kept.payload)
        return saved, foreign or saved.repeated

    def _append(self, event: Event, seen: int, sent: Sent | None) -> tuple[Saved, Event]:
        """The receipt, and the event as it was kept.

        A page that sends twice before it hears of the first meant its second as a change of its first, so that is what
        the second is put together with.
        """
        assert self.store is not None
        before: Sent | None = None
        if sent is not None and sent.revision > seen:
            seen, before = (sent.revision, None) if sent.said == sent.kept else (seen, sent)
        while True:
            try:
                return self.store.append(self.assessment.id, event, seen), event
            except ChangedMeanwhile as changed:
                event = put_together(event, changed.before if before is None else before.said, changed)
                seen, before = changed.revision, None

    def _read_again(self) -> bool:
        """Whether the store holds anything else than this state showed."""
        assert self.store is not None
        kept = self.store.load(self.assessment.id)
        changed: bool = kept != self.assessment
        if changed:
            self.assessment = kept
        return changed

    def forget(self, before: Assessment) -> None:
        """Go back to what was there before an edit that could not be kept."""
        self.assessment = before


def _with_the_rest(shown: Any, payload: Any) -> Any:
    """A record with what its form says over what was there; null clears a part, and an empty record is none."""
    if not isinstance(payload, dict):
        return payload
    whole = {**shown, **payload} if isinstance(shown, dict) else payload
    return {name: part for name, part in whole.items() if part is not None} or None
