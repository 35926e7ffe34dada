"""Phones in the room, in a real browser: they follow the room by themselves and lose no vote, whatever happens."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import EVERY_SHAPE, SCHEMES
from tests.live.cutting import Cutter
from tests.live.serving import FIRST, ITEMS, SECOND, Live, serving

pytestmark = pytest.mark.browser
STATUS = "#status"
UNSAVED = "#status.unsaved"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DAY = 24 * 3600 * 1000


@pytest.fixture
def room(tmp_path) -> Iterator[Live]:
    with serving(tmp_path) as running:
        yield running


@contextlib.contextmanager
def phone(chromium: Any, room: Live, address: str = "", **options: Any) -> Iterator[Any]:
    """A phone that has joined; it remembers what its page complained of."""
    context = chromium.new_context(**(PHONE | {"locale": "en-GB"} | options))
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{address or room.address}/{room.code}")
    page.get_by_role("button", name="Join").click()
    page.wait_for_selector('main[data-scene="lobby"]')
    try:
        yield page
    finally:
        context.close()


def follow(page: Any, scene: str) -> None:
    """Wait until the page shows this by itself."""
    page.wait_for_selector(f'main[data-scene="{scene}"]')


def choose(page: Any, value: str) -> None:
    page.locator(f'input[name=choice][value="{value}"]').check()
    page.get_by_role("button", name="Vote").or_(page.get_by_role("button", name="Change my choice")).click()


def kept(page: Any) -> str:
    """What the page says once the vote is acknowledged."""
    page.wait_for_selector(f'{STATUS}:has-text("Kept at")')
    return page.inner_text(STATUS)


def result(page: Any) -> list[str]:
    """People per choice after the reveal, from the lowest step."""
    page.wait_for_selector('main[data-scene^="revealed"]')
    return page.locator(".bars .count:not(.before)").all_inner_texts()


def votes_kept(room: Live) -> int:
    """Votes on disk, also those that a later one replaced."""
    with contextlib.closing(sqlite3.connect(room.venue.store)) as store:
        return int(store.execute("SELECT count(*) FROM ballots").fetchone()[0])


def people(*counts: int) -> list[str]:
    return ["1 person" if count == 1 else f"{count} people" for count in counts]


def test_phones_follow_the_room_by_themselves(chromium, room):
    """Two phones join, vote and see the result without being touched in between; the second ballot beside the first."""
    with phone(chromium, room) as one, phone(chromium, room) as two:
        room.act("open", FIRST)
        for page, step in ((one, "1"), (two, "3")):
            follow(page, f"open {FIRST} 1")
            choose(page, step)
            kept(page)
        one.wait_for_selector('#voted:has-text("2 of 2 voted")')
        room.act("reveal", FIRST)
        assert result(one) == result(two) == people(0, 1, 0, 1, 0)
        assert "One colleague copies" in one.inner_text(".bars .own")
        room.act("open", FIRST)
        follow(one, f"open {FIRST} 2")
        assert one.locator("input:checked").count() == 0
        choose(one, "3")
        kept(one)
        room.act("reveal", FIRST)
        assert result(one) == people(0, 0, 0, 1, 0)
        assert one.locator(".bars .before").all_inner_texts() == [
            "before: 0 people",
            "before: 1 person",
            "before: 0 people",
            "before: 1 person",
            "before: 0 people",
        ]
        room.act("agree", FIRST, choice="2.5")
        one.wait_for_selector(".agreed")
        room.act("open", SECOND)
        follow(one, f"open {SECOND} 1")
        room.act("pause")
        follow(one, "paused")
        room.act("resume")
        room.act("end")
        follow(one, "ended")
        assert one.complaints == two.complaints == []


def test_a_choice_that_is_being_made_stays(chromium, room):
    """Votes of others, a timer and a break change nothing of what somebody has chosen and not yet sent."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.locator('[name=choice][value="2"]').check()
        room.phone().vote(FIRST, 4)
        room.act("timer", seconds=90)
        page.wait_for_selector('#timer:has-text("left")')
        page.wait_for_selector('#voted:has-text("1 of 2 voted")')
        assert page.locator('[name=choice][value="2"]').is_checked()
        room.act("pause")
        follow(page, "paused")
        room.act("resume")
        follow(page, f"open {FIRST} 1")
        assert page.locator('[name=choice][value="2"]').is_checked()


