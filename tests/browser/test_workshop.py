"""A whole workshop as people live it: one command, a console, a beamer, the workbook and twelve phones."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import segno

from maturity_kit.assessment.events import Event
from maturity_kit.content.load import load_models
from tests.browser.pages import PAGES, READY
from tests.browser.room import (
    FOR_PHONES,
    FOR_THE_FACILITATOR,
    Workshop,
    addresses_of_all,
    asleep,
    command,
    crawled,
    flaws,
    shows,
    until,
    watched,
    workshop,
)

pytestmark = pytest.mark.browser
CHECKOUT = Path(__file__).parents[2]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
LANGUAGES = ("nl-NL", "en-GB")
ROLES = ("management", "marketing", "technology")
PHONES = 12
CHANGER, TWICE, UNSURE, OUTSIDE, RELOADER, SLEEPER, LAST = 0, 1, 3, 4, 5, 6, 11
"""Places of phones: changes its mind, taps twice, does not know, says it does not apply, reloads, sleeps, is removed."""
FIRST_BALLOT = ("1", "1", "2", "unknown", "not_applicable", "3", "4", "3", "3", "1", "4", "2")
SECOND_BALLOT = ("3", "3", "3", "3", "3", "3", "3", "3", "3", "2", "4", "2")
FIRST_COUNTS = (0, 2, 2, 4, 2, 1, 1)
"""Of the first ballot after the first phone changed from 1 to 3: steps 0 to 4, don't know, does not apply."""
SECOND_COUNTS = (0, 0, 2, 9, 1, 0, 0)
LOST = re.compile(
    r"net::ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|INTERNET_DISCONNECTED)$"
)
"""What a browser itself tells of while the server is dead or its own network is off; no script can prevent that."""
VERDICT, CHART = '[data-mk-live="verdict"]', '[data-mk-live="chart"]'


@dataclass
class Day:
    """Everything that is open during the day."""

    run: Workshop
    console: Any
    beamer: Any
    book: Any
    phones: list[Any] = field(default_factory=list)
    flaws: dict[str, list[str]] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """The question in front of the room."""
        return str(self.console.locator(".where code").inner_text())

    def key(self, sign: str) -> None:
        """One key on the console."""
        self.console.keyboard.press(sign)

    def follow(self, scene: str, phones: Iterable[Any] = ()) -> None:
        """Wait until phones show this by themselves."""
        for phone in phones or self.phones:
            phone.wait_for_selector(f'main[data-scene="{scene}"]')

    def look(self, name: str, page: Any, dark: bool = False) -> None:
        """What axe finds on this kind of page."""
        self.flaws[name] = flaws(page, dark)

    def complaints(self) -> list[str]:
        """What the pages complained of since the last time."""
        pages = [self.console, self.beamer, self.book, *self.phones]
        found = [words for page in pages for words in page.complaints]
        for page in pages:
            page.complaints.clear()
        return found


@pytest.fixture
def day(chromium: Any, tmp_path: Path) -> Iterator[Day]:
    """A workshop on a new assessment in which one question was answered before; console, beamer and workbook are open."""
    for part in ("data", "notebooks"):
        shutil.copytree(CHECKOUT / part, tmp_path / part)
    made = command(tmp_path, "new", "Van Dijk Tuin", "--edition", "quick", "--language", "nl").split()[-1]
    with workshop(tmp_path, made) as run, contextlib.ExitStack() as windows:
        with run.store() as store:
            store.append(made, Event("answer", "dd.content", {"value": 3}, "2026-11-22T09:00:00+00:00", "before"))
        desk, book = (windows.enter_context(contextlib.closing(chromium.new_context(**DESK))) for _ in range(2))
        opened = Day(run, watched(desk), watched(desk), watched(book))
        opened.console.goto(run.links[0])
        opened.beamer.goto(opened.console.url.replace("/console", "/beamer"))
        for place in range(PHONES):
            context = chromium.new_context(**PHONE, locale=LANGUAGES[place % 2])
            opened.phones.append(watched(windows.enter_context(contextlib.closing(context))))
        yield opened


