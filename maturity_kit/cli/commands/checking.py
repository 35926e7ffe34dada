"""``models check``: whether files are sound models, rules, roles or agendas, and what a reader would stumble over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from maturity_kit.cli.options import Json
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import LANGUAGES
from maturity_kit.errors import InputError

if TYPE_CHECKING:
    from maturity_kit.content.lint.finding import Finding
    from maturity_kit.content.model import Model

LISTS = {"rules.yaml": "rules", "roles.yaml": "roles", "agenda.yaml": "agenda"}
"""The files of the workbook beside its models, by name, and what they are a list of."""
MOST_SHOWN = 8
"""Doubts of one rule that a terminal shows for a file; JSON has them all."""


@dataclass(frozen=True)
class CheckedList:
    """How many rules, roles or parts of the agenda a file has, and the ids in it that are not here."""

    kind: str
    count: int
    absent: Sequence[str]


@dataclass(frozen=True)
class Checked:
    """What became of the files: models or lists, or why a file is neither, and the findings on each model."""

    models: Mapping[Path, Model]
    lists: Mapping[Path, CheckedList]
    refused: Mapping[Path, InputError]
    findings: Mapping[Path, Sequence[Finding]]
    together: Sequence[Finding]

    def count(self, severity: str) -> int:
        """Findings of one severity."""
        everything = (*self.findings.values(), self.together)
        return sum(finding.severity == severity for findings in everything for finding in findings)


def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="models.files")] = None,
    as_json: Json = False,
) -> None:
    """Says of each file whether it is sound; without files of all those of the workbook, its models also together."""
    from maturity_kit.content.load import load_models
    from maturity_kit.home import home

    terminal: Terminal = ctx.obj
    folder = home() / "data" / "models"
    own = [*sorted(folder.glob("*.yaml")), *filter(Path.exists, [folder.parent / name for name in LISTS])]
    checked = _checked(files or own, folder, terminal)
    if as_json:
        terminal.json(_described(checked))
    else:
        _tell(checked, terminal)
    for problem in checked.refused.values():
        terminal.note(problem.to(terminal.language))
    if checked.refused or checked.count("fault"):
        raise typer.Exit(1)
    if not files:
        load_models()


def _checked(files: Sequence[Path], folder: Path, terminal: Terminal) -> Checked:
    from maturity_kit.content.load import load_model

    models: dict[Path, Model] = {}
    lists: dict[Path, CheckedList] = {}
    refused: dict[Path, InputError] = {}
    for file in terminal.progress(files, terminal.say("models.checking")):
        try:
            if file.name in LISTS:
                lists[file] = _checked_list(file, LISTS[file.name])
            else:
                models[file] = load_model(file)
        except InputError as problem:
            refused[file] = problem
    findings, together = _reviewed(models, folder)
    return Checked(models, lists, refused, findings, together)


def _checked_list(file: Path, kind: str) -> CheckedList:
    """A list beside the models of the workbook; beside broken models only the file itself is looked at."""
    from maturity_kit.content.load import load_models

    count, absent = _read(file, kind)
    try:
        models = load_models()
    except InputError:
        return CheckedList(kind, count, ())
    return CheckedList(kind, count, absent(models))


def _read(file: Path, kind: str) -> tuple[int, Callable[[Mapping[str, Model]], Sequence[str]]]:
    """How many entries a list has, and what says which ids in it are not here."""
    from maturity_kit.content.agenda import check_agenda, load_agenda
    from maturity_kit.content.roles import check_roles, load_roles
    from maturity_kit.content.rule_ids import check_ids
    from maturity_kit.content.rules import load_rules

    where = str(file)
    if kind == "rules":
        rules = load_rules(file)
        return len(rules), lambda models: check_ids(rules, models, where)
    if kind == "roles":
        roles = load_roles(file)
        return len(roles.roles), lambda models: check_roles(roles, models, where)
    agenda = load_agenda(file)
    return len(agenda), lambda models: check_agenda(agenda, models, where)


def _reviewed(models: Mapping[Path, Model], folder: Path) -> tuple[dict[Path, Sequence[Finding]], Sequence[Finding]]:
    """The workbook's own models are judged among their neighbours and by their plan, other files by themselves.

    Nothing is said about a superseded version: it stays as people answered it.
    """
    from maturity_kit.content.lint.house import load_house
    from maturity_kit.content.lint.review import review

    own = [file for file in models if file.resolve().parent == folder.resolve() and "@" not in file.stem]
    others = [file for file in models if file.resolve().parent != folder.resolve()]
    house = load_house(folder.parent) if own else None
    among = review([models[file] for file in own], _neighbours(own, folder), house)
    apart = review([models[file] for file in others])
    findings: dict[Path, Sequence[Finding]] = dict.fromkeys(models, ())
    findings |= zip([*own, *others], [*among.each, *apart.each], strict=True)
    return findings, among.together


def _neighbours(chosen: Sequence[Path], folder: Path) -> list[Model]:
    """The other current models of the folder, as far as they can be read."""
    from maturity_kit.content.load import load_model

    known = {file.resolve() for file in chosen}
    found = []
    for file in sorted(folder.glob("*.yaml")) if chosen else ():
        if file.resolve() not in known and "@" not in file.stem:
            try:
                found.append(load_model(file))
            except InputError:
                continue
    return found


def _tell(checked: Checked, terminal: Terminal) -> None:
    for file, model in checked.models.items():
        findings = checked.findings[file]
        faulty = any(finding.severity == "fault" for finding in findings)
        state = "models.faulty" if faulty else "models.sound"
        terminal.line(f"{file}: {terminal.say(state, id=model.id, count=len(model.items))}")
        _tell_findings(findings, terminal)
    for file, found in checked.lists.items():
        terminal.line(f"{file}: {terminal.say(f'models.{found.kind}', count=found.count)}")
        if found.absent:
            terminal.point(terminal.say(f"models.{found.kind}_absent", ids=", ".join(found.absent)))
    if checked.together:
        terminal.line(terminal.say("models.together"))
        _tell_findings(checked.together, terminal)
    if checked.models or checked.lists:
        counts = {f"{severity}s": checked.count(severity) for severity in ("fault", "doubt")}
        files = len(checked.models) + len(checked.lists) + len(checked.refused)
        terminal.line(terminal.say("models.tally", files=files, refused=len(checked.refused), **counts))


def _tell_findings(findings: Sequence[Finding], terminal: Terminal) -> None:
    for severity in ("fault", "doubt"):
        found = [finding for finding in findings if finding.severity == severity]
        if found:
            terminal.line()
            terminal.line(terminal.say(f"models.{severity}", found=len(found)))
            _tell_rules(found, terminal, len(found) if severity == "fault" else MOST_SHOWN)
    if findings:
        terminal.line()


def _tell_rules(findings: Sequence[Finding], terminal: Terminal, most: int) -> None:
    """Rule by rule, at most so many of each."""
    for rule, count in Counter(finding.rule for finding in findings).items():
        for finding in [one for one in findings if one.rule == rule][:most]:
            terminal.point(f"{finding.place}: {finding.to(terminal.language)}")
        if count > most:
            terminal.point(terminal.say("models.more", found=count - most))


def _described(checked: Checked) -> dict[str, Any]:
    files: list[dict[str, Any]] = []
    for file, model in checked.models.items():
        findings = [finding.as_json() for finding in checked.findings[file]]
        files.append({"file": str(file), "model": model.id, "items": len(model.items), "findings": findings})
    for file, found in checked.lists.items():
        files.append({"file": str(file), found.kind: found.count, "absent": list(found.absent)})
    for file, problem in checked.refused.items():
        files.append({"file": str(file), "refused": {language: problem.to(language) for language in LANGUAGES}})
    return {
        "format": "maturity-findings/1",
        "files": files,
        "together": [finding.as_json() for finding in checked.together],
        "faults": checked.count("fault"),
        "doubts": checked.count("doubt"),
    }
