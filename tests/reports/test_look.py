"""The look of a document: a colour that can be read, and logos that are pictures and nothing else."""

import io

import pytest
from PIL import Image

from maturity_kit.reports.errors import ReportError
from maturity_kit.reports.look import ACCENT, contrast_with_white, look_of


def picture(kind="PNG", size=(40, 20), **more):
    drawn = io.BytesIO()
    Image.new("RGB", size, "#336699").save(drawn, kind, **more)
    return drawn.getvalue()


def test_the_usual_look_has_no_logo():
    """The accent of the workbook, and white can be read on it."""
    look = look_of()
    assert (look.accent, look.client, look.consultant) == (ACCENT, None, None)
    assert contrast_with_white(ACCENT) > 4.5


@pytest.mark.parametrize(("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)])
def test_contrast_is_that_of_the_guideline(colour, contrast):
    """Black, white, and the lightest grey that passes."""
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "words"), [("blue", "no colour"), ("#fff", "no colour"), ("#ffcc00", "cannot be read")]
)
def test_a_colour_that_does_not_do_is_refused(colour, words):
    """It says what would do."""
    with pytest.raises(ReportError, match=words):
        look_of(colour)


@pytest.mark.parametrize(("kind", "expected"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_logo_is_taken_in_with_its_size(tmp_path, kind, expected):
    """PNG and JPEG."""
    file = tmp_path / "logo"
    file.write_bytes(picture(kind))
    logo = look_of(client=file).client
    assert (logo.kind, logo.width, logo.height) == (expected, 40, 20)


def test_what_hides_in_a_logo_stays_behind(tmp_path):
    """Only its pixels go into a document."""
    file = tmp_path / "logo.png"
    file.write_bytes(picture() + b"<script>alert(1)</script>")
    assert b"<script>" not in look_of(consultant=file).consultant.content


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<svg/>", "no picture"), (b"", "no picture"), (b"\0" * 2_000_001, "2 MB"), (picture("GIF"), "no picture")],
)
def test_what_is_no_picture_is_refused(tmp_path, content, words):
    """In one sentence with the name of the file."""
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    with pytest.raises(ReportError, match=words) as told:
        look_of(client=file)
    assert str(file) in str(told.value)


def test_a_logo_that_is_not_there_is_refused(tmp_path):
    """The sentence names it."""
    with pytest.raises(ReportError, match="no such picture"):
        look_of(client=tmp_path / "none.png")
