"""The table of ``content.html_table``, under the name that this floor knows it by."""

from __future__ import annotations

from maturity_kit.content.html_table import html_table as html_table
