"""A workbook folder whose models are of a known length and share known topics, whatever the shipped ones are."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml


def lengthen(home: Path, model: str, times: int) -> None:
    """Ask every question of the quick scan of a model so many times; copies are part of the full edition only.

    A copy of ``dm.crm`` is ``dm.crm-2``; its text ends in the number. Other questions are taken out, and groups that
    then hold nothing.
    """
    file, fields = _read(home, model)
    fields["groups"] = _filled(fields["groups"], times)
    fields["renamed"] = {}
    _write(file, fields)


def relate(home: Path, topic: str, **items: str) -> None:
    """Give the items of some models a topic in common, such as ``digital_maturity="dm.crm"``."""
    for model, item in items.items():
        file, fields = _read(home, model.replace("_", "-"))
        for found in _items(fields["groups"]):
            if found["id"] == item:
                found["topic"] = topic
        _write(file, fields)


def _read(home: Path, model: str) -> tuple[Path, dict[str, Any]]:
    file = home / "data" / "models" / f"{model}.yaml"
    return file, yaml.safe_load(file.read_text(encoding="utf-8"))


def _write(file: Path, fields: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _items(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for group in groups for item in [*group.get("items", ()), *_items(group.get("groups", []))]]


def _filled(groups: list[dict[str, Any]], times: int) -> list[dict[str, Any]]:
    found = [_lengthened(group, times) for group in groups]
    return [group for group in found if group.get("groups") or group.get("items")]


def _lengthened(group: dict[str, Any], times: int) -> dict[str, Any]:
    if "groups" in group:
        return {**group, "groups": _filled(group["groups"], times)}
    items = [item for item in group["items"] if item.get("quick")]
    return {**group, "items": [_copy(item, n) for item in items for n in range(1, times + 1)]}


def _copy(item: dict[str, Any], number: int) -> dict[str, Any]:
    if number == 1:
        return item
    found = copy.deepcopy(item)
    found["id"] = f"{item['id']}-{number}"
    found["text"] = {language: f"{words} ({number})" for language, words in item["text"].items()}
    return {name: field for name, field in found.items() if name not in ("quick", "topic", "essential")}
