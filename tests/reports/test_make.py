"""Which documents there are, and how their files are called."""

import io
import json
import re
import zipfile

import pytest

from maturity_kit.assessment.assessment import Vote
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.content.wording import LANGUAGES
from maturity_kit.reports.look import Look
from maturity_kit.reports.make import FORMATS, Document, file_name, one_file, slug, title
from maturity_kit.reports.story import story_of
from tests.building import answered, model, simple

MODEL = {"m": model("tree", simple("a", 2))}
BEGINS = {
    "onepager": b"%PDF-", "pdf": b"%PDF-", "pptx": b"PK", "xlsx": b"PK", "html": b"<!DOCTYPE html>",
    "csv": b"\xef\xbb\xbf", "json": b"{", "ics": b"BEGIN:VCALENDAR", "txt": b"Subject: ",
}  # fmt: skip
NAMES = ["../../etc/passwd", "CON", "a" * 300, "🌷", "", "مرحبا", "<b>&\"'|", "Café\x00 de Zon", ".hidden", "-rf"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_document_can_be_made_of_almost_nothing(name):
    """One answer of a model of one's own: each is the kind of file it says it is, and has a title in both languages."""
    story = story_of(answered({"a1": 2}), "en", MODEL)
    made = list(FORMATS[name](story, Look()))
    assert made and all(document.content.startswith(BEGINS[name]) for document in made)
    assert all(title(name, language) for language in LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_never_reaches_a_path(name):
    """Forty signs at most, of a-z, 0-9 and hyphens, not at an end; never empty."""
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", slug(name))
    story = story_of(answered({"a1": 2}, organisation=name or "O", unit=name), "nl", MODEL)
    assert re.fullmatch(r"[a-z0-9-]+-page-1-nl\.html", file_name(story, Document("page", ".html", b"")))


def test_two_rounds_do_not_share_a_file():
    """The number of the round is in the name."""
    names = [
        file_name(story_of(answered({"a1": 2}, round=number), "en", MODEL), Document("page", ".html", b""))
        for number in (1, 2)
    ]
    assert names == ["o-page-1-en.html", "o-page-2-en.html"]


def test_several_files_go_in_one_archive_that_is_the_same_every_time():
    """No moment of making is in it."""
    story = story_of(answered({"a1": 2}), "en", MODEL)
    name, content = one_file(story, "csv", Look())
    assert name == "o-csv-1-en.zip" and one_file(story, "csv", Look())[1] == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {f"o-{part}-1-en.csv" for part in ("actions", "stops", "items", "nodes")} == set(archive.namelist())


def test_the_data_can_be_read_back_without_loss_and_without_voters():
    """Answers, weights and what no model knows come back; of votes only how many chose what."""
    assessment = answered({"a1": 2, "strange": 3}, weights={"a": 2}, profile={"sector": "garden"})
    voted = assessment.model_copy(
        update={"votes": {"a2": (Vote(voter="secret", value=3), Vote(voter="other", value=1))}}
    )
    _, content = one_file(story_of(voted, "en", MODEL), "json", Look())
    again = parse_assessment(content.decode())
    assert (again.answers, again.weights, again.profile) == (voted.answers, voted.weights, voted.profile)
    assert b"secret" not in content and json.loads(content)["votes"]["a2"][0]["counts"] == [0, 1, 0, 1, 0]
