"""The workbook for Excel and LibreOffice with live formulas, the form to fill in, and tidy tables."""

from maturity_kit.reports.sheets.form import form_of
from maturity_kit.reports.sheets.making import workbook
from maturity_kit.reports.sheets.tables import rows_of, tables_csv
from maturity_kit.reports.sheets.taking_in import assessment_in

__all__ = ["assessment_in", "form_of", "rows_of", "tables_csv", "workbook"]
