"""Every store keeps the same promises; a further database joins the tests by one line in STORES."""

import functools

import pytest
from cluster import cluster

from maturity_kit.store import open_store
from maturity_kit.store.tables import about, metadata


def sqlite_store(tmp_path):
    """The path of a store."""
    yield str(tmp_path / "maturity.sqlite")


@functools.cache
def served():
    """The address of a database with the tables of a store."""
    url = cluster().database()
    open_store(url).close()
    return url


def postgres_store(_tmp_path):
    """The address of a store on a server, emptied afterwards: that is much quicker than a new database for each test."""
    tables = ", ".join(table.name for table in metadata.sorted_tables if table is not about)
    yield served()
    cluster().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid()",
        f"TRUNCATE {tables} RESTART IDENTITY CASCADE",
        database=served().rpartition("/")[2],
    )


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
