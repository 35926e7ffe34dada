"""The working tables on the pages of their models: what somebody fills in, and what the page then says.

The assessment is of 2026-11-22. Every number in a sentence is worked out in the test.
"""

import itertools
import re
from html import unescape

import pytest

from maturity_kit.workbook import ModelPage

KEYS = (f"k{n}" for n in itertools.count())


class Desk:
    """A page of a model with its tables, and what it sends to the browser."""

    def __init__(self, state, model, sent):
        self.page, self.sent = ModelPage(state, model), sent
        for part in (self.page.verdict, self.page.remarks, self.page.tables):
            part()._repr_html_()

    def edit(self, kind, subject, payload, **more):
        """Send an edit; what the page then shows by region, and the refusals."""
        self.sent.clear()
        message = {"type": "edit", "kind": kind, "subject": subject, "payload": payload, "key": next(KEYS), **more}
        self.page.receive(message)
        self.refused = [one for one in self.sent if one["type"] == "refused"]
        return {one["region"]: one["html"] for one in self.sent if one["type"] == "show"}

    def fill(self, register, payload, form=""):
        """Fill in a table; what the page then says of it."""
        shown = self.edit("register", register, payload, form=form or register)
        assert self.refused == []
        return words_of(shown[f"outcome-{form or register}"])

    def answer(self, **values):
        for item, value in values.items():
            self.edit("answer", item.replace("_", ".", 1).replace("_", "-"), {"value": value})

    def says(self, region):
        return words_of(self.page.regions[region].render())


def words_of(html):
    """What people read in a piece of HTML, up to its picture."""
    plain = re.sub(r"<[^>]+>", " ", html.split("<style")[0].split("<figure")[0])
    return re.sub(r"\s+", " ", unescape(plain)).strip()


@pytest.fixture
def desk(kept, sent):
    return lambda model: Desk(kept, model, sent)


def level(desk, *levels):
    """Answer every question of these levels of the ladder at the highest step."""
    for place in levels:
        for item in desk.page.model.groups[place].items:
            desk.edit("answer", item.id, {"value": 4})


@pytest.mark.concept("dm-journey-match")
def test_a_segment_is_matched_with_the_level_once_the_workshop_sets_one(desk):
    """Without a level nothing is judged; foundation is secured, and care needs level 2."""
    one = desk("digital-maturity")
    assert "No phase has a level yet" in one.fill("segments", [{"name": "Members", "phase": "care"}])
    level(one, 0)
    one.fill("phase_levels", {"care": 2})
    assert "not secured: “Members” (Optimization)" in one.says("outcome-segments")
    assert "“Members” (Optimization)" in one.says("remarks")


@pytest.mark.concept("dm-skip-ahead")
def test_a_target_that_jumps_over_a_level_is_warned_about(desk):
    """Nothing is secured, and a target is set on the third level."""
    one = desk("digital-maturity")
    one.answer(dm_website=1)
    one.edit("target", "dm.engagement", 80)
    assert "A target is set on Engagement while Foundation is not secured yet" in one.says("remarks")


@pytest.mark.concept("dd-claimed-situation")
def test_what_was_claimed_stands_beside_what_was_found(desk):
    one = desk("data-driven-marketing")
    one.answer(dd_inbound_outbound=0, dd_share_available=0)
    one.edit("claim", "data-driven-marketing", "omnichannel")
    said = "Beforehand the room said “Omnichannel marketing”; the answers say “Single-channel marketing”."
    assert said in one.says("remarks")
    assert said in one.fill("channels", [{"name": "mail"}, {"name": "web"}])


@pytest.mark.concept("dd-symptoms")
def test_symptoms_that_contradict_the_axes_are_told(desk):
    """Both axes are 100, what customers notice is 0."""
    one = desk("data-driven-marketing")
    one.answer(dd_inbound_outbound=4, dd_share_available=4, dd_right_audience=0)
    assert "Customers do notice poor coordination: what they notice scores only 0 out of 100" in one.says("remarks")