def test_a_double_tap_and_a_reload_are_one_vote(chromium, room):
    """Tapping twice, reloading and going back and forward leave one vote, marked on the page."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.locator('[name=choice][value="3"]').check()
        page.get_by_role("button", name="Vote").dblclick()
        kept(page)
        page.reload()
        assert page.locator('[name=choice][value="3"]').is_checked() and "Kept at" in page.inner_text(STATUS)
        page.goto(f"{room.address}/")
        page.go_back()
        assert page.locator('[name=choice][value="3"]').is_checked()
        room.act("reveal", FIRST)
        assert result(page) == people(0, 0, 0, 1, 0)


def test_two_tabs_are_one_person(chromium, room):
    """What is chosen in one tab shows in the other, and the last choice counts once."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        other = page.context.new_page()
        other.goto(f"{room.address}/{room.code}")
        for tab, step in ((page, "1"), (other, "4")):
            follow(tab, f"open {FIRST} 1")
            choose(tab, step)
            kept(tab)
        room.act("reveal", FIRST)
        assert result(page) == result(other) == people(0, 0, 0, 0, 1)


def test_a_vote_without_a_connection_waits_on_the_phone(chromium, room):
    """Offline the choice is kept through a reload of the script's memory, and goes as soon as the phone is back."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.context.set_offline(True)
        choose(page, "2")
        page.wait_for_selector(UNSAVED)
        assert "kept on this device" in page.inner_text(STATUS)
        page.wait_for_selector('#line:has-text("No connection")')
        page.context.set_offline(False)
        kept(page)
        page.wait_for_selector('#line:text-is("")', state="attached")
        assert page.evaluate("Object.values(localStorage)") == ["[]"]
        assert votes_kept(room) == 1


def test_a_vote_survives_a_dead_server_and_a_reload(chromium, room):
    """The server is killed, the choice stays on the phone, the page is reloaded on the new server and sends it once."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        room.kill()
        choose(page, "2")
        page.wait_for_selector(UNSAVED)
        room.start()
        page.reload()
        kept(page)
        assert page.locator('[name=choice][value="2"]').is_checked()
        room.act("reveal", FIRST)
        assert result(page) == people(0, 0, 1, 0, 0)


def test_a_page_goes_on_by_itself_when_the_server_is_back(chromium, room):
    """Killed while a vote is on its way, started again on the same port: nobody touches the phone, the vote is there once."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.locator('[name=choice][value="1"]').check()
        room.process.send_signal(19)
        page.get_by_role("button", name="Vote").click()
        page.wait_for_selector(f'{STATUS}:has-text("Keeping")')
        room.kill()
        page.wait_for_selector(UNSAVED)
        room.start()
        kept(page)
        assert votes_kept(room) == 1
        room.act("reveal", FIRST)
        assert result(page) == people(0, 1, 0, 0, 0)
        assert page.complaints == []


@pytest.mark.parametrize("where", ["request", "response"])
def test_a_proxy_that_cuts_in_leaves_one_vote(chromium, room, where):
    """The line breaks in the middle of the vote or of its receipt: it is sent again and counts once."""
    with Cutter(room.venue.port) as proxy, phone(chromium, room, f"http://127.0.0.1:{proxy.port}") as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        proxy.cut(b"POST /vote", where)
        choose(page, "4")
        kept(page)
        assert (proxy.cuts, votes_kept(room)) == (1, 1)
        room.act("reveal", FIRST)
        assert result(page) == people(0, 0, 0, 0, 1)


def test_a_late_vote_says_so(chromium, room):
    """A choice that was sent after the reveal is dropped from the phone with its sentence, and the result is shown."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.context.set_offline(True)
        choose(page, "2")
        page.wait_for_selector(UNSAVED)
        room.act("reveal", FIRST)
        page.context.set_offline(False)
        page.wait_for_selector('#said:has-text("This question is closed")')
        assert result(page) == people(0, 0, 0, 0, 0)
        assert page.evaluate("Object.values(localStorage)") == ["[]"]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_phone_whose_clock_is_a_day_off_votes_like_any_other(chromium, room, days):
    """The time kept, the timer and the cookie are of the facilitator's computer."""
    context = chromium.new_context(**PHONE, locale="en-GB")
    page = context.new_page()
    page.clock.set_fixed_time(time.time() * 1000 + days * DAY)
    page.goto(room.link)
    page.get_by_role("button", name="Join").click()
    room.act("open", FIRST)
    follow(page, f"open {FIRST} 1")
    room.act("timer", seconds=90)
    page.wait_for_selector('#timer:has-text("1:")')
    choose(page, "2")
    assert time.strftime("%H:%M") in kept(page) or time.strftime("%H:%M", time.localtime(time.time() - 60)) in kept(
        page
    )
    context.close()


