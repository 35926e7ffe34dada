"""The one page, read back from the PDF."""

import io

import pytest
from PIL import Image

from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.wording import Wording
from maturity_kit.reports.look import look_of
from maturity_kit.reports.onepager import onepager
from maturity_kit.reports.story import story_of
from tests.reports.hostile import EXAMPLES, LONG, SIGNS, WORD, crowded, hardly
from tests.reports.pdf import bare_fonts, marks, read, squeezed, strays, words_of

A4 = (842, 595)
BLOCKS = ("goal", "customer", "journey", "choices", "programmes", "people", "budget", "planning")


def told(name, language="nl"):
    return story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), language)


@pytest.fixture(scope="module")
def insurer():
    return onepager(told("insurer"))


@pytest.mark.concept("ev-one-pager")
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_strategy_stands_on_one_page_in_eight_blocks(language):
    """A4 landscape, one page, the eight values in order, and the verdict of each of the five models."""
    story = told("insurer", language)
    reader = read(onepager(story))
    page = squeezed(reader.pages[0].extract_text())
    say = Wording("reports", language)
    assert len(reader.pages) == 1
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == A4
    headings = [squeezed(say(f"one.{name}")) + str(n) for n, name in enumerate(BLOCKS, 1)]
    assert [one for one in headings if one not in page] == []
    assert [one.title for one in story.chapters.values() if squeezed(one.verdict.sentence) not in page] == []
    assert squeezed(say("one.still")) not in page


def test_each_block_says_what_the_room_wrote(insurer):
    """Of the insurer: a goal with its number, three choices, three stops, missing roles, shares, dates and owners."""
    page = words_of(insurer)
    wanted = (
        "Meer polissen per klant", "1,6 → 2 polissen", "nu 1,66 · uiterlijk 31 dec 2027", "61.000 klanten",
        "Website: Wijzigingsformulier → Mijn Lindewaard: Nieuw adres met voorstel voor alle polissen",
        "3 Analyse weer bemannen en loyaliteit definiëren", "× Losse weekrapporten per kanaal", "Ombuigen: doe iets",
        "Nieuwe klanten onder € 85 per polis · Teamleider Online Marketing", "Analist en Data scientist",
        "€ 4.100.000", "7,9% van het bedrijfsbudget · 2,8% van de jaaromzet", "87%",
        "30 okt 2026 Teamleider Online Marketing", "13 nov 2026 Manager CRM & Dialoog",
    )  # fmt: skip
    assert [one for one in wanted if squeezed(one) not in page] == []


def test_an_empty_block_says_still_to_choose():
    """Nothing filled in: eight blocks, each with the same words, and a verdict that says there is none."""
    page = words_of(onepager(story_of(hardly(), "nl")))
    assert page.count("Nogtekiezen") == 8
    assert "Erisnoggeenoordeel" in page


def test_no_model_at_all_still_gives_a_page():
    """An assessment in which no model was begun."""
    assert len(read(onepager(story_of(hardly(models={}), "en"))).pages) == 1


@pytest.mark.parametrize("name", [SIGNS, LONG, WORD, "é" * 80, "漢字" * 100])
def test_everything_fits_whatever_was_written(name):
    """Names of 300 signs, 40 segments, twelve actions: one page, no text near its edge, cut with an ellipsis."""
    reader = read(onepager(story_of(crowded(name), "nl")))
    page = reader.pages[0]
    assert len(reader.pages) == 1
    assert strays(page, 15) == []
    assert "…" in page.extract_text()
    assert "en nog" in page.extract_text()


def test_what_people_write_stays_text():
    """Signs that mean something to the typesetter come out as they went in."""
    page = words_of(onepager(story_of(crowded(SIGNS), "nl")))
    assert squeezed("<b>&\"'=cmd|' #panic() $x$ *y* `z`") in page


@pytest.mark.parametrize("name", ["insurer", "garden-retailer", "subscription-belgie-1", "subscription-zakelijk-2"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_example_is_accessible_and_brings_its_fonts(name, language):
    """PDF/UA-1: tagged, a language, a title that is shown; each font inside the file."""
    story = told(name, language)
    reader = read(onepager(story))
    assert marks(reader) == (language, True, True, True)
    assert reader.metadata.title == f"{Wording('reports', language)('one.title')} – {story.organisation}"
    assert bare_fonts(reader) == []


def test_logos_stand_in_the_head(tmp_path):
    """Two logos are two pictures, of which a screen reader hears that they are logos."""
    for name, kind in (("client.png", "PNG"), ("consultant.jpg", "JPEG")):
        drawn = io.BytesIO()
        Image.new("RGB", (400, 100), "#336699").save(drawn, kind)
        (tmp_path / name).write_bytes(drawn.getvalue())
    look = look_of("#7a1f3d", tmp_path / "client.png", tmp_path / "consultant.jpg")
    plain, branded = (onepager(story_of(hardly(), "nl"), one) for one in (look_of(), look))
    assert [len(read(one).pages[0].images) for one in (plain, branded)] == [0, 2]
    assert len(read(branded).pages) == 1


def test_the_same_story_is_the_same_file(insurer):
    """To the byte: no time of making is in it."""
    assert onepager(told("insurer")) == insurer
