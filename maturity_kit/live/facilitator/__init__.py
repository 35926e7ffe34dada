"""Pages of the facilitator: the console, for one pair of eyes, and the beamer, for all."""

from __future__ import annotations

import logging

from tornado import web

from maturity_kit.live.facilitator.desk import Desk
from maturity_kit.live.facilitator.guard import GuardedStatic, Unknown, cookie_secret
from maturity_kit.live.facilitator.handlers import Act, Beamer, Console, Export, FindOut, Home, News
from maturity_kit.live.hall import Hall
from maturity_kit.live.handler import log_request
from maturity_kit.live.venue import Venue


def application(hall: Hall, venue: Venue) -> web.Application:
    """The addresses of the facilitator; none of them answers without the token or the cookie that it gave."""
    return web.Application(
        [
            (r"/", Home),
            (r"/console", Console),
            (r"/beamer", Beamer),
            (r"/step", Act),
            (r"/find-out", FindOut),
            (r"/events", News),
            (r"/export", Export),
            (r"/static/([0-9a-f]{12})/([\w.-]+)", GuardedStatic),
        ],
        default_handler_class=Unknown,
        log_function=log_request,
        cookie_secret=cookie_secret(venue),
        hall=hall,
        venue=venue,
        desk=Desk(hall, venue),
        hosts=lambda: frozenset({venue.console_host}),
        log=logging.getLogger("maturity_kit.live"),
    )
