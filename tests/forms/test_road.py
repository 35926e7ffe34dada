"""The road as a list to choose from, what stands behind its numbers, and what is uncertain."""

import json
import re
from html import unescape

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.assessment.files import as_fields, parse_assessment
from maturity_kit.forms.behind import deciding, overall_html, themes_html, ways_html
from maturity_kit.forms.doubts import doubts_html
from maturity_kit.forms.fields import registers
from maturity_kit.forms.offers import more, ticked, words_of
from maturity_kit.forms.road import road_html
from maturity_kit.forms.tables import outcome_html, table_html
from maturity_kit.insight.reason_words import brief, short_name
from maturity_kit.insight.words import whole

STRANGE = "old.item"


def address(model, place):
    return f"{model}#{place}"


def filled(state, answers):
    for item, value in answers.items():
        state.edit(Event("answer", item, {"value": value}))
    return state


@pytest.fixture
def skipping(kept):
    """Optimization is at work, on 3, above a weak Foundation: four questions on 0, the rest on 2; one of the top on 1."""
    levels = kept.models["digital-maturity"].groups
    answers = {item.id: 0 if place < 4 else 2 for place, item in enumerate(levels[0].items)}
    answers |= {item.id: 3 for item in levels[1].items}
    return filled(kept, answers | {levels[3].items[0].id: 1})


def choose(state, *rows):
    state.edit(Event("register", "actions", list(rows)))
    return state


def lines(html):
    return [unescape(re.sub(r"<[^>]+>", " ", one)) for one in html.split("<li")[1:]]


def test_a_short_text_ends_after_a_whole_word():
    assert brief("One two three", 9) == "One two…"
    assert brief("One two three", 13) == "One two three"


def test_an_action_is_named_after_the_first_clause_of_the_next_step():
    assert short_name("Every form has an owner; whoever changes one tells the others.") == "Every form has an owner"
    assert len(short_name("word " * 40)) <= 81


@pytest.mark.concept("dm-skipped-step")
def test_a_proposal_says_in_words_why_it_is_there(skipping):
    """Score 0, no target, equal weights, and a level that was skipped."""
    first = lines(road_html(skipping, address))[0]
    assert "It stands at 0 of 100; without a target of your own 75 counts." in first
    assert "It repairs a skipped level: Foundation is not secured" in first
    assert "weighs as much as most questions" in first


@pytest.mark.concept("dm-skip-ahead")
def test_a_proposal_above_a_gap_warns_at_its_button(skipping):
    """The question of Orchestration lies above Foundation, which is not secured; a repair of Foundation skips nothing."""
    above = skipping.models["digital-maturity"].groups[3].items[0]
    rows = lines(road_html(skipping, address))
    warned = [row for row in rows if "This skips a step" in row]
    assert any(above.text.to("en")[:40] in row and "Orchestration while Foundation" in row for row in warned)
    assert "This skips a step" not in rows[0]


def test_what_waits_for_the_rule_of_repairs_says_so(skipping):
    """Foundation has more than two questions on 0: the third repair waits."""
    html = road_html(skipping, address)
    assert html.count("It waits: two repairs are already among the three.") >= 1


def test_the_numbers_lead_to_the_answer_and_to_the_weights(skipping):
    """The formula with its numbers, the answer in words, and two links."""
    first = skipping.everything().roadmap[0]
    html = road_html(skipping, address)
    assert "Priority 0.75 = importance 1 × gap 0.75 ÷ effort 1." in html
    assert f'href="digital-maturity#question={first.item}"' in html
    assert 'href="digital-maturity#why=digital-maturity/dm.foundation"' in html


def test_a_chosen_proposal_names_its_action_and_can_be_given_up(skipping):
    """Two proposals in one action are both marked; the others keep their button."""
    one, two, *_ = skipping.everything().roadmap
    html = road_html(choose(skipping, {"name": "Base", "items": [one.item, two.item]}), address)
    assert html.count("Chosen: Base") == html.count('data-mk-do="unchoose"') == 2
    assert html.count('data-mk-do="choose"') == len(skipping.everything().roadmap) - 2
    assert "You chose 1 action." in html


def test_more_than_three_actions_get_a_calm_remark(skipping):
    three = [{"name": f"Action {n}"} for n in range(3)]
    assert "more than three" not in road_html(choose(skipping, *three), address)
    assert "more than three" in road_html(choose(skipping, *three, {"name": "One more"}), address)


def test_a_published_road_has_no_buttons_but_shows_what_was_chosen(frozen):
    html = road_html(frozen, address)
    assert "<button" not in html and "Chosen: " in html


