"""`models check`: what a reader would stumble over, for people and for programs, and when it stops a build."""

import json

import pytest
from building import group, item, model_fields, simple

MINIMAL = model_fields("tree", group("a", *[item(f"a{n}", levels=[{"en": step} for step in "abcde"]) for n in (1, 2)]))


def write(path, fields):
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


def house(folder, **changes):
    """The workbook folder with one model of its own, a plan for it and no lists, and what is changed in that model."""
    data = folder / "data"
    for file in (data / "models").glob("*.yaml"):
        file.unlink()
    for name in ("rules.yaml", "roles.yaml", "agenda.yaml"):
        (data / name).unlink()
    plan = "languages: [en]\nitems: {min: 1, max: 1}\nmodels: {m: {quick: 1, groups: {g: {min: 1, max: 1}}}}\n"
    (data / "plan.yaml").write_text(plan)
    (data / "concepts.yaml").write_text("m: {items: {m-one: one thing is done}}\n")
    said = [
        "Visitors leave without a trace.",
        "Somebody once counted orders.",
        "A list of sources hangs on the wall.",
        "One owner joins sources to orders.",
        "Every month the worst source is dropped.",
    ]
    asked = {
        "text": {"en": "Where do your orders come from?"},
        "hint": {"en": "Open the last report."},
        "levels": [{"en": text} for text in said],
        "themes": ["measurement"],
        "concepts": ["m-one"],
        "quick": True,
        **changes,
    }
    fields = model_fields("tree", group("g", item("g1", **asked), summary={"en": "Orders."}), summary={"en": "One."})
    return write(data / "models" / "m.yaml", fields)


def test_a_small_model_of_a_user_is_sound(run, folder):
    """A model without hints, summaries or long descriptors gets advice, exit status 0, and nothing called a fault."""
    done = run("models", "check", write(folder / "own.yaml", MINIMAL))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"{folder / 'own.yaml'}: sound; m, 2 questions"
    assert "Doubts, for you to judge" in done.out
    assert "a1.hint: There is no hint." in done.out
    assert "Faults" not in done.out


def test_a_model_of_the_workbook_without_faults(run, folder):
    """Exit status 0 and a count of what was found."""
    house(folder)
    done = run("models", "check")
    assert (done.status, done.out.splitlines()[-1]) == (0, "Files: 1; refused: 0; faults: 0; doubts: 0.")


def test_faults_of_the_workbooks_own_models_stop_a_build(run, folder):
    """Exit status 1, with faults and doubts apart, also when the file is named."""
    path = house(folder, hint={"en": "Open the report of Google."}, effort=2, topic="orders", quick=False)
    for arguments in (), (path,):
        done = run("models", "check", *arguments)
        assert (done.status, done.err) == (1, "")
        faults = done.out.index("Faults, to be mended: 3")
        assert done.out.startswith(f"{path}: readable, with faults; m, one question")
        assert faults < done.out.index("g1.hint.en: Names Google;")
        assert "m: Items marked quick: 0; the plan asks for 1." in done.out
        assert done.out.splitlines()[-1] == "Files: 1; refused: 0; faults: 3; doubts: 0."


def test_the_house_style_binds_the_workbooks_own_models_only(run, folder):
    """The same words in a file elsewhere, or under an id that the plan does not name, are a matter of taste."""
    path = house(folder, hint={"en": "Open the report of Google."})
    elsewhere = folder / "copy.yaml"
    path.rename(elsewhere)
    assert run("models", "check", elsewhere).status == 0
    (folder / "data/models/other.yaml").write_text(elsewhere.read_text().replace('"id": "m"', '"id": "other"'))
    done = run("models", "check")
    assert (done.status, "Names Google" in done.out, "Faults" in done.out) == (0, True, False)


