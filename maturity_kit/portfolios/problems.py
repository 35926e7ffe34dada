"""What can be wrong with a portfolio as a whole; what is wrong with single rows is set aside instead."""

from __future__ import annotations

from maturity_kit.errors import InputError


class PortfolioError(InputError):
    """A portfolio that cannot be read, scored or written; its sentences are those of ``wording/portfolio.yaml``."""

    room = "portfolio"
