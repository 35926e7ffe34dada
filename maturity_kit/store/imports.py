"""What happens to an assessment that comes from a file: nothing that is in the store changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from maturity_kit.assessment import registers
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import dump_assessment, load_assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.content.load import load_models
from maturity_kit.scoring.voters import freeze


class Imported(NamedTuple):
    """Where a file ended up.

    ``added``: under its own id. ``known``: the store has exactly this under ``id``, nothing was written.
    ``restored``: the same, but it was put away and is back in the list.
    ``copied``: its id holds something else, so it was added under the new ``id``.
    """

    id: str
    outcome: Literal["added", "known", "restored", "copied"]


def load_fitting(path: str | Path) -> Assessment:
    """The assessment in a file, which fits the models; raises InputError for a bad file or a value off its scale."""
    assessment = load_assessment(path)
    check_fit(assessment, str(path))
    return assessment


def check_fit(assessment: Assessment, where: str = "") -> None:
    """Refuses what no score could be made of: values off their scale, half votes, counts of another number of steps.

    Ids that no model knows are left alone. The models are those of the workbook.

    Raises:
        InputError: with the place after ``where``, in the words of ``score``.
    """
    models = load_models().values()
    check_values(carried(assessment, models), models, where)


def bring_in(
    assessment: Assessment,
    known: Callable[[str], Assessment | None],
    add: Callable[[Assessment], None],
    restore: Callable[[str], bool],
) -> Imported:
    """Adds an assessment unless the same content is there; the same file twice therefore gives one copy at most."""
    for wanted in _ids(assessment):
        candidate = assessment.model_copy(update={"id": wanted})
        present = known(wanted)
        if present is None:
            add(candidate)
            return Imported(wanted, "added" if wanted == assessment.id else "copied")
        if _content(present) == _content(candidate):
            return Imported(wanted, "restored" if restore(wanted) else "known")
    raise AssertionError("there is always another id")


def without_voters(assessment: Assessment) -> Assessment:
    """The assessment as it may leave the store: votes as counts per step, points of a confrontation as totals.

    Models are read only when there are votes.
    """
    if assessment.votes:
        return freeze(assessment)
    return assessment.model_copy(update={"registers": registers.without_voters(assessment.registers)})


def _content(assessment: Assessment) -> str:
    """What an export shows, so that an exported file is recognised although votes have become counts."""
    return dump_assessment(without_voters(assessment))


def _ids(assessment: Assessment) -> Iterator[str]:
    """Its own id, then ids that follow from its content."""
    yield assessment.id
    text = dump_assessment(assessment)
    attempt = 0
    while True:
        yield uuid5(NAMESPACE_URL, f"{attempt}\n{text}").hex
        attempt += 1
