"""The working tables in a real browser: filled in with the keyboard alone, by two people at once, wrongly, and on paper."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from serving import serving

from maturity_kit.assessment.files import load_assessment
from maturity_kit.forms.tables import OF_METHOD
from maturity_kit.store import open_store
from tests.browser.keyboard import STATUS, Typist, fold_of, held, saved, unfold
from tests.browser.pages import PAIRS, kept_assessment, new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
METHODS = {
    "1_digital_maturity": "ladder",
    "2_data_driven_marketing": "quadrant",
    "3_digital_strategy_360": "cycle",
    "4_four_d": "layers",
    "5_eight_values": "values",
}
EXAMPLE = Path(__file__).parents[2] / "data/examples/insurer.assessment.json"
FORMS = '[data-mk-fold^="table-"]'


@pytest.fixture(scope="module")
def home(workbook_home, tmp_path_factory):
    """A workbook of its own, with an example in which every table is filled in."""
    made = tmp_path_factory.mktemp("tables")
    for part in ("data", "notebooks"):
        shutil.copytree(workbook_home / part, made / part)
    (made / "outputs").mkdir()
    with contextlib.closing(open_store(made / "outputs/maturity.sqlite")) as store:
        store.create(load_assessment(EXAMPLE))
    return made


@pytest.fixture(scope="module")
def app(home):
    with serving(home) as running:
        yield running


@pytest.fixture(scope="module")
def filled():
    """Id of the example."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))["id"]


@pytest.fixture
def page(chromium, app):
    with visitor(chromium, app) as opened:
        yield opened
        assert opened.complaints == []


def start(page, app, organisation, name):
    """A new assessment on one of the pages."""
    return new_assessment(page, app, organisation, name)


def form(name):
    return f'[data-mk-form="{name}"]'


def row(name, place):
    """A row that was not removed, counted from 1."""
    return f"{form(name)} li.mk-entry:not([hidden]) >> nth={place - 1}"


def field(name, place, path):
    return f'{row(name, place)} >> [data-mk-field="{path}"]'


def add(page, name, *texts):
    """Add a row with the keyboard and type in its first fields."""
    page.locator(f'{form(name)} [data-mk-do="add"] >> visible=true').first.focus()
    page.keyboard.press("Enter")
    for place, text in enumerate(texts):
        if place:
            page.keyboard.press("Tab")
        page.keyboard.type(text)