def test_a_whole_workshop(day):
    """From the code on the big screen to the frozen round; nothing is told early, nothing is lost, nothing complains."""
    open_the_workbook(day)
    everybody_joins(day)
    begin(day)
    first = open_the_first_question(day)
    vote_blind(day, first)
    reveal(day, first, [FIRST_COUNTS], "mixed")
    vote_again_while_the_server_dies(day, first)
    reveal(day, first, [FIRST_COUNTS, SECOND_COUNTS], "agreed")
    by_role(day)
    agree(day, first)
    counted = count_by_hand(day)
    go_back(day, first)
    parked = park_and_break(day)
    removed = remove_a_voter(day, parked)
    end(day)
    what_is_left(day, {first: [FIRST_COUNTS, SECOND_COUNTS], **counted, **removed})
    assert day.complaints() == []
    assert {name: found for name, found in day.flaws.items() if found} == {}


def open_the_workbook(day: Day) -> None:
    """The page of the model that the first question is of, with its verdict."""
    asked = day.console.locator("button[data-key=o]").get_attribute("value").removeprefix("open:")
    model = next(model for model in load_models().values() if asked in model.by_id)
    page = next(name for name in PAGES if name.endswith(model.id.replace("-", "_")))
    show_in_workbook(day, page)
    assert "A vote is open" not in day.book.inner_text(VERDICT)


def show_in_workbook(day: Day, page: str) -> None:
    """A page of the workbook, once its controls work."""
    place = urlsplit(day.run.links[1])
    day.book.goto(f"{place.scheme}://{place.netloc}/{page}?{place.query}&lang=en", wait_until="commit")
    day.book.wait_for_selector(READY)


def everybody_joins(day: Day) -> None:
    """Through the address that the QR code on the big screen holds; roles are chosen, and the console counts them."""
    link = link_on(day.beamer)
    assert link == day.run.links[3]
    day.phones[0].goto(link)
    day.look("join", day.phones[0], dark=True)
    for place, phone in enumerate(day.phones):
        if place:
            phone.goto(link)
        assert phone.get_attribute("html", "lang") == LANGUAGES[place % 2][:2]
        phone.locator(f'[name=role][value="{ROLES[place % 3]}"]').check()
        phone.locator("main button").click()
    day.follow("lobby")
    shows(day.beamer, "[data-people]", "12")
    day.look("lobby", day.phones[0])
    day.look("beamer lobby", day.beamer)


def link_on(beamer: Any) -> str:
    """The link on the big screen, as it is written there; its picture is the QR code of just that link."""
    address, code = beamer.inner_text(".address"), beamer.inner_text(".how .code")
    link = f"http://{address}/{code.replace('-', '').lower()}"
    path = beamer.locator(".qr svg path[stroke]").get_attribute("d")
    assert dark_squares(path) == {
        (x, y)
        for y, row in enumerate(segno.make(link, micro=False, error="m").matrix)
        for x, dark in enumerate(row)
        if dark
    }
    return link


