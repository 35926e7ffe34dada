"""A file is written as a whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from maturity_kit.store import StoreError, files, write_whole


def test_a_new_file_holds_the_text(tmp_path):
    """Text arrives in UTF-8 with its line ends as they are."""
    assert write_whole(tmp_path / "a.json", "é\r\n").read_bytes() == b"\xc3\xa9\r\n"


def test_bytes_are_written_as_they_are(tmp_path):
    """What is no text, such as a PDF, arrives byte for byte."""
    assert write_whole(tmp_path / "a.pdf", b"\xff\r\n").read_bytes() == b"\xff\r\n"


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file(tmp_path, monkeypatch, broken):
    """When the disk refuses, the old content stays and nothing is left beside it."""
    (tmp_path / "a.json").write_text("old")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, broken, refuse)
    with pytest.raises(StoreError, match=r"a\.json: .*No space left"):
        write_whole(tmp_path / "a.json", "new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.json", "old")]


def test_a_reader_never_sees_half_a_file(tmp_path, monkeypatch):
    """At the moment of replacing, the new text is complete in another file and the old one is still there."""
    path = tmp_path / "a.json"
    path.write_text("old")
    seen = []
    replace = os.replace

    def watched(new, target):
        seen.append((path.read_text(), Path(new).read_text(), target))
        replace(new, target)

    monkeypatch.setattr(files.os, "replace", watched)
    write_whole(path, "new")
    assert seen == [("old", "new", path.resolve())]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
def test_permissions_and_links_are_kept(tmp_path):
    """A private file stays private, and a link keeps pointing to the file that changed."""
    target = tmp_path / "private.json"
    target.write_text("old")
    target.chmod(0o640)
    (tmp_path / "link.json").symlink_to(target)
    write_whole(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new", 0o640)


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="POSIX only")
def test_a_device_is_written_to_and_stays_a_device():
    """/dev/null is not replaced by a file."""
    write_whole("/dev/null", "text")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("name", [".", "missing/a.json", "a\0b.json"])
def test_a_place_that_cannot_hold_a_file_is_told(tmp_path, name):
    """A folder, a missing folder and an impossible name are told in one sentence."""
    with pytest.raises(StoreError) as refused:
        write_whole(tmp_path / name, "text")
    assert "\n" not in str(refused.value)


def test_half_a_sign_is_told(tmp_path):
    """Text that is no UTF-8 is refused before anything is written."""
    with pytest.raises(StoreError):
        write_whole(tmp_path / "a.json", "\ud800")
    assert list(tmp_path.iterdir()) == []
