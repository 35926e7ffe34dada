"""The objective that lags most, and the dialogue to start with."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.assessment.registers import Objective
from maturity_kit.insight.tables import Focus
from maturity_kit.insight.told.telling import CLASH, GAP, Filled, Said
from maturity_kit.insight.words import EQUAL, plain, whole
from maturity_kit.scoring.registers.dialogues import Progress


def objectives(filled: Filled) -> Iterator[Said]:
    """The objective that lags most, those that are too late, and those that cannot be judged."""
    say, found = filled.say, filled.tables.objectives
    if not found:
        yield Said(say("objectives.empty"))
        return
    known = [one for one in found if one.lag is not None]
    behind = [one for one in known if (one.lag or 0.0) > EQUAL]
    if behind:
        yield _most(filled, behind)
    elif known:
        yield Said(say("objectives.course", count=len(known)))
    late = [one.name for one, progress in _pairs(filled) if _is_late(filled, one, progress)]
    if late:
        yield Said(say("objectives.late", count=len(late), names=filled.names(late)), GAP)
    undated = [one.name for one, progress in _pairs(filled) if progress.progress is not None and not _dated(one)]
    if undated:
        yield Said(say("objectives.undated", count=len(undated), names=filled.names(undated)))
    unknown = [one.name for one in found if one.lag is None]
    if unknown:
        yield Said(say("objectives.unknown", count=len(unknown), names=filled.names(unknown)), GAP)


def _most(filled: Filled, behind: list[Progress]) -> Said:
    say, most = filled.say, max(one.lag or 0.0 for one in behind)
    worst = [one for one in behind if (one.lag or 0.0) >= most - EQUAL]
    names, first = filled.names(one.name for one in worst), worst[0]
    if len(worst) > 1:
        return Said(say("objectives.tie", names=names, points=whole(100 * most)), GAP)
    if first.progress is None:
        return Said(say("objectives.judged", names=names, lag=plain(4 * most, say.language)), GAP)
    key = "objectives.back" if first.progress < -EQUAL else "objectives.most"
    progress, expected = filled.percent(max(0.0, first.progress)), filled.percent(first.expected)
    return Said(say(key, names=names, progress=progress, expected=expected), GAP)


def _pairs(filled: Filled) -> Iterator[tuple[Objective, Progress]]:
    yield from zip(filled.kept.objectives, filled.tables.objectives, strict=True)


def _dated(one: Objective) -> bool:
    return one.from_ is not None and one.due is not None


def _is_late(filled: Filled, one: Objective, found: Progress) -> bool:
    return one.due is not None and one.due < filled.today and found.progress is not None and found.progress < 1 - EQUAL


def dialogues(filled: Filled) -> Iterator[Said]:
    """The dialogue to start with and what it needs; without one, why there is none."""
    say, found, focus = filled.say, filled.tables.dialogues, filled.tables.focus
    if not found:
        yield Said(say("dialogues.empty"))
        return
    if focus:
        yield from _focus(filled, focus)
    else:
        yield _no_focus(filled)
    unsaid = [one.name for one in found if one.gap is None]
    if unsaid and len(unsaid) < len(found):
        yield Said(say("dialogues.unsaid", count=len(unsaid), names=filled.names(unsaid)))
    names = {one.name for one in filled.kept.objectives}
    strange = [one.name for one in filled.kept.dialogues if one.objective and one.objective not in names]
    if strange:
        yield Said(say("dialogues.strange", count=len(strange), names=filled.names(strange)), GAP)


def _focus(filled: Filled, focus: Focus) -> Iterator[Said]:
    say = filled.say
    even = len(focus.layers) > 1 and len(filled.tables.widest) == len(focus.layers)
    words = say("dialogues.focus-even" if even else "dialogues.focus", count=len(focus.layers),
                layers=filled.titles(focus.layers), dialogue=filled.quoted(focus.dialogue),
                objective=filled.quoted(focus.objective))  # fmt: skip
    yield Said(words, CLASH)
    roles = [say("dialogues.role", names=filled.names(names), layer=filled.title(layer))
             for layer, names in focus.missing_roles.items()]  # fmt: skip
    if roles:
        count = sum(map(len, focus.missing_roles.values()))
        yield Said(say("dialogues.roles", count=count, roles=filled.row(roles)), GAP)
    if focus.missing_technology:
        names = filled.names(focus.missing_technology)
        yield Said(say("dialogues.technology", count=len(focus.missing_technology), names=names), GAP)


def _no_focus(filled: Filled) -> Said:
    """Why no dialogue comes first: no levels, no gap, no objective with a known lag, or all on course."""
    say, found = filled.say, filled.tables.dialogues
    if all(one.gap is None for one in found):
        return Said(say("dialogues.no-levels"), GAP)
    short = [one for one in found if (one.gap or 0.0) > EQUAL]
    if not short:
        return Said(say("dialogues.no-gap"))
    loose = [one.name for one in short if one.lag is None]
    if loose:
        return Said(say("dialogues.loose", count=len(loose), names=filled.names(loose)), GAP)
    return Said(say("dialogues.course", count=len(short), names=filled.names(one.name for one in short)))