def test_nothing_is_said_about_a_superseded_version(run, folder):
    """A file <id>@<version>.yaml stays as people answered it."""
    path = house(folder, hint={"en": "Open the report of Google."})
    old = path.with_name("m@1.yaml")
    path.rename(old)
    done = run("models", "check", old)
    assert (done.status, done.out.splitlines()[-1]) == (0, "Files: 1; refused: 0; faults: 0; doubts: 0.")


def test_one_model_is_judged_among_its_neighbours(run, folder):
    """A single file of data/models is compared with the others there, though only its own findings are told."""
    path = house(folder, topic="orders", text={"en": "Where do orders of your web shop come from?"})
    alike = ["Where do all orders of your web shop come from?", "Where do web shop orders come from now?"]
    other = model_fields("tree", group("h", *[item(f"h{n}", text={"en": text}) for n, text in enumerate(alike)]))
    write(folder / "data/models/other.yaml", other | {"id": "other"})
    done = run("models", "check", path)
    assert "g1.topic: No other model has the topic orders" in done.out
    assert "g1.text.en: 100% of the content words are those of h0.text as well" in done.out
    assert ("h0.hint" in done.out, "h0.text.en" in done.out, "other.yaml" in done.out) == (False, False, False)


def test_a_terminal_shows_some_of_many_doubts_and_json_all(run, folder):
    """Of one rule eight doubts are shown, and how many more there are."""
    path = write(folder / "own.yaml", model_fields("tree", simple("a", 11)))
    done = run("models", "check", path)
    assert done.out.count("There is no hint.") == 8
    assert "  - 3 more such places; --json gives all of them.\n" in done.out
    (file,) = json.loads(run("models", "check", path, "--json").out)["files"]
    assert sum(finding["rule"] == "hint.missing" for finding in file["findings"]) == 11


def test_findings_as_json(run, folder):
    """Every finding with its rule, severity, place and sentence in both languages; refused files beside them."""
    path = house(folder, hint={"en": "Open the report of Google."})
    (folder / "bad.yaml").write_text("id: [")
    done = run("models", "check", path, folder / "bad.yaml", "--json")
    found = json.loads(done.out)
    first, second = found["files"]
    assert (done.status, done.err.count("\n"), found["format"]) == (1, 1, "maturity-findings/1")
    assert (found["faults"], found["doubts"], found["together"]) == (1, 0, [])
    assert (first["file"], first["model"], first["items"]) == (str(path), "m", 1)
    (finding,) = first["findings"]
    assert (finding["rule"], finding["severity"], finding["place"]) == ("text.vendor", "fault", "g1.hint.en")
    assert (finding["message"]["en"][:12], finding["message"]["nl"][:12]) == ("Names Google", "Noemt Google")
    assert (second["file"], second["refused"].keys()) == (str(folder / "bad.yaml"), {"en", "nl"})


def test_findings_in_dutch(run, folder):
    """`--lang nl` turns the headings and the findings."""
    house(folder, hint={"en": "Open the report of Google."})
    told = run("models", "check", "--lang", "nl").out
    assert "Fouten, om te herstellen: 1" in told
    assert "Noemt Google; leveranciers" in told


def test_the_models_together_have_a_place_of_their_own(run, folder):
    """What is about no single model is told under a heading, and is a fault too."""
    house(folder)
    plan = folder / "data/plan.yaml"
    plan.write_text(plan.read_text().replace("items: {min: 1, max: 1}\n", "items: {min: 2, max: 3}\n", 1))
    done = run("models", "check")
    assert (done.status, "sound; m" in done.out) == (1, True)
    assert "The models together\n\nFaults, to be mended: 1\n  - data/models: Questions in all: 1;" in done.out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("languages: en\n", "plan.yaml: languages: Found text; a list is expected."),
        ("langauges: [en]\n", "plan.yaml: langauges: The key langauges does not exist here. Did you mean: languages?"),
    ],
)
def test_a_broken_plan_is_one_sentence(run, folder, written, told):
    """The plan is a file that people change, so a mistake in it is told like one in a model."""
    house(folder)
    (folder / "data/plan.yaml").write_text(written)
    done = run("models", "check")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert told in done.err


