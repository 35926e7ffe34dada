"""What a page is about: one assessment, its models, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import traitlets

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.fit import check_values
from maturity_kit.assessment.registers.merge import merged
from maturity_kit.content.model import Model
from maturity_kit.errors import InputError
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.insight.tables import Tables, tables_of
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model
from maturity_kit.store import Store
from maturity_kit.store.writing import Saved


class PageError(InputError):
    """What a page of the workbook cannot do, in a sentence of ``wording/forms.yaml``."""

    room = "forms"


class AssessmentState(traitlets.HasTraits):
    """One assessment under the hands of one page, with results that follow every edit.

    Observers of ``assessment`` hear of each change. Without a store nothing is ever written: that is what a
    published page uses, where only weights may be moved.
    """

    assessment = traitlets.Instance(Assessment)
    language = traitlets.Unicode()

    def __init__(
        self,
        assessment: Assessment,
        models: Mapping[str, Model],
        language: str,
        store: Store | None = None,
    ) -> None:
        super().__init__(assessment=assessment, language=language)
        self.models = dict(models)
        self.store = store
        self.revision = store.revision(assessment.id) if store else 0
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

    def caught_up(self, event: Event) -> tuple[Event, bool]:
        """The event as it has to be kept, and whether the assessment was read again for it.

        A working table travels whole. A record keeps the parts that its form does not show; and when somebody else
        wrote in between, the rows and fields that one of the two touched are put together.
        """
        if event.kind != "register":
            return event, False
        shown = self.assessment.registers.get(event.subject)
        mine = _with_the_rest(shown, event.payload)
        if self.store is None or self.store.revision(self.assessment.id) == self.revision:
            return replace(event, payload=mine), False
        self.revision = self.store.revision(self.assessment.id)
        self.assessment = self.store.load(self.assessment.id)
        theirs = self.assessment.registers.get(event.subject)
        return replace(event, payload=merged(shown, mine, theirs)), True

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

    def save(self, event: Event) -> tuple[Saved | None, bool]:
        """Keep an edit; returns what the store says and whether somebody else wrote in between.

        After a foreign write, or when the store had this edit already, the assessment is read again.
        """
        if self.store is None:
            return None, False
        foreign = self.store.revision(self.assessment.id) != self.revision
        saved = self.store.append(self.assessment.id, event)
        self.revision = saved.revision
        if foreign or saved.repeated:
            self.revision = self.store.revision(self.assessment.id)
            self.assessment = self.store.load(self.assessment.id)
        return saved, foreign or saved.repeated

    def forget(self, before: Assessment) -> None:
        """Go back to what was there before an edit that could not be kept."""
        self.assessment = before


def _with_the_rest(shown: Any, payload: Any) -> Any:
    """A record with what its form says over what was there; null clears a part, and an empty record is none."""
    if not isinstance(payload, dict):
        return payload
    whole = {**shown, **payload} if isinstance(shown, dict) else payload
    return {name: part for name, part in whole.items() if part is not None} or None