def test_a_phone_that_slept_shows_the_result_on_waking(chromium, room):
    """A tab in the background hears nothing; shown again it fetches what the room shows now."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        sleep(page, True)
        room.act("reveal", FIRST)
        page.wait_for_timeout(500)
        assert page.locator('main[data-scene^="open"]').count() == 1
        sleep(page, False)
        follow(page, f"revealed {FIRST} 1")


def sleep(page: Any, hidden: bool) -> None:
    """As when the screen goes off and on."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_a_phone_without_the_stream_asks_for_the_state(chromium, room):
    """Where the network swallows the stream, the page follows by asking."""
    context = chromium.new_context(**PHONE, locale="en-GB")
    page = context.new_page()
    page.route("**/events", lambda route: route.abort())
    page.clock.install()
    page.goto(room.link)
    page.get_by_role("button", name="Join").click()
    page.wait_for_selector('main[data-scene="lobby"]')
    room.act("open", FIRST)
    page.clock.fast_forward(26_000)
    follow(page, f"open {FIRST} 1")
    context.close()


def test_a_phone_that_keeps_nothing_votes_too(chromium, room):
    """With localStorage blocked the page holds the vote itself and says to keep it open."""
    context = chromium.new_context(**PHONE, locale="en-GB")
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })")
    page = context.new_page()
    page.goto(room.link)
    page.get_by_role("button", name="Join").click()
    room.act("open", FIRST)
    follow(page, f"open {FIRST} 1")
    context.set_offline(True)
    choose(page, "2")
    page.wait_for_selector(f'{UNSAVED}:has-text("Keep this page open")')
    context.set_offline(False)
    kept(page)
    context.close()


ROLES = {
    "it": {"en": "Technology", "nl": "Techniek"},
    "marketing": {"en": "Marketing and campaigns", "nl": "Marketing en campagnes"},
}
SMALL = """[...document.querySelectorAll("a, button, .choice, input[type=text]")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.height && (box.height < 44 || box.width < 44);
}).map((one) => one.outerHTML)"""
MOST_BYTES = 100_000


def looks(page: Any, where: str) -> list[str]:
    """What is wrong with a page on a small phone, in light and in dark."""
    found = [f"{where}: {one}" for one in page.evaluate(SMALL)]
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        found.append(f"{where}: wider than the phone")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        only = {"resultTypes": ["violations"]} | ({"runOnly": ["color-contrast"]} if scheme == "dark" else {})
        for one in Axe().run(page, options=only).response["violations"]:
            found.append(f"{where}, {scheme}: {one['id']} at {one['nodes'][0]['target']}")
    return found


@pytest.mark.parametrize("language", ["en", "nl"] if EVERY_SHAPE else ["nl"])
def test_every_page_of_the_room_is_fit_for_a_small_phone(chromium, tmp_path, language):
    """Nothing for axe, nothing wider than 360 px, every target 44 px, from the code to the end."""
    with serving(tmp_path, roles=ROLES, names=True) as room:
        context = chromium.new_context(**PHONE, locale={"en": "en-GB", "nl": "nl-NL"}[language])
        page = context.new_page()
        page.goto(f"{room.address}/?code=abc")
        found = looks(page, "code")
        page.goto(room.link)
        assert page.get_attribute("html", "lang") == language
        found += looks(page, "join")
        page.locator("[name=role]").first.check()
        page.fill("#name", "Noor")
        page.locator("main button").click()
        for act, scene in (
            ((), "lobby"),
            (("open", FIRST), f"open {FIRST} 1"),
            (("reveal", FIRST), f"revealed {FIRST} 1"),
            (("pause", ""), "paused"),
            (("end", ""), "ended"),
        ):
            if act:
                room.act(*act)
            follow(page, scene)
            found += looks(page, scene)
            if scene.startswith("open"):
                page.locator('[name=choice][value="not_applicable"]').check()
                page.fill("#reason", "geen winkels")
                page.locator("form[data-vote] button").click()
                page.wait_for_selector(f'{STATUS}:has-text(":")')
                found += looks(page, "kept")
        page.goto(f"{room.address}/nothing")
        assert found + looks(page, "problem") == []
        context.close()


