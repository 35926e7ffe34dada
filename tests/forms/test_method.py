"""The document on method: the same in both languages, true to the models, and safe to show."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_kit.assessment.assessment import Answer
from maturity_kit.assessment.events import new_assessment
from maturity_kit.content.model import THEMES, Group, Item, Model, Scale
from maturity_kit.content.text import Text
from maturity_kit.forms.method import method_html, parameters_html
from maturity_kit.insight.method import MARKED, numbers
from maturity_kit.insight.notices import UNKNOWN
from maturity_kit.insight.words import plain, whole
from maturity_kit.scoring.score import score_model

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "nl")
NOT_AFFILIATED = {
    "en": "We are not affiliated with the authors of the sources, and they have not reviewed this workbook.",
    "nl": "We zijn niet verbonden aan de auteurs van de bronnen en zij hebben dit werkboek niet beoordeeld.",
}
AUTHOR = {"en": "Author: {}.", "nl": "Auteur: {}."}
# Figures that the sources claim; the steps and their points; the worked example; minutes, a warning, a title.
CLAIMS = {"70", "90", "11.3", "9", "57", "2020"}
STEPS = {"0", "1", "2", "3", "4", "25", "50", "75", "100"}
EXAMPLE = {"2", "3", "4", "150", "58", "44", "69"}
OTHER = {"25", "60", "360"}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def document(language):
    return (ROOT / f"data/method/{language}.md").read_text(encoding="utf-8")


def headings(text):
    return re.findall(r"^(#+) (.+)$", text, re.M)


def test_both_languages_have_the_same_chapters_paragraphs_and_points():
    """Heading by heading the same level, and under each as many paragraphs and points."""
    shapes = [[re.match(r"#+|-|\*\*|", line)[0] for line in document(one).splitlines() if line] for one in LANGUAGES]
    assert shapes[0] == shapes[1] and shapes[0].count("##") == 11


def test_both_languages_state_the_same_numbers_in_the_same_order():
    """Chapter by chapter; the order inside a chapter is that of the language."""
    parts = [re.split(r"^#+ .+$", document(one).replace(",", "."), flags=re.M) for one in LANGUAGES]
    assert [sorted(re.findall(r"\d+(?:\.\d+)?", part)) for part in parts[0]] == [
        sorted(re.findall(r"\d+(?:\.\d+)?", part)) for part in parts[1]
    ]


def test_it_takes_about_ten_minutes(language):
    """At 240 words a minute no more than eleven."""
    assert 1500 < len(document(language).split()) < 11 * 240


def test_every_source_is_named_with_its_author_under_its_model(language, models):
    """Each model has a heading of its own, and below it the title and author that its file gives."""
    sections = dict(re.findall(r"^### (.+)\n([\s\S]+?)(?=^##)", document(language), re.M))
    assert set(sections) == {model.title.to(language) for model in models.values()}
    for model in models.values():
        said = sections[model.title.to(language)]
        title, author = (_in(model.source[part], language) for part in ("title", "author"))
        assert f"*{title}*" in said and AUTHOR[language].format(author) in said


def _in(words, language):
    return words.to(language) if isinstance(words, Text) else words


def test_it_says_that_we_are_not_affiliated(language):
    """In the first paragraph, not somewhere below."""
    assert NOT_AFFILIATED[language] in document(language).split("\n\n")[1]


def test_every_number_that_is_a_parameter_is_that_of_the_models(language, models):
    """The file reads well by itself: what is written in it is what is in force, and every number is used."""
    known = numbers(models)
    written = {found["name"]: found["written"] for found in MARKED.finditer(document(language))}
    assert written == {name: plain(number, language, 2) for name, number in known.items()}


def test_no_number_stands_there_without_a_reason(language):
    """Whatever is not marked is a claim of a source, a step, or part of the worked example."""
    text = re.sub(r"4D|" + MARKED.pattern, "", document(language))
    unmarked = {number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text)}
    assert unmarked == CLAIMS | STEPS | EXAMPLE | OTHER


def test_numbers_in_words_are_those_of_the_code(language, models):
    """The sources, the themes, and the share that does not know."""
    said = {
        ("Five published Dutch articles", "Vijf gepubliceerde Nederlandse artikelen"): (5, len(models)),
        ("Nine themes", "Negen thema's"): (9, len(THEMES)),
        ("more than a third", "meer dan een derde"): (3, round(1 / UNKNOWN)),
    }
    for words, (written, counted) in said.items():
        assert words[LANGUAGES.index(language)] in document(language) and written == counted


def test_every_question_of_the_five_models_has_the_steps_that_are_described(models):
    """Five steps from 0 to 4, each worth 25 points more."""
    assert {item.scale for model in models.values() for item in model.items} == {Scale(0, 4)}
    assert [100 * Scale(0, 4).share(step) for step in range(5)] == [0, 25, 50, 75, 100]


def test_the_worked_example_comes_out_as_it_is_written(language):
    """Steps 3, 1 and don't know with weights 2, 1 and 1: 58, from 44 to 69, three quarters known, open, at work."""
    levels = tuple(Text(en=str(step)) for step in range(5))
    items = tuple(
        Item(f"l.{name}", Text(en=name), levels, weight=weight) for name, weight in (("a", 2), ("b", 1), ("c", 1))
    )
    model = Model("l", "1", "ladder", Text(en="l"), (Group("l.one", Text(en="one"), items=items),))
    answers = {"l.a": Answer(value=3), "l.b": Answer(value=1), "l.c": Answer(state="unknown")}
    assessment = new_assessment("a", "A", "2026-11-22", models={"l": "1"}, edition="full").model_copy(
        update={"answers": answers}
    )
    result = score_model(model, assessment)
    level = result.nodes["l.one"]
    shown = [whole(number) for number in (level.score, level.low, level.high, 100 * level.coverage)]
    assert shown == ["58", "44", "69", "75"]
    assert (result.reading.attained, result.reading.reached, result.reading.open) == (0, 1, ("l.one",))
    example = document(language)
    for line in ("(2 × 75 + 1 × 25) / 3 = 58", "(150 + 25 + 0) / 4 = 44", "(150 + 25 + 100) / 4 = 69", "75 %"):
        assert line in example


