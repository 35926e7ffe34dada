"""Publish: one frozen assessment in a folder of its own, and the page that shows a client nothing else."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_kit.content.files import read_text
from maturity_kit.content.wording import LANGUAGES, Wording
from maturity_kit.home import home, outputs
from maturity_kit.serve.launch import Tell, run
from maturity_kit.serve.settings import Limits, Served, read_notebook
from maturity_kit.web.keys import kept_keys
from maturity_kit.web.ports import ServeError

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment

SNAPSHOT = "snapshot.assessment.json"
NOTEBOOK = "workbook.ipynb"
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
# Enough to start Python, on any system, and nothing that tells where the facilitator keeps anything.
NEEDED = (
    "PATH",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "COMSPEC",
    "TEMP",
    "TMP",
    "TMPDIR",
    "LANG",
    "LC_ALL",
    "TZ",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "LD_LIBRARY_PATH",
)


def publish(
    file: Path,
    out: Path | None = None,
    serve: bool = True,
    port: int = 8866,
    host: str = "127.0.0.1",
    hosts: Iterable[str] = (),
    open_browser: bool = False,
    tell: Tell = print,
) -> Path:
    """The folder of the frozen assessment; served until Ctrl-C unless ``serve`` is off.

    The same assessment with the same models gives the same folder, and the link to it stays the same.

    Raises InputError when the file is no assessment that fits the models, ServeError when nothing can be served.
    """
    folder, language = freeze_to_folder(file, out or outputs() / "published")
    tell(Wording("serve", language)("launch.published", folder=folder))
    if serve:
        run(published(folder, language, port, host, hosts), open_browser, "", tell)
    return folder


def freeze_to_folder(file: Path, parent: Path) -> tuple[Path, str]:
    """A read-only folder with the frozen assessment, its models, rules, method and the notebook; its language."""
    from maturity_kit.assessment.files import dump_assessment
    from maturity_kit.content.load import load_models
    from maturity_kit.scoring.voters import freeze
    from maturity_kit.store import load_fitting

    assessment = load_fitting(file)
    kept = without_remarks(freeze(assessment, load_models()))
    contents = {SNAPSHOT: dump_assessment(kept).encode(), NOTEBOOK: _client_notebook()}
    contents |= _models() | _rules() | _method()
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + content)
    known = kept.id if SAFE.fullmatch(kept.id) else "assessment"
    folder = parent / f"{known}-{digest.hexdigest()[:12]}"
    if not folder.exists():
        _write(folder, contents)
    return folder, assessment.language


def without_remarks(assessment: Assessment) -> Assessment:
    """The assessment without notes and evidence: those are the consultant's, and no page for a client shows them."""
    from maturity_kit.assessment.pool import is_entry

    answers = {
        item: answer.model_copy(update={"note": None, "evidence": None})
        for item, answer in assessment.answers.items()
        if is_entry(answer)
    }
    return assessment.model_copy(update={"answers": answers})


def _client_notebook() -> bytes:
    path = home() / "notebooks" / "client" / NOTEBOOK
    if not path.is_file():
        raise ServeError("no_notebooks", where=str(path.parent))
    return path.read_bytes()


def _models() -> dict[str, bytes]:
    folder = home() / "data" / "models"
    return {f"data/models/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def _rules() -> dict[str, bytes]:
    """The rules that find contradictions, if the workbook has any; refused here when the client's page could not."""
    from maturity_kit.content.rules import load_rules, rules_file

    load_rules()
    path = rules_file()
    return {f"data/{path.name}": path.read_bytes()} if path.exists() else {}


def _method() -> dict[str, bytes]:
    """The document on method in every language: what a client reads is as frozen as the verdicts it explains."""
    names = [f"data/method/{language}.md" for language in LANGUAGES]
    return {name: read_text(home() / name).encode() for name in names}


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    whole = Path(tempfile.mkdtemp(prefix=".publishing-", dir=folder.parent))
    try:
        for name, content in contents.items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o444)
        os.replace(whole, folder)
    finally:
        shutil.rmtree(whole, ignore_errors=True)


def published(
    folder: Path, language: str, port: int = 8866, host: str = "127.0.0.1", hosts: Iterable[str] = ()
) -> Served:
    """What the server of a published folder serves: one notebook, whose kernels know of nothing outside it."""
    keys = kept_keys(outputs() / "keys" / f"{folder.name}.json")
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return Served(
        notebooks=(read_notebook(folder / NOTEBOOK),),
        folder=folder,
        token=keys.token,
        secret=keys.secret,
        environment=kept
        | {"MATURITY_HOME": str(folder), "MATURITY_SNAPSHOT": str(folder / SNAPSHOT), "PYTHONDONTWRITEBYTECODE": "1"},
        host=host,
        port=port,
        hosts=frozenset(name.lower() for name in hosts),
        limits=Limits(pages=20),
        language=language,
    )
