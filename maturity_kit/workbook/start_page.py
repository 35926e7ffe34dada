"""The start page: the assessments as cards, a new one in three fields, continue where you were."""

from __future__ import annotations

import uuid
from datetime import date

from markupsafe import Markup

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.questions import progress
from maturity_kit.forms.state import AssessmentState, PageError
from maturity_kit.insight.reading_order import READING_ORDER, in_reading_order
from maturity_kit.store import Entry, Store
from maturity_kit.workbook.milestones import freeze_html, freeze_round, start_next_round
from maturity_kit.workbook.notebooks import first_of, notebook_of
from maturity_kit.workbook.page import Page
from maturity_kit.workbook.units import address, level_of, readable_date

A_MINUTE = 1.6
"""Questions of the quick scan that somebody answers alone in a minute: 40 in about 25."""


class StartPage(Page):
    """What a consultant opens first."""

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(state)
        self._revision = -1
        self._organisations: dict[str, str] = {}
        self._voting = self._votes()

    def caught_up(self) -> bool:
        """Whether anything changed in any assessment, or a vote began or ended, since this was last asked."""
        former = self._revision, self._voting
        self._voting = self._votes()
        return super().caught_up() or former != (self._revision, self._voting)

    def _votes(self) -> frozenset[str]:
        """The organisations in which a vote is open: an earlier round of theirs could lead as well.

        The list is only read again when something changed, for this is asked every second.
        """
        revision = self.store.revision()
        if revision != self._revision:
            self._organisations = {entry.id: entry.organisation for entry in self.store.list()}
            self._revision = revision
        return frozenset(name for made, name in self._organisations.items() if self.state.voting_on(made))

    def cards(self) -> Region:
        """Every assessment in the store with progress, level and date."""
        return self.region("cards", self._cards)

    def new(self) -> Region:
        """A new assessment in three fields, or one from a file."""
        return self.region("new", self._new)

    def own_models(self) -> Region:
        """The models that somebody added to those of the workbook, each with the way to its page."""
        return self.region("own-models", self._own)

    def details(self) -> Region:
        """Name, unit, date and edition of the assessment at hand."""
        return self.region("details", self._details)

    def follows(self, name: str) -> bool:
        """Cards follow an edit of the details; the forms stay as they are."""
        return name == "cards"

    @property
    def store(self) -> Store:
        """The store behind this page."""
        if self.state.store is None:
            raise PageError("error.frozen")
        return self.state.store

    def do_create(self, fields: dict[str, str]) -> None:
        """Make an assessment from the three fields and go to its first model."""
        organisation = fields.get("organisation", "").strip()
        if not organisation:
            raise PageError("error.organisation")
        unit = fields.get("unit", "").strip()
        if self.store.same(organisation, unit, 1):
            raise PageError("error.same", organisation=f"{organisation} {unit}".strip())
        assessment = new_assessment(
            uuid.uuid4().hex,
            organisation,
            date.today().isoformat(),
            unit=unit,
            language=self.state.language,
            edition="full" if fields.get("edition") == "full" else "quick",
            models={model.id: model.version for model in self.state.models.values()},
        )
        self.go(self.store.create(assessment))

    def do_freeze(self, fields: dict[str, str]) -> None:
        """Keep a round as it is now under a name; what was frozen already is not frozen twice."""
        message = freeze_round(self.store, fields["id"], fields.get("name", ""), self.state.language)
        self.show(["cards"])
        self.bridge.send({"type": "notice", "message": message})

    def do_next_round(self, fields: dict[str, str]) -> None:
        """Start the next round from the newest milestone and go to it; what people should know of it comes first."""
        made, told = start_next_round(self.store, fields["id"], self.state.models, self.state.language)
        if not told:
            return self.go(made)
        self.show(["cards"])
        done = Wording("compare", self.state.language)("next.done", round=self.store.load(made).round)
        self.bridge.send({"type": "notice", "message": " ".join([done, *told])})

    def do_import(self, fields: dict[str, str]) -> None:
        """Take in a file and go to it."""
        assessment = parse_assessment(fields.get("file", ""), self.say("new.import"))
        self.go(self.store.import_assessment(assessment).id)

    def do_export(self, fields: dict[str, str]) -> None:
        """Hand an assessment over as a file; its name comes from the id, never from what people typed."""
        content = self.store.export(fields["id"], fields.get("digest", ""))
        name = f"{uuid.uuid5(uuid.NAMESPACE_URL, fields['id']).hex[:12]}.assessment.json"
        self.bridge.send({"type": "file", "name": name, "content": content})

    def do_archive(self, fields: dict[str, str]) -> None:
        """Put an assessment away; nothing is lost, and the message says how to bring it back."""
        organisation = self.store.load(fields["id"]).organisation
        self.store.archive(fields["id"])
        self.show(["cards"])
        message = self.say("start.archived", organisation=organisation, id=fields["id"])
        self.bridge.send({"type": "notice", "message": message})

    def go(self, assessment_id: str) -> None:
        """Lead the browser to the first model of an assessment."""
        self.bridge.send({"type": "go", "href": self._first(assessment_id)})

    def _first(self, assessment_id: str) -> str:
        """Where the first model of an assessment is shown."""
        return address(first_of(in_reading_order(self.state.models)), assessment_id, self.state.language)

    def _cards(self) -> str:
        cards = [self._card(entry, entry.organisation in self._voting) for entry in self.store.list()]
        return render("cards", self.state.language, cards=cards)

    def _card(self, entry: Entry, voting: bool) -> dict[str, object]:
        unit = entry.unit or self.say("units.whole")
        day = readable_date(entry.date, self.state.language)
        card: dict[str, object] = {
            "id": entry.id,
            "organisation": entry.organisation,
            "where": self.say("start.where", unit=unit, round=entry.round, date=day),
            "href": self._first(entry.id),
            "current": entry.id == self.state.assessment.id,
        }
        models = self.state.models
        try:
            assessment = self.store.load(entry.id)
            check_values(carried(assessment, models.values()), models.values())
        except InputError as problem:
            return {**card, "problem": problem.to(self.state.language), "freeze": ""}
        level = "" if voting else self._level(assessment)
        freeze = Markup(freeze_html(self.store, entry, str(card["where"]), self.state.language, voting))
        said = progress(assessment, models.values())
        return {**card, "problem": "", "level": level, "voting": voting, "progress": said, "freeze": freeze}

    def _level(self, assessment: Assessment) -> str:
        """The level on the first ladder of the workbook; empty without a ladder."""
        ladders = [model for model in in_reading_order(self.state.models).values() if model.method == "ladder"]
        return level_of(assessment, ladders[0], self.state.language) if ladders else ""

    def _own(self) -> str:
        found = [model for model in self.state.models.values() if model.id not in READING_ORDER]
        return render("own_models", self.state.language, models=[self._own_model(model) for model in found])

    def _own_model(self, model: Model) -> dict[str, object]:
        language, notebook = self.state.language, notebook_of(model.id)
        return {
            "title": model.title.to(language),
            "summary": model.summary.to(language),
            "href": address(notebook, self.state.assessment.id, language) if notebook else "",
            "progress": progress(self.state.assessment, [model]),
        }

    def _new(self) -> str:
        counts = self._counts()
        minutes = 5 * max(1, round(counts["quick"] / A_MINUTE / 5))
        return render("new", self.state.language, minutes=minutes, **counts)

    def _counts(self) -> dict[str, int]:
        models = self.state.models.values()
        return {edition: sum(len(model.edition(edition)) for model in models) for edition in ("quick", "full")}

    def _details(self) -> str:
        assessment = self.state.assessment
        fields = [
            ("organisation", "text", assessment.organisation),
            ("unit", "text", assessment.unit),
            ("date", "date", str(assessment.date)),
        ]
        return render("details", self.state.language, fields=fields, edition=assessment.edition, **self._counts())
