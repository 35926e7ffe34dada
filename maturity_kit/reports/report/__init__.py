"""The report: everything a consultant hands over on paper, from the summary to every single answer."""

from maturity_kit.reports.report.document import report

__all__ = ["report"]
