"""Publishing: a frozen copy in a folder of its own, and kernels that know of nothing else."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from serving import serving

from maturity_kit.errors import InputError
from maturity_kit.serve.publish import NOTEBOOK, SNAPSHOT, freeze_to_folder, published

CHECKOUT = Path(__file__).parents[2]
EXAMPLE = CHECKOUT / "data" / "examples" / "insurer.assessment.json"
SERVE = (
    "import os; from pathlib import Path; from maturity_kit.serve import publish; "
    "publish(Path(os.environ['MATURITY_FILE']), port=0)"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook folder of a facilitator, with something private in its outputs."""
    for part in ("data", "notebooks"):
        shutil.copytree(CHECKOUT / part, tmp_path / part)
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "other-client.json").write_text("private")
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    return tmp_path


def test_the_folder_holds_the_snapshot_and_nothing_else(home: Path) -> None:
    """A frozen assessment, the client's notebook, the models and rules it was judged by and their method, all read-only."""
    folder, language = freeze_to_folder(EXAMPLE, home / "outputs" / "published")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    models = {f"data/models/{path.name}" for path in (home / "data" / "models").glob("*.yaml")}
    assert files == {SNAPSHOT, NOTEBOOK, "data/rules.yaml", "data/method/en.md", "data/method/nl.md"} | models
    assert language == "nl"
    assert sys.platform == "win32" or all((folder / name).stat().st_mode & 0o222 == 0 for name in files)


def test_nothing_is_published_without_its_method(home: Path) -> None:
    """A client must be able to read how the verdicts came about: the missing file is named and no folder is left."""
    (home / "data" / "method" / "nl.md").unlink()
    with pytest.raises(InputError, match=r"nl\.md: There is no such file"):
        freeze_to_folder(EXAMPLE, home / "outputs" / "published")
    assert not (home / "outputs" / "published").exists()


def test_no_voter_is_left_in_the_snapshot(home: Path) -> None:
    """Votes are counts: nobody's row can be told from another's."""
    folder, _ = freeze_to_folder(EXAMPLE, home / "outputs" / "published")
    votes = json.loads((folder / SNAPSHOT).read_text(encoding="utf-8"))["votes"]
    assert votes and all("voter" not in row and "counts" in row for rows in votes.values() for row in rows)


def test_the_same_assessment_gives_the_same_folder_and_link(home: Path) -> None:
    """Publishing twice makes one folder, whose link stays; a changed answer makes another, with a link of its own."""
    parent = home / "outputs" / "published"
    first, _ = freeze_to_folder(EXAMPLE, parent)
    again, _ = freeze_to_folder(EXAMPLE, parent)
    changed = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    changed["round"] = 2
    (home / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    other, _ = freeze_to_folder(home / "changed.json", parent)
    assert first == again != other
    assert published(first, "nl").token == published(again, "nl").token != published(other, "nl").token
    assert sorted(path.name for path in parent.iterdir()) == sorted({first.name, other.name})


@pytest.mark.parametrize(
    "name", ["../../elsewhere", "/elsewhere", "C:\\elsewhere", "a/b", "..", "-rf", "x" * 300, "é\u202e"]
)
def test_no_name_of_the_file_reaches_a_path(home: Path, name: str) -> None:
    """Whatever an assessment calls itself, its folder lies where published folders lie, under a plain name."""
    assessment = json.loads(EXAMPLE.read_text(encoding="utf-8")) | {"id": name, "organisation": "../Secret client"}
    (home / "odd.json").write_text(json.dumps(assessment), encoding="utf-8")
    folder, _ = freeze_to_folder(home / "odd.json", home / "outputs" / "published")
    assert folder.parent == home / "outputs" / "published"
    assert folder.name.startswith("assessment-") and "Secret" not in folder.name


def test_kernels_of_a_published_page_know_their_own_folder_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names the snapshot; nothing in it leads to the facilitator's folder or settings."""
    monkeypatch.setenv("MATURITY_STORE", f"sqlite:///{home}/outputs/maturity.sqlite")
    monkeypatch.setenv("DATABASE_PASSWORD", "private")
    folder, _ = freeze_to_folder(EXAMPLE, home / "outputs" / "published")
    environment = published(folder, "nl").environment
    assert environment["MATURITY_HOME"] == str(folder)
    assert {name for name in environment if name.startswith("MATURITY")} == {"MATURITY_HOME", "MATURITY_SNAPSHOT"}
    assert "private" not in str(environment)
    assert not {"HOME", "USERPROFILE", "PYTHONPATH"} & environment.keys()


@pytest.mark.browser
def test_a_client_sees_the_result_and_no_other_page(home: Path, chromium) -> None:
    """The link opens the one page there is, frozen; the pages of the facilitator are not found."""
    problems: list[str] = []
    with serving(home, SERVE, MATURITY_FILE=str(EXAMPLE)) as app:
        context = chromium.new_context(locale="nl-NL")
        page = context.new_page()
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(app.link())
        page.wait_for_selector("html[data-ready=true]", timeout=60_000)
        assert page.is_visible("text=Lindewaard") and page.query_selector("nav.mk-pages") is None
        assert app.ask("/0_start", app.come_in())[0] == 404
        context.close()
    assert problems == []
