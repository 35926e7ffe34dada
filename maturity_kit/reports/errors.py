"""What cannot be put on paper, as sentences that say what to do."""

from __future__ import annotations

from maturity_kit.errors import InputError


class ReportError(InputError):
    """A problem with what should be printed; its sentences are those of ``wording/reports.yaml``."""

    room = "reports"
