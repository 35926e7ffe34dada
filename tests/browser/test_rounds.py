"""Freezing a round, starting the next and comparing the two, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.pages import PAIRS, READY, new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
STATUS = '[data-mk-live="status"]'
NOTICE = '[data-mk-live="notice"]'


def choose(page, item, step):
    page.locator(f'[data-mk-item="{item}"] input[value="{step}"]').check()
    page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')


def test_a_round_is_frozen_continued_and_compared(chromium, served):
    """Answer, freeze on the card, start the next round, answer higher, and read the rise on the synthesis and the cycle."""
    with visitor(chromium, served) as page:
        made = new_assessment(page, served, "Freezing")
        choose(page, "dm.crm", 1)
        show(page, served, "0_start", assessment=made)
        card = page.locator(".mk-card.mk-current")
        card.get_by_text("Freeze this round").click()
        card.get_by_label("Name of the milestone").fill("Kick-off")
        card.get_by_role("button", name="Freeze: Freezing").click()
        page.locator(f"{NOTICE}:not(:empty)").wait_for()
        assert "Frozen as “Kick-off”" in page.inner_text(NOTICE)
        assert "Kick-off" in card.get_by_role("list", name="Frozen copies").inner_text()
        card.get_by_role("button", name="Freeze: Freezing").click()
        page.get_by_text("Nothing changed since “Kick-off”").wait_for()
        assert violations(page) == []
        card.get_by_role("button", name="Start the next round").click()
        page.wait_for_url("**/1_digital_maturity?assessment=*")
        page.wait_for_selector(READY, timeout=60_000)
        later = page.url.split("assessment=")[1].split("&")[0]
        assert later != made and page.locator('[data-mk-item="dm.crm"] input[value="1"]').is_checked()
        choose(page, "dm.crm", 4)
        show(page, served, "6_synthesis", assessment=later)
        told = page.locator('[data-mk-live="rounds"]')
        assert "Digital maturity rose by 75, all of it by answers." in told.inner_text()
        assert told.locator(".mk-chart svg").count() == 2
        boxes = page.locator('[data-mk-live="rounds-choice"]')
        boxes.get_by_role("checkbox", name="round 2").uncheck()
        boxes.get_by_role("button", name="Compare").click()
        page.get_by_text("Chosen: 1. Choose two").wait_for()
        boxes.get_by_role("checkbox", name="frozen as “Kick-off”").check()
        boxes.get_by_role("button", name="Compare").click()
        told.get_by_text("frozen as “Kick-off”").first.wait_for()
        boxes.get_by_label("Hold them against").select_option(index=2)
        boxes.get_by_role("button", name="Compare").click()
        told.get_by_role("heading", name=", compared with").wait_for()
        assert page.complaints == []


@pytest.mark.parametrize("width", [width for width, _ in PAIRS])
def test_the_comparison_is_accessible_and_fits(chromium, served, width):
    """Three units in two rounds, every fold open, the small charts too: axe finds nothing, nothing scrolls sideways."""
    with visitor(chromium, served, width) as page:
        show(page, served, "0_start")
        page.locator(".mk-card", has_text="Maandmaling").first.get_by_role("link").first.click()
        page.wait_for_selector(READY, timeout=60_000)
        one = page.url.split("assessment=")[1].split("&")[0]
        for name, place in (("6_synthesis", "rounds"), ("3_digital_strategy_360", "rounds")):
            show(page, served, name, "nl", one)
            assert "Van ronde 1 naar ronde 2" in page.inner_text(f'[data-mk-live="{place}"]')
            page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
            if name == "6_synthesis":
                page.get_by_role("button", name="Toon elk onderdeel en thema in een kleine grafiek").click()
                page.wait_for_selector('[data-mk-live="rounds-small"] .mk-chart')
            assert violations(page) == []
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert page.complaints == []
