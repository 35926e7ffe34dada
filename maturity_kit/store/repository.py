"""The store: assessments that only ever grow by events."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.files import dump_assessment, load_assessment, parse_assessment
from maturity_kit.errors import InputError
from maturity_kit.store.address import named
from maturity_kit.store.archive import set_archived
from maturity_kit.store.entries import Entry, entries
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.imports import Imported, bring_in, check_fit, without_voters
from maturity_kit.store.milestones import (
    Milestone,
    add_milestone,
    digest_of,
    frozen_text,
    milestone_text,
    milestones,
)
from maturity_kit.store.rows import add_assessment, event_of
from maturity_kit.store.tables import BESIDE, assessments, events
from maturity_kit.store.writing import Saved, Writing

REMEMBERED = 8
"""How many assessments stay folded in memory, so that saving one answer does not fold the whole history again."""


class Store:
    """Assessments and their events in one database; nothing in it is ever changed or removed.

    Several processes may use the same database at once. Every method raises ``StoreError`` (an ``InputError``) with
    one sentence when the database is locked, full, damaged or gone; what was acknowledged before is then still there.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.where = named(engine.url)
        self._writing = engine.execution_options(writes=True)
        self._folded: OrderedDict[str, tuple[int, Assessment]] = OrderedDict()

    def __repr__(self) -> str:
        return f"Store({self.where!r})"

    def create(self, assessment: Assessment) -> str:
        """The id under which a new assessment is now kept; raises StoreError when that id is taken."""
        with told_as_sentence(self.where), self._writing.begin() as connection:
            if self._base(connection, assessment.id) is not None:
                raise StoreError("taken", self.where, id=assessment.id)
            add_assessment(connection, assessment)
        return assessment.id

    def list(self, archived: bool = False) -> list[Entry]:
        """One line for each assessment, the most recently changed first; those put away only with ``archived``."""
        with told_as_sentence(self.where), self.engine.begin() as connection:
            return [entry for entry in entries(connection) if archived or not entry.archived]

    def latest(self) -> str | None:
        """The id of the assessment that was changed last; None when the list is empty."""
        found = self.list()
        return found[0].id if found else None

    def same(self, organisation: str, unit: str, round: int) -> Sequence[Entry]:
        """The lines of the list about the same unit in the same round; capitals and outer spaces do not matter."""
        wanted = (*_alike(organisation, unit), round)
        return [entry for entry in self.list() if (*_alike(entry.organisation, entry.unit), entry.round) == wanted]

    def archive(self, assessment_id: str) -> bool:
        """Puts an assessment away: out of the list, with everything in it kept; False when it already was.

        Raises:
            StoreError: unknown assessment. What cannot be read any more can be put away.
        """
        return self._set_archived(assessment_id, True)

    def restore(self, assessment_id: str) -> bool:
        """Brings an assessment back into the list; False when it was there. Raises StoreError for an unknown one."""
        return self._set_archived(assessment_id, False)

    def freeze(self, assessment_id: str, name: str, key: str = "") -> Milestone:
        """A named copy of the assessment as it is now, votes as counts and without any voter, that never changes.

        When nothing changed since the newest milestone nothing is added: that one is given, ``repeated``. So is the
        one that the same key made before.

        Raises:
            StoreError: unknown assessment, a name without a sign in it, or a key that was used for something else.
        """
        with told_as_sentence(self.where), self._writing.begin() as connection:
            self._base_of(connection, assessment_id, lock=True)
            return add_milestone(connection, self._fold(connection, assessment_id)[1], name, key, self.where)

    def milestones(self, assessment_id: str) -> Sequence[Milestone]:
        """The milestones of an assessment, the oldest first; raises StoreError for an unknown id."""
        with told_as_sentence(self.where), self.engine.begin() as connection:
            self._base_of(connection, assessment_id)
            return milestones(connection, assessment_id)

    def digest(self, assessment_id: str) -> str:
        """The digest that a milestone of the assessment would have now; raises StoreError for an unknown id."""
        return digest_of(frozen_text(self.load(assessment_id)))

    def milestone(self, assessment_id: str, digest: str) -> Assessment:
        """The assessment as a milestone keeps it; the beginning of a digest is enough.

        Raises:
            StoreError: no such assessment or milestone, several that begin like this, or one that was damaged.
        """
        return parse_assessment(self._milestone_text(assessment_id, digest), f"{self.where}: {assessment_id}@{digest}")

    def load(self, assessment_id: str) -> Assessment:
        """The assessment as it is now; raises StoreError for an unknown id or unreadable content."""
        with told_as_sentence(self.where), self.engine.begin() as connection:
            return self._fold(connection, assessment_id)[1]

    def touched(self, assessment_id: str) -> frozenset[str]:
        """Ids of the items whose answer was given, repeated, changed or cleared since the assessment was made."""
        wanted = select(events.c.subject).where(events.c.kind == "answer", events.c.assessment_id == assessment_id)
        with told_as_sentence(self.where), self.engine.begin() as connection:
            return frozenset(connection.scalars(wanted.distinct()))

    def revision(self, assessment_id: str | None = None) -> int:
        """A number that grows with every event of the assessment, or of the whole store without an id; 0 at first."""
        with told_as_sentence(self.where), self.engine.begin() as connection:
            newest = select(func.coalesce(func.max(events.c.seq), 0))
            if assessment_id is None:
                additions = select(func.coalesce(func.max(assessments.c.number), 0))
                return int(connection.scalar(newest) or 0) + int(connection.scalar(additions) or 0)
            return int(connection.scalar(newest.where(events.c.assessment_id == assessment_id)) or 0)

    def append(self, assessment_id: str, event: Event, seen: int | None = None) -> Saved:
        """The receipt of an event that is on disk; the same key again gives the first receipt, ``repeated``.

        Args:
            assessment_id: of the assessment that changes.
            event: the change.
            seen: the revision that its author knew; without it the last one wins.

        Raises:
            ChangedMeanwhile: after ``seen`` somebody else said something else of the same subject; nothing was written.
            StoreError: unknown assessment, or the key was used for something else.
            InputError: the event does not fit the assessment; nothing was written.
        """
        with self.writing(assessment_id) as work:
            return work.add(event, seen)

    @contextmanager
    def writing(self, assessment_id: str) -> Iterator[Writing]:
        """A transaction in which nobody else can write to the assessment; raises StoreError for an unknown id."""
        with told_as_sentence(self.where), self.beginning() as connection:
            self._base_of(connection, assessment_id, lock=True)
            work = Writing(connection, assessment_id, *self._fold(connection, assessment_id), self.where)
            yield work
        self._remember(assessment_id, work.revision, work.assessment)

    def import_assessment(self, assessment: Assessment, where: str = "") -> Imported:
        """Takes in an assessment without changing what is there: added, already known, or copied under a new id.

        Known content that was put away is brought back.

        Args:
            assessment: what to take in.
            where: name of the file, for messages.

        Raises:
            InputError: a value off the scale of its item; nothing was written.
        """
        check_fit(assessment, where)
        with told_as_sentence(self.where), self._writing.begin() as connection:
            return bring_in(
                assessment,
                known=lambda wanted: self._known(connection, wanted),
                add=lambda found: add_assessment(connection, found),
                restore=lambda wanted: set_archived(connection, wanted, False),
            )

    def import_file(self, path: str | Path) -> str:
        """The id of the assessment in a JSON file, which is now in the store; raises InputError for a bad file."""
        return self.import_assessment(load_assessment(path), str(path)).id

    def export(self, assessment_id: str, milestone: str = "") -> str:
        """The assessment as text of an ``*.assessment.json`` file; votes as counts per step, never a voter's row.

        With the digest of a milestone, or its beginning, the very text that has this digest.
        """
        if milestone:
            return self._milestone_text(assessment_id, milestone)
        return dump_assessment(without_voters(self.load(assessment_id)))

    def beginning(self) -> AbstractContextManager[Connection]:
        """A transaction that writes; writers to an SQLite file queue up at its beginning."""
        return self._writing.begin()

    def close(self) -> None:
        """Lets go of the database; the store cannot be used afterwards."""
        self.engine.dispose()

    def _set_archived(self, assessment_id: str, archived: bool) -> bool:
        with told_as_sentence(self.where), self._writing.begin() as connection:
            self._base_of(connection, assessment_id, lock=True)
            return set_archived(connection, assessment_id, archived)

    def _milestone_text(self, assessment_id: str, digest: str) -> str:
        with told_as_sentence(self.where), self.engine.begin() as connection:
            self._base_of(connection, assessment_id)
            return milestone_text(connection, assessment_id, digest, self.where)

    def _known(self, connection: Connection, assessment_id: str) -> Assessment | None:
        if self._base(connection, assessment_id) is None:
            return None
        return self._fold(connection, assessment_id)[1]

    def _base(self, connection: Connection, assessment_id: str, lock: bool = False) -> str | None:
        wanted = select(assessments.c.base).where(assessments.c.id == assessment_id)
        found: str | None = connection.scalar(wanted.with_for_update() if lock else wanted)
        return found

    def _base_of(self, connection: Connection, assessment_id: str, lock: bool = False) -> str:
        base = self._base(connection, assessment_id, lock)
        if base is None:
            raise StoreError("unknown", self.where, id=assessment_id)
        return base

    def _fold(self, connection: Connection, assessment_id: str) -> tuple[int, Assessment]:
        """Revision and content, from what was folded before and the events since."""
        revision, assessment = self._folded.get(assessment_id) or (0, self._parse_base(connection, assessment_id))
        since = select(events).where(events.c.assessment_id == assessment_id, events.c.seq > revision)
        for row in connection.execute(since.order_by(events.c.seq)):
            if row.kind not in BESIDE:
                assessment = self._apply(assessment, row)
            revision = row.seq
        self._remember(assessment_id, revision, assessment)
        return revision, assessment

    def _parse_base(self, connection: Connection, assessment_id: str) -> Assessment:
        base = self._base_of(connection, assessment_id)
        try:
            return parse_assessment(base, f"{self.where}: {assessment_id}")
        except InputError as error:
            raise StoreError("unreadable", self.where, id=assessment_id, event=0, found=error) from error

    def _apply(self, assessment: Assessment, row: Row[Any]) -> Assessment:
        try:
            return apply(assessment, event_of(row))
        except ValueError as error:
            raise StoreError("unreadable", self.where, id=row.assessment_id, event=row.seq, found=error) from error

    def _remember(self, assessment_id: str, revision: int, assessment: Assessment) -> None:
        self._folded[assessment_id] = (revision, assessment)
        self._folded.move_to_end(assessment_id)
        while len(self._folded) > REMEMBERED:
            self._folded.popitem(last=False)


def _alike(*names: str) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in names)
