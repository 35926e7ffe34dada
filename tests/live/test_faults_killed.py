"""The server is killed while a room votes: what was acknowledged is there, once, and the phones carry on."""

from __future__ import annotations

import pytest

from tests.live.storm import VOTERS, storm

KILLS = 40


@pytest.mark.timeout(900)
def test_forty_kills_lose_nothing(tmp_path):
    """Every acknowledged vote is kept exactly once, nothing else is, and the reveal shows the newest of each person."""
    told = storm(tmp_path, KILLS)
    assert told.kills == KILLS <= told.interrupted
    assert len(told.newest) == VOTERS
    assert len(told.acknowledged) == len(set(told.acknowledged)) > KILLS
    assert told.kept.keys == dict.fromkeys(told.sent, 1)
    assert set(told.acknowledged) <= told.kept.keys.keys()
    assert told.kept.revealed == told.newest
    assert told.kept.integrity == "ok"
