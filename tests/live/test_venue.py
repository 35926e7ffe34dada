"""Addresses that phones are given, and whether they get through."""

import http.client
import threading

import pytest

from maturity_kit.live import reach, venue
from maturity_kit.live.venue import Venue, pretty_code
from maturity_kit.web.ports import ServeError, free_port
from tests import looping


def here(**more):
    return Venue("r", "t", "5e", **more)


@pytest.fixture
def on_a_network(monkeypatch):
    monkeypatch.setattr(venue, "lan_address", lambda: "192.0.2.7")


def test_phones_get_the_address_of_the_network(on_a_network):
    """With the code the link leads straight into the room."""
    assert here(port=8877).link() == "http://192.0.2.7:8877"
    assert here(port=8877).link("k7qf2mx0") == "http://192.0.2.7:8877/k7qf2mx0"


def test_another_network_is_noticed_while_the_room_runs(monkeypatch):
    """A laptop that joins the Wi-Fi of the room later is found under its new address."""
    monkeypatch.setattr(venue, "lan_address", lambda: "")
    one = here(port=8877)
    before = (one.link(), "192.0.2.7" in one.hosts)
    monkeypatch.setattr(venue, "lan_address", lambda: "192.0.2.7")
    assert before == ("http://localhost:8877", False)
    assert (one.link(), "192.0.2.7" in one.hosts) == ("http://192.0.2.7:8877", True)


def test_without_a_network_only_this_computer_is_named(monkeypatch):
    """No address is made up."""
    monkeypatch.setattr(venue, "lan_address", lambda: "")
    assert here(port=8877).link() == "http://localhost:8877"


def test_the_address_of_a_proxy_goes_first(on_a_network):
    """Its name may also be asked for."""
    proxied = here(address="https://scan.example/", port=9)
    assert (proxied.link("k"), "scan.example" in proxied.hosts) == ("https://scan.example/k", True)


def test_an_address_that_is_listened_on_is_the_one_given(on_a_network):
    """Also in its IPv6 form."""
    assert here(host="127.0.0.1", port=5).link() == "http://127.0.0.1:5"
    assert here(host="::1", port=5).link() == "http://[::1]:5"


def test_a_venue_survives_the_way_to_another_process():
    """What is dumped is loaded again, and shows no secret when it is printed."""
    one = here(names=("a", "b"), language="nl")
    assert Venue.load(one.dump()) == one
    assert "5e" not in repr(one)


def test_a_code_is_read_in_two_parts():
    """As people say it."""
    assert pretty_code("k7qf2mx0") == "K7QF-2MX0"


def test_a_taken_port_gives_the_next():
    """And none left is said with the numbers that were tried."""
    sockets, port = free_port(0, "127.0.0.1")
    try:
        with pytest.raises(ServeError, match=str(port)):
            free_port(port, "127.0.0.1", tried=1)
    finally:
        for one in sockets:
            one.close()


def knock(port, language):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Accept-Language": language})
    return connection.getresponse().read().decode()


def waited_for(own, seconds, language="en"):
    """Whether somebody got through, and what the page said, when one request comes."""
    said = []

    def tell(port):
        threading.Thread(target=lambda: said.append(knock(port, language)), daemon=True).start()

    found = looping.run(reach.reached_by_another("127.0.0.1", 0, seconds, language, tell, own))
    return found, said


def test_another_device_ends_the_waiting():
    """Its page says that it works, in its language."""
    found, said = waited_for(lambda address: False, 20, "nl")
    assert found
    assert all("Het werkt" in page for page in said)


def test_this_computer_itself_proves_nothing():
    """A request from here is told so, and the waiting goes on until its time is over."""
    found, said = waited_for(reach.is_own, 2)
    assert not found
    assert "same computer" in said[0]


@pytest.mark.parametrize(
    ("platform", "said", "expected"),
    [
        ("win32", "", "doctor.firewall_windows"),
        ("darwin", "Firewall is enabled.", "doctor.firewall_mac"),
        ("darwin", "Firewall is disabled.", ""),
        ("linux", "running\n", "doctor.firewall_firewalld"),
        ("linux", "", ""),
    ],
)
def test_a_firewall_that_is_known_is_named(monkeypatch, platform, said, expected):
    """As far as this computer tells; ufw is looked up in its own file."""
    monkeypatch.setattr(reach.sys, "platform", platform)
    monkeypatch.setattr(reach, "_said", lambda *command: said)
    monkeypatch.setattr(reach.Path, "is_file", lambda path: False)
    assert reach.firewall() == expected
