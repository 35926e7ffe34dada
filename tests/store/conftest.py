"""Stores as they were made before, and a PostgreSQL server to move them to."""

import pytest
from cluster import database, postgres  # noqa: F401  the tests of this folder use these fixtures
from old_stores import make_old


@pytest.fixture
def old(tmp_path):
    """A store of shape 1 with two assessments, nine events and a milestone."""
    return make_old(tmp_path / "maturity.sqlite")
