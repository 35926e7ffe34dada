"""Voting cards, read back from the PDF."""

import io

import pytest
from building import answered, item, model
from pypdf import PdfReader

from maturity_kit.content.load import load_models
from maturity_kit.content.wording import Wording
from maturity_kit.reports.cards import voting_cards
from maturity_kit.reports.errors import ReportError
from maturity_kit.reports.questions import questions_asked, questions_named

MODELS = load_models()
QUICK = questions_asked(MODELS)
HOSTILE = "#panic() #{sys} $x$ *bold* _it_ \\#u \"quoted\" 'single' `raw` <label> @ref [x] // gone /* gone */ = no heading ~ --- ${x}"
POINTS = 72 / 25.4
"""Points in a millimetre."""
HEBREW, ARABIC = "שלום עולם", "مرحبا"


def read(cards):
    return PdfReader(io.BytesIO(cards.pdf))


def squeezed(text):
    """Text without spaces, line ends and places to break a word, which is how far a PDF remembers it."""
    return "".join(text.split()).replace("\u200b", "")


def texts(cards):
    return [squeezed(page.extract_text()) for page in read(cards).pages]


def asking(*fields):
    """Questions of a model of one's own."""
    return model("tree", {"id": "g", "title": {"en": "G"}, "items": list(fields)}).items


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_question_is_on_its_page_once_per_card(language):
    """The full edition: page k carries question k twice, with each choice, its number and its id, nothing else."""
    questions = questions_asked(MODELS, "full")
    cards = voting_cards(answered(), questions, language, parts=["cards"])
    pages = texts(cards)
    say = Wording("reports", language)
    assert (cards.per_page, cards.card_pages, cards.sheet_pages, len(pages)) == (2, 133, 0, 133)
    for number, (question, page) in enumerate(zip(questions, pages, strict=True), 1):
        wanted = [question.text.to(language), *(level.to(language) for level in question.levels)]
        wanted += [say("place", number=number, of=133), say("unknown"), say("not_applicable"), say("anonymous")]
        assert [text for text in wanted if page.count(squeezed(text)) != 2] == [], question.id
        assert page.count(squeezed(question.id)) == 2


