"""Write the page about the Python functions and say where it is."""

from __future__ import annotations

import sys
from pathlib import Path

from maturity_kit.api import write_page
from maturity_kit.errors import InputError
from maturity_kit.home import outputs

if __name__ == "__main__":
    try:
        print(write_page(Path(sys.argv[1]) if sys.argv[1:] else outputs() / "api"))
    except InputError as problem:
        sys.exit(str(problem))
