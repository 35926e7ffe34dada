"""What a newer version of a model asks that the round before was not asked."""

from __future__ import annotations

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import used_models
from maturity_kit.assessment.rounds import new_items
from maturity_kit.content.load import Models
from maturity_kit.insight.notice import Notice, notice


def news(former: Assessment, models: Models) -> list[Notice]:
    """One notice for each model of a round that has a newer version now; none when all are as they were.

    Args:
        former: the round before.
        models: present models, with the superseded versions that the workbook still has.
    """
    found = []
    for model_id, present in used_models(former, models).items():
        version = former.models.get(model_id, present.version)
        if version == present.version:
            continue
        before = models.version(model_id, version)
        named = {"model": present.title, "former": version, "version": present.version}
        if before is None:
            found.append(notice("version.unknown", **named))
        else:
            items = new_items(before, present)
            questions = tuple(notice("question", question=item.text) for item in items)
            found.append(notice("version.new", count=len(items), items=questions, **named))
    return found
