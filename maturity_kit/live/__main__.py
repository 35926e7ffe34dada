"""``python -m maturity_kit.live``: one room, as described by a venue in JSON on standard input."""

import sys

from maturity_kit.live.server import run
from maturity_kit.live.venue import Venue

if __name__ == "__main__":
    run(Venue.load(sys.stdin.readline()))
