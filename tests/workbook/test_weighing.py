"""Weighing on a page: what the buttons do, and that nothing is lost on the way."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from maturity_kit.assessment.events import Event
from maturity_kit.forms.state import AssessmentState
from maturity_kit.workbook import ClientPage, ModelPage, SynthesisPage

FOUR = ("fd.data", "fd.decisions", "fd.design", "fd.delivery")
WHAT = {"of": "four-d", "way": "swing"}


@pytest.fixture
def insurance(store, insurer, models):
    store.create(insurer)
    return AssessmentState(insurer, models, "en", store)


@pytest.fixture
def page(insurance, sent):
    opened = ModelPage(insurance, "four-d")
    for part in (opened.verdict, opened.why, opened.weights):
        part()._repr_html_()
    return opened


@pytest.fixture
def synthesis(insurance, sent):
    opened = SynthesisPage(insurance)
    opened.weights()._repr_html_()
    return opened


def do(page, name, /, **fields):
    page.receive({"type": "action", "name": name, "fields": fields})


def swing(page, points, **more):
    """Points by the last part of their id, in the order of the ranking."""
    do(page, "weigh", **{**WHAT, **more}, **{f"points/fd.{name}": str(given) for name, given in points.items()})


def pairs(page, **judged):
    told = {f"pair/fd.{pair.split('_')[0]}/fd.{pair.split('_')[1]}": step for pair, step in judged.items()}
    do(page, "weigh-what", of="four-d", way="pairwise")
    do(page, "weigh", of="four-d", way="pairwise", **told)


def shown(sent, region):
    """What a region showed last, as text."""
    html = [one["html"] for one in sent if one.get("region") == region][-1]
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


def notices(sent):
    return [one["message"] for one in sent if one["type"] in ("notice", "failed")]


def test_a_ranking_becomes_weights_beside_those_in_force(page, sent):
    """100, 60, 40 and 0 have a mean of 50: 2, 1.2, 0.8 and 0."""
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    assert "Decisions 2 50% 1 Data 1.2 30% 1 Design 0.8 20% 1 Delivery 0 0% 1" in shown(sent, "weighed")


def test_a_contradiction_is_named_with_titles_and_nothing_is_painted_over(page, sent):
    swing(page, {"decisions": 100, "data": 40, "design": 60, "delivery": 0})
    assert "“Data” was ranked above “Design” but has fewer points (40 against 60)" in shown(sent, "weighed")
    assert "weighing" not in [one.get("region") for one in sent]


def test_what_has_no_points_yet_is_named(page, sent):
    swing(page, {"decisions": 100, "data": "", "design": 40, "delivery": ""})
    assert "Still without points: Data, Delivery." in shown(sent, "weighed")
    do(page, "weigh-take")
    assert "nothing to take over yet" in notices(sent)[-1]


def test_words_for_points_are_refused_in_place(page, sent):
    swing(page, {"decisions": 100, "data": "a lot", "design": 40, "delivery": 1})
    assert "“a lot” is not a finite number; allowed is 0–100" in shown(sent, "weighed")


def test_weights_taken_over_are_in_force_and_kept(page, sent, store, insurer):
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    do(page, "weigh-take")
    assert {name: store.load(insurer.id).weights[name] for name in FOUR} == pytest.approx(
        {"fd.decisions": 2, "fd.data": 1.2, "fd.design": 0.8, "fd.delivery": 0}
    )
    assert "Taken over" in shown(sent, "weighed")
    assert {"verdict", "weights", "why"} <= {one.get("region") for one in sent}


def test_pairs_show_their_ratio_and_what_clashes(page, sent):
    """Data over decisions over design over data, each 3 times: sentence, repair and the way to the pair."""
    pairs(page, data_decisions="3", decisions_design="3", data_design="-3", data_delivery="1")
    said = shown(sent, "weighed")
    assert "2 pairs are not compared" in said and "The judgements contradict each other: consistency ratio" in said
    assert "at odds with the rest: “Data” is somewhat more important than “Decisions”." in said
    assert "rather: “Decisions” is extremely more important than “Data”; then" in said and "Go to this pair" in said
    pairs(page, data_decisions="3", decisions_design="3", data_design="9", data_delivery="9",
          decisions_delivery="7", design_delivery="3")  # fmt: skip
    assert "The judgements fit together: consistency ratio" in shown(sent, "weighed")


def test_pairs_that_do_not_hang_together_say_what_to_compare(page, sent):
    pairs(page, data_decisions="3", design_delivery="3")
    assert "Nothing compares Data, Decisions with Design, Delivery" in shown(sent, "weighed")


def test_what_was_said_in_another_way_is_there_again(page, sent):
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    do(page, "weigh-what", of="four-d", way="pairwise")
    do(page, "weigh-what", of="four-d", way="swing")
    html = [one["html"] for one in sent if one.get("region") == "weighing"][-1]
    inputs = BeautifulSoup(html, "html.parser").select("ol input")
    assert [(one["name"], one["value"]) for one in inputs][:2] == [
        ("points/fd.decisions", "100"),
        ("points/fd.data", "60"),
    ]
    assert [one.has_attr("readonly") for one in inputs] == [True, False, False, False]


@pytest.mark.parametrize(("way", "fields"), [
    ("swing", {"points/fd.design": "100", "points/fd.data": "50", "points/fd.decisions": "50", "points/fd.delivery": "12.5"}),
    ("pairwise", {"pair/fd.data/fd.decisions": "-3", "pair/fd.decisions/fd.design": "5", "pair/fd.data/fd.delivery": "1"}),
])  # fmt: skip
def test_what_a_set_in_force_was_found_by_is_there_on_the_next_visit(page, sent, insurance, way, fields):
    do(page, "weigh-what", of="four-d", way=way)
    do(page, "weigh", of="four-d", way=way, **fields)
    do(page, "weigh-take")
    do(page, "weights-save", name="Team")
    again = ModelPage(insurance, "four-d")
    again.weights()
    do(again, "weigh-what", of="four-d", way=way)
    html = BeautifulSoup([one["html"] for one in sent if one.get("region") == "weighing"][-1], "html.parser")
    inputs = {one["name"]: one["value"] for one in html.select("ol input")}
    chosen = {one.parent["name"]: one["value"] for one in html.select(".mk-weigh-pairs option[selected]")}
    assert (list(inputs.items()), chosen) == ((list(fields.items()), {}) if way == "swing" else ([], fields))


def test_a_set_from_elsewhere_that_cannot_be_weighed_again_stops_nothing(page, sent, colleague):
    """No swing has 100 points, so no weights can have come from it."""
    part = {"of": "four-d", "method": "swing", "points": {"fd.data": 3, "fd.design": 1}}
    colleague("register", "weight_sets", [{"name": "Theirs", "parts": [part]}])
    do(page, "weights-save", name="Mine")
    do(page, "weigh-what", of="four-d", way="swing")
    assert notices(sent) == [] and "Mine" in shown(sent, "weight-sets")


def test_a_number_that_does_not_fit_is_said_and_kept(page, sent):
    swing(page, {"decisions": 100, "data": 101, "design": 40, "delivery": 0})
    assert "Data: Found 101; allowed is 0–100" in shown(sent, "weighed")
    do(page, "weigh-what", of="fd.data", way="swing")
    do(page, "weigh-what", of="four-d", way="swing")
    assert 'value="101"' in [one["html"] for one in sent if one.get("region") == "weighing"][-1]


def test_a_message_about_another_group_than_the_page_shows_is_passed_over(page, sent):
    """The form was changed before the last points arrived."""
    do(page, "weigh-what", of="fd.data", way="swing")
    count = len(sent)
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    assert len(sent) == count


def test_what_it_would_change_is_shown_before_it_is_taken_over(page, sent, insurance):
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    before = insurance.assessment
    do(page, "weigh-effect")
    said = shown(sent, "effect-weighing")
    assert said.startswith(("Yes, with the weights from the ranking", "No, with the weights from the ranking"))
    assert "The 4D model" in said and insurance.assessment == before


def test_a_set_is_saved_put_in_force_removed_and_put_back(page, sent, store, insurer):
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    do(page, "weigh-take")
    do(page, "weights-save", name="Team <b>", note="after lunch")
    kept = store.load(insurer.id).registers["weight_sets"]
    assert [(row["name"], row["note"], row["parts"][0]["of"]) for row in kept] == [
        ("Team <b>", "after lunch", "four-d")
    ]
    assert "Team <b> in force after lunch The 4D model: ranked with points" in shown(sent, "weight-sets")
    do(page, "weights-use", set="")
    assert store.load(insurer.id).weights == {}
    do(page, "weights-use", set="Team <b>")
    assert store.load(insurer.id).weights["fd.decisions"] == 2
    do(page, "weights-drop", set="Team <b>")
    assert "weight_sets" not in store.load(insurer.id).registers
    do(page, "weights-back")
    assert store.load(insurer.id).registers["weight_sets"] == kept
    assert notices(sent) == []


def test_which_set_is_in_force_follows_the_weights(page, sent):
    do(page, "weights-save", name="Team")
    page.receive({"type": "edit", "kind": "weight", "subject": "fd.data", "payload": 3, "key": "k"})
    assert "Team Put in force Remove" in shown(sent, "list-of-sets")
    page.receive({"type": "edit", "kind": "weight", "subject": "fd.data", "payload": 1, "key": "l"})
    assert "Team in force Remove" in shown(sent, "list-of-sets")


def test_a_name_that_is_taken_is_said_and_the_form_stays(page, sent):
    do(page, "weights-save", name="Team")
    count = len(sent)
    do(page, "weights-save", name="team ")
    assert [one["region"] for one in sent[count:]] == ["sets-told"]
    assert "There is already a set called “team”" in shown(sent, "sets-told")


def test_two_sets_stand_beside_each_other(page, sent):
    do(page, "weights-save", name="As it was")
    swing(page, {"decisions": 100, "data": 0, "design": 0, "delivery": 0})
    do(page, "weigh-take")
    do(page, "weights-compare", one="set:As it was", other="current")
    said = shown(sent, "effect-sets")
    assert "with the weights in force instead of “As it was”" in said
    assert "Model and part As it was Weights in force Change Digital maturity 48 48 0" in said


def test_a_set_that_somebody_removed_meanwhile_is_said_to_be_gone(page, sent):
    do(page, "weights-compare", one="set:Gone", other="current")
    assert "There is no set of weights called “Gone”" in shown(sent, "effect-sets")


def test_the_effect_follows_an_answer(page, sent):
    do(page, "weights-compare", one="own", other="current")
    count = len(sent)
    page.receive({"type": "edit", "kind": "answer", "subject": "fd.data-view", "payload": {"value": 0}, "key": "k"})
    assert "effect-sets" in [one.get("region") for one in sent[count:]]


@pytest.fixture
def colleague(store, insurance, models):
    """Somebody else with the same assessment open; call it with an event to change something."""
    state = AssessmentState(insurance.assessment, models, "en", store)

    def change(kind, subject, payload):
        event = Event(kind, subject, payload, at="2026-11-22T10:00:00+01:00", key=f"{kind} {subject}")
        state.edit(event)
        state.save(event)

    return change


def test_a_weight_that_a_colleague_changed_meanwhile_stays_theirs(page, sent, colleague, store, insurer):
    colleague("weight", "fd.data", 7)
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})
    do(page, "weigh-take")
    assert "Somebody else changed the same weights" in notices(sent)[-1]
    assert store.load(insurer.id).weights == {**insurer.weights, "fd.data": 7} == page.state.assessment.weights
    assert {"verdict", "weights"} <= {one.get("region") for one in sent}


def test_two_who_save_a_set_at_the_same_time_keep_both(page, sent, colleague, store, insurer):
    colleague("register", "weight_sets", [{"name": "Theirs"}])
    do(page, "weights-save", name="Mine")
    assert {row["name"] for row in store.load(insurer.id).registers["weight_sets"]} == {"Theirs", "Mine"}
    assert "Theirs" in shown(sent, "weight-sets") and "Mine" in shown(sent, "weight-sets")


def test_what_a_colleague_does_leaves_the_ranking_alone(page, sent, colleague):
    """Points that are being typed are in no message yet."""
    colleague("weight", "fd.data", 7)
    page.look()
    regions = [one.get("region") for one in sent]
    assert "weights" in regions and "weighing" not in regions


def test_a_store_that_fails_changes_nothing(page, sent, monkeypatch, insurance):
    swing(page, {"decisions": 100, "data": 60, "design": 40, "delivery": 0})

    def fails(*_):
        raise OSError("disk full")

    before = insurance.assessment
    monkeypatch.setattr(insurance.store, "append", fails)
    do(page, "weigh-take")
    assert "not saved" in notices(sent)[-1] and insurance.assessment == before


def test_the_models_are_weighed_on_the_synthesis(synthesis, sent, store, insurer):
    """Pairs of five: one is clearly more important than the first, the others are chained to it as equals."""
    do(synthesis, "weigh-what", way="pairwise", of="models")
    ids = ["digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values"]
    do(synthesis, "weigh", of="models", way="pairwise", **{f"pair/{ids[0]}/{other}": "-5" for other in ids[1:]})
    do(synthesis, "weigh-take")
    found = store.load(insurer.id).model_weights
    assert found == pytest.approx({ids[0]: 5 / 21, **dict.fromkeys(ids[1:], 25 / 21)})


def test_a_published_page_keeps_its_sliders_and_refuses_the_rest(frozen, sent):
    client = ClientPage(frozen)
    html = client.model("four-d") + client.weights()
    assert "mk-weigh" not in html.replace("mk-weight", "")
    names = ("weigh", "weigh-what", "weigh-take", "weigh-effect", "weights-save", "weights-drop", "weights-compare")
    for name in names:
        do(client, name, name="x", set="x")
    assert len(notices(sent)) == len(names) and not any("our side" in one for one in notices(sent))
    assert "weight_sets" not in frozen.assessment.registers


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_forms_name_every_control(insurance, models, language):
    """Each input and select of the folds has a label or a name of its own, and what people typed is escaped."""
    state = AssessmentState(insurance.assessment, models, language, insurance.store)
    opened = ModelPage(state, "four-d")
    do(opened, "weights-save", name="<script>", note="<i>")
    html = BeautifulSoup(opened.weights(), "html.parser")
    for template in html.select("template"):
        inside = BeautifulSoup(template.decode_contents(), "html.parser")
        labelled = {one["for"] for one in inside.select("label[for]")}
        controls = inside.select("input:not([type=hidden]):not([type=radio]), select")
        assert controls and all(one.get("aria-label") or one["id"] in labelled for one in controls)
        assert not inside.select("script, i")
