"""The console and the beamer in a browser: by keyboard, with news, on every screen, with nothing cut off."""

from __future__ import annotations

import contextlib
import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.load import load_models
from maturity_kit.content.wording import LANGUAGES
from maturity_kit.insight.room.split import by_role
from maturity_kit.insight.room.spread import spreads_of
from maturity_kit.live.facilitator.beamer import Screen, choices_of
from maturity_kit.live.facilitator.qr import qr
from maturity_kit.live.facilitator.result import Result
from maturity_kit.live.facilitator.saying import split_words
from maturity_kit.live.pages import HERE, render
from tests.live.serving import FIRST, SECOND, serving

pytestmark = pytest.mark.browser
ROLES = {
    "a": {"en": "Marketing and campaigns", "nl": "Marketing en campagnes"},
    "b": {"en": "Data and analysis", "nl": "Data en analyse"},
    "c": {"en": "Management", "nl": "Directie en management"},
    "d": {"en": "IT and technology", "nl": "IT en techniek"},
}
LINK = "http://192.168.100.200:8877/k7qf2mx0"


@pytest.fixture
def room(tmp_path):
    with serving(tmp_path) as running:
        yield running


def screen(item, state, result=None):
    """The screen in front of a room in which everything is there at once."""
    return Screen(state, item, LINK, "192.168.100.200:8877", "K7QF-2MX0", 24, 20, 119, choices_of(item), result, ())


def everything(item):
    """Two ballots of 20 people each in four roles, with don't knows and not applicables, and an agreed half step."""
    steps = itertools.cycle(range(item.scale.min, item.scale.max + 1))
    rows = [(role, Vote(voter=f"{role}{n}", ballot=ballot, value=next(steps)))
            for ballot in (1, 2) for role in ROLES for n in range(4)]  # fmt: skip
    rows += [(role, Vote(voter=f"{role}{state}", ballot=ballot, state=state))
             for ballot in (1, 2) for role, state in (("a", "unknown"), ("b", "not_applicable"))]  # fmt: skip
    earlier, newest = spreads_of([vote for _, vote in rows], item)
    split = by_role([(role, vote) for role, vote in rows if vote.ballot == 2], item)
    assert len(split.groups) == len(ROLES)
    return Result(item, newest, [earlier], split, Answer(value=item.scale.min + 1.5))


def plain(item):
    """One ballot of which every choice has somebody, and nothing agreed."""
    values = [Vote(voter=str(step), value=step) for step in range(item.scale.min, item.scale.max + 1)]
    states = [Vote(voter=state, state=state) for state in ("unknown", "not_applicable")]
    return Result(item, spreads_of(values + states, item)[0], [], None, None)


RESULTS = {"open": lambda item: None, "revealed": plain, "second": everything}


def page_of(item, kind, language):
    """The main part of the big screen as the server renders it."""
    state, result = "open" if kind == "open" else "revealed", RESULTS[kind](item)
    more = split_words(Settings(roles=ROLES), language)
    return render("beamer", language, part=True, view=screen(item, state, result), stamp="1", qr=qr, **more)


