"""The console and the beamer in a browser: by keyboard, with news, on every screen, with nothing cut off."""

from __future__ import annotations

import contextlib
import itertools

import pytest

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

pytestmark = pytest.mark.browser
ROLES = {
    "a": {"en": "Marketing and campaigns", "nl": "Marketing en campagnes"},
    "b": {"en": "Data and analysis", "nl": "Data en analyse"},
    "c": {"en": "Management", "nl": "Directie en management"},
    "d": {"en": "IT and technology", "nl": "IT en techniek"},
}
LINK = "http://192.168.100.200:8877/k7qf2mx0"


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


def page_of(item, state, language):
    """The main part of the big screen as the server renders it."""
    result = everything(item) if state == "revealed" else None
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
@pytest.mark.parametrize("state", ["open", "revealed"])
def test_every_question_fits_the_big_screen(chromium, language, state):
    """No question of the models scrolls or is cut at 1280 x 720; the ten longest not at 1920 x 1080 either."""
    items = [item for model in load_models().values() for item in model.items]
    items.sort(key=lambda item: -len(item.text.to(language) + "".join(step.to(language) for step in item.levels)))
    style = (HERE / "static" / "beamer.css").read_text()
    with contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><html lang={language}><style>{style}</style><body></body>")
        for width, height, shown in ((1280, 720, items), (1920, 1080, items[:10])):
            page.set_viewport_size({"width": width, "height": height})
            large = [item.id for item in shown if page.evaluate(TOO_LARGE, page_of(item, state, language))]
            assert large == [], (width, height)
