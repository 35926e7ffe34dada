"""A form in sections: what each head says, which section starts open, and that nothing is left out."""

import re

from building import answered, group, item, model

from maturity_kit.forms.questions import progress_html, questions_html
from maturity_kit.forms.sections import SHORT, Section, is_long, sections_of
from maturity_kit.forms.state import AssessmentState


def level(name, count):
    return group(name, *[item(f"{name}{n}") for n in range(1, count + 1)])


SMALL = model("tree", level("a", 2), level("b", 2))
LONG = model("tree", level("a", 2), group("deep", level("b", SHORT), level("c", 1)))


def html(values, of, **more):
    return questions_html(AssessmentState(answered(values, **more), {"m": of}, "en"), of, "p1")


def opened(values, of=LONG, **more):
    return [name for name, section in sections_of(answered(values, **more), of).items() if section.opened]


def test_a_head_says_how_many_were_filled_in():
    """A don't know, a not applicable and a vote are something said; a note alone is not."""
    votes = {"b2": [{"value": 1}]}
    found = sections_of(answered({"a1": "unknown", "b1": "not_applicable"}, votes=votes), SMALL)
    assert found == {"a": Section(1, 2, True), "b": Section(2, 2, True)}
    words = re.findall(r'data-mk-live="said-.">(.*?)</span>', html({"a1": 1, "a2": 2}, SMALL))
    assert words == ["✓ 2 of 2 filled in", "0 of 2 filled in"]


def test_a_short_form_starts_with_everything_open():
    """Thirteen questions are still short; one more is long."""
    just, over = (model("tree", level("a", count), level("b", 1)) for count in (SHORT - 1, SHORT))
    assert (is_long(answered(), just), is_long(answered(), over)) == (False, True)
    assert (opened({}, just), opened({}, over)) == (["a", "b"], ["a"])


def test_a_long_form_starts_at_the_first_section_with_an_open_question():
    """Groups below groups are sections of their own; with nothing open it starts at the beginning."""
    everything = {one.id: 1 for one in LONG.items}
    assert opened({}) == ["a"]
    assert opened({"a1": 1, "a2": "unknown"}) == ["b"]
    assert opened(everything | {"c1": None}) == ["c"]
    assert opened(everything) == ["a"]


def test_every_question_is_in_the_page_and_only_the_open_section_is_painted():
    """The others wait in templates, which a browser does not lay out."""
    page = html({}, LONG)
    painted = re.sub(r"<template>.*?</template>", "", page, flags=re.S)
    assert page.count("<fieldset") == len(LONG.items) == SHORT + 3
    assert painted.count("<fieldset") == 2 and painted.count("data-mk-section=") == 3
    assert "<template>" not in html({}, SMALL)


def test_only_a_long_form_can_be_searched():
    """A short one is seen at a glance."""
    for of, wanted in ((SMALL, False), (LONG, True)):
        state = AssessmentState(answered(), {"m": of}, "nl")
        assert ("data-mk-search" in questions_html(state, of, "p1")) is wanted
        assert ("Vraag zoeken" in progress_html(state, of)) is wanted


def test_a_section_has_only_the_questions_of_the_edition():
    """A group of which the quick scan asks nothing has no section, and no heading either."""
    tree = model("tree", group("a", item("a1", quick=True), item("a2")), group("b", item("b1")))
    assert sections_of(answered(edition="quick"), tree) == {"a": Section(0, 1, True)}
    assert 'id="p1-b"' not in html({}, tree, edition="quick")
