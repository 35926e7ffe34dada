"""A server that is away, refuses or breaks off is told in one sentence, without a password, and nothing is lost."""

import subprocess
import sys
import threading

import pytest
from sqlalchemy import text

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import StoreError, open_store
from maturity_kit.store.address import place, present

SECRET = "dont-tell"


def garden(name="garden"):
    return new_assessment(name, "Van Dijk Tuin", "2026-11-22")


def answer(item, value, key=""):
    return Event("answer", item, {"value": value}, key=key)


def refusal(act):
    """The sentence with which something is refused."""
    with pytest.raises(StoreError) as refused:
        act()
    told = str(refused.value)
    assert "\n" not in told
    assert refused.value.to("nl") != told
    return told


@pytest.fixture
def store(database):
    store = open_store(database)
    store.create(garden())
    yield store
    store.close()


@pytest.mark.parametrize("written", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_a_plain_address_means_the_driver_that_comes_with_it(written):
    """Whoever writes postgresql:// gets psycopg 3."""
    assert place(f"{written}me@127.0.0.1/name").drivername == "postgresql+psycopg"


def test_the_environment_says_where_the_store_is(tmp_path, monkeypatch, database):
    """MATURITY_STORE is a path, which begins at the workbook folder for every process, or an address; else the default."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    home = tmp_path.resolve()
    found = {}
    for chosen in ("", "a/b.sqlite", str(home / "c.sqlite"), "sqlite:///d.sqlite", database):
        monkeypatch.setenv("MATURITY_STORE", chosen)
        found[chosen] = place(None).database
    assert list(found.values()) == [
        str(home / "outputs" / "maturity.sqlite"),
        str(home / "a" / "b.sqlite"),
        str(home / "c.sqlite"),
        str(home / "d.sqlite"),
        database.rpartition("/")[2],
    ]
    store = open_store()
    assert (store.list(), present(place(None))) == ([], True)
    store.close()


@pytest.mark.parametrize(
    "url, said",
    [
        (lambda server: server.url("nowhere", word="word"), "has no database of this name"),
        (lambda server: server.url(word=SECRET), "refuses this user or password"),
        (lambda server: server.url(user="nobody", word=SECRET), "refuses this user or password"),
        (
            lambda server: f"postgresql://me:{SECRET}@127.0.0.1:1/x?password={SECRET}",
            "no connection to the database server",
        ),
        (lambda server: f"mysql://me:{SECRET}@127.0.0.1/x", "no address of a database"),
        (lambda server: f"postgresql://me:{SECRET}@127.0.0.1:port/x", "no address of a database"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_without_the_password(postgres, url, said):
    """What is wrong and what to check; the password is in no message."""
    told = refusal(lambda: open_store(url(postgres), patience=2))
    assert said in told
    assert SECRET not in told


def test_without_the_driver_the_way_to_install_it_is_told(monkeypatch):
    """A workbook without psycopg names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'pip install "maturity-workbook[postgres]"' in refusal(lambda: open_store("postgresql://me@127.0.0.1/x"))


def test_a_user_without_rights_is_told(postgres, store, database):
    """Somebody who may look but not write is refused when it comes to that, and so is who may not even look."""
    name = database.rpartition("/")[2]
    postgres.execute(
        f"CREATE ROLE reader_{name} LOGIN PASSWORD 'word'",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}",
        database=name,
    )
    reader = open_store(postgres.url(name, user=f"reader_{name}"))
    assert [entry.id for entry in reader.list()] == ["garden"]
    assert "This user may not do that" in refusal(lambda: reader.append("garden", answer("dm.crm", 1)))
    reader.close()
    postgres.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM reader_{name}", database=name)
    assert "This user may not do that" in refusal(lambda: open_store(postgres.url(name, user=f"reader_{name}")))
    postgres.execute(f"DROP ROLE reader_{name}", database=name)


def test_a_connection_that_breaks_in_the_middle_is_told(postgres, store):
    """The half-done change is taken back by the server, the sentence says to make it again, and then it works."""

    def broken():
        with store.writing("garden") as work:
            work.add(answer("dm.crm", 3, key="k1"))
            (number,) = work.connection.execute(text("SELECT pg_backend_pid()")).one()
            postgres.execute(f"SELECT pg_terminate_backend({number})")
            work.add(answer("dm.tags", 1, key="k2"))

    assert "The connection to the database broke" in refusal(broken)
    assert (store.revision("garden"), dict(store.load("garden").answers)) == (0, {})
    assert store.append("garden", answer("dm.crm", 3, key="k1")).repeated is False


