"""What the console says of a room, without a server: worked out by hand from a few steps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maturity_kit.assessment.assessment import Vote
from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.files import entry_fields
from maturity_kit.assessment.room.room import Room, RoomError, Step, after
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.agenda import parse_agenda
from maturity_kit.content.load import load_models
from maturity_kit.insight.room.order import next_items, to_walk
from maturity_kit.live.facilitator.acts import step_of
from maturity_kit.live.facilitator.day import day_of
from maturity_kit.live.facilitator.desk import Picture
from maturity_kit.live.facilitator.papers import papers_of
from maturity_kit.live.facilitator.people import Progress, progress
from maturity_kit.live.facilitator.questions import Wanted, following, rows_of
from maturity_kit.live.facilitator.result import nearest_words, result_of

MODELS = load_models()
CRM, TAGS, LOOKALIKES = "dm.crm", "dm.tags", "dd.lookalikes"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
AGENDA = parse_agenda(
    """
- {id: one, minutes: 20, title: {en: One, nl: Een}, do: {en: Do, nl: Doe}, pages: [digital-maturity]}
- {id: two, minutes: 30, title: {en: Two, nl: Twee}, do: {en: Do, nl: Doe}}
"""
)


def room(*steps, **settings):
    found = Room("r", "garden", "k7qf2mx0", Settings(**({"items": (CRM, TAGS, LOOKALIKES)} | settings)))
    for step in steps:
        found = after(found, step)
    return found


def picture(found, votes=None, answers=None, roles=None):
    assessment = new_assessment("garden", "Van Dijk", "2026-11-22", votes=votes or {}, answers=answers or {})
    items = [item for model in MODELS.values() for item in model.items]
    order = next_items(MODELS, assessment, items)
    walk = frozenset(item.id for item in to_walk(assessment, MODELS))
    return Picture(found, assessment, MODELS, order, walk, roles or {})


def opened(item, ballot=1):
    return Step("open", item, {"ballot": ballot})


def ballot(*values, number=1, first="p"):
    return [Vote(voter=f"{first}{n}", ballot=number, **({"state": value} if isinstance(value, str) else {"value": value}))
            for n, value in enumerate(values)]  # fmt: skip


def ids(rows):
    return [row.item.id for row in rows]


class TestActs:
    @pytest.mark.parametrize(("typed", "meant"), [("2", 2), ("2.0", 2), ("2,5", 2.5), ("0", 0), ("-1", -1)])
    def test_an_agreed_value_is_a_step_or_a_half_step(self, typed, meant):
        """Dutch decimals too; whether the scale has the value is for the store to say."""
        step = step_of({"kind": "agree", "subject": CRM, "choice": typed, "note": " two\n lines "})
        assert step == Step("agree", CRM, {"value": meant, "note": "two lines"})

    def test_a_state_is_agreed_with_its_reason(self):
        fields = {"kind": "agree", "subject": CRM, "choice": "not_applicable", "reason": "no shops"}
        assert step_of(fields).payload == {"state": "not_applicable", "reason": "no shops", "note": ""}

    def test_a_count_has_a_number_for_each_step(self):
        """A field that was left empty is nobody."""
        fields = {"kind": "count", "subject": CRM, "step-0": "1", "step-1": "", "step-2": " 3 ", "unknown": "2"}
        assert step_of(fields).payload == {"counts": [1, 0, 3], "unknown": 2, "not_applicable": 0}

    @pytest.mark.parametrize("seconds", ["", "-1", "1.5", "3601", "x", "\u0661"])
    def test_a_timer_that_is_none_is_refused(self, seconds):
        with pytest.raises(RoomError, match="whole seconds"):
            step_of({"kind": "timer", "seconds": seconds})


class TestDay:
    def at(self, minutes, *parts):
        steps = [Step("part", part, {}, (NOON + timedelta(minutes=began)).isoformat()) for part, began in parts]
        return day_of(AGENDA, room(*steps), MODELS, NOON + timedelta(minutes=minutes))

    def test_before_the_first_part_the_end_is_counted_from_now(self):
        """50 minutes are planned; at noon the day would end at ten to one."""
        day = self.at(0)
        assert (day.now, day.following.id) == (None, "one")
        assert day.ends == (NOON + timedelta(minutes=50)).astimezone().strftime("%H:%M")

    def test_on_time(self):
        """12 of 20 minutes into the first part nothing is late."""
        day = self.at(12, ("one", 0))
        assert (day.now.id, day.spent, day.planned, day.pace, day.off) == ("one", 12, 20, "on-time", 0)
        assert [model.id for model in day.models] == ["digital-maturity"]

    def test_behind(self):
        """27 minutes in a part of 20 are 7 behind."""
        day = self.at(27, ("one", 0))
        assert (day.pace, day.off, day.following.id) == ("behind", 7, "two")

    def test_ahead(self):
        """A part of 20 that was done in 15 leaves 5 minutes ahead."""
        day = self.at(16, ("one", 0), ("two", 15))
        assert (day.now.id, day.spent, day.pace, day.off, day.following) == ("two", 1, "ahead", 5, None)
        assert day.done == {"one": 15, "two": 1}


class TestProgress:
    def test_people_are_counted_by_role_and_by_how_far_they_are(self):
        """Of 4 questions: 0, 1, 2 and 4 answered give 4 came, 3 began, 2 half or more, 1 finished."""
        settings = Settings(kind="ahead", items=("a", "b", "c", "d"), roles={"x": {"en": "X"}, "y": {"en": "Y"}},
                            routed={"y": ("a", "b")})  # fmt: skip
        rows = progress(settings, [("x", 0), ("x", 1), ("x", 2), ("x", 4), ("y", 1)])
        assert rows == (Progress({"en": "X"}, 4, 4, 3, 2, 1), Progress({"en": "Y"}, 2, 1, 1, 1, 0))

    def test_without_roles_there_is_one_row(self):
        assert progress(Settings(items=("a",)), [("", 1)]) == (Progress({}, 1, 1, 1, 1, 1),)


class TestQuestions:
    def test_the_question_in_front_is_not_in_the_list(self):
        assert sorted(ids(rows_of(picture(room(opened(CRM))), Wanted(), "en"))) == sorted([TAGS, LOOKALIKES])

    def test_reasons_are_given_except_while_a_vote_is_open(self):
        lobby, voting = picture(room()), picture(room(opened(CRM)))
        assert {row.reason.partition(",")[0] for row in rows_of(lobby, Wanted(), "en")} == {"nobody answered yet"}
        assert {row.reason for row in rows_of(voting, Wanted(), "en")} == {""}

    def test_all_are_in_the_order_of_the_room(self):
        assert ids(rows_of(picture(room()), Wanted("all"), "en")) == [CRM, TAGS, LOOKALIKES]

    def test_of_one_model(self):
        assert ids(rows_of(picture(room()), Wanted("all", "data-driven-marketing"), "en")) == [LOOKALIKES]

    def test_unanswered_or_disputed(self):
        """An agreed answer leaves the list of what is to be walked through."""
        found = picture(room(), answers={CRM: {"value": 2}})
        assert ids(rows_of(found, Wanted("walk"), "en")) == ids(
            row for row in rows_of(found, Wanted(), "en") if row.item.id != CRM
        )

    def test_words_are_looked_for_in_every_question_of_the_models(self):
        """Also in those that the room does not ask; every word has to be there."""
        found = ids(rows_of(picture(room(items=(TAGS,))), Wanted(words="LOOKALIKES audiences"), "en"))
        assert found == [LOOKALIKES]

    def test_what_was_put_aside_says_so(self):
        aside = room(opened(CRM), Step("park", CRM), opened(TAGS), Step("skip", TAGS))
        rows = {row.item.id: row.status for row in rows_of(picture(aside), Wanted("all"), "en")}
        assert rows == {CRM: "parked", TAGS: "skipped", LOOKALIKES: ""}

    def test_next_is_the_first_question_that_was_not_put_aside_or_agreed(self):
        """All three are open: the first of the order; with one parked and one agreed only the third is left."""
        assert following(picture(room()), Wanted(), "en").id == next(
            one.item for one in picture(room()).order if one.item in (CRM, TAGS, LOOKALIKES)
        )
        steps = (opened(CRM), Step("park", CRM), opened(TAGS), Step("reveal", TAGS), Step("agree", TAGS, {"value": 2}))
        assert following(picture(room(*steps)), Wanted(), "en").id == LOOKALIKES

    def test_nothing_follows_when_everything_was_agreed(self):
        answers = {item: {"value": 3} for item in (CRM, TAGS, LOOKALIKES)}
        assert following(picture(room(), answers=answers), Wanted(), "en") is None

    def test_next_never_leads_back_to_what_was_revealed(self):
        """Two questions were left divided: only the third follows, and after it none."""
        steps = [step for item in (CRM, TAGS) for step in (opened(item), Step("reveal", item))]
        split = {item: ballot(0, 0, 4, 4) for item in (CRM, TAGS)}
        assert following(picture(room(*steps), split), Wanted(), "en").id == LOOKALIKES
        assert following(picture(room(*steps, opened(LOOKALIKES)), split), Wanted(), "en") is None

    def test_next_keeps_to_what_the_list_shows(self):
        """With one model chosen its questions come first, then the others; in order of the room when all are shown."""
        assert following(picture(room()), Wanted(model="data-driven-marketing"), "en").id == LOOKALIKES
        aside = picture(room(opened(LOOKALIKES), Step("park", LOOKALIKES)))
        assert following(aside, Wanted(model="data-driven-marketing"), "en").id in (CRM, TAGS)
        assert following(picture(room()), Wanted("all"), "en").id == CRM


class TestResult:
    def test_there_is_none_before_the_reveal(self):
        """Also when there are votes of an earlier ballot."""
        assert result_of(picture(room(opened(CRM, 2)), votes={CRM: ballot(1, 2)})) is None

    def test_bars_count_each_choice(self):
        """2, 2, 4 and one who does not know: the longest bar is 2 people; no row for not applicable."""
        found = result_of(picture(room(opened(CRM), Step("reveal", CRM)), votes={CRM: ballot(2, 2, 4, "unknown")}))
        assert [(bar.step or bar.state, bar.people, bar.share) for bar in found.bars] == [
            ("0", 0, 0), ("1", 0, 0), ("2", 2, 1), ("3", 0, 0), ("4", 1, 0.5), ("unknown", 1, 0.5)]  # fmt: skip

    def test_a_second_ballot_stands_beside_the_first(self):
        """Bars share one measure: 3 people in the first ballot make 1 in the second a third."""
        votes = {CRM: [*ballot(0, 0, 0), *ballot(4, number=2)]}
        found = result_of(picture(room(opened(CRM, 2), Step("reveal", CRM)), votes=votes))
        ends = found.bars[0], found.bars[4]
        assert [(bar.people, bar.before, round(bar.share, 2), bar.share_before) for bar in ends] == [
            (0, 3, 0, 1),
            (1, 0, 0.33, 0),
        ]
        assert [one.ballot.number for one in (*found.earlier, found.newest)] == [1, 2]

    def test_nobody_voted_in_the_newest(self):
        """The first ballot is not taken for the second."""
        found = result_of(picture(room(opened(CRM, 2), Step("reveal", CRM)), votes={CRM: ballot(1, 2)}))
        assert (found.word, found.newest.ballot.number, found.newest.may_agree) == ("nobody", 2, False)

    def test_what_was_agreed_here_differs_from_what_was_known_before(self):
        """An answer from the workbook is shown apart, until the room agrees on one."""
        steps = (opened(CRM), Step("reveal", CRM))
        before = result_of(picture(room(*steps), votes={CRM: ballot(1, 3)}, answers={CRM: {"value": 4}}))
        assert (before.answer, before.known.value) == (None, 4)
        agreed = room(*steps, Step("agree", CRM, {"value": 2}))
        now = result_of(picture(agreed, votes={CRM: ballot(1, 3)}, answers={CRM: {"value": 2}}))
        assert (now.answer.value, now.known) == (2, None)
        assert [bar.step for bar in now.bars if bar.agreed] == ["2"]

    @pytest.mark.parametrize(("sizes", "shown"), [((4, 4), ["a", "b"]), ((4, 3), []), ((7,), [])])
    def test_the_split_follows_the_rule_for_small_groups(self, sizes, shown):
        """Two groups of four are shown, one of three beside one of four is not, one group alone neither."""
        people = [(role, f"{role}{n}") for role, size in zip("ab", sizes, strict=False) for n in range(size)]
        votes = {CRM: [Vote(voter=voter, value=n % 5) for n, (_, voter) in enumerate(people)]}
        asked = room(opened(CRM), Step("reveal", CRM), roles={"a": {"en": "A"}, "b": {"en": "B"}})
        found = result_of(picture(asked, votes, roles={voter: role for role, voter in people}))
        assert list(found.split.groups) == shown

    def test_without_roles_there_is_no_split(self):
        assert result_of(picture(room(opened(CRM), Step("reveal", CRM)), votes={CRM: ballot(*[1] * 9)})).split is None

    def test_a_half_step_lies_between_two_descriptors(self):
        item = MODELS["digital-maturity"].by_id[CRM]
        assert nearest_words(item, 2.5) == (item.levels[2], item.levels[3])
        assert nearest_words(item, 3) == (item.levels[3],)
        assert nearest_words(item, 4) == (item.levels[4],)


class TestPapers:
    def test_a_live_room_has_no_invitation_to_answer_before_the_day(self):
        (paper,) = papers_of(picture(room()), "http://x/1", "en")
        assert paper.invitation == "" and "- Send in a form together" in paper.evidence

    def test_each_role_is_invited_with_its_own_questions(self):
        """Two roles, one of which is asked one question: two texts, each with the link."""
        ahead = room(
            kind="ahead", roles={"a": {"en": "Data", "nl": "Data"}, "b": {"en": "IT", "nl": "IT"}}, routed={"b": (CRM,)}
        )
        one, two = papers_of(picture(ahead), "http://x/1", "en")
        assert "There are 3 questions" in one.invitation and "There is 1 question" in two.invitation
        assert "http://x/1" in one.invitation and "“IT”" in two.invitation


def test_what_the_agenda_is_about_is_asked_first():
    """The part on the quadrant puts its question in front, whatever the order of asking; a chosen model goes its own way."""
    lobby = replace(picture(room()), turn=frozenset({"data-driven-marketing"}))
    assert ids(rows_of(lobby, Wanted(), "en"))[0] == LOOKALIKES
    assert following(lobby, Wanted(), "en").id == LOOKALIKES
    ladder = replace(lobby, turn=frozenset({"digital-maturity"}))
    assert following(ladder, Wanted(), "en").id in (CRM, TAGS)
    assert following(ladder, Wanted(model="data-driven-marketing"), "en").id == LOOKALIKES


def test_reasons_are_read_without_names_after_the_reveal():
    """Each once and in alphabetical order; those of an earlier ballot and empty ones are not there."""
    said = [Vote(voter="a", state="not_applicable", reason=" no shop "), Vote(voter="b", state="not_applicable"),
            Vote(voter="c", state="not_applicable", reason="abroad"),
            Vote(voter="d", state="not_applicable", reason="no shop"), Vote(voter="e", value=1)]  # fmt: skip
    found = picture(room(opened(CRM), Step("reveal", CRM)), votes={CRM: [entry_fields(vote) for vote in said]})
    assert result_of(found).reasons == ("abroad", "no shop")
    again = room(opened(CRM), Step("reveal", CRM), opened(CRM, 2), Step("reveal", CRM))
    assert result_of(picture(again, votes={CRM: [entry_fields(vote) for vote in said]})).reasons == ()
