"""The application on the network: pages for phones, and nothing of the facilitator."""

from __future__ import annotations

import logging

from tornado.web import Application

from maturity_kit.live.hall import Hall
from maturity_kit.live.handler import Static, Unknown, log_request
from maturity_kit.live.participants.door import Code, Door, Join
from maturity_kit.live.participants.guesses import Guesses
from maturity_kit.live.participants.inside import News, RoomPage, State, Vote
from maturity_kit.live.venue import Venue


def application(hall: Hall, venue: Venue) -> Application:
    """Every address that a phone can reach."""
    return Application(
        [
            (r"/", Code),
            (r"/join", Join),
            (r"/room", RoomPage),
            (r"/vote", Vote),
            (r"/events", News),
            (r"/state", State),
            (r"/static/([0-9a-f]{12})/([a-z.]{1,40})", Static),
            (r"/([0-9A-Za-z]{4}-?[0-9A-Za-z]{4})", Door),
        ],
        default_handler_class=Unknown,
        log_function=log_request,
        cookie_secret=bytes.fromhex(venue.secret),
        hall=hall,
        venue=venue,
        # Asked each time: a laptop that joins the Wi-Fi of the room later has another address.
        hosts=lambda: venue.hosts,
        guesses=Guesses(),
        log=logging.getLogger("maturity_kit.live"),
    )