@pytest.mark.concept("dd-silo-map")
def test_islands_of_channels_are_told_and_drawn(desk):
    """Mail and web share data: 1 of 3 possible connections, 33%."""
    one = desk("data-driven-marketing")
    rows = [{"name": "mail", "department": "A", "exchanges_with": ["web"]}, {"name": "web", "department": "B"}]
    said = one.fill("channels", [*rows, {"name": "shop"}])
    assert "Of the 3 channels “mail” and “web” share customer data; “shop” stands alone." in said
    assert "1 of the 3 possible connections exists (33%)" in said
    assert "<svg" in one.page.regions["outcome-channels"].render()


@pytest.mark.concept("s3-kpi-register")
def test_terms_that_cannot_be_measured_are_told(desk):
    said = desk("strategy-360").fill("kpis", [{"term": "loyalty"}])
    assert "No term can be measured yet" in said and "“loyalty” is no more than a word" in said


@pytest.mark.concept("s3-standing-questions")
def test_standing_questions_that_nobody_looked_at_are_told(desk):
    kept = {"customers": "older", "media_consumption": "video", "media_properties": "none", "content": "fine"}
    said = desk("strategy-360").fill("standing_questions", kept)
    assert "Nobody looked at one of the five this round: how well each medium works." in said


@pytest.mark.concept("s3-relevance")
def test_an_element_that_hardly_matters_weighs_accordingly(desk):
    """Social scores 0 of 100 and has most to win; with a weight of 0.1 it loses 10, e-mail loses 25."""
    one = desk("strategy-360")
    social, email = (group.id for group in one.page.model.groups[0].groups if group.id in ("s3.social", "s3.email"))
    for group, value in ((social, 0), (email, 3)):
        one.edit("answer", next(iter(one.page.model.node(group).items)).id, {"value": value})
    assert "most is to be won in Social media (0)" in one.says("verdict")
    one.edit("weight", social, 0.1)
    assert "Email marketing scores highest (75), yet weighs so much that most is to be won there." in one.says(
        "verdict"
    )


HALF_WAY = {"name": "Sales", "start": 0, "target": 100, "actual": 20, "from": "2026-11-02", "due": "2026-12-12"}


def dialogue(**more):
    levels = {"current": {"fd.data": 1, "fd.delivery": 2}, "ambition": {"fd.data": 3, "fd.delivery": 2}}
    return {"name": "Welcome", "objective": "Sales", **levels, **more}


@pytest.mark.concept("fd-focus")
def test_the_topic_to_start_with_follows_from_objective_and_dialogue(desk):
    """20 of 40 days have passed and 20% is done: a lag; data falls short."""
    one = desk("four-d")
    said = one.fill("objectives", [HALF_WAY])
    assert "“Sales” lags most: 20% of the way is done, where 50% was to be expected by now." in said
    said = one.fill("dialogues", [dialogue()])
    assert "Start with “Welcome”: it serves “Sales”, an objective that lags, and falls short in Data." in said
    assert "Start with “Welcome”" in one.says("remarks")


@pytest.mark.concept("fd-gap")
def test_the_gap_of_a_dialogue_is_shown_with_the_technology_it_lacks(desk):
    one = desk("four-d")
    one.fill("objectives", [HALF_WAY])
    assert "In technology “sms” is missing." in one.fill("dialogues", [dialogue(missing_technology=["sms"])])
    assert "1 → 3" in one.page.regions["outcome-dialogues"].render()


@pytest.mark.concept("fd-roles")
def test_missing_roles_and_help_that_ends_are_told(desk):
    rows = [{"role": "engineer", "state": "external", "until": "2026-12-31"}, {"role": "analyst", "state": "missing"}]
    said = desk("four-d").fill("roles", {"fd.data": rows})
    assert "1 of the 2 roles is missing: “analyst” (Data)." in said
    assert "Nobody takes over from one helper from outside: “engineer” until 31 December 2026." in said
    assert "For Decisions, Design and Delivery no role was listed." in said