TOO_LARGE = """html => {
  document.body.innerHTML = html;
  const root = document.documentElement, foot = document.querySelector("footer").getBoundingClientRect();
  const cut = [...document.querySelectorAll("li, td, th, h1")].filter(one => one.offsetParent
    && (one.getBoundingClientRect().bottom > foot.top + 1 || one.scrollWidth > one.clientWidth + 1));
  return root.scrollWidth > innerWidth || root.scrollHeight > innerHeight || foot.bottom > innerHeight || cut.length > 0;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RESULTS)
def test_every_question_fits_the_big_screen(chromium, language, kind):
    """No question of the models scrolls or is cut at 1280 x 720; the ten longest not at 1920 x 1080 either."""
    items = [item for model in load_models().values() for item in model.items]
    items.sort(key=lambda item: -len(item.text.to(language) + "".join(step.to(language) for step in item.levels)))
    style = (HERE / "static" / "beamer.css").read_text()
    with contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><html lang={language}><style>{style}</style><body></body>")
        for width, height, shown in ((1280, 720, items), (1920, 1080, items[:10])):
            page.set_viewport_size({"width": width, "height": height})
            large = [item.id for item in shown if page.evaluate(TOO_LARGE, page_of(item, kind, language))]
            assert large == [], (width, height)


@contextlib.contextmanager
def window(chromium, room, path="/console", **options):
    """A browser of the facilitator that remembers every error of its pages."""
    context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}, "locale": "en"} | options))
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{room.console}{path}?token={room.venue.token}")
    try:
        yield page
    finally:
        context.close()


def shows(page, selector, text):
    """Wait until the page says so."""
    expect(page.locator(selector).first).to_contain_text(text, timeout=10_000)


def test_a_question_is_led_by_keyboard_alone(chromium, room):
    """o, votes by phone, r, a: console and beamer follow without a reload, and say how many voted."""
    phones = [room.phone(), room.phone()]
    with window(chromium, room) as console:
        beamer = console.context.new_page()
        beamer.goto(f"{room.console}/beamer")
        shows(beamer, "main", "2 in the room")
        console.bring_to_front()
        console.keyboard.press("o")
        shows(console, ".phase", "Vote open")
        asked = console.locator(".where code").inner_text()
        beamer.wait_for_selector("main.open")
        for phone in phones:
            phone.vote(asked, 3)
        shows(console, ".counts", "2/2 voted")
        shows(beamer, "footer", "2/2")
        shows(console, "#told", "Everybody has voted")
        console.keyboard.press("r")
        shows(console, ".word", "In agreement")
        shows(beamer, "table", "2")
        console.keyboard.press("a")
        shows(beamer, ".verdict", "Agreed: 3")
        assert console.complaints == []


def test_what_is_typed_survives_news(chromium, room):
    """While a quote is typed somebody else moves the room on: words, place of the cursor and open parts stay."""
    room.act("open", FIRST)
    with window(chromium, room) as page:
        page.click("#people summary")
        page.click("#quote summary")
        words = page.locator(f"[id='words-{FIRST}']")
        words.press_sequentially("nobody owns it")
        words.press("Home")
        room.act("pause")
        shows(page, ".phase", "Break")
        assert words.input_value() == "nobody owns it"
        assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == [
            f"words-{FIRST}",
            0,
        ]
        assert page.locator("#people").get_attribute("open") is not None
        words.press_sequentially("r ")
        page.get_by_role("button", name="Keep", exact=True).click()
        shows(page, ".beside q", "r nobody owns it")
        assert words.input_value() == ""


def test_shortcuts_can_be_switched_off(chromium, room):
    """With the switch off no key does anything, also after a reload; the keys are no longer shown."""
    with window(chromium, room) as page:
        page.uncheck("#keys")
        assert not page.locator("[data-key=o] kbd").is_visible()
        page.reload()
        page.keyboard.press("o")
        page.keyboard.press("w")
        page.wait_for_timeout(300)
        assert page.locator(".phase").inner_text() == "No question is open"
        page.check("#keys")
        page.keyboard.press("o")
        shows(page, ".phase", "Vote open")


def test_a_second_facilitator_gets_a_choice(chromium, room):
    """Whoever acts on an old page sees what the room shows, and can do it all the same."""
    with window(chromium, room) as page:
        page.route("**/events", lambda route: route.abort())
        page.reload()
        room.act("open", SECOND)
        page.click(f"[id='open-{FIRST}']")
        shows(page, "main", "The room has moved on")
        assert page.evaluate("document.activeElement.id") == "now"
        shows(page, "main", "Vote open")
        page.click("#mine")
        shows(page, ".where", FIRST)


def test_an_answer_that_was_lost_is_asked_for_again(chromium, room):
    """The act reaches the room, its answer does not come back: it is sent again with the same key and done once."""
    with window(chromium, room) as page:
        sent = []

        def lose_first(route):
            sent.append(route.request.post_data)
            if len(sent) == 1:
                route.fetch(max_redirects=0)
                route.abort()
            else:
                route.continue_()

        page.route("**/step", lose_first)
        page.keyboard.press("w")
        shows(page, ".phase", "Break")
        assert len(sent) == 2 and sent[0] == sent[1]
        assert page.locator("[name=seen]").first.input_value() == "1"


def test_the_console_goes_on_after_a_restart(chromium, room):
    """The server dies and comes back on the same port: the page says so, and goes on by itself."""
    with window(chromium, room) as page:
        shows(page, ".phase", "No question is open")
        page.wait_for_timeout(300)
        room.kill()
        shows(page, "#state", "No connection")
        room.start()
        room.act("open", FIRST)
        shows(page, ".phase", "Vote open")
        expect(page.locator("#state")).to_be_empty(timeout=10_000)


def seen_by_axe(page):
    """What axe finds, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]]


