"""A model of one's own as people meet it: begun with a command, found on the start page, answered on its own page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from serving import serving

from tests.browser.pages import new_assessment, show, violations, visitor, wait_for_change

pytestmark = pytest.mark.browser
CHECKOUT = Path(__file__).resolve().parents[2]
STATUS = '[data-mk-live="status"]'
VERDICT = '[data-mk-live="verdict"]'


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A served workbook with a sixth model that nobody has filled in yet."""
    home = tmp_path_factory.mktemp("own")
    for part in ("data", "notebooks"):
        shutil.copytree(CHECKOUT / part, home / part)
    command = [sys.executable, "-m", "maturity_kit", "models", "new", "customer-service", "--groups", "Reach,Answer"]
    subprocess.run(command, env={"MATURITY_HOME": str(home), "PATH": ""}, check=True, timeout=60)
    with serving(home) as app:
        yield app


def test_a_new_model_is_found_opened_and_answered(chromium, own):
    """From the start page to its page, which axe has nothing against; an answer is saved and moves the verdict."""
    with visitor(chromium, own) as page:
        made = new_assessment(page, own, "Owning", "0_start")
        assert page.locator('nav.mk-pages a:has-text("Customer service")').count() == 1
        page.click('[data-mk-live="own-models"] a:has-text("Customer service")')
        page.wait_for_url("**/8_customer_service?assessment=*")
        show(page, own, "8_customer_service", assessment=made)
        before = page.inner_html(VERDICT)
        page.locator('[data-mk-item="cs.reach-1"] input[value="3"]').check()
        page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
        wait_for_change(page, VERDICT, before)
        assert "75 out of 100" in page.inner_text(VERDICT)
        assert violations(page) + page.complaints == []
