"""What the facilitator is offered to say after a reveal."""

from __future__ import annotations

import pytest
from building import group, item, model

from maturity_kit.assessment.assessment import Vote
from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.insight.room.advice import advice, find_out
from maturity_kit.insight.room.spread import Spread, spread_of

HINTED = model("tree", group("g", item("i", hint={"en": "Show the last three.", "nl": "Toon de laatste drie."}))).items[
    0
]
BARE = model("tree", group("g", item("i", scale={"min": 1, "max": 5}))).items[0]


def spread(*counts: int, unknown: int = 0, not_applicable: int = 0, of: Item = HINTED) -> Spread:
    return spread_of([Vote(counts=counts, unknown=unknown, not_applicable=not_applicable)], of)


def told(found: Spread, language: str = "en", of: Item = HINTED, *, evidence: bool = False) -> list[str]:
    return advice(found, of, language, evidence=evidence)


def test_a_divided_room_is_asked_about_the_ends_and_not_about_people() -> None:
    assert told(spread(2, 0, 3, 0, 2)) == [
        "Discuss this, the ends first.",
        "“What would someone have seen to choose 0?” Then the same for 4.",
    ]
    assert told(spread(2, 0, 3, 0, 2), "nl") == [
        "Bespreek dit, de uitersten eerst.",
        "‘Wat zou iemand gezien hebben om 0 te kiezen?’ Daarna hetzelfde voor 4.",
    ]


def test_the_steps_are_those_of_the_scale_and_the_ends_those_that_were_chosen() -> None:
    """On a scale of 1 to 5 with votes on its second to fourth step."""
    assert told(spread(0, 1, 2, 1, 0, of=BARE), of=BARE)[1] == (
        "“What would someone have seen to choose 2?” Then the same for 4."
    )


def test_two_camps_each_say_what_they_saw() -> None:
    """Five below the middle, one on it, three above."""
    assert told(spread(3, 2, 1, 0, 3)) == [
        "Two camps: 5 low, 3 high. Collect what each camp saw.",
        "“What would someone have seen to choose 0?” Then the same for 4.",
        "Does everyone think of the same channel, brand or department?",
    ]


def test_agreement_without_evidence_asks_for_it() -> None:
    assert told(spread(0, 0, 5, 1, 0)) == ["Close together, but nothing was shown yet. Show the last three."]
    assert told(spread(0, 0, 5, 0, 0)) == ["All chose 2. What shows it? Show the last three."]
    assert told(spread(0, 5, 0, 0, 0, of=BARE), of=BARE) == ["All chose 2. What shows it? Ask what you could point at."]


def test_agreement_with_evidence_goes_on() -> None:
    for found in spread(0, 0, 5, 1, 0), spread(0, 0, 5, 0, 0):
        assert told(found, evidence=True) == ["Close together and the evidence is noted. Agree and go on."]


def test_agreement_of_two_or_three_is_called_small() -> None:
    assert told(spread(0, 0, 2, 1, 0))[1:] == ["Only 3 answers: so few agree easily."]
    assert told(spread(0, 0, 3, 1, 0))[1:] == []


def test_more_than_a_third_who_do_not_know_find_out_before_they_agree() -> None:
    """Three of the eight for whom it applies; then it does not matter how the others voted."""
    found = spread(3, 0, 0, 0, 2, unknown=3, not_applicable=1)
    assert told(found) == [
        "3 of 8 do not know. Do not agree yet; note who finds out and by when.",
        "Show the last three.",
    ]
    assert find_out(found, HINTED, "en") == {"name": "Find out: i?", "items": ["i"]}
    assert find_out(found, HINTED, "nl") == {"name": "Uitzoeken: i?", "items": ["i"]}


def test_a_third_who_do_not_know_is_no_reason_to_find_out() -> None:
    found = spread(0, 0, 4, 0, 0, unknown=2)
    assert find_out(found, HINTED, "en") is None
    assert told(found)[0].startswith("Close together")


def test_what_most_say_does_not_apply_is_agreed_with_a_reason() -> None:
    assert told(spread(0, 0, 1, 0, 0, not_applicable=2)) == [
        "Most say this does not apply. Ask what makes it so and agree on that as the reason."
    ]


@pytest.mark.parametrize(("people", "last"), [(1, "One says it does not apply."), (2, "2 say it does not apply.")])
def test_a_few_who_say_that_it_does_not_apply_are_heard(people: int, last: str) -> None:
    assert told(spread(0, 0, 4, 1, 0, not_applicable=people))[-1] == f"{last} When would that be right?"


def test_one_answer_and_no_answer_say_so() -> None:
    assert told(spread(0, 0, 1, 0, 0))[0].startswith("Only one answer.")
    assert told(spread(0, 0, 0, 0, 0)) == ["Nobody voted on this."]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_everything_can_be_read_at_a_glance(language: str) -> None:
    """At most 16 words to a sentence, without the hint, which is the question's own."""
    sentences = {key: text for key, text in Wording("room", language).all().items() if key.startswith("advice.")}
    for key, text in sentences.items():
        for form in text.values() if isinstance(text, dict) else [text]:
            assert max(len(part.split()) for part in form.replace("?", ".").split(".")) <= 16, key