@pytest.mark.concept("fd-investment")
def test_layers_that_were_not_heard_on_an_investment_are_told(desk):
    heard = {layer: {"wishes": "speed"} for layer in ("fd.data", "fd.decisions", "fd.design")}
    assert "Not heard were Delivery on “CDP”." in desk("four-d").fill("investments", [{"name": "CDP", "layers": heard}])


@pytest.mark.concept("fd-dominance")
def test_one_layer_that_decides_alone_is_flagged(desk):
    """6 of 10 shares of influence."""
    layers = {"fd.data": {"influence": 6}, "fd.delivery": {"influence": 4}}
    said = desk("four-d").fill("investments", [{"name": "CDP", "layers": layers}])
    assert "One layer had more than half of the influence: Data on “CDP” (60%)." in said


def insight(pillar, *words):
    return [{"id": f"{pillar[0]}{n}", "text": text} for n, text in enumerate(words, 1)]


@pytest.mark.concept("ev-swot-limit")
def test_a_fourth_insight_is_refused_with_the_reason(desk):
    one = desk("eight-values")
    one.fill("swot", {"strengths": insight("strengths", "a", "b", "c")})
    one.edit("register", "swot", {"strengths": insight("strengths", "a", "b", "c", "d")}, form="swot")
    assert len(one.refused) == 1 and "3" in one.refused[0]["message"]
    assert len(one.page.state.store.load("a1").registers["swot"]["strengths"]) == 3


@pytest.mark.concept("ev-confrontation")
def test_the_pairs_that_matter_most_are_told_in_order(desk):
    """Two voters: brand gets 3 + 2 = 5 points for the app, data 2 + 3 = 5 with the tie to the first, then 3 for the law."""
    one = desk("eight-values")
    swot = {name: insight(name, word) for name, word in
            (("strengths", "brand"), ("weaknesses", "data"), ("opportunities", "app"), ("threats", "law"))}  # fmt: skip
    one.fill("swot", swot)
    points = [{"voter": "a", "factor": "o1", "first": "s1", "second": "w1"},
              {"voter": "b", "factor": "o1", "first": "w1", "second": "s1"},
              {"voter": "a", "factor": "t1", "first": "w1"}]  # fmt: skip
    said = one.fill("swot", {"points": points}, form="confrontation")
    ranked = [
        "Grow: use “brand” to seize “app” (5 points).",
        "Improve: do something about “data”",
        "Turn: do something",
    ]
    assert [said.index(words) for words in ranked] == sorted(said.index(words) for words in ranked)
    assert one.page.state.assessment.registers["swot"]["strengths"] == swot["strengths"]


@pytest.mark.concept("ev-plan-halves")
def test_a_solution_ahead_of_its_insight_is_flagged(desk):
    """Insight 0, solution 100; and no insight was filled in before the programmes."""
    one = desk("eight-values")
    one.answer(ev_goal_smart=0, ev_tactics=4)
    said = one.fill("programmes", [{"name": "Grow"}])
    assert "By the answers the solution (100) runs ahead of the insight (0) it should rest on." in said
    assert "Programmes were chosen before there was anything in the confrontation matrix" in said


@pytest.mark.concept("ev-operation-score")
def test_the_operation_score_is_told_with_its_counts(desk):
    """One of two on time."""
    rows = [{"task": "mail", "due": "2026-11-01", "done": "2026-11-01"}, {"task": "blog", "due": "2026-11-02"}]
    said = desk("eight-values").fill("tasks", rows)
    assert "The operation score is 50 out of 100: 1 on time of the 2 tasks that were due." in said


@pytest.mark.concept("ev-budget-benchmark")
def test_the_budget_stands_beside_the_figures_of_the_source(desk):
    """10 of 100 and 10 of 200."""
    amounts = zip(("marketing", "company", "revenue"), (10, 100, 200), strict=True)
    said = desk("eight-values").fill("budget", {name: {"amount": n, "currency": "EUR"} for name, n in amounts})
    assert "10% of the company's budget (the source says 11.3%) and 5% of yearly revenue (the source says 9%)" in said
    assert "names neither year nor origin" in said