@pytest.mark.parametrize("language", ["en", "nl"] if EVERY_SHAPE else ["en"])
def test_every_page_before_the_day_is_fit_for_a_small_phone(chromium, tmp_path, language):
    """Answering alone goes on to the next question by itself, and ends with a thank-you."""
    with serving(tmp_path, kind="ahead", closes="2026-11-30") as room:
        context = chromium.new_context(**PHONE, locale={"en": "en-GB", "nl": "nl-NL"}[language])
        page = context.new_page()
        page.goto(room.link)
        found = looks(page, "join")
        page.locator("main button").click()
        for number, item in enumerate(ITEMS, 1):
            page.wait_for_selector(f'main[data-scene="alone {item} 1"]')
            found += looks(page, item)
            page.locator(f'[name=choice][value="{number}"]').check()
            page.locator("form[data-vote] button").click()
        page.wait_for_selector('main[data-scene="answered"]')
        found += looks(page, "answered")
        room.act("reveal")
        follow(page, "ended")
        assert found == []
        context.close()


def test_all_that_a_phone_loads_is_small(chromium, room):
    """From the code to the result, all responses together stay under 100 kB, uncompressed and with their headers."""
    context = chromium.new_context(**PHONE, locale="nl-NL")
    page = context.new_page()
    loaded: dict[str, int] = {}

    def weigh(request: Any) -> None:
        sizes = request.sizes()
        loaded[f"{len(loaded)} {request.url}"] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", weigh)
    page.goto(room.link)
    page.locator("main button").click()
    follow(page, "lobby")
    room.act("open", FIRST)
    follow(page, f"open {FIRST} 1")
    page.locator('[name=choice][value="3"]').check()
    page.locator("form[data-vote] button").click()
    page.wait_for_selector(f'{STATUS}:has-text("Bewaard om")')
    room.act("reveal", FIRST)
    follow(page, f"revealed {FIRST} 1")
    assert any("room.js" in address for address in loaded) and any("room.css" in address for address in loaded)
    assert sum(loaded.values()) < MOST_BYTES, loaded
    context.close()


def test_a_phone_without_scripts_votes(chromium, room):
    """With JavaScript off the pages that wait reload themselves, the question does not, and the vote counts."""
    context = chromium.new_context(**PHONE, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(room.link)
    page.get_by_role("button", name="Join").click()
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1
    room.act("open", FIRST)
    page.reload()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    page.locator('[name=choice][value="3"]').check()
    page.get_by_role("button", name="Vote").click()
    assert "Kept at" in page.inner_text(STATUS)
    page.go_back()
    page.locator('[name=choice][value="2"]').check()
    page.locator("form[data-vote] button").click()
    assert page.locator('[name=choice][value="2"]').is_checked() and "Kept at" in page.inner_text(STATUS)
    room.act("reveal", FIRST)
    page.get_by_role("link", name="Look whether").click()
    assert page.locator(".bars .count").all_inner_texts() == people(0, 0, 1, 0, 0)
    context.close()


def test_a_vote_of_a_phone_that_lost_its_cookie_goes_after_joining_again(chromium, room):
    """The page leads to the code; the choice is still on the phone, and goes once it has joined."""
    with phone(chromium, room) as page:
        room.act("open", FIRST)
        follow(page, f"open {FIRST} 1")
        page.context.clear_cookies()
        choose(page, "3")
        page.fill("#code", room.code.upper())
        page.locator("main button").click()
        page.get_by_role("button", name="Join").click()
        kept(page)
        assert page.locator('[name=choice][value="3"]').is_checked()
        assert votes_kept(room) == 1
