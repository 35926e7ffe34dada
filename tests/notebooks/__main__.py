"""Run every notebook with nbval, on a copy of the workbook folder with a store and a snapshot of its own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def main() -> int:
    """The exit code of pytest."""
    from maturity_kit.serve.publish import SNAPSHOT

    with tempfile.TemporaryDirectory(prefix="maturity-") as folder:
        home = Path(folder)
        for part in ("data", "notebooks"):
            shutil.copytree(CHECKOUT / part, home / part)
        shutil.copyfile(home / "data/examples/insurer.assessment.json", home / SNAPSHOT)
        os.environ["MATURITY_HOME"] = str(home)
        return int(pytest.main(["--nbval-lax", "--rootdir", str(CHECKOUT), str(home / "notebooks")]))


if __name__ == "__main__":
    sys.exit(main())
