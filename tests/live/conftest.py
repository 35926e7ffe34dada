"""Rooms that run: one for each test that needs its own."""

from __future__ import annotations

import pytest

from tests.live.serving import serving


@pytest.fixture
def room(tmp_path):
    """A room on three questions, just opened."""
    with serving(tmp_path) as running:
        yield running
