"""Freezing a round, and comparing rounds and units, from the terminal."""

import hashlib
import json

import jsonschema
import pytest

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.insight.schemas import schema_of
from maturity_kit.store import open_store


@pytest.fixture
def garden(folder):
    """An assessment in the store with a vote: dm.crm at step 1."""
    votes = {"dm.tags": [{"voter": "secret-b7", "value": 2}]}
    made = new_assessment("garden", "Van Dijk", "2026-11-22", answers={"dm.crm": {"value": 1}}, votes=votes)
    return open_store().create(made)


@pytest.fixture
def units(folder):
    """Files of the example with two rounds: unit and round to path."""

    def path(unit, number):
        return folder / "data" / "examples" / f"subscription-{unit}-{number}.assessment.json"

    return path


def test_freeze_prints_the_digest_and_the_list_counts_it(run, garden):
    """The name is "Round 1" without another; the list shows how many, or each with its name."""
    assert "Nothing was frozen yet" in run("list", "--milestones").out
    done = run("freeze", "gar")
    digest = done.out.strip()
    assert (done.status, len(digest), "Round 1" in done.err) == (0, 64, True)
    (entry,) = json.loads(run("list", "--json").out)["assessments"]
    (told,) = json.loads(run("list", "--milestones", "--json").out)["milestones"]
    assert (entry["milestones"], told["name"], told["digest"]) == (1, "Round 1", digest)
    assert digest[:12] in run("list", "--milestones", "--lang", "nl").out


def test_freezing_again_says_that_nothing_changed(run, garden):
    """The same digest, a sentence, and no second milestone."""
    first = run("freeze", "garden", "--name", "Kick-off").out
    again = run("freeze", "garden", "--name", "Once more")
    assert (again.out, again.status, 'frozen as "Kick-off", so nothing was added' in again.err) == (first, 0, True)
    assert len(open_store().milestones("garden")) == 1


def test_freeze_needs_a_name_with_something_in_it(run, garden):
    """One sentence, nothing frozen."""
    done = run("freeze", "garden", "--name", " ")
    assert (done.status, done.err.count("\n"), "needs a name" in done.err) == (1, 1, True)


def test_export_of_a_milestone_has_its_digest(run, garden, tmp_path):
    """The file is what was frozen, without voters, whatever was answered since."""
    digest = run("freeze", "garden").out.strip()
    open_store().append("garden", Event("answer", "dm.crm", {"value": 4}))
    assert run("export", "garden", "--milestone", digest[:10], "--out", tmp_path / "m.json").status == 0
    text = (tmp_path / "m.json").read_bytes()
    assert hashlib.sha256(text).hexdigest() == digest
    assert (json.loads(text)["answers"]["dm.crm"]["value"], b"secret-b7" in text) == (1, False)
    wrong = run("export", "garden", "--milestone", "zz")
    assert (wrong.status, wrong.out, 'has no milestone "zz"' in wrong.err) == (1, "", True)


@pytest.mark.concept("s3-cycle")
def test_compare_shows_rounds_in_one_table_and_says_why(run, units):
    """A column for each round, the change with its parts, and a sentence that reads it."""
    done = run("compare", units("nederland", 1), units("nederland", 2))
    head = next(line for line in done.out.splitlines() if line.startswith("Model and part"))
    assert (done.status, done.out.splitlines()[0]) == (0, "Maandmaling, Nederland")
    assert " ".join(head.split()) == "Model and part Round 1 Round 2 Change by answers by weights"
    (ladder,) = [line for line in done.out.splitlines() if line.startswith("Digital maturity")]
    before, after, change, answers, weights = ladder.split()[2:]
    assert int(after) - int(before) == int(change) == int(answers) + int(weights)
    assert f"Digital maturity rose by {int(change)}, all of it by answers." in " ".join(done.out.split())


@pytest.mark.concept("dm-brand")
def test_compare_shows_units_beside_each_other(run, units):
    """Three units in one round, each with a level of its own, and who is highest."""
    done = run("compare", *[units(name, 2) for name in ("belgie", "nederland", "zakelijk")], "--lang", "nl")
    assert done.out.splitlines()[0] == "Maandmaling"
    assert all(name in done.out for name in ("België", "Nederland", "Zakelijk", "Hoogst en laagst", "het hoogst is"))
    assert "Verandering" not in done.out