@pytest.mark.concept("ev-journey-table")
def test_touchpoints_without_a_metric_are_told(desk):
    rows = [{"phase": "Find", "channel": "web", "touchpoint": "ad", "metric": "clicks", "value": "40"},
            {"phase": "Buy", "channel": "shop", "touchpoint": "till"}]  # fmt: skip
    said = desk("eight-values").fill("journey", rows)
    assert "Nothing is measured at 1 of the 2 touchpoints: “till”." in said


def test_only_what_depends_on_a_table_is_drawn_anew(desk):
    """Objectives change what is said of dialogues, not of roles or investments; the form that was edited stays."""
    one = desk("four-d")
    shown = one.edit("register", "objectives", [HALF_WAY], form="objectives")
    assert {name for name in shown if "outcome" in name} == {"outcome-objectives", "outcome-dialogues"}
    assert "table-objectives" not in shown


def test_an_answer_draws_only_the_tables_that_follow_answers(desk):
    one = desk("eight-values")
    shown = one.edit("answer", "ev.goal-smart", {"value": 2})
    assert [name for name in shown if "outcome" in name] == ["outcome-programmes"]


def test_insights_that_change_are_offered_in_the_matrix(desk):
    """The matrix is another form on the same table, so it is drawn anew."""
    one = desk("eight-values")
    shown = one.edit("register", "swot", {"strengths": insight("strengths", "brand")}, form="swot")
    assert {"table-confrontation", "outcome-confrontation", "outcome-swot", "outcome-programmes"} <= shown.keys()


def test_a_name_that_is_there_twice_is_refused_with_the_name(desk):
    """The browser finds the row by it, for the place is that of the whole list."""
    one = desk("four-d")
    one.edit("register", "objectives", [{"name": "Sales"}, {"name": "sales"}], form="objectives")
    assert one.refused[0]["found"] == "sales" and "there twice" in one.refused[0]["message"]
    assert one.page.state.assessment.registers == {}


def test_a_wrong_field_is_refused_with_its_place(desk):
    one = desk("four-d")
    one.edit("register", "objectives", [{"name": "Sales"}, {"name": "Trust", "lag": 9}], form="objectives")
    assert one.refused[0]["where"].endswith("objectives[1].lag")


def test_two_pages_on_one_table_keep_the_rows_of_both(kept, sent, models):
    """The page that saves second is shown both rows, also in the form it edited."""
    from maturity_kit.forms.state import AssessmentState

    other = Desk(AssessmentState(kept.store.load("a1"), models, "en", kept.store), "four-d", sent)
    mine = Desk(kept, "four-d", sent)
    other.fill("objectives", [{"name": "Trust", "lag": 1}])
    shown = mine.edit("register", "objectives", [{"name": "Sales", "lag": 2}], form="objectives")
    assert "Trust" in shown["table-objectives"] and "Sales" in shown["table-objectives"]
    assert [row["name"] for row in kept.store.load("a1").registers["objectives"]] == ["Sales", "Trust"]


def test_paper_shows_what_was_filled_in_as_text(desk):
    """Choices, dates and numbers in words; a row under its name."""
    one = desk("eight-values")
    one.fill("projects", [{"name": "Shop <b>", "start": "2026-03-01", "testing": "a week"}])
    one.fill("budget", {"marketing": {"amount": 1250.5, "currency": "EUR"}, "basis": "roi"})
    paper = one.page.regions["outcome-projects"].render().split('mk-paper"')[1]
    assert words_of("<ul" + paper) == "Shop <b> Start : 1 Mar 2026 Time for testing : a week"
    assert "1,250.5 EUR" in one.page.regions["outcome-budget"].render()
    assert "its return" in one.page.regions["outcome-budget"].render()


def test_paper_does_not_show_who_gave_which_points(desk):
    one = desk("eight-values")
    one.fill("swot", {"strengths": insight("strengths", "brand"), "opportunities": insight("opportunities", "app"),
                      "points": [{"voter": "zoe", "factor": "o1", "first": "s1"}]})  # fmt: skip
    assert "zoe" not in one.page.regions["outcome-swot"].render()
    assert "zoe" not in one.page.regions["outcome-confrontation"].render()