def insight(page, pillar, text):
    """Add an insight to one of the four lists with the keyboard."""
    page.locator(f'{form("swot")} [data-mk-list="{pillar}"] > [data-mk-do="add"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def message(page, name, place):
    return page.locator(f"{row(name, place)} >> [data-mk-message]").first.inner_text()


def names(page, name, path="name"):
    return [
        one.input_value()
        for one in page.locator(f'{form(name)} li:not([hidden]) > .mk-fields [data-mk-field="{path}"]').all()
    ]


def open_all(page):
    for fold in page.locator(f"{FORMS} > summary").all():
        fold.click()


MARKUP = "<u id=bad>"


@pytest.mark.timeout(600)
def test_every_form_is_filled_in_with_the_keyboard_and_survives_a_restart(chromium, home, tmp_path):
    """Every field of every form of every model, typed as markup; a new server shows the same, as text."""
    own = shutil.copytree(home, tmp_path / "home")
    typed = {}
    with serving(own) as running, visitor(chromium, running) as page:
        made = kept_assessment(running, "Keys")
        typist = Typist(page, MARKUP)
        for name, method in METHODS.items():
            show(page, running, name, assessment=made)
            for one in OF_METHOD[method]:
                Typist.fill(typist, one)
                saved(page)
            if name == "2_data_driven_marketing":
                typist.fill("channels")
                saved(page)
            typed[name] = held(page)
            assert page.locator("#bad").count() == 0 and page.complaints == [], name
        assert typist.count > 100
    with serving(own) as running, visitor(chromium, running) as page:
        for name in METHODS:
            show(page, running, name, assessment=made)
            open_all(page)
            assert held(page) == typed[name], name
            assert page.locator("#bad").count() == 0
            assert MARKUP in "".join(page.locator(".mk-paper").all_text_contents()), name


def test_rows_are_moved_removed_and_put_back_with_the_keyboard(page, app):
    """The order is kept; a removed row leaves a way back, and moving past it loses nothing."""
    made = start(page, app, "Moving", "4_four_d")
    unfold(page, "objectives")
    for name in ("one", "two", "three"):
        add(page, "objectives", name)
    page.locator(f'{row("objectives", 3)} >> [data-mk-do="up"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert names(page, "objectives") == ["three", "one", "two"]
    assert page.evaluate("document.activeElement.dataset.mkDo") == "down"
    page.locator(f'{row("objectives", 2)} >> [data-mk-do="remove"]').focus()
    page.keyboard.press("Enter")
    assert names(page, "objectives") == ["three", "two"]
    assert page.evaluate("document.activeElement.dataset.mkDo") == "undo"
    saved(page)
    page.locator(f'{row("objectives", 2)} >> [data-mk-do="up"]').focus()
    page.keyboard.press("Enter")
    assert names(page, "objectives") == ["two", "three"]
    page.locator('[data-mk-do="undo"]').focus()
    page.keyboard.press("Enter")
    assert sorted(names(page, "objectives")) == ["one", "three", "two"]
    after = names(page, "objectives")
    saved(page)
    show(page, app, "4_four_d", assessment=made)
    unfold(page, "objectives")
    assert names(page, "objectives") == after


def test_a_row_without_its_name_says_so_and_loses_nothing(page, app):
    """What was typed waits for the name and is then saved with it."""
    made = start(page, app, "Naming", "1_digital_maturity")
    unfold(page, "segments")
    add(page, "segments")
    page.fill(field("segments", 1, "size"), "many")
    page.locator(field("segments", 1, "size")).blur()
    assert "Fill this in first" in message(page, "segments", 1)
    assert page.locator(STATUS).get_attribute("data-mk-state") == "unsaved"
    page.fill(field("segments", 1, "name"), "Starters")
    saved(page)
    assert message(page, "segments", 1) == ""
    show(page, app, "1_digital_maturity", assessment=made)
    unfold(page, "segments")
    assert page.input_value(field("segments", 1, "size")) == "many"


def test_a_wrong_number_keeps_the_rest(page, app):
    """9 is refused at its row and stays refused while the rest is saved."""
    made = start(page, app, "Numbers", "4_four_d")
    unfold(page, "objectives")
    add(page, "objectives", "Sales", "10")
    page.fill(field("objectives", 1, "lag"), "9")
    page.locator(field("objectives", 1, "lag")).blur()
    assert "from 0 to 4" in message(page, "objectives", 1)
    page.fill(field("objectives", 1, "unit"), "clients")
    saved(page)
    assert "from 0 to 4" in message(page, "objectives", 1)
    show(page, app, "4_four_d", assessment=made)
    unfold(page, "objectives")
    assert [page.input_value(field("objectives", 1, path)) for path in ("name", "start", "lag", "unit")] == [
        "Sales", "10", "", "clients"]  # fmt: skip


def test_what_the_server_refuses_is_said_at_its_row(page, app):
    """A target that is the start, in the second row; the same name in the third."""
    start(page, app, "Refusing", "4_four_d")
    unfold(page, "objectives")
    for name in ("Sales", "Trust"):
        add(page, "objectives", name)
    page.fill(field("objectives", 2, "start"), "5")
    page.fill(field("objectives", 2, "target"), "5")
    page.wait_for_selector(f"{row('objectives', 2)} >> [data-mk-message]:not(:empty)")
    assert message(page, "objectives", 1) == "" and "5" in message(page, "objectives", 2)
    page.fill(field("objectives", 2, "target"), "6")
    saved(page)
    assert message(page, "objectives", 2) == ""
    add(page, "objectives", "sales")
    page.wait_for_selector(f"{row('objectives', 3)} >> [data-mk-message]:not(:empty)")
    assert "there twice" in message(page, "objectives", 3) and message(page, "objectives", 1) == ""


def rename(page, name, place, text):
    page.locator(field(name, place, "name")).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def test_what_refers_to_a_renamed_row_follows(page, app):
    """Channels, the objective of a dialogue, the programme of a project and a task; also in folds that are closed."""
    made = start(page, app, "Renaming", "2_data_driven_marketing")
    unfold(page, "channels")
    for name in ("Mail", "Web"):
        add(page, "channels", name)
    page.keyboard.press("Tab")
    page.locator(f"{row('channels', 1)} >> [data-mk-names] input").focus()
    page.keyboard.press("Space")
    saved(page)
    rename(page, "channels", 2, "Site")
    saved(page)
    assert page.locator(f"{row('channels', 1)} >> [data-mk-names] input").input_value() == "Site"
    for name, first, others in (("4_four_d", "objectives", {"dialogues": "objective"}),
                                ("5_eight_values", "programmes", {"projects": "programme", "tasks": "programme"})):  # fmt: skip
        show(page, app, name, assessment=made)
        unfold(page, first)
        add(page, first, "Before")
        for other, path in others.items():
            unfold(page, other)
            add(page, other, "Own")
            page.fill(field(other, 1, path), "Before")
        saved(page)
        show(page, app, name, assessment=made)
        unfold(page, first)
        rename(page, first, 1, "After")
        saved(page)
        show(page, app, name, assessment=made)
        open_all(page)
        assert [page.input_value(field(other, 1, path)) for other, path in others.items()] == ["After"] * len(others)
        offered = [one.get_attribute("value") for one in page.locator(f'[data-mk-options="{first}"] option').all()]
        assert offered == ["After"]


def test_a_name_that_another_row_has_is_not_followed(page, app):
    """Two objectives must not become one because of a slip."""
    start(page, app, "Slipping", "4_four_d")
    unfold(page, "objectives")
    for name in ("Sales", "Trust"):
        add(page, "objectives", name)
    unfold(page, "dialogues")
    add(page, "dialogues", "Welcome", "Trust")
    page.keyboard.press("Tab")
    saved(page)
    rename(page, "objectives", 2, "Sales")
    page.wait_for_selector(f"{row('objectives', 2)} >> [data-mk-message]:not(:empty)")
    assert page.input_value(field("dialogues", 1, "objective")) == "Trust"


@pytest.mark.concept("ev-swot-limit")
def test_a_fourth_insight_is_not_offered_before_one_is_removed(page, app):
    start(page, app, "Choosing", "5_eight_values")
    unfold(page, "swot")
    button = page.locator(f'{form("swot")} [data-mk-list="strengths"] > [data-mk-do="add"]')
    for text in ("a", "b", "c"):
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.type(text)
    assert not button.is_visible()
    page.locator(f'{form("swot")} [data-mk-list="strengths"] [data-mk-do="remove"] >> visible=true').first.click()
    assert button.is_visible()
    saved(page)


@pytest.mark.concept("ev-confrontation")
def test_the_matrix_offers_the_insights_of_a_moment_ago_and_tells_the_first_pair(page, app):
    """Its fold was never opened before; the voter gets a number, and nobody is asked for a name."""
    start(page, app, "Confronting", "5_eight_values")
    unfold(page, "swot")
    for pillar, text in (("strengths", "Brand"), ("opportunities", "App")):
        insight(page, pillar, text)
    saved(page)
    unfold(page, "confrontation")
    add(page, "confrontation")
    assert page.locator('[data-mk-copy="voter"] >> visible=true').input_value() == "1"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    saved(page)
    page.locator(".mk-told", has_text="Grow: use “Brand” to seize “App” (3 points).").wait_for()


def test_a_voter_without_points_stays_when_somebody_else_adds_an_insight(chromium, app):
    """The form follows the other's insight once the first points are given, not while the voter is being named."""
    with visitor(chromium, app) as one, visitor(chromium, app) as other:
        made = start(one, app, "Naming", "5_eight_values")
        unfold(one, "swot")
        for pillar, text in (("strengths", "Brand"), ("opportunities", "App")):
            insight(one, pillar, text)
        saved(one)
        show(other, app, "5_eight_values", assessment=made)
        unfold(one, "confrontation")
        add(one, "confrontation")
        unfold(other, "swot")
        insight(other, "strengths", "Staff")
        saved(other)
        one.wait_for_function(
            f"""() => document.querySelectorAll('{form("swot")} [data-mk-list="strengths"] li').length === 2"""
        )
        assert one.evaluate("document.activeElement.dataset.mkCopy") == "voter"
        one.keyboard.press("Tab")
        one.keyboard.press("ArrowDown")
        saved(one)
        one.locator(".mk-told", has_text="Grow: use “Brand” to seize “App” (3 points).").wait_for()


def test_two_people_on_one_table_keep_both_rows(chromium, app):
    """The second to save is shown the row of the first, and goes on typing where he was."""
    with visitor(chromium, app) as one, visitor(chromium, app) as other:
        made = start(one, app, "Together", "4_four_d")
        show(other, app, "4_four_d", assessment=made)
        unfold(other, "objectives")
        unfold(one, "objectives")
        add(one, "objectives", "Sales")
        saved(one)
        add(other, "objectives", "Tru")
        other.wait_for_selector(f"{row('objectives', 2)}")
        other.keyboard.type("st")
        saved(other)
        assert names(other, "objectives") == ["Trust", "Sales"]
        show(one, app, "4_four_d", assessment=made)
        unfold(one, "objectives")
        assert names(one, "objectives") == ["Trust", "Sales"]


@pytest.mark.parametrize(("width", "language"), PAIRS)
def test_filled_tables_are_accessible(chromium, app, filled, width, language):
    """All folds open: no violation of axe in light or dark, no sideways scrolling, nothing to press smaller than 24 px."""
    found = {}
    with visitor(chromium, app, width) as page:
        for name in METHODS:
            show(page, app, name, language, filled)
            open_all(page)
            small = page.evaluate("""() => [...document.querySelectorAll(".mk-register :is(button, input, select, textarea, summary)")]
              .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "checkbox")
              .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
              .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)""")
            found[name] = violations(page) + page.complaints + small
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[name].append("the page scrolls sideways")
            page.complaints.clear()
    assert found == {name: [] for name in METHODS}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_bar_at_the_top_covers_no_field_that_has_the_focus(chromium, app, filled, width):
    """Forty stops forward and back again through the rows of the objectives: at least 24 px stay in sight."""
    with visitor(chromium, app, width) as page:
        page.emulate_media(reduced_motion="reduce")
        show(page, app, "4_four_d", assessment=filled)
        open_all(page)
        page.locator(f"{fold_of('objectives')} > summary").focus()
        covered = []
        for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:
            page.keyboard.press(key)
            left, tall = page.evaluate(
                """() => { const box = document.activeElement.getBoundingClientRect();
                  return [box.bottom - document.querySelector(".mk-region-progress").getBoundingClientRect().bottom, box.height] }"""
            )
            if left < min(tall, 24):
                covered.append((key, left, page.evaluate("document.activeElement.outerHTML")[:120]))
        assert covered == []


def test_paper_shows_tables_as_text(page, app, filled):
    """Controls are gone, every row is there, and nobody's points."""
    show(page, app, "4_four_d", "nl", filled)
    open_all(page)
    page.emulate_media(media="print")
    assert page.locator(".mk-table:visible").count() == 0
    text = page.inner_text("main")
    kept = load_assessment(EXAMPLE).registers
    rows = [one["name"] for one in (*kept["objectives"], *kept["dialogues"], *kept["investments"])]
    assert [name for name in rows if name not in text] == []
    show(page, app, "5_eight_values", "nl", filled)
    page.emulate_media(media="print")
    voters = {row["voter"] for row in kept["swot"]["points"]}
    assert voters and not [voter for voter in voters if f"{voter}:" in page.inner_text("main")]
