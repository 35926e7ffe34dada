"""``python -m maturity_kit`` is ``maturity-kit``."""

import sys

from maturity_kit.cli import main

if __name__ == "__main__":
    sys.exit(main())