def dark_squares(path: str) -> set[tuple[int, int]]:
    """The dark squares that the path of a QR code draws, by column and row without the white border."""
    found, x, y = set(), 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(one) for one in numbers.split()]
        if kind == "h":
            found |= {(int(x) + n - 4, int(y) - 4) for n in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if kind == "M" else (x + values[0], y + values[1])
    return found


def begin(day: Day) -> None:
    """The agenda starts; the console counts everybody, connected."""
    shows(day.console, "[data-people]", "12")
    shows(day.console, "[data-connected]", "12")
    day.look("console lobby", day.console)
    day.key("n")
    shows(day.console, ".day .part", "of 15 minutes")


def open_the_first_question(day: Day) -> str:
    """The one that the console proposes. One phone sleeps through it; the workbook hides what could lead."""
    proposed = day.console.locator(".following").inner_text()
    asleep(day.phones[SLEEPER], True)
    day.key("o")
    shows(day.console, ".phase", "Vote open")
    first = day.question
    assert day.console.inner_text("#now") in proposed
    day.follow(f"open {first} 1", awake(day))
    day.beamer.wait_for_selector("main.open")
    shows(day.book, VERDICT, "A vote is open")
    assert day.book.locator(f"{CHART} svg").count() == 0
    assert day.phones[SLEEPER].locator('main[data-scene="lobby"]').count() == 1
    return first


def awake(day: Day) -> list[Any]:
    return [phone for place, phone in enumerate(day.phones) if place != SLEEPER]


def vote(phone: Any, choice: str, reason: str = "") -> None:
    """Choose and send, as a thumb does."""
    phone.locator(f'[name=choice][value="{choice}"]').check()
    if reason:
        phone.fill("#reason", reason)
    phone.locator("form[data-vote] button").tap()


def kept(phone: Any) -> None:
    """Wait until the vote is acknowledged."""
    words = "Bewaard om" if phone.get_attribute("html", "lang") == "nl" else "Kept at"
    shows(phone, "#status", words)


def vote_blind(day: Day, first: str) -> None:
    """Everybody votes in their own way; whatever is asked, no answer depends on what somebody else chose."""
    day.look("open", day.phones[TWICE], dark=True)
    day.look("console open", day.console)
    day.look("beamer open", day.beamer, dark=True)
    for phone, choice in zip(day.phones, FIRST_BALLOT, strict=True):
        if phone is not day.phones[SLEEPER]:
            vote(phone, choice, "geen webshop" if choice == "not_applicable" else "")
            if phone is day.phones[TWICE]:
                phone.locator("form[data-vote] button").tap()
    for phone in awake(day):
        kept(phone)
    day.look("voted", day.phones[TWICE])
    reload(day.phones[RELOADER], "3")
    shows(day.console, ".counts", "11/12")
    nothing_is_told(day)
    shows(day.console, ".counts", "11/12")
    wake_and_vote(day, first)


def reload(phone: Any, choice: str) -> None:
    """What was chosen is still marked, and kept."""
    phone.reload()
    assert phone.locator(f'[name=choice][value="{choice}"]').is_checked()
    kept(phone)


def wake_and_vote(day: Day, first: str) -> None:
    """A phone that slept through the opening and all votes catches up by itself."""
    phone = day.phones[SLEEPER]
    asleep(phone, False)
    day.follow(f"open {first} 1", [phone])
    assert [words for words in phone.complaints if not LOST.search(words)] == []
    phone.complaints.clear()
    vote(phone, FIRST_BALLOT[SLEEPER])
    kept(phone)
    for page in (day.console, day.beamer):
        shows(page, "main", "12/12")


def nothing_is_told(day: Day) -> None:
    """One phone changes its mind: no address answers anybody else differently, and none shows a result.

    All addresses are asked that the two applications have, as two other phones, as a stranger, and as the facilitator.
    """
    assert addresses_of_all() == [FOR_PHONES.keys(), FOR_THE_FACILITATOR.keys()]
    before, own = asked_by_others(day), asked_by(day.phones[CHANGER])
    assert [name for name, told in before.items() if 'class="bars' in str(told)] == []
    assert "11 of 12 voted" in str(before["9 /room"]) and "11 van 12" in str(before["2 /room"])
    change_mind(day.phones[CHANGER])
    after = asked_by_others(day)
    assert {name: told for name, told in after.items() if told != before[name]} == {}
    assert asked_by(day.phones[CHANGER]) != own


def change_mind(phone: Any) -> None:
    """From 1 to 3, acknowledged."""
    with phone.expect_response("**/vote"):
        vote(phone, "3")
    kept(phone)


def asked_by(page: Any) -> dict[str, object]:
    """Everything that can be asked of the server of this page."""
    return crawled(page, FOR_PHONES if page.viewport_size["width"] == 390 else FOR_THE_FACILITATOR)


def asked_by_others(day: Day) -> dict[str, object]:
    """Everything that a Dutch phone, an English one, a stranger and the facilitator can ask."""
    people = {"2": asked_by(day.phones[2]), "9": asked_by(day.phones[9]), "facilitator": asked_by(day.console)}
    people["stranger"] = crawled(day.phones[2], FOR_PHONES, known=False)
    return {f"{who} {path}": told for who, found in people.items() for path, told in found.items()}


def reveal(day: Day, item: str, ballots: list[tuple[int, ...]], words: str) -> None:
    """Every screen shows the same counts as the assessment, the ballot before beside the newest."""
    day.key("r")
    day.follow(f"revealed {item} {len(ballots)}")
    assert day.run.counts(item) == ballots
    same_everywhere(day, ballots)
    day.book.wait_for_selector(f"{CHART} svg", state="attached")
    day.book.locator(VERDICT, has_not_text="A vote is open").wait_for()
    discuss(day, words)


def same_everywhere(day: Day, ballots: list[tuple[int, ...]]) -> None:
    """Console, beamer and phones show these counts, the newest ballot first; a state that nobody chose has no line."""
    lines = list(zip(*reversed(ballots[-2:]), strict=True))
    wanted = [list(line) for place, line in enumerate(lines) if place < 5 or any(line)]
    for page in (day.console, day.beamer):
        until(page, "table.bars tbody tr", wanted)
    for phone in day.phones:
        until(phone, ".bars li", wanted)


def discuss(day: Day, word: str) -> None:
    """Console and beamer say how far people agree; the console also what to ask, and the verdict so far."""
    day.console.wait_for_selector(f".result .word-{word}")
    day.beamer.wait_for_selector(f".verdict .word-{word}")
    assert day.console.locator(".advice p").count() > 0 and day.console.locator(".preview").count() == 1


def vote_again_while_the_server_dies(day: Day, first: str) -> None:
    """A second ballot; killed after half of the votes, the server comes back and nobody has to do anything."""
    day.key("b")
    day.follow(f"open {first} 2")
    half = PHONES // 2
    for phone, choice in zip(day.phones[:half], SECOND_BALLOT[:half], strict=True):
        vote(phone, choice)
    for phone in day.phones[:half]:
        kept(phone)
    assert day.complaints() == []
    killed = day.run.live
    killed.kill()
    for phone, choice in zip(day.phones[half:], SECOND_BALLOT[half:], strict=True):
        vote(phone, choice)
    for phone in day.phones:
        kept(phone)
    for page in (day.console, day.beamer):
        shows(page, "main", "12/12")
    day.console.wait_for_selector("#state:empty", state="attached")
    assert day.run.live.pid != killed.pid
    assert day.run.votes_kept(first, 2) == [1] * PHONES
    assert [words for words in day.complaints() if not LOST.search(words)] == []


def by_role(day: Day) -> None:
    """Of each four with one role three chose step 3 in the second ballot; with three groups of four that may be shown."""
    for page, row in (
        (day.beamer, "table.bars tbody tr:nth-child(4) td.group"),
        (day.console, "table.split td:nth-child(5)"),
    ):
        assert page.locator(row).all_inner_texts() == ["3", "3", "3"]


def unfold(page: Any, place: str) -> Any:
    """A part of the console that is folded in, unfolded."""
    page.locator(place).evaluate("one => { one.open = true }")
    return page.locator(place)


def agree(day: Day, first: str) -> None:
    """Another value than the suggested one, with a note; every screen shows it and the assessment has it."""
    form = unfold(day.console, "#agree-other")
    form.locator("select").select_option(label="2.5")
    form.locator("textarea").fill("Two of us see no shared figures yet")
    form.get_by_role("button").click()
    shows(day.beamer, ".verdict .agreed", "2.5")
    for phone in day.phones:
        phone.wait_for_selector("main .agreed")
    with day.run.store() as store:
        found = store.load(day.run.assessment).answers[first]
    assert (found.value, found.note) == (2.5, "Two of us see no shared figures yet")


def count_by_hand(day: Day) -> dict[str, list[tuple[int, ...]]]:
    """The next question: two phones vote, everybody else raises a hand."""
    day.key("o")
    shows(day.console, ".phase", "Vote open")
    asked = day.question
    day.follow(f"open {asked} 1")
    for phone in day.phones[:2]:
        vote(phone, "1")
        kept(phone)
    form = unfold(day.console, "#count")
    for name, people in {"step-0": 2, "step-1": 3, "step-2": 1, "unknown": 1}.items():
        form.locator(f"[name={name}]").fill(str(people))
    form.get_by_role("button").click()
    day.follow(f"revealed {asked} 1")
    # Steps 0 to 2 by hand 2, 3 and 1, one who does not know; and two phones on step 1.
    counts = [(2, 5, 1, 0, 0, 1, 0)]
    assert day.run.counts(asked) == counts
    same_everywhere(day, counts)
    return {asked: counts}


def go_back(day: Day, first: str) -> None:
    """To the first question, found by its id: both ballots and what was agreed are shown again."""
    day.console.fill("#q", first)
    day.console.click(f"[id='show-{first}']")
    day.follow(f"revealed {first} 2")
    day.beamer.wait_for_selector(".verdict .agreed")
    same_everywhere(day, [FIRST_COUNTS, SECOND_COUNTS])
    day.console.fill("#q", "")
    day.console.focus("#now")
    for name, page in (("phone", day.phones[0]), ("console", day.console), ("beamer", day.beamer)):
        day.look(f"{name} two ballots", page, dark=name == "console")


def park_and_break(day: Day) -> str:
    """A question with a timer, a break in the middle of it, and then it is parked; another one is skipped."""
    day.key("o")
    shows(day.console, ".phase", "Vote open")
    asked = day.question
    day.follow(f"open {asked} 1")
    day.key("1")
    for page in (day.console, day.beamer, day.phones[0]):
        page.locator("[role=timer]", has_text=re.compile(r"[01]:\d\d")).wait_for()
    day.key("w")
    day.follow("paused")
    day.beamer.wait_for_selector("main.paused")
    day.look("paused", day.phones[0])
    day.look("beamer paused", day.beamer)
    day.key("w")
    day.follow(f"open {asked} 1")
    day.key("p")
    day.follow("lobby")
    day.console.wait_for_selector(f"[id='parked-{asked}']")
    day.key("o")
    shows(day.console, ".phase", "Vote open")
    assert day.question != asked
    day.key("s")
    day.follow("lobby")
    return asked


def remove_a_voter(day: Day, parked: str) -> dict[str, list[tuple[int, ...]]]:
    """The parked question is taken up; one of three who voted is taken out, and that vote does not count."""
    day.console.click(f"[id='parked-{parked}']")
    day.follow(f"open {parked} 1")
    for phone, choice in zip(day.phones[LAST - 2 :], "220", strict=True):
        vote(phone, choice)
        kept(phone)
    shows(day.console, ".counts", "3/12")
    day.console.on("dialog", lambda asked: asked.accept())
    unfold(day.console, "#people").locator(f"#remove-{LAST + 1}").click()
    day.phones[LAST].wait_for_selector('main[data-scene="removed"]')
    shows(day.console, ".counts", "2/11")
    gone = day.phones.pop(LAST)
    assert gone.complaints == []
    counts = [(0, 0, 2, 0, 0, 0, 0)]
    reveal(day, parked, counts, "agreed")
    form = unfold(day.console, "#quote")
    form.locator("textarea").fill("everybody keeps an own list")
    form.get_by_role("button").click()
    shows(day.console, ".beside q", "everybody keeps an own list")
    return {parked: counts}


def end(day: Day) -> None:
    """Every screen says goodbye."""
    unfold(day.console, "#end").locator("button").click()
    day.follow("ended")
    day.beamer.wait_for_selector("main.ended")
    shows(day.console, ".phase", "Ended")
    for name, page in (("phone", day.phones[0]), ("console", day.console), ("beamer", day.beamer)):
        day.look(f"{name} ended", page)


def what_is_left(day: Day, voted: dict[str, list[tuple[int, ...]]]) -> None:
    """The synthesis says how far the room agreed; the file and the frozen round hold counts, and nobody's vote."""
    show_in_workbook(day, "6_synthesis")
    said = day.book.locator('[data-mk-live="agreement"]').text_content()
    assert "On one question people voted again" in said
    # 1 + sum of share x log2(1 - distance to the mean / 4): for 2, 2, 4 and 2 people on steps 1 to 4, mean 2.6,
    # 1 - 0.2 x 0.737 - 0.2 x 0.234 - 0.4 x 0.152 - 0.2 x 0.621 = 0.62; for 2, 9 and 1 on steps 2 to 4 it is 0.88.
    assert "0.62" in said and "0.88" in said
    assert "A vote is open" not in day.book.inner_text("body")
    frozen = command(day.run.home, "freeze", day.run.assessment, "--name", "Workshop", "--lang", "en")
    digest = re.search(r"\b[0-9a-f]{64}\b", frozen).group()
    for more in ((), ("--milestone", digest)):
        text = command(day.run.home, "export", day.run.assessment, *more)
        assert '"voter"' not in text and "geen webshop" not in text
        assert {item: counts_in(rows) for item, rows in json.loads(text)["votes"].items()} == voted


def counts_in(rows: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    """The counts in the rows of a file, one row for each ballot."""
    return [(*row["counts"], row.get("unknown", 0), row.get("not_applicable", 0)) for row in rows]
