"""Weights on a page: numbers, weighing by ranking or in pairs, sets of weights, and what others would change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.weighing import WAYS, Draft, choices, weighed, weighed_html, weighing_html
from maturity_kit.forms.weight_sets import (
    NOW,
    OWN,
    choice_of,
    draft_in_force,
    effect_html,
    list_html,
    row_in_force,
    said_words,
    sets_html,
)
from maturity_kit.forms.weights import model_weights_html, weights_html
from maturity_kit.insight.weighing.given import WeighingError
from maturity_kit.insight.weighing.sets import REGISTER, Choice, apply_weights, weight_set, weight_sets
from maturity_kit.workbook.keeping import WEIGHTS, KeepsWeights
from maturity_kit.workbook.piece import Piece

FORM, RESULT, RESULT_EFFECT = "weighing", "weighed", "effect-weighing"
SETS, COUNT, LIST, TOLD, SETS_EFFECT = "weight-sets", "count-of-sets", "list-of-sets", "sets-told", "effect-sets"


class Weighs(KeepsWeights):
    """A page on which weights can be set and weighed: those of one model, or those of the models."""

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(state)
        self._of, self._way = "", WAYS[0]
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._effect_of: Draft | None = None
        self._taken = ""
        self._compared: tuple[str, str] | None = None
        self._set_told = ""
        self._dropped: dict[str, Any] | None = None
        self._worked_out: dict[str, tuple[object, str]] = {}

    def weighed_model(self) -> Model | None:
        """The model of which the parts are weighed here; None where the models themselves are."""
        return None

    def weights(self) -> Piece:
        """The weights as numbers; below them the ways to find some, and the sets of them. Sliders on a frozen page."""
        numbers = self.region(WEIGHTS, self._numbers)
        offered = choices(self.state, self.weighed_model())
        if self.state.frozen or not offered:
            return Piece(numbers.html())
        self._of = offered[0].id
        result_effect = self.region(RESULT_EFFECT, self._weighing_effect)
        result = self.region(RESULT, lambda: self._result(result_effect))
        form = self.region(FORM, lambda: weighing_html(self.state, self._draft, self._offered(), self.key, result))
        inside = {
            "told": self.region(TOLD, self._told),
            "saved": self.region(LIST, lambda: list_html(self.state, self.key)),
            "effect": self.region(SETS_EFFECT, self._sets_effect),
        }
        sets = self.region(SETS, lambda: sets_html(self.state, self._compared or (OWN, NOW), self.key, **inside))
        said = self.region(COUNT, lambda: said_words(self.state)).render()
        folds = render("weight_folds", self.state.language, page=self.key, form=form, sets=sets, said=said)
        return Piece(numbers.html() + folds)

    def show(self, names: Iterable[str], gently: bool = False) -> None:
        """Send regions as they are now; the form in which somebody weighs is only painted anew when asked for."""
        super().show([name for name in names if name != FORM], gently)

    def follows(self, name: str) -> bool:
        """What is filled in stays as it is; what it amounts to follows once there is something."""
        if name in (SETS, TOLD, COUNT, RESULT_EFFECT):
            return False
        waits = {RESULT: not self._draft.said, SETS_EFFECT: self._compared is None, LIST: not self._rows()}
        return not waits.get(name, False) and super().follows(name)

    def do_weigh_what(self, fields: dict[str, str]) -> None:
        """Weigh something else, or in another way; what was said before is there again."""
        self.refuse_frozen()
        offered = {one.id for one in self._offered()}
        self._of = fields["of"] if fields.get("of") in offered else self._of
        self._way = next((way for way in WAYS if way == fields.get("way")), self._way)
        self._taken = ""
        super().show([FORM])

    def do_weigh(self, fields: dict[str, str]) -> None:
        """Say what the ranking or the pairs amount to as they are now."""
        self.refuse_frozen()
        said = {name: words for name, words in fields.items() if "/" in name}
        draft = Draft(self._of, self._way, said)
        if (fields.get("of"), fields.get("way")) == (self._of, self._way):
            self._drafts[self._of, self._way] = draft
            self._taken = ""
            self.show([RESULT])

    def do_weigh_take(self, _: dict[str, str]) -> None:
        """Put what was weighed in force, weight by weight."""
        weighing = weighed(self.state, self._draft).weighing
        if weighing is None:
            raise WeighingError("error.nothing-weighed")
        self.put_in_force(apply_weights(self.state.assessment, weighing, self.state.models))
        self._taken, self._effect_of = self._words("weighed.taken"), None
        self.show([RESULT])

    def do_weigh_effect(self, _: dict[str, str]) -> None:
        """Show what the weights that were just weighed would change."""
        self.refuse_frozen()
        self._effect_of = self._draft
        self.show([RESULT_EFFECT])

    def do_weights_save(self, fields: dict[str, str]) -> None:
        """Keep the weights in force as a set with a name."""
        name, note = fields.get("name", "").strip(), fields.get("note", "").strip()
        if any(one.casefold() == name.casefold() for one in weight_sets(self.state.assessment)):
            self._set_told = WeighingError("error.taken", found=name).to(self.state.language)
            self.show([TOLD])
            return
        weighings = [found for draft in self._drafts.values() if (found := weighed(self.state, draft).weighing)]
        row = row_in_force(self.state, name, note, weighings)
        self._keep_sets([*self._rows(), row])
        self._tell_of_sets(self._words("sets.saved", name=name))

    def do_weights_use(self, fields: dict[str, str]) -> None:
        """Put a saved set in force; without a name the weights of the models."""
        name = fields.get("set", "")
        self.put_in_force(apply_weights(self.state.assessment, name or {}, self.state.models))
        self._tell_of_sets(self._words("sets.used", name=name) if name else self._words("sets.used-own"))

    def do_weights_drop(self, fields: dict[str, str]) -> None:
        """Remove a set; it can be put back as long as the page is open."""
        name = weight_set(self.state.assessment, fields.get("set", "")).name
        dropped = next(row for row in self._rows() if row["name"] == name)
        self._keep_sets([row for row in self._rows() if row["name"] != name])
        self._dropped = dropped
        self._tell_of_sets(self._words("sets.dropped", name=name))

    def do_weights_back(self, _: dict[str, str]) -> None:
        """Put the set back that was removed last."""
        if self._dropped is not None:
            row, self._dropped = self._dropped, None
            self._keep_sets([*self._rows(), row])
            self._tell_of_sets(self._words("sets.saved", name=row["name"]))

    def do_weights_compare(self, fields: dict[str, str]) -> None:
        """Put two sets beside each other."""
        self.refuse_frozen()
        self._compared = fields.get("one", OWN), fields.get("other", NOW)
        self.show([SETS_EFFECT])

    @property
    def _draft(self) -> Draft:
        key = self._of, self._way
        return self._drafts.get(key) or draft_in_force(self.state, *key)

    def _offered(self) -> list[Any]:
        return choices(self.state, self.weighed_model())

    def _numbers(self) -> str:
        model = self.weighed_model()
        return weights_html(self.state, model, self.key) if model else model_weights_html(self.state, self.key)

    def _result(self, effect: Region) -> str:
        return weighed_html(self.state, self._draft, self._taken) + effect.html()

    def _weighing_effect(self) -> str:
        draft = self._draft
        weighing = weighed(self.state, draft).weighing if self._effect_of == draft else None
        return self._effect(RESULT_EFFECT, None, weighing) if weighing is not None else ""

    def _sets_effect(self) -> str:
        if self._compared is None:
            return ""
        one, other = self._compared
        return self._effect(SETS_EFFECT, choice_of(one), choice_of(other))

    def _effect(self, place: str, one: Choice, other: Choice) -> str:
        """An effect, worked out once for the assessment as it is now: both sides score every model."""
        asked = (self.state.assessment, one, other)
        known = self._worked_out.get(place)
        if known is None or known[0] != asked:
            known = self._worked_out[place] = asked, effect_html(self.state, one, other)
        return known[1]

    def _told(self) -> str:
        back = Markup('<button type="button" class="mk-quiet" data-mk-do="weights-back">{}</button>')
        button = back.format(self._words("sets.back")) if self._dropped else Markup("")
        return str(Markup('<p class="mk-given" role="status">{} {}</p>').format(self._set_told, button))

    def _words(self, key: str, **details: object) -> str:
        return Wording("weighing", self.state.language)(key, None, **details)

    def _tell_of_sets(self, words: str) -> None:
        """Show the sets as they are now, and say what became of the last click."""
        self._set_told = words
        self.show([SETS, COUNT])

    def _rows(self) -> list[dict[str, Any]]:
        return list(self.state.assessment.registers.get(REGISTER) or ())

    def _keep_sets(self, rows: list[dict[str, Any]]) -> None:
        self._dropped = None
        self.keep("register", REGISTER, rows or None)
