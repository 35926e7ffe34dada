"""A page's state follows every edit and loses none."""

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.errors import InputError
from maturity_kit.forms.state import AssessmentState
from tests.forms.conftest import answer


def test_an_edit_changes_the_result_before_it_is_saved(kept):
    """One answer at step 4 of 4 is 100 points, and nothing is in the store yet."""
    kept.edit(answer("dm.crm", value=4))
    assert kept.result("digital-maturity").score == 100
    assert kept.store.load("a1").answers == {}


def test_a_saved_edit_is_there_for_the_next_page(kept, models):
    """A new state on the same store starts from the answer."""
    event = answer("dm.crm", value=3, note="seen")
    kept.edit(event)
    kept.save(event)
    assert kept.store.load("a1").answers["dm.crm"].value == 3


def test_an_edit_of_another_page_is_taken_along(kept, models, store):
    """Two pages on one assessment: the second save brings the first page's answer with it."""
    other = AssessmentState(store.load("a1"), models, "en", store)
    first, second = answer("dm.crm", value=3, key="k1"), answer("dm.analytics", value=1, key="k2")
    other.edit(first)
    other.save(first)
    kept.edit(second)
    _, foreign = kept.save(second)
    assert foreign
    assert {item: entry.value for item, entry in kept.assessment.answers.items()} == {"dm.crm": 3, "dm.analytics": 1}


def test_saving_twice_under_one_key_counts_once(kept):
    """An edit that is sent again after a lost connection changes nothing."""
    event = answer("dm.crm", value=3)
    kept.edit(event)
    first, _ = kept.save(event)
    again, _ = kept.save(event)
    assert again.repeated and again.revision == first.revision


@pytest.mark.parametrize("value", [-1, 5, 4.5])
def test_a_value_outside_the_scale_is_refused(kept, value):
    """Steps run from 0 to 4; the sentence says so."""
    with pytest.raises(InputError, match="0"):
        kept.edit(answer("dm.crm", value=value))


def test_an_unknown_id_is_kept(kept):
    """An answer to an item of another version is no reason to lose it."""
    event = answer("other.item", value=7)
    kept.edit(event)
    kept.save(event)
    assert kept.store.load("a1").answers["other.item"].value == 7


@pytest.mark.parametrize("kind", ["answer", "target", "claim", "detail"])
def test_a_frozen_page_refuses_everything_but_weights(frozen, kind):
    """Only the view may change."""
    with pytest.raises(InputError):
        frozen.edit(Event(kind, "dm.crm", None))


def test_a_frozen_page_shows_what_another_weight_would_say(frozen):
    """Without the lowest level of the example the mean of the others is higher."""
    before = frozen.result("digital-maturity")
    lowest = min(before.model.groups, key=lambda group: before.nodes[group.id].score)
    frozen.edit(Event("weight", lowest.id, 0))
    assert frozen.result("digital-maturity").score > before.score