def strays(page):
    """Places, in points, where text starts less than 8 mm from the edges of its half of the page, or on its last line."""
    found = []

    def visit(text, outer, inner, *_):
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((x, y))

    page.extract_text(visitor_text=visit)
    assert len(found) > 20
    near, wide, high = 8 * POINTS, 210 * POINTS, 297 / 2 * POINTS
    last, above = sorted({round(y % high) for _, y in found})[:2]
    return [(0, above)] * (above - last < 12) + [
        (x, y) for x, y in found if not (near <= x <= wide - near and near <= y % high <= high - near)
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_text_comes_near_the_edge_or_the_cut(language):
    """Every line of every card of the full edition starts 8 mm or more from the edges, and above the line at its foot."""
    cards = voting_cards(answered(), questions_asked(MODELS, "full"), language, parts=["cards"])
    assert [n for n, page in enumerate(read(cards).pages) if strays(page)] == []


@pytest.mark.parametrize("people, sets", [(None, 1), (1, 1), (2, 1), (3, 2), (12, 6)])
def test_a_set_for_every_two_people(people, sets):
    """Two cards a page: n people need half of n sets, rounded up, each in the order of the questions."""
    questions = QUICK[:3]
    cards = voting_cards(answered(), questions, "en", people)
    assert (cards.sets, cards.card_pages, cards.sheet_pages) == (sets, 3 * sets, 1)
    pages = texts(cards)
    assert len(pages) == 3 * sets + 1
    for n in range(3 * sets):
        assert squeezed(questions[n % 3].text.to("en")) in pages[n]


def test_the_counting_sheet_has_a_row_for_each_question():
    """Forty questions in order, each once, with its id, and the command that types in the first."""
    cards = voting_cards(answered(id="9c41e7d2-5b8f"), QUICK, "nl", parts=["sheet"])
    sheet = "".join(texts(cards))
    places = [sheet.index(squeezed(question.text.to("nl"))) for question in QUICK]
    assert (cards.card_pages, places) == (0, sorted(places))
    assert [q.id for q in QUICK if sheet.count(squeezed(q.text.to("nl"))) != 1 or q.id not in sheet] == []
    command = f"maturity-kit count 9c41e7d2 {QUICK[0].id} 0 2 5 1 0 --unknown 1 --not-applicable 0"
    assert squeezed(command) in sheet


def test_every_step_has_a_box_on_the_sheet():
    """A scale of 0..20 takes two rows beside one question: each step, don't know, does not apply and the total."""
    cards = voting_cards(answered(), asking({**item("a", scale={"min": 0, "max": 20}), "levels": []}), "en")
    sheet = read(cards).pages[-1].extract_text().split("Strokes, and their number")[1]
    words = sheet.split()
    assert [str(step) in words for step in range(21)] == [True] * 21
    assert [squeezed(sheet).count(label) for label in ("Don'tknow", "Doesnotapply", "Total")] == [1, 1, 1]


@pytest.mark.parametrize("language, title", [("en", "Voting cards – Tuinhuis"), ("nl", "Stemkaarten – Tuinhuis")])
def test_the_document_is_tagged_and_says_its_language_and_title(language, title):
    """PDF/UA-1: tagged, a title that is shown, a language, and each font inside the file."""
    reader = read(voting_cards(answered(organisation="Tuinhuis"), QUICK[:2], language))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == (language, True, title)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    inside = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all("/FontFile2" in one or "/FontFile3" in one for one in inside)
    assert {one["/FontName"].split("+")[1].split("-")[0] for one in inside} <= {"LibertinusSerif", "DejaVuSansMono"}


def test_the_outline_has_each_question_once():
    """Bookmarks lead to the first card of each question and to the sheet, also when there are several sets."""
    reader = read(voting_cards(answered(), QUICK[:3], "en", people=6))
    assert [entry.title for entry in reader.outline] == [*(q.text.to("en") for q in QUICK[:3]), "Counting sheet"]


def test_what_people_write_stays_text():
    """Signs that mean something to the typesetter come out as they went in, in names, questions, choices and ids."""
    levels = [{"en": f"{step} {HOSTILE}"} for step in range(5)]
    (question,) = asking({**item("a"), "text": {"en": HOSTILE}, "levels": levels})
    named = answered(organisation="#panic() $", unit="*]", id='"#x\\', language="en")
    cards = voting_cards(named, [question], "en")
    page, sheet = texts(cards)
    assert page.count(squeezed(HOSTILE)) == 2 + 2 * 5
    assert page.count(squeezed("#panic() $, *]")) == 2
    assert sheet.count(squeezed(HOSTILE)) == 1
    assert read(cards).metadata.title == "Voting cards – #panic() $"


def test_other_scripts_have_their_signs():
    """Hebrew and Arabic are printed with fonts that the package brings, and say so to a screen reader."""
    fields = {**item("a"), "text": {"he": HEBREW, "ar": ARABIC}, "levels": [{"ar": f"{ARABIC} {n}"} for n in range(5)]}
    reader = read(voting_cards(answered(), asking(fields), "he"))
    fonts = {font.get_object()["/BaseFont"].split("+")[1] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert reader.trailer["/Root"]["/Lang"] == "he"
    assert any(name.startswith("DejaVuSans") for name in fonts)
    assert [set(word) - set(reader.pages[0].extract_text()) for word in (HEBREW, ARABIC)] == [set(), set()]


def test_a_question_too_long_for_half_a_page_makes_all_cards_whole_pages():
    """Five choices of 900 signs: one card a page, so three people need three sets of both questions."""
    long = {**item("a"), "levels": [{"en": "word " * 180} for _ in range(5)]}
    cards = voting_cards(answered(), asking(long, item("b")), "en", people=3)
    assert (cards.per_page, cards.sets, cards.card_pages) == (1, 3, 6)
    assert [page.count("a?") for page in texts(cards)[:6]] == [1, 0, 1, 0, 1, 0]


def test_a_question_too_long_for_a_page_is_refused_by_name():
    """Five choices of 9000 signs fit on no page."""
    endless = {**item("a"), "levels": [{"en": "word " * 1800} for _ in range(5)]}
    with pytest.raises(ReportError, match="Question a is too long"):
        voting_cards(answered(), asking(item("b"), endless), "en")


def test_a_long_word_is_broken_instead_of_running_off_the_page():
    """An address of 300 signs without a space is there as a whole, and no line of it is longer than the paper."""
    address = "https://example.org/" + "x" * 280
    cards = voting_cards(answered(), asking({**item("a"), "text": {"en": address}}), "en", parts=["cards"])
    assert texts(cards)[0].count(address) == 2
    lines = read(cards).pages[0].extract_text().replace("\u200b", "").splitlines()
    assert max(map(len, lines)) < 100


def test_a_long_name_stays_on_its_line():
    """A name of 500 signs is cut on the card, so that nothing is pushed off it."""
    cards = voting_cards(answered(organisation="Naam " * 100), QUICK[:1], "en")
    assert (cards.card_pages, cards.sheet_pages) == (1, 1)
    assert strays(read(cards).pages[0]) == []


@pytest.mark.parametrize("people", [0, 101])
def test_a_number_of_people_out_of_range_is_refused(people):
    """Nobody, and more than a hundred."""
    with pytest.raises(ReportError, match="allowed is 1–100"):
        voting_cards(answered(), QUICK[:1], "en", people)


def test_more_pages_than_a_printer_wants_are_refused():
    """133 questions for 14 people are 7 sets of 133 pages, 931 in all."""
    with pytest.raises(ReportError, match=r"931 pages .* 7 times"):
        voting_cards(answered(), questions_asked(MODELS, "full"), "en", 14)


def test_no_question_is_refused():
    """Nothing to print is said, not printed."""
    with pytest.raises(ReportError, match="no question to print"):
        voting_cards(answered(), [], "en")


def test_the_same_cards_are_the_same_file():
    """Made twice, the file is the same to the byte: no time of making is in it."""
    assert voting_cards(answered(), QUICK[:2], "nl").pdf == voting_cards(answered(), QUICK[:2], "nl").pdf


def test_questions_are_those_of_an_edition_of_some_models():
    """The quick scan has 40, the full edition 133; a model named twice is printed once."""
    assert (len(QUICK), len(questions_asked(MODELS, "full"))) == (40, 133)
    named = questions_asked(MODELS, "quick", ["four-d", "data-driven-marketing", "four-d"])
    assert named == MODELS["four-d"].edition("quick") + MODELS["data-driven-marketing"].edition("quick")


def test_named_questions_come_in_the_order_given_and_once():
    """A question, then the group that holds it: the question first, then the others of the group."""
    found = [question.id for question in questions_named(MODELS, ["dd.content", "dd.channels", "dm.crm"])]
    group = [question.id for question in MODELS["data-driven-marketing"].by_id["dd.channels"].items]
    assert found == ["dd.content", *(node for node in group if node != "dd.content"), "dm.crm"]


def test_an_old_id_means_the_present_question():
    """What a newer version of a model renamed is found under both names."""
    renamed = model("tree", {"id": "g", "title": {"en": "G"}, "items": [item("new")]}, renamed={"old": "new"})
    assert questions_named({"m": renamed}, ["old"]) == renamed.items


@pytest.mark.parametrize(
    "wanted, told",
    [("dm.crmm", "Did you mean: dm.crm?"), ("zzzzzzzz", 'There is no question zzzzzzzz. "maturity-kit models show')],
)
def test_an_unknown_question_is_named_with_the_nearest(wanted, told):
    """A slip of the finger is met with the id that was meant, anything else with where the ids are."""
    with pytest.raises(ReportError) as refused:
        questions_named(MODELS, [wanted])
    assert told in str(refused.value)


def test_an_unknown_model_is_named_with_the_nearest():
    """A model by half of its id."""
    with pytest.raises(ReportError, match="Did you mean: four-d"):
        questions_asked(MODELS, "quick", ["four"])
