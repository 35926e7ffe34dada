"""Assessments out of the list and back in it."""

import json

from maturity_kit.assessment.events import new_assessment
from maturity_kit.store import open_store


def test_archive_and_restore_move_assessments(run):
    """Beginnings of ids are enough; moving twice is told, and the list shows only what is not put away."""
    for name in ("garden", "forest"):
        open_store().create(new_assessment(name, "Van Dijk Tuin", "2026-11-22"))
    done = run("archive", "gar", "forest")
    assert (done.status, done.out, done.err.count("is archived")) == (0, "", 2)
    assert "was archived already" in run("archive", "garden").err
    assert "Everything in the store is archived" in run("list").out
    assert all(name in run("list", "--archived").out for name in ("garden", "forest", "yes"))
    assert [entry["archived"] for entry in json.loads(run("list", "--archived", "--json").out)["assessments"]] == [
        True
    ] * 2
    assert "is back in the list" in run("restore", "g").err
    assert "was in the list already" in run("restore", "g").err
    assert [entry["id"] for entry in json.loads(run("list", "--json").out)["assessments"]] == ["garden"]
    assert json.loads(run("export", "forest").out)["id"] == "forest"


def test_one_id_that_is_not_there_and_nothing_is_archived(run):
    """Archiving is all or nothing, as importing is."""
    open_store().create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22"))
    assert run("archive", "garden", "nobody").status == 1
    assert [entry.id for entry in open_store().list()] == ["garden"]


def test_import_says_that_it_brought_something_back(run, example):
    """The same file after archiving: back in the list, and told."""
    made = run("import", example).out.strip()
    run("archive", made)
    again = run("import", example)
    assert (again.out.strip(), "is back in the list" in again.err) == (made, True)
    assert open_store().latest() == made


def test_demo_does_not_bring_back_what_was_archived(run, example):
    """With every example put away, `demo` says so instead of showing one."""
    for made in [run("import", file).out.strip() for file in example.parent.iterdir()]:
        run("archive", made)
    done = run("demo", "--no-browser")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "maturity-kit restore" in done.err
    assert open_store().list() == []