def test_an_action_offers_questions_by_their_words_and_keeps_an_unknown_id(skipping):
    """What is ticked comes first; the proposals that are not ticked follow; an id that no model has stays as it is."""
    field = next(one for one in registers()["actions"].fields if one.name == "items")
    one, two, *rest = [step.item for step in skipping.everything().roadmap]
    chosen = [one, STRANGE]
    assert ticked(skipping, field, chosen) == [(one, words_of(skipping, one)), (STRANGE, STRANGE)]
    assert [item for item, _ in more(skipping, field, chosen)] == [two, *rest]
    html = table_html(choose(skipping, {"name": "Base", "items": chosen}), "actions", "p")
    assert f'value="{STRANGE}" checked> <span>{STRANGE}</span>' in html
    assert f'value="{one}" checked> <span>{one}</span>' not in html


@pytest.mark.concept("ev-stop-list")
@pytest.mark.concept("ev-own-reach")
def test_what_was_agreed_is_there_to_read(kept):
    """Owner, date and reach of an action, and hours and reason of what stops."""
    action = {"name": "Repair forms", "owner": "Editor", "date": "2026-12-01", "reach": "slow", "measure": "Half"}
    kept.edit(Event("register", "actions", [action]))
    kept.edit(Event("register", "stops", [{"name": "Weekly report", "hours": 6, "reason": "Unread"}]))
    html = re.sub(r"<[^>]+>", "", outcome_html(kept, "actions", "p"))
    assert "Owner (function): Editor · Ready on: 1 Dec 2026 · Within reach: slow, such as culture" in html
    assert "How we see that it worked: Half" in html and "no first step" in html
    assert "Hours a month: 6" in re.sub(r"<[^>]+>", "", outcome_html(kept, "stops", "p"))


def test_every_verdict_leads_to_the_part_that_decided_it(skipping):
    """The ladder to its skipped level; a model without an answer to the whole of it."""
    results = skipping.results()
    assert deciding(results["digital-maturity"]) == "dm.foundation"
    assert deciding(results["four-d"]) == ""
    html = ways_html(results, "en", address)
    assert 'href="digital-maturity#why=digital-maturity/dm.foundation"' in html
    assert ways_html(results, "en", lambda *_: "") == ""


def test_a_theme_shows_the_answers_that_add_up_to_its_score(kept):
    """Two questions on data with 1 and 4, of equal weight: 25 and 100 make 62.5; 12.5 and 50 are shown as 13 and 50."""
    items = [item for item in kept.models["digital-maturity"].items if "data" in item.themes][:2]
    filled(kept, {items[0].id: 1, items[1].id: 4})
    result = kept.everything()
    html = themes_html(kept, {"digital-maturity": result.models["digital-maturity"]}, result.themes)
    data = html[html.index("theme-data") :].split("</details>")[0]
    assert "Digital maturity: 63" in re.sub(r"<[^>]+>", "", data)
    assert "<td>13 points</td>" in data and "<td>50 points</td>" in data
    assert "nothing yet, there is no answer" in data


def test_the_number_over_all_models_shows_what_each_adds(frozen):
    """The points of the models add up to the number as it is shown; each leads to its reasons."""
    result = frozen.everything()
    html = overall_html(frozen, result.models, result.overall, address)
    rows = re.findall(r"<td>(\d+)</td><td>[\d.]+</td><td>(\d+)</td>", html)
    assert len(rows) == 5 and sum(int(points) for _, points in rows) == int(whole(result.overall.score))
    assert 'href="four-d#why=four-d/"' in html


def test_a_doubt_says_what_it_could_change_and_leads_to_its_question(kept):
    """Data and Decisions are on 1 but for one open question: at 0 Decisions is lower, and at 4 Data stays the first."""
    layers = kept.models["four-d"].groups
    answers = {item.id: 1 if group in layers[:2] else 3 for group in layers for item in group.items}
    last = layers[1].items[0].id
    del answers[last]
    html = doubts_html(filled(kept, answers), address)
    assert f'href="four-d#question={last}"' in html and "Nobody gave an answer yet." in html
    assert "Now: Data is the bottleneck. At the lowest step: Decisions is the bottleneck." in html
    assert html.startswith("<p>One answer can change a verdict by itself.")


def test_a_divided_vote_is_a_doubt_with_the_steps_that_were_voted(kept):
    """Votes of 0 and 4 on one question of Data, which stands on 2 with all others: at 0 it is the bottleneck still."""
    layers = kept.models["four-d"].groups
    answers = {item.id: 2 if group is layers[0] else 3 for group in layers for item in group.items}
    voted = layers[0].items[0].id
    del answers[voted]
    filled(kept, answers)
    votes = parse_assessment(
        json.dumps(as_fields(kept.assessment) | {"votes": {voted: [{"value": 0}, {"value": 4}]}}), "a"
    )
    kept.assessment = votes
    html = doubts_html(kept, address)
    assert "No single answer can change a verdict" in html
    assert "The room is divided: votes from 0 to 4." in html
