"""How far a room agrees, in words, bars and links; and the first ballot beside the second in the form."""

import re

import pytest
from building import answered, item, model, simple

from maturity_kit.assessment.pool import Ballot, ballots_of
from maturity_kit.content.wording import Wording
from maturity_kit.forms.agreement import agreement_html, ballots_line, beside_choices
from maturity_kit.forms.explain import doubt_html
from maturity_kit.forms.questions import questions_html
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.agreement.room import agreements_of
from maturity_kit.insight.agreement.words import model_words

SEVEN = model("tree", simple("a", 7))
SAY = Wording("forms", "en")


def values(*found, ballot=1):
    return [{"voter": f"v{n}", "ballot": ballot, "value": value} for n, value in enumerate(found)]


def shown(votes, one=SEVEN, language="en"):
    state = AssessmentState(answered(votes=votes), {"m": one}, language)
    found = [*agreements_of(state.assessment, [one]).values()]
    return agreement_html(state, found, lambda model_id, place: f"/{model_id}#{place}")


def told(votes, one=SEVEN):
    return model_words(agreements_of(answered(votes=votes), [one])["m"], "en")


def test_alike_when_answers_follow_the_questions():
    """Seven questions with another answer each, the same for everybody: alpha is 1 whichever questions are drawn."""
    votes = {f"a{n + 1}": values(n % 5, n % 5, n % 5) for n in range(7)}
    assert told(votes)[0] == "7 questions were voted on, by 3 people at most; median consensus 1.00."
    assert told(votes)[1].startswith("People read the questions alike (alpha 1.00)")
    assert told(votes)[2] == "With other questions of this kind alpha would lie between 1.00 and 1.00."


def test_chance_when_the_same_people_are_always_low_and_high():
    """0, 0, 4, 4 on seven questions: n0 = n4 = 14, pairs of 0 and 4 are 7 x 4/3; 1 - 27 x 9.33 / (14 x 14) = -0.29."""
    votes = {f"a{n}": values(0, 0, 4, 4) for n in range(1, 8)}
    assert told(votes)[1].startswith("Over these questions people agree no more than by chance (alpha −0.29)")


def test_low_alpha_in_a_room_that_agrees_is_explained():
    """Everybody says 2 or 3 on each question: consensus 0.81 or more, no difference between questions."""
    votes = {f"a{n}": values(2, 2, 3, 3) for n in range(1, 8)}
    assert told(votes)[-1].startswith("Yet the room agrees: all questions got nearly the same answer")
    apart = {**votes, "a1": values(0, 0, 1, 1)}
    assert "Yet the room agrees" not in " ".join(told(apart))


def test_from_few_questions_nothing_is_concluded():
    votes = {f"a{n}": values(n, n) for n in range(1, 5)}
    assert told(votes)[1:] == [
        "Whether people read the questions alike cannot be told from 4 questions; over these alpha is 1.00."
    ]


def test_a_band_over_several_words_is_said_to_be_unsure():
    """Three questions on which all agree, two in two camps: drawn again, alpha goes from chance to alike."""
    votes = {f"a{n}": values(n, n, n, n) for n in range(1, 4)} | {f"a{n}": values(0, 0, 4, 4) for n in (5, 6)}
    assert told(votes)[1].startswith("Whether people read the questions alike is not sure yet: alpha is ")


@pytest.mark.parametrize(("votes", "words"), [
    ({"a1": values(1, 2)}, "cannot be said. Fewer than two questions have two votes each."),
    ({"a1": values(1, 1), "a2": values(1, 1)}, "cannot be said. Everybody gave the same value everywhere."),
])  # fmt: skip
def test_an_undefined_alpha_says_why(votes, words):
    assert told(votes)[1] == f"Whether people read the questions alike {words}"


def test_questions_with_one_vote_each_say_nothing_of_agreement():
    assert told({"a1": values(3), "a2": values(1)})[0] == (
        "2 questions were voted on, each with too few votes to say how far people agree."
    )


def test_the_most_disputed_question_has_its_votes_a_link_and_a_warning():
    """0, 0, 4, 4 has r_wg 1 - (16/3) / 2 = -1.67; bars are for the eye, the sentence is for everybody."""
    rows = [*values(0, 0, 4, 4), {"voter": "x", "state": "unknown"}]
    html = shown({"a1": rows, "a2": values(2, 2)})
    assert '<a href="/m#question=a1">a1?</a>' in html and "question=a2" not in html
    assert "two camps, with a consensus of 0.00." in html
    assert "Votes: 2 on step 0, 2 on step 4 and 1 don&#39;t know." in html
    assert re.findall(r'<i style="height:(\d+)%">', html) == ["100", "0", "0", "0", "100"]
    assert "r_wg came out at −1.67 and is shown as 0." in html


