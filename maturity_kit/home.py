"""Where the workbook lives: the folder that holds data/, notebooks/ and outputs/."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The workbook folder: ``MATURITY_HOME``, else the checkout this comes from, else the current folder."""
    chosen = os.environ.get("MATURITY_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "data" / "models").is_dir() else Path.cwd()


def outputs() -> Path:
    """The folder for generated files, made when it is not there yet."""
    folder = home() / "outputs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
