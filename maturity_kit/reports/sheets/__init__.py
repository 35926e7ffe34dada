"""The workbook for Excel and LibreOffice with live formulas, the form to fill in, and tidy tables."""

from maturity_kit.reports.sheets.making import workbook
from maturity_kit.reports.sheets.tables import rows_of, tables_csv

__all__ = ["rows_of", "tables_csv", "workbook"]