def test_a_threshold_of_ones_own_is_shown_in_place_of_the_one_written(models):
    """65 in the model's file: in the text and in the table; what was delivered is still told."""
    own = models["digital-maturity"]
    changed = {**models, own.id: _with(own, threshold=65.0)}
    html = method_html(changed, "nl")
    assert "vanaf een score van 65," in html and "is de drempel 62,5: halverwege" in html
    assert "<td>65</td>" in parameters_html(changed, "nl")


def test_a_number_of_a_model_that_is_not_there_stays_as_written(models):
    """Somebody may keep a single model in the folder."""
    rest = {name: model for name, model in models.items() if name != "digital-maturity"}
    assert "secured from a score of 62.5," in method_html(rest, "en")


def _with(model, **parameters):
    return replace(model, parameters={**model.parameters, **parameters})


@pytest.mark.parametrize("top", [2, 3])
def test_headings_fit_the_page_they_stand_on(models, language, top):
    """No title of its own; chapters at the level asked for, models one below, and a list that leads to each chapter."""
    html = method_html(models, language, top)
    found = [(int(level), words) for level, words in re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", html)]
    expected = [(len(signs) - 2 + top, words) for signs, words in headings(document(language))[1:]]
    assert found == expected
    assert re.findall(r'href="#(.+?)"', html) == re.findall(r'<h\d id="(.+?)"', html)


def test_html_in_the_document_is_shown_as_text(models, tmp_path, monkeypatch):
    """No element, no comment and no address that runs something comes through."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    own = "# T\n\n<script>1</script>\n\nA <img src=x onerror=1> [b](javascript:alert(1)) 5<!--nothing-->\n"
    (tmp_path / "data/method/en.md").write_text(own, encoding="utf-8")
    html = method_html(models, "en")
    assert "<script" not in html and "<img" not in html and "href" not in html
    assert "&lt;script&gt;" in html and "5</p>" in html


def test_every_model_has_its_table_with_every_parameter(models, language):
    """Five models and what holds in all; numbers and names of groups, none of them by id."""
    html = parameters_html(models, language)
    assert html.count("<table") == 6
    for model in models.values():
        assert model.title.to(language) in html and f"<td>{len(model.items)}</td>" in html
    assert "dd.channels" not in html and "ev.goal" not in html
