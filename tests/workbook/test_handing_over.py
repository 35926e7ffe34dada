"""Handing over: a document comes as a file, a failure as a sentence, and a client gets the frozen copy only."""

import asyncio
import base64
import json
import threading

import pytest

from maturity_kit.reports import make
from maturity_kit.reports.errors import ReportError
from maturity_kit.workbook import ClientPage, SynthesisPage


def press(page, name):
    page.receive({"type": "action", "name": "hand-over", "fields": {"format": name}})


def files(sent):
    return [message for message in sent if message["type"] == "file"]


def told(sent):
    return [message["html"] for message in sent if message.get("region") == "given"]


@pytest.fixture
def page(frozen):
    opened = SynthesisPage(frozen)
    opened.hand_over()._repr_html_()
    return opened


def test_there_is_a_button_for_each_document(page):
    """All that can be made, each a button with a name of its own."""
    html = str(page.hand_over())
    assert [html.count(f'data-format="{name}"') for name in make.FORMATS] == [1] * len(make.FORMATS)
    assert "Web page (HTML)</button>" in html


def test_a_document_comes_as_a_file_in_the_language_of_the_page(page, sent):
    """Busy first, then the file, then what it is called."""
    press(page, "ics")
    (file,) = files(sent)
    assert (file["name"], file["media"]) == ("lindewaard-verzekeringen-dates-1-en.ics", "text/calendar")
    assert base64.b64decode(file["content"]).startswith(b"BEGIN:VCALENDAR\r\n")
    assert [words.split(":")[0] for words in told(sent)] == ["Dates (calendar)"] * 2
    assert "being made" in told(sent)[0] and file["name"] in told(sent)[1]


def test_several_files_come_as_one_archive(page, sent):
    """Browsers let a page start one download at a click."""
    press(page, "csv")
    assert files(sent)[0]["name"].endswith("-csv-1-en.zip")


@pytest.mark.parametrize(
    "problem, words",
    [
        (ReportError("nothing"), "There is no question to print."),
        (ValueError("<b>"), "Something unexpected went wrong."),
    ],
)
def test_what_cannot_be_made_is_said(page, sent, monkeypatch, problem, words):
    """In a sentence, without the inside of the failure; the buttons work again."""

    def fail(story, look):
        raise problem

    monkeypatch.setitem(make.FORMATS, "html", fail)
    press(page, "html")
    assert files(sent) == [] and f"not made. {words}" in told(sent)[-1] and "<b>" not in told(sent)[-1]
    press(page, "json")
    assert len(files(sent)) == 1


def test_the_page_stays_alive_while_a_document_is_made(page, sent, monkeypatch):
    """It is made in another thread; a second click in the meantime makes no second one."""
    go_on = threading.Event()

    def slow(story, look):
        assert go_on.wait(10)
        yield make.Document("page", ".html", b"made")

    monkeypatch.setitem(make.FORMATS, "html", slow)

    async def visit():
        press(page, "html")
        press(page, "json")
        busy = [message["html"] for message in sent if message.get("region") == "hand-over"]
        go_on.set()
        while not files(sent):
            await asyncio.sleep(0.01)
        return busy

    busy = asyncio.run(visit())
    assert busy[-1].count('aria-disabled="true"') == len(make.FORMATS)
    assert [base64.b64decode(file["content"]) for file in files(sent)] == [b"made"]


def test_nothing_is_made_while_a_vote_is_open(page, sent):
    """The documents tell what comes out."""
    page.state.voting = "dm.crm"
    press(page, "html")
    assert sent == []


def test_a_client_takes_the_frozen_copy_whatever_the_sliders_say(frozen, sent):
    """A weight that was moved for the view is not in the file, and not everything can be taken."""
    page = ClientPage(frozen)
    page.hand_over()
    page.receive({"type": "edit", "kind": "weight", "subject": "dm.foundation", "payload": 3, "key": "k"})
    press(page, "json")
    press(page, "txt")
    (file,) = files(sent)
    assert "dm.foundation" not in json.loads(base64.b64decode(file["content"]))["weights"]
    assert frozen.assessment.weights["dm.foundation"] == 3
