"""Every store keeps the same promises; a further database joins the tests by one line in STORES."""

import pytest

from maturity_kit.store import open_store


def sqlite_stores(tmp_path):
    """Opens the same SQLite file each time it is called."""
    return lambda: open_store(tmp_path / "maturity.sqlite")


STORES = {"sqlite": sqlite_stores}


@pytest.fixture(params=STORES)
def open_again(request, tmp_path):
    """A function that gives one more store on the same database, as another page or process would have."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def store(open_again):
    return open_again()