def states(room):
    """Take the room through everything it can show, one after another."""
    phones = [room.phone(role=role) for role in ROLES for _ in range(4)]
    yield "lobby"
    room.act("part", "opening")
    room.act("open", FIRST)
    room.act("timer", "", seconds=120)
    for n, phone in enumerate(phones):
        phone.vote(FIRST, n % 5)
    yield "open"
    room.act("pause")
    yield "paused"
    room.act("resume")
    room.act("reveal", FIRST)
    room.act("open", FIRST)
    for n, phone in enumerate(phones):
        phone.vote(FIRST, 2 + n % 2, ballot=2)
    room.act("reveal", FIRST)
    room.act("agree", FIRST, choice="2.5")
    room.act("quote", FIRST, words="nobody owns it")
    yield "second"
    room.act("open", SECOND)
    for phone in phones:
        phone.vote(SECOND, "unknown")
    room.act("reveal", SECOND)
    yield "doubt"
    room.act("end")
    yield "ended"


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", "en"), (390, "dark", "nl")])
def test_axe_finds_nothing(chromium, tmp_path, width, scheme, language):
    """Console and beamer in every state: no violation, nothing wider than the screen, no error in the browser."""
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "locale": language}
    with serving(tmp_path, roles=ROLES) as room, window(chromium, room, **options) as page:
        for state in states(room):
            for path in ("/console", "/beamer"):
                page.goto(f"{room.console}{path}")
                assert (state, path, seen_by_axe(page)) == (state, path, [])
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (state, path)
        assert page.complaints == []


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "dark", "nl"), (390, "light", "en")])
def test_axe_finds_nothing_before_the_day(chromium, tmp_path, width, scheme, language):
    """The console of a link before the day, open and closed, and the page of a conflict."""
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "locale": language}
    with serving(tmp_path, kind="ahead", roles=ROLES) as room, window(chromium, room, **options) as page:
        room.phone(role="a").vote(FIRST, 3)
        page.goto(f"{room.console}/console")
        assert seen_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.route("**/events", lambda route: route.abort())
        page.reload()
        room.act("remove", "nobody")
        page.click("#close summary")
        page.click("#close button")
        page.wait_for_selector("#mine")
        assert seen_by_axe(page) == []
        page.click("#mine")
        page.wait_for_selector(".phase-ended")
        assert seen_by_axe(page) == []


def test_finding_out_is_one_key(chromium, room):
    """When too many do not know the key that agrees adds the action instead, and says where it is."""
    phones = [room.phone() for _ in range(3)]
    room.act("open", FIRST)
    for phone in phones:
        phone.vote(FIRST, "unknown")
    room.act("reveal", FIRST)
    with window(chromium, room) as page:
        page.keyboard.press("a")
        shows(page, ".advice", "The action to find out is in the table of actions")
        assert page.locator("#find-out").count() == 0
        assert page.complaints == []


def test_what_the_store_says_is_said_and_the_button_works_again(chromium, room):
    """A full disk: after three tries the page says the sentence of the store, and the same button can be pressed again."""
    with window(chromium, room) as page:
        full = "<main><h1>The disk is full.</h1></main>"
        page.route("**/step", lambda route: route.fulfill(status=503, content_type="text/html", body=full))
        page.keyboard.press("w")
        shows(page, "#state", "The disk is full.")
        expect(page.locator("button[aria-disabled]")).to_have_count(0, timeout=10_000)
        page.unroute("**/step")
        page.keyboard.press("w")
        shows(page, ".phase", "Break")
        expect(page.locator("#state")).to_be_empty()


def test_the_list_follows_what_is_typed(chromium, room):
    """Searching shows the questions that fit, in every model, and the cursor stays where it is; an act keeps the list."""
    with window(chromium, room) as page:
        page.locator("#q").press_sequentially("lookalikes")
        shows(page, ".questions .list", "lookalikes")
        expect(page.locator(".questions .list > li")).to_have_count(1)
        assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == ["q", "lookalikes"]
        page.locator("[id='act-pause']").click()
        shows(page, ".phase", "Break")
        expect(page.locator(".questions .list > li")).to_have_count(1)


def test_the_invitation_is_copied(chromium, tmp_path):
    """One press, and the text with the link is on the clipboard."""
    with serving(tmp_path, kind="ahead") as room, window(chromium, room) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.click("#papers summary")
        page.locator("[data-copy=invitation-all]").click()
        shows(page, "#told", "Copied")
        assert room.link in page.evaluate("navigator.clipboard.readText()")
