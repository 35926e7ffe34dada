"""What a word on the command line means in the store: an id, or the beginning of one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_kit.cli.mistakes import CommandError
from maturity_kit.home import home

if TYPE_CHECKING:
    from maturity_kit.insight.comparing.compare import Entrant
    from maturity_kit.store import Entry, Store

SHORT = 8
"""Signs of an id that people see, unless that leaves two of them alike."""


def entry_meant(store: Store, beginning: str) -> Entry:
    """The assessment with this id, else the only one whose id begins like this, archived or not.

    Raises:
        StoreError: there is none, or there are several.
    """
    from maturity_kit.store import StoreError

    meant = _matching(store.list(archived=True), beginning)
    if len(meant) > 1:
        raise StoreError("ambiguous", id=beginning, found=", ".join(entry.id for entry in meant))
    if not meant:
        raise StoreError("unknown", store.where, id=beginning)
    return meant[0]


def file_meant(file: Path) -> Path:
    """The file; raises CommandError with the way out when it is none but the store has one assessment of that name."""
    if os.path.exists(file):
        return file
    meant = _in_default_store(str(file))
    if len(meant) == 1:
        raise CommandError("mistake.in_store", str(file), id=meant[0].id[: max(SHORT, len(str(file)))])
    return file


def entrant_meant(word: str) -> Entrant:
    """The assessment in a file, else the one in the store whose id begins like this, ``ID@DIGEST`` for a milestone.

    Raises:
        InputError: neither is there, several begin like this, or it cannot be read.
    """
    from maturity_kit.assessment.files import load_assessment
    from maturity_kit.insight.comparing.compare import Entrant

    beginning, _, digest = word.partition("@")
    if os.path.exists(word) or not _in_default_store(beginning):
        return Entrant(load_assessment(Path(word)), where=word)
    from maturity_kit.store import open_store

    store = open_store()
    meant = entry_meant(store, beginning).id
    if not digest:
        return Entrant(store.load(meant), where=word)
    frozen = store.milestone(meant, digest)
    names = [one.name for one in store.milestones(meant) if one.digest.startswith(digest)]
    return Entrant(frozen, names[-1], word)


def _in_default_store(beginning: str) -> list[Entry]:
    """What begins like this in the store, which is not made for the purpose; nothing when it cannot be read."""
    from maturity_kit.store import StoreError, open_store
    from maturity_kit.store.address import is_chosen, place, present

    if not is_chosen() and not (home() / "outputs").is_dir():
        return []
    try:
        if not present(place(None)):
            return []
        return _matching(open_store().list(archived=True), beginning)
    except StoreError:
        return []


def _matching(entries: Iterable[Entry], beginning: str) -> list[Entry]:
    found = [entry for entry in entries if beginning and entry.id.startswith(beginning)]
    return [entry for entry in found if entry.id == beginning] or found
