"""The workbook backs up its store while it runs, and the page for a client does not."""

import importlib
import threading

from maturity_kit.serve import launch

publish = importlib.import_module("maturity_kit.serve.publish")


def running():
    return "hourly backup" in [thread.name for thread in threading.enumerate()]


def test_the_workbook_backs_up_while_it_runs(tmp_path, monkeypatch):
    """The thread is there as long as the server, and gone after it, also when the server fails."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "0_start.ipynb").write_text('{"cells": []}')
    seen = []

    def serve(*_):
        seen.append(running())
        raise OSError

    monkeypatch.setattr(launch, "run", serve)
    try:
        launch.serve_workbook(open_browser=False)
    except OSError:
        seen.append(running())
    assert seen == [True, False]


def test_a_published_page_makes_no_backups(tmp_path, monkeypatch):
    """What a client sees has no store to back up."""
    seen = []
    monkeypatch.setattr(publish, "run", lambda *_: seen.append(running()))
    monkeypatch.setattr(publish, "freeze_to_folder", lambda *_: (tmp_path, "en"))
    monkeypatch.setattr(publish, "published", lambda *_: None)
    publish.publish(tmp_path / "x.json", tmp_path, tell=lambda _: None)
    assert seen == [False]