def test_compare_as_json_fits_its_schema(run, units):
    """Two units in two rounds: four assessments and two steps."""
    files = [units(name, number) for name in ("belgie", "zakelijk") for number in (1, 2)]
    found = json.loads(run("compare", *files, "--json").out)
    jsonschema.validate(found, schema_of("compare"))
    steps = [(step["before"], step["after"]) for step in found["steps"]]
    assert (found["format"], steps) == ("maturity-compare/1", [(0, 1), (2, 3)])


def test_compare_takes_ids_of_the_store_and_their_milestones(run, garden):
    """What was frozen beside what it is now: dm.crm from step 1 to 3."""
    digest = run("freeze", "garden", "--name", "Kick-off").out.strip()
    open_store().append("garden", Event("answer", "dm.crm", {"value": 3}))
    done = run("compare", f"gard@{digest[:8]}", "gard")
    assert (done.status, "frozen as “Kick-off”" in done.out, "(step 1 to 3)" in done.out) == (0, True, True)
    wrong = run("compare", "gard@zz", "gard")
    assert (wrong.status, "has no milestone" in wrong.err) == (1, True)


def test_one_is_too_few_to_compare(run, units):
    """Wrong usage, with what to do."""
    done = run("compare", units("belgie", 1))
    assert (done.status, done.out, "two or more" in done.err) == (2, "", True)


def test_compare_refuses_what_is_not_there_or_does_not_fit(run, units, folder):
    """The file is named; nothing is printed for the others."""
    done = run("compare", units("belgie", 1), folder / "nothing.json")
    assert (done.status, done.out, "nothing.json" in done.err) == (1, "", True)
    content = json.loads(units("belgie", 2).read_text(encoding="utf-8"))
    content["answers"]["dm.crm"] = {"value": 9}
    units("belgie", 2).write_text(json.dumps(content), encoding="utf-8")
    done = run("compare", units("belgie", 1), units("belgie", 2))
    assert (done.status, done.out) == (1, "")
    assert f"{units('belgie', 2)}: answers.dm.crm.value: Found 9" in done.err


def test_compare_holds_all_others_against_a_base(run, units):
    """Another unit and a later round against round 1 of Nederland: a difference in words, and a change."""
    base = units("nederland", 1)
    done = run("compare", units("belgie", 1), base, units("nederland", 2), "--base", base)
    told = " ".join(done.out.split())
    assert done.status == 0
    assert "België, round 1, compared with Nederland, round 1" in told and "Digital maturity: 29 lower" in told
    assert "From Nederland, round 1 to Nederland, round 2" in told and "Digital maturity rose by 17" in told
    wrong = run("compare", base, units("belgie", 1), "--base", units("belgie", 2))
    assert (wrong.status, wrong.out, "--base is one of the files" in wrong.err) == (2, "", True)


def test_compare_says_what_the_votes_allow_to_say(run, units, tmp_path):
    """Two organisations with six voters on the questions of one part, the first far lower; the rest is agreed."""
    source, files = json.loads(units("belgie", 1).read_text(encoding="utf-8")), []
    asked = [name for name in source["answers"] if name.startswith("dm.")]
    for step in (0, 3):
        rows = [{"voter": voter, "value": step + (voter in "ab")} for voter in "abcdef"]
        shop = {
            "id": f"shop-{step}",
            "organisation": f"Shop {step}",
            "answers": {},
            "votes": dict.fromkeys(asked, rows),
        }
        files.append(tmp_path / f"{step}.assessment.json")
        files[-1].write_text(json.dumps(source | shop), encoding="utf-8")
    told = " ".join(run("compare", *files, "--base", files[0]).out.split())
    assert "more than other people in the room would explain" in told
    assert "They say how much hangs on who was in the room" in told and "These are different organisations" in told
    nl = " ".join(run("compare", *files, "--base", files[0], "--lang", "nl").out.split())
    assert "meer dan andere mensen in de zaal zouden verklaren" in nl and "met andere stemmers" in nl
    found = json.loads(run("compare", *files, "--base", files[0], "--json").out)
    jsonschema.validate(found, schema_of("compare"))
    whole = found["steps"][0]["models"]["digital-maturity"]["score"]
    assert (found["base"], found["steps"][0]["kind"], whole["told"]) == (0, "difference", "more")


def test_compare_refuses_the_same_one_twice(run, units):
    done = run("compare", units("belgie", 1), units("belgie", 1))
    assert (done.status, done.out, "is given twice" in done.err) == (1, "", True)


def test_two_empty_assessments_have_nothing_to_compare(run, folder):
    """A sentence instead of an empty table."""
    for name in ("one", "two"):
        open_store().create(new_assessment(name, "Van Dijk", "2026-11-22"))
    assert "None of the models has an answer" in run("compare", "one", "two").out
