"""Who may see the console: the token of the link once, then a signed cookie of this room."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode

from tornado import web

from maturity_kit.live.facilitator.desk import Desk
from maturity_kit.live.handler import Handler, Static
from maturity_kit.live.pages import render
from maturity_kit.live.venue import Venue
from maturity_kit.web.asking import READS

DAYS = 30
"""How long a browser stays known; a link that is answered ahead may be open for weeks."""


def cookie_secret(venue: Venue) -> str:
    """What signs the cookies of the console; differs from what signs those of phones."""
    return hmac.new(venue.secret.encode(), b"facilitator", hashlib.sha256).hexdigest()


class Guarded(Handler):
    """Answers nobody but the facilitator; ``takes_token`` marks pages whose link may carry the token."""

    takes_token = False

    @property
    def desk(self) -> Desk:
        """What the facilitator works with."""
        desk: Desk = self.settings["desk"]
        return desk

    def prepare(self) -> None:
        """Exchange the token for a cookie; refuse whoever has neither."""
        super().prepare()
        token = self.get_query_argument("token", "") if self.request.method in READS else ""
        if self.takes_token and token:
            self._exchange(token)
        elif not self.known():
            raise web.HTTPError(403, "no cookie")

    def known(self) -> bool:
        """Whether this browser came in with the token of this room."""
        found = self.get_signed_cookie(self._cookie, max_age_days=DAYS)
        return found is not None and hmac.compare_digest(found, self.hall.room.id.encode())

    def problem_page(self, words: str) -> str:
        """What went wrong, as a page that loads nothing, with the way back for whoever is known."""
        return render("console_problem", self.language, part=False, title=words, known=self.known())

    @property
    def _cookie(self) -> str:
        return f"facilitator-{self.hall.room.id[:12]}"

    def _exchange(self, token: str) -> None:
        if not hmac.compare_digest(token.encode(), self.venue.token.encode()):
            raise web.HTTPError(403, "wrong token")
        self.set_signed_cookie(self._cookie, self.hall.room.id, expires_days=DAYS, httponly=True, samesite="Lax")
        rest = [(name, one) for name in self.request.query_arguments if name != "token"
                for one in self.get_query_arguments(name)]  # fmt: skip
        # The path is one of ours, but may begin with two slashes, which a browser reads as another host.
        path = "/" + self.request.path.lstrip("/\\")
        self.redirect(path + ("?" + urlencode(rest) if rest else ""), status=303)
        raise web.Finish()


class GuardedStatic(Guarded, Static):
    """Styles and scripts of the console."""


class Unknown(Guarded):
    """Every address that is nothing of ours."""

    takes_token = True

    def prepare(self) -> None:
        """Not found, for those who may come in at all."""
        super().prepare()
        raise web.HTTPError(404)
