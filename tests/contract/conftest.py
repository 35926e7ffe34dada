"""Every store keeps the same promises; a further database joins the tests by one line in STORES."""

import functools

import pytest
from cluster import NUMBERS, cluster

from maturity_kit.store import open_store


def sqlite_store(tmp_path):
    """The path of a store."""
    yield str(tmp_path / "maturity.sqlite")


@functools.cache
def template():
    """The name of a database with the tables of a store, which is quicker to copy than to make."""
    url = cluster().database()
    open_store(url).close()
    return url.rpartition("/")[2]


def postgres_store(_tmp_path):
    """The address of a store that is in use nowhere else, dropped afterwards."""
    made = template()
    name = f"copy_{next(NUMBERS)}"
    cluster().execute(f"CREATE DATABASE {name} TEMPLATE {made}")
    yield cluster().url(name)
    cluster().execute(f"DROP DATABASE {name} WITH (FORCE)")


STORES = {"sqlite": sqlite_store, "postgres": postgres_store}


@pytest.fixture(params=STORES)
def url(request, tmp_path):
    """Where the store is, for another process."""
    yield from STORES[request.param](tmp_path)


@pytest.fixture
def open_again(url):
    """A function that gives one more store on the same database, as another page or process would have."""
    opened = []

    def again():
        for store in opened:
            store.engine.dispose()  # lets go of idle connections only, of which a server has a limited number
        opened.append(open_store(url))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(open_again):
    return open_again()