def test_a_server_that_was_started_again_is_found(store, postgres):
    """An idle connection that is gone is replaced without anybody noticing; while the server is away that is told."""
    store.append("garden", answer("dm.crm", 3))
    postgres.stop()
    try:
        assert "no connection to the database server" in refusal(lambda: store.append("garden", answer("dm.tags", 1)))
    finally:
        postgres.start()
    store.append("garden", answer("dm.tags", 2))
    assert {item: given.value for item, given in store.load("garden").answers.items()} == {"dm.crm": 3, "dm.tags": 2}


def test_who_waits_too_long_is_told(store, database):
    """A lock that somebody keeps gives the same sentence as a busy file."""
    impatient = open_store(database, patience=0.1)
    with store.writing("garden"):
        assert "keeps the store busy" in refusal(lambda: impatient.append("garden", answer("dm.crm", 1)))
    impatient.append("garden", answer("dm.crm", 2))
    impatient.close()


def test_a_deadlock_is_told_and_the_other_goes_on(store, database):
    """Two that wait for each other: one is refused in a sentence, the other saves."""
    store.create(garden("forest"))
    other = open_store(database)
    met, told = threading.Barrier(2, timeout=20), []

    def both(mine, first, second):
        try:
            with mine.writing(first) as work:
                work.add(answer("dm.crm", 1))
                met.wait()
                work.connection.execute(text(f"SELECT 1 FROM assessments WHERE id = '{second}' FOR UPDATE"))
        except StoreError as error:
            told.append(str(error))

    threads = [
        threading.Thread(target=both, args=pair) for pair in ((store, "garden", "forest"), (other, "forest", "garden"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [said.partition(": ")[2][:39] for said in told] == ["Two changes got in each other's way (de"]
    assert sum(len(store.load(name).answers) for name in ("garden", "forest")) == 1
    other.close()


def test_another_habit_of_the_server_changes_nothing(postgres, store, database):
    """Where a database prefers repeatable reads, who waited for the lock still sees what the one before wrote."""
    name = database.rpartition("/")[2]
    postgres.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    first, second = open_store(database), open_store(database)
    second.append("garden", answer("dm.crm", 1))
    waiting = threading.Thread(target=lambda: second.append("garden", answer("dm.crm", 4, key="k2")))
    with first.writing("garden") as work:
        waiting.start()
        _until_blocked(postgres, name)
        work.add(answer("dm.tags", 2, key="k1"))
    waiting.join(20)
    assert {item: given.value for item, given in second.load("garden").answers.items()} == {"dm.crm": 4, "dm.tags": 2}
    assert second.list()[0].answered == 2
    first.close()
    second.close()


def _until_blocked(postgres, name):
    """Returns once somebody waits for a lock in this database."""
    asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND wait_event_type = 'Lock'"
    for _ in range(2000):
        if postgres.execute(asked) != [(0,)]:
            return
    raise AssertionError("nobody waits")


def test_no_reader_skips_an_event_under_a_number_that_others_passed(store, database):
    """An event that got its number before one of another assessment, and ends after it, is read by who read the other."""
    quick, reader = open_store(database), open_store(database)
    store.create(garden("forest"))
    for name in ("garden", "forest"):
        store.append(name, answer("dm.crm", 1))
    with store.writing("garden") as work:
        late = work.add(answer("dm.tags", 2))
        passed = quick.append("forest", answer("dm.tags", 3))
        assert passed.revision > late.revision
        assert [len(reader.load(name).answers) for name in ("garden", "forest")] == [1, 2]
    assert [len(reader.load(name).answers) for name in ("garden", "forest")] == [2, 2]
    quick.close()
    reader.close()


def test_text_that_the_server_cannot_keep_is_told(store):
    """A sign that SQLite keeps and PostgreSQL does not is refused before anything is written."""
    assert "a sign that this database cannot keep" in refusal(lambda: store.append("garden", answer("dm.\0", 1)))
    assert store.revision("garden") == 0


def test_a_process_without_a_server_loads_no_driver(tmp_path):
    """A store in a file costs nothing of PostgreSQL."""
    ask = "import sys; from maturity_kit.store import open_store; open_store(sys.argv[1]); print('psycopg' in sys.modules)"
    command = [sys.executable, "-c", ask, str(tmp_path / "maturity.sqlite")]
    assert subprocess.run(command, capture_output=True, text=True, timeout=60).stdout == "False\n"
