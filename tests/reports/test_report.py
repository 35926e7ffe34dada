"""The report, read back from the PDF."""

import io
import re
from functools import cache

import pytest
from building import answered, group, item, model
from PIL import Image

from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.load import load_models
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import plain
from maturity_kit.reports.figures import for_paper
from maturity_kit.reports.look import Look, look_of
from maturity_kit.reports.report import report
from maturity_kit.reports.story import story_of
from tests.reports.hostile import EXAMPLES, LONG, SIGNS, WORD, crowded, hardly
from tests.reports.pdf import bare_fonts, marks, pages_of, read, squeezed, strays, words_of

LANGUAGES = ("en", "nl")


@cache
def told(name, language):
    return story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), language)


@cache
def made(name, language):
    return report(told(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["insurer", "garden-retailer", "subscription-nederland-2"])
def test_a_full_assessment_takes_twelve_to_twenty_pages(name, language):
    """Both languages, whatever the organisation filled in."""
    assert 12 <= len(read(made(name, language)).pages) <= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there_and_the_contents_name_its_page(language):
    """The outline and the contents on the cover: a chapter per model and the eight others, on rising pages."""
    story, reader = told("insurer", language), read(made("insurer", language))
    say = Wording("reports", language)
    others = ("clashes", "road", "agreement", "tables", "method", "sources", "answers")
    wanted = [say("report.summary"), *(one.title for one in story.chapters.values()),
              *(say(f"report.{name}") for name in others)]  # fmt: skip
    found = [entry for entry in reader.outline if not isinstance(entry, list)]
    numbers = [reader.get_destination_page_number(entry) + 1 for entry in found]
    cover = squeezed(reader.pages[0].extract_text())
    assert [squeezed(one.title) for one in found] == [squeezed(title) for title in wanted]
    assert numbers == sorted(numbers) and numbers[0] == 2
    for title, number in zip(wanted, numbers, strict=True):
        assert re.search(rf"{re.escape(squeezed(title))}[.·]*{number}", cover), title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scores_are_those_of_the_story(language):
    """Every row of the table of each model: title, score, lowest, highest, coverage, target and gap, to a decimal."""
    story = told("insurer", language)
    page = dict(zip(story.chapters, pages_of(made("insurer", language))[2:7], strict=True))
    for name, chapter in story.chapters.items():
        groups = [part for top in chapter.model.groups for part in (top, *top.groups)]
        rows = [(part.title.to(language), chapter.result.nodes[part.id], part.beside) for part in groups]
        rows.append((Wording("reports", language)("report.whole"), chapter.result, False))
        for title, node, beside in rows:
            numbers = [shown(value, language) for value in (node.score, node.low, node.high)]
            share = "–" if node.coverage is None else f"{int(100 * node.coverage + 0.5)}%"
            rest = [shown(value, language) for value in (node.target, node.gap)]
            named = Wording("reports", language)("report.beside", name=title) if beside else title
            assert squeezed("".join([named, *numbers, share, *rest])) in page[name], (name, title)


def shown(score, language):
    return "–" if score is None else plain(score, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_worked_out_is_told(language):
    """Verdicts and doubts, each contradiction with its question, each step with its reasons, each working table."""
    story, words = told("insurer", language), words_of(made("insurer", language))
    wanted = [text for one in story.chapters.values() for text in (one.verdict.sentence, *one.verdict.remarks)]
    wanted += [text for sentence, ask, _ in story.contradictions() for text in (sentence, ask)]
    wanted += [text for step in story.steps for text in (step.next_step, *step.why)]
    wanted += [one.title for one in story.tables]
    assert [text for text in wanted if squeezed(text) not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_appendix_has_every_answer(language):
    """Each question with its words, and as much of the note and evidence as stands on a line."""
    story, words = told("insurer", language), words_of(made("insurer", language))
    answers = [one for chapter in story.chapters.values() for one in chapter.answers]
    texts = [text for one in answers for text in (one.item.text.to(language), one.words)]
    texts += [text[:24] for one in answers for text in (one.entry.note, one.entry.evidence) if text]
    assert len(answers) == 133
    # A page may end between two words of a text, where the head and foot of the page stand.
    missing = [text for text in texts if squeezed(text) not in words]
    assert len(missing) <= 8, missing


def test_votes_are_counts_and_no_voter_is_named():
    """The insurer has voters a1 and further in its file; the report has how many chose each step."""
    words = words_of(made("insurer", "nl"))
    raw = (EXAMPLES / "insurer.assessment.json").read_text("utf-8")
    voters = set(re.findall(r'"voter": "([^"]+)"', raw))
    assert [one for one in voters if len(one) > 3 and squeezed(one) in words] == []
    assert "functieszijnnietvastgelegd" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_are_named_and_not_affiliated(language):
    """The author of the one source that names one, and that nobody there has to do with it."""
    words = words_of(made("insurer", language))
    assert squeezed("Guus Rutten, DMS-2") in words
    assert squeezed(Wording("reports", language)("report.not-affiliated")) in words


def test_the_method_is_told_with_the_numbers_in_force():
    """A heading, a sentence with a number that comes from the engine, and a bold word with a space after it."""
    text = " ".join(page.extract_text() for page in read(made("insurer", "nl")).pages)
    words = squeezed(text)
    assert squeezed("Hoe een score ontstaat") in words
    assert squeezed("Bij een drempel van 62,5 is het niveau niet geborgd") in words
    assert "Vraag. Hoe ver is" in " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_accessible(language):
    """PDF/UA-1: tagged, a language, a title that is shown; each font inside; the words of pictures are text."""
    reader = read(made("insurer", language))
    assert marks(reader) == (language, True, True, True)
    assert reader.metadata.title.endswith("Lindewaard Verzekeringen")
    assert bare_fonts(reader) == []
    assert squeezed("Foundation") in squeezed(reader.pages[2].extract_text())


def test_every_picture_has_its_words():
    """As many figures with an alternative text as there are pictures: models, themes, agreement, tables."""
    reader = read(made("insurer", "nl"))
    alternatives = [
        one["/Alt"]
        for one in (reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1) if n in reader.xref[0])
        if isinstance(one, dict) and one.get("/S") == "/Figure"
    ]
    charts = [one.chart.alt for one in told("insurer", "nl").chapters.values()]
    assert [alt for alt in charts if alt not in alternatives] == []
    assert len(alternatives) >= 5 + 2 + 10


def test_hardly_anything_is_a_small_report():
    """One model without an answer, and no model at all: every empty chapter says why it is empty."""
    for assessment, most in ((hardly(), 8), (hardly(models={}), 7)):
        content = report(story_of(assessment, "nl"))
        words = words_of(content)
        assert len(read(content).pages) <= most
        for key in ("report.no-votes", "report.no-tables", "summary.no-stops"):
            assert squeezed(Wording("reports", "nl")(key)) in words


def test_all_unknown_is_told():
    """Every question of a model answered with "don't know": no score, and the appendix says so at each."""
    models = load_models()
    unknown = answered({one.id: "unknown" for one in models["four-d"].items}, models={"four-d": "1.0"})
    words = words_of(report(story_of(unknown, "en")))
    assert words.count("Don'tknow") >= len(models["four-d"].items)


def test_a_model_of_ones_own_is_a_chapter():
    """A weighted tree in one language, with a title that means something to the typesetter."""
    own = model("tree", group("g", item("a"), item("b")), title={"en": "#panic() $own$"})
    words = words_of(report(story_of(answered({"a": 3, "b": 1}), "nl", {"m": own})))
    assert squeezed("#panic() $own$") in words
    assert squeezed("g505050100%––") in words


@pytest.mark.parametrize("name", [SIGNS, LONG, WORD])
def test_whatever_was_written_stays_text_on_the_page(name):
    """Hostile and endless names, 40 segments, twelve actions: text begins on the page, and stays what it was."""
    reader = read(report(story_of(crowded(name), "nl")))
    assert [(n, strays(page, 12)) for n, page in enumerate(reader.pages) if strays(page, 12)] == []
    assert squeezed(name)[:20] in squeezed(reader.pages[0].extract_text())


def test_the_look_reaches_pictures_and_logos(tmp_path):
    """An accent in place of the usual one, in pictures too; a logo on the cover."""
    drawn = io.BytesIO()
    Image.new("RGB", (300, 100), "#336699").save(drawn, "PNG")
    (tmp_path / "logo.png").write_bytes(drawn.getvalue())
    branded = report(story_of(hardly(), "nl"), look_of("#7a1f3d", tmp_path / "logo.png"))
    assert len(read(branded).pages[0].images) == 1
    painted = '<path style="fill: var(--mk-accent,#0f5c6e)"/><path style="fill: var(--mk-score-4,#0f5c6e)"/>'
    assert for_paper(painted, Look("#7a1f3d")) == '<path style="fill: #7a1f3d"/><path style="fill: #0f5c6e"/>'


def test_a_sign_without_a_font_does_not_stop_a_picture():
    """A sign of the second font gets it, one that no font has is marked; the rest of the words stays as it was."""
    line = '<text x="1" style="fill:#000000">✓ één 🚀</text>'
    expected = "<tspan style=\"font-family:'DejaVu Sans'\">{}</tspan>"
    assert for_paper(line, Look()) == (
        f'<text x="1" style="fill:#000000">{expected.format("✓")} één {expected.format(chr(0xFFFD))}</text>'
    )


def test_the_same_story_is_the_same_file():
    """To the byte: no time of making is in it."""
    assert report(told("subscription-nederland-2", "nl")) == made("subscription-nederland-2", "nl")