def test_five_questions_at_most_are_named():
    html = shown({f"a{n}": values(0, 4) for n in range(1, 8)})
    assert len(re.findall(r'<span class="mk-spread"', html)) == 5


def test_second_ballots_show_how_the_room_moved():
    votes = {
        "a1": [*values(0, 4), *values(2, 2, ballot=2)],
        "a2": [*values(2, 2), *values(1, 3, ballot=2)],
        "a3": values(1, 1),
    }
    html = shown(votes)
    assert (
        "On 2 questions people voted again. On one they came closer together. On one they moved further apart." in html
    )
    assert (
        "<td>two camps (0.00), 2 on average</td><td>agreed (1.00), 2 on average</td><td>came closer together</td>"
        in html
    )
    assert "voted again" not in shown({"a3": values(1, 1)})


def test_a_room_that_did_not_vote_has_one_sentence():
    html = shown({})
    assert "Nobody voted on a question yet." in html and "<ul" not in html and "<h3" not in html


def test_what_a_model_says_is_escaped():
    nasty = model("tree", {"id": "a", "title": {"en": "a"}, "items": [item("a1", text={"en": "<script>alert(1)</script>"})]},
                  title={"en": "<b>x</b>"})  # fmt: skip
    html = shown({"a1": [*values(0, 4), *values(1, 4, ballot=2)]}, nasty)
    assert "<script>" not in html and "<b>x</b>" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sentence_is_there_in_both_languages(language):
    votes = {f"a{n}": [*values(0, 4, n % 5), *values(n % 5, 4, 2, ballot=2)] for n in range(1, 8)}
    assert shown(votes, language=language).count("<tr>") >= 9


def test_the_page_of_a_model_has_it_in_a_line():
    state = AssessmentState(answered(votes={"a1": values(0, 4), "a2": values(1, 1)}), {"m": SEVEN}, "en")
    assert "2 questions were voted on, by 2 people at most; median consensus 0.50." in doubt_html(state, SEVEN)
    silent = AssessmentState(answered({"a1": 2}), {"m": SEVEN}, "en")
    assert "voted on" not in doubt_html(silent, SEVEN)


TWICE = {"a1": [*values(0, 4, 4), {"voter": "x", "state": "unknown"}, *values(3, 3, 4, ballot=2)]}


def test_the_form_shows_the_first_ballot_beside_the_second():
    """Steps 0 to 4 had 1, 0, 0, 0, 2 votes and one don't know; now 0, 0, 0, 2, 1. Also once a value was agreed.

    Consensus of 0, 4, 4: 1 + log2(1/3) / 3 + 2 log2(2/3) / 3 = 0.08; of 3, 3, 4: 1 + 2 log2(11/12) / 3 + log2(5/6) / 3.
    """
    for answers in ({}, {"a1": 3}):
        html = questions_html(AssessmentState(answered(answers, votes=TWICE), {"m": SEVEN}, "en"), SEVEN, "p")
        assert re.findall(r'class="mk-votes">([^<]*)<', html) == [
            "0 votes, 1 at first", "2 votes, 0 at first", "1 vote, 2 at first", "0 votes, 1 at first",
        ]  # fmt: skip
        assert "First ballot: two camps (0.08), 2.67 on average. Ballot 2: agreed (0.83), 3.33 on average." in html


def test_one_ballot_is_shown_as_ever():
    """Only choices with votes have a count, and no ballot is compared."""
    html = questions_html(AssessmentState(answered(votes={"a1": values(0, 4, 4)}), {"m": SEVEN}, "en"), SEVEN, "p")
    assert re.findall(r'class="mk-votes">([^<]*)<', html) == ["1 vote", "2 votes"]
    assert "First ballot" not in html


def test_a_ballot_in_which_nobody_gave_a_step_is_too_little_to_say():
    rows = [*values(1, 3), {"voter": "x", "ballot": 2, "state": "unknown"}]
    ballots = ballots_of(answered(votes={"a1": rows}), SEVEN.items[0])
    assert ballots_line(ballots, SEVEN.items[0], SAY).endswith("Ballot 2: too few votes to say.")
    assert ballots_line(ballots[:1], SEVEN.items[0], SAY) == ""


def test_no_votes_have_no_words():
    assert beside_choices((), SAY) is None
    words = beside_choices((Ballot(1, (0, 2), 1, 0),), SAY)
    assert (words.counts, words.unknown, words.not_applicable) == (("", "2 votes"), "1 vote", "")
