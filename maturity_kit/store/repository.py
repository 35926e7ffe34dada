"""The store: assessments that only ever grow by events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.assessment.files import dump_assessment, load_assessment, parse_assessment
from maturity_kit.store.address import named
from maturity_kit.store.archive import set_archived
from maturity_kit.store.entries import Entry, entries
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.folding import Folded, Folding, is_there, lock
from maturity_kit.store.imports import Imported, bring_in, check_fit, without_voters
from maturity_kit.store.milestones import (
    Milestone,
    add_milestone,
    digest_of,
    frozen_text,
    milestone_text,
    milestones,
)
from maturity_kit.store.postgres import in_turn
from maturity_kit.store.rows import add_assessment
from maturity_kit.store.tables import assessments, events
from maturity_kit.store.writing import Saved, Writing


class Store:
    """Assessments and their events in one database; nothing in it is ever changed or removed.

    Several processes may use the same database at once. Every method raises ``StoreError`` (an ``InputError``) with
    one sentence when the database is locked, full, damaged or gone; what was acknowledged before is then still there.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.where = named(engine.url)
        self._writing = engine.execution_options(writes=True)
        self._folding = Folding(self.where)

    def __repr__(self) -> str:
        return f"Store({self.where!r})"

    def create(self, assessment: Assessment) -> str:
        """The id under which a new assessment is now kept; raises StoreError when that id is taken."""
        with told_as_sentence(self.where), self._writing.begin() as connection:
            in_turn(connection)
            if is_there(connection, assessment.id):
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
            lock(connection, assessment_id, self.where)
            return add_milestone(connection, self._fold(connection, assessment_id), name, key, self.where)

    def milestones(self, assessment_id: str) -> Sequence[Milestone]:
        """The milestones of an assessment, the oldest first; raises StoreError for an unknown id."""
        with told_as_sentence(self.where), self.engine.begin() as connection:
            self._expect(connection, assessment_id)
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
            return self._fold(connection, assessment_id)

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
            lock(connection, assessment_id, self.where)
            work = Writing(connection, assessment_id, self._folding.fold(connection, assessment_id), self.where)
            yield work
        self._folding.remember(assessment_id, Folded(work.revision, work.key, work.assessment))

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
            in_turn(connection)
            return bring_in(
                assessment,
                known=lambda wanted: self._fold(connection, wanted) if is_there(connection, wanted) else None,
                add=lambda found: add_assessment(connection, found),
                restore=lambda wanted: self._move(connection, wanted, False),
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
            return self._move(connection, assessment_id, archived)

    def _move(self, connection: Connection, assessment_id: str, archived: bool) -> bool:
        lock(connection, assessment_id, self.where)
        return set_archived(connection, assessment_id, archived)

    def _milestone_text(self, assessment_id: str, digest: str) -> str:
        with told_as_sentence(self.where), self.engine.begin() as connection:
            self._expect(connection, assessment_id)
            return milestone_text(connection, assessment_id, digest, self.where)

    def _expect(self, connection: Connection, assessment_id: str) -> None:
        if not is_there(connection, assessment_id):
            raise StoreError("unknown", self.where, id=assessment_id)

    def _fold(self, connection: Connection, assessment_id: str) -> Assessment:
        return self._folding.fold(connection, assessment_id).assessment


def _alike(*names: str) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in names)