RULE = {"id": "r", "when": [{"node": "g", "is": "low"}], "text": {"en": "Low."}, "ask": {"en": "Why?"}}


def test_rules_are_checked_beside_the_models(run, folder):
    """Without files those of the workbook, and by their file name."""
    house(folder)
    path = write(folder / "data/rules.yaml", [RULE])
    for arguments in (), (path,):
        done = run("models", "check", *arguments)
        assert (done.status, done.err) == (0, "")
        assert f"{path}: sound; one rule for contradictions\n" in done.out
    assert json.loads(run("models", "check", path, "--json").out)["files"] == [
        {"file": str(path), "rules": 1, "absent": []}
    ]


def test_rules_about_models_that_are_not_here_are_named(run, folder):
    """They stay silent, which is no fault; the ids are told, for one of them may be mistyped."""
    house(folder)
    path = write(folder / "data/rules.yaml", [RULE | {"when": [*RULE["when"], {"item": "zz.one", "at_least": 3}]}])
    done = run("models", "check", path)
    assert (done.status, "rules that name them stay silent: zz.one." in done.out) == (0, True)


def test_rules_with_an_unknown_id_are_refused(run, folder):
    """With the place, what was found and the nearest id."""
    path = write(folder / "data/rules.yaml", [RULE | {"when": [{"node": "dd.dta", "is": "low"}]}])
    done = run("models", "check", path)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"{path}: [0].when[0].node: No model has a group dd.dta. Did you mean: dd.data? "
        "Use the id of a group or of a model.\n"
    )


def test_rules_beside_a_broken_model_are_read_by_themselves(run, folder):
    """Whether their ids exist cannot be said then, so nothing is said about it."""
    (folder / "data/models/four-d.yaml").write_text("id: [")
    done = run("models", "check", folder / "data/rules.yaml")
    assert (done.status, done.err, "sound; 28 rules" in done.out) == (0, "", True)


ROLE = {"id": "r", "title": {"en": "R"}, "themes": ["measurement"]}
PART = {"id": "p", "minutes": 5, "title": {"en": "P"}, "do": {"en": "Do."}}


def test_roles_and_the_agenda_are_checked_beside_the_models(run, folder):
    """What they name of models that are not here is told and is no fault."""
    house(folder)
    agenda = write(folder / "data/agenda.yaml", [PART | {"pages": ["m", "zz"]}])
    roles = write(folder / "data/roles.yaml", {"roles": [ROLE | {"nodes": ["yy.one"]}]})
    done = run("models", "check")
    assert (done.status, done.err) == (0, "")
    assert f"{roles}: sound; one role\n" in done.out
    assert "they bring a role no question: yy.one." in done.out
    assert f"{agenda}: sound; an agenda of one part\n" in done.out
    assert "the agenda does not lead to them: zz." in done.out
    assert json.loads(run("models", "check", roles, agenda, "--json").out)["files"] == [
        {"file": str(roles), "roles": 1, "absent": ["yy.one"]},
        {"file": str(agenda), "agenda": 1, "absent": ["zz"]},
    ]


def test_a_role_that_can_answer_nothing_is_refused(run, folder):
    house(folder)
    path = write(folder / "data/roles.yaml", {"roles": [ROLE | {"not": ["m"]}, ROLE | {"id": "s", "themes": ["data"]}]})
    done = run("models", "check", path)
    assert done.status == 1
    assert done.err.startswith(f"{path}: roles[0]: The role r can answer none of the questions")


def test_the_workbooks_own_roles_and_agenda_are_sound(run, folder):
    done = run("models", "check", folder / "data/roles.yaml", folder / "data/agenda.yaml")
    assert (done.status, done.err) == (0, "")
    assert "sound; 6 roles" in done.out
    assert "sound; an agenda of 11 parts" in done.out
