"""The room on the network refuses what it should refuse, and tells nobody about anybody."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tornado.web import create_signed_value

from tests.live.serving import FIRST, JSON, Phone, ask, hidden, serving

HEADERS = {
    "content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
    "cross-origin-resource-policy", "x-frame-options", "permissions-policy", "cache-control",
}  # fmt: skip
EVERY_ROUTE = (
    "/", "/?code=x", "/00000000", "/join", "/room", "/room?part=main", "/vote", "/events", "/state", "/nothing",
    "/favicon.ico", "/static/000000000000/room.js", "/static/",
)  # fmt: skip
OF_THE_FACILITATOR = ("/console", "/beamer", "/step", "/export", "/console?token=" + "t" * 32, "/?token=" + "t" * 32)
REVEALS = ("/people", "/participants", "/votes", "/ballots", "/result", "/rooms", "/room/dm.crm", "/room.sqlite")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hostile")) as running:
        yield running


@pytest.fixture(scope="module")
def known(room) -> Phone:
    """Somebody in the room, while a vote is open."""
    joined = room.phone()
    room.act("open", FIRST)
    return joined


def cookie_name(phone: Phone) -> str:
    return phone.cookie.split("=")[0]


def form(**change: object) -> dict[str, object]:
    return {"item": FIRST, "ballot": 1, "choice": "2", "key": "k"} | change


@pytest.mark.parametrize("path", [*EVERY_ROUTE, *OF_THE_FACILITATOR])
def test_every_response_carries_the_security_headers(room, path):
    """A stranger gets them with every status there is, and no word about the software."""
    answer = ask(room.host, path)
    assert answer.headers.keys() >= HEADERS
    assert "server" not in answer.headers and "Tornado" not in answer.body and "Traceback" not in answer.body
    assert "script-src 'self';" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/", "/room", "/state", "/events", "/nothing"])
def test_a_name_that_is_not_ours_is_refused(room, known, host, path):
    """A page of somebody else that points its name at us gets nothing."""
    assert ask(room.host, path, known.cookie, headers={"Host": host}).status in (400, 403)


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1:1", "file://"])
@pytest.mark.parametrize("path", ["/vote", "/join"])
def test_a_form_of_another_page_is_refused(room, known, path, origin):
    """Without an origin, or with a foreign one, nothing is done."""
    headers = {"Origin": origin} if origin else {}
    answer = ask(room.host, path, known.cookie, "POST", headers, "choice=2&code=" + room.code)
    assert (answer.status, answer.cookie) == (403, "")


@pytest.mark.parametrize("kind", ["missing", "forged", "other room", "other secret", "plain"])
def test_a_cookie_that_is_not_of_this_room_opens_nothing(room, known, kind):
    """The room, the state, the news and the vote are for those who joined."""
    name, value = known.cookie.split("=", 1)
    person = "0" * 32
    cookie = {
        "missing": "",
        "forged": f"{name}={value[:-6]}aaaaaa",
        "other room": f"{name}={signed('room-' + 'f' * 32, person, '5e' * 32)}",
        "other secret": f"{name}={signed(name, person, '00' * 32)}",
        "plain": f"{name}={person}",
    }[kind]
    stranger = Phone(room.host, cookie)
    assert stranger.get("/room").headers["location"] == "/"
    assert [stranger.get(path).status for path in ("/room?part=main", "/state", "/events")] == [403, 403, 403]
    assert stranger.post("/vote", form(), **JSON).json["problem"] == "vote.stranger"
    assert stranger.post("/vote", form()).status == 403


def signed(name: str, value: str, secret: str) -> str:
    return create_signed_value(bytes.fromhex(secret), name, value).decode()


def test_the_cookie_is_kept_from_scripts_and_other_sites(room):
    """HttpOnly, SameSite, named after the room, for sixty days; Secure only where the address is https."""
    phone = Phone(room.host)
    told = phone.join(room.code).headers["set-cookie"]
    assert told.startswith(f"room-{room.venue.room}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=5184000"} <= set(told.split("; ")) and "Secure" not in told


def test_the_cookie_is_secure_behind_https(tmp_path):
    """With an https address the cookie never travels in the clear."""
    from tests.live.serving import garden, live

    path = tmp_path / "room.sqlite"
    running = live(path, garden(path), address="https://room.example")
    running.start()
    try:
        origin = {"Host": "room.example", "Origin": "https://room.example"}
        page = ask(running.host, f"/{running.code}", headers=origin)
        body = "&".join(f"{name}={text}" for name, text in hidden(page.body).items())
        joined = ask(running.host, "/join", "", "POST", origin, body)
        assert joined.status == 303 and "Secure" in joined.headers["set-cookie"].split("; ")
    finally:
        running.stop()


@pytest.mark.parametrize("path", OF_THE_FACILITATOR)
def test_nothing_of_the_facilitator_is_on_this_port(room, known, path):
    """Not even with the token, nor by somebody in the room."""
    for phone in (Phone(room.host), known):
        answer = phone.get(path)
        assert answer.status == 404 or (path.startswith("/?") and "facilitator" not in str(answer.headers))
        assert phone.post(path, {"kind": "reveal", "subject": FIRST, "seen": "1", "key": "k"}).status in (404, 405)
    assert known.get("/state").json["phase"] == "open"


@pytest.mark.parametrize("path", REVEALS)
def test_nobody_is_listed(room, known, path):
    """There is no address with the people, their votes or the store."""
    assert known.get(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../pyproject.toml", "/static/000000000000/..%2f..%2fhall.py", "/static//etc/passwd", "/static/",
        "/static/{digest}/../room.css", "/static/{digest}/room.css/..", "/static/{digest}/%2e%2e", "//etc/passwd",
        "/static/{digest}/console.js", "/..%2f..%2fetc%2fpasswd", "/static/{digest}/room.css%00",
    ],
)  # fmt: skip
def test_paths_lead_nowhere_else(room, known, path):
    """Only the files of the pages are there, each under its own digest."""
    digest = known.get("/room").body.split("/static/")[1].split("/")[0]
    assert known.get(f"/static/{digest}/room.css").status == 200
    assert known.get(path.format(digest=digest)).status in (400, 404)


def test_a_body_that_is_too_long_is_not_read(room, known):
    """A body of a megabyte is cut off or refused, and the room goes on."""
    try:
        answer = known.post("/vote", form(reason="x" * 1_000_000), **JSON)
        assert answer.status >= 400
    except (ConnectionError, OSError):
        pass
    assert known.get("/state").status == 200


def test_a_line_that_never_ends_is_let_go(room, known):
    """A header of a megabyte does not hold the server."""
    with socket.create_connection(("127.0.0.1", room.venue.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        try:
            for _ in range(16):
                line.sendall(b"x" * 65536)
            line.recv(100)
        except (ConnectionError, OSError):
            pass
    assert known.get("/state").status == 200


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"choice": "5"}, "vote.choice"),
        ({"choice": "-1"}, "vote.choice"),
        ({"choice": "2.5"}, "vote.choice"),
        ({"choice": ""}, "vote.choice"),
        ({"choice": "maybe"}, "vote.choice"),
        ({"choice": "<script>alert(1)</script>"}, "vote.choice"),
        ({"item": "dm.tags"}, "vote.other"),
        ({"item": "dm.nothing"}, "vote.other"),
        ({"item": ""}, "vote.other"),
        ({"ballot": "2"}, "vote.other"),
        ({"ballot": "0"}, "vote.late"),
    ],
)
def test_what_is_no_vote_is_refused(room, known, change, problem):
    """With its reason for a script, as a page with the sentence for a form, and nothing is counted."""
    before = known.get("/state").json["voted"]
    fields = form(key=f"bad-{change}") | change
    told = known.post("/vote", fields, **JSON)
    assert told.json["problem"] == problem and told.json["message"]
    page = known.post("/vote", fields)
    assert page.status == 409 and "<script>alert" not in page.body
    assert known.get("/state").json["voted"] == before


@pytest.mark.parametrize(
    "change", [{"ballot": "x"}, {"ballot": "-1"}, {"ballot": "1e9"}, {"ballot": "²"}, {"key": ""}, {"key": "k" * 65}]
)
def test_a_form_that_is_none_is_refused(room, known, change):
    """What a page of ours never sends gets 400."""
    assert known.post("/vote", form() | change, **JSON).status == 400


def test_bytes_that_are_no_text_are_refused(room, known):
    """A form that is not UTF-8 gets 400 and no traceback."""
    origin = {"Origin": f"http://{room.host}"}
    answer = ask(room.host, "/vote", known.cookie, "POST", origin, "item=%ff%fe&ballot=1&choice=2&key=k")
    assert (answer.status, "Traceback" in answer.body) == (400, False)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/room", "/vote", "/state"])
def test_other_methods_are_refused(room, known, method, path):
    """Nothing is done but reading and sending forms."""
    answer = ask(room.host, path, known.cookie, method, {"Origin": f"http://{room.host}", "Content-Length": "0"})
    assert answer.status == 405


def test_a_key_of_somebody_else_changes_nothing(room, known):
    """Two people may use the same key; each has a vote of their own."""
    other = room.phone()
    assert known.vote(FIRST, 2, key="shared")["ok"] and other.vote(FIRST, 4, key="shared")["ok"]
    assert known.get("/room").body.count("checked") == other.get("/room").body.count("checked") == 1


def test_a_name_or_role_that_was_not_asked_for_is_not_kept(room):
    """A form that sends a name to a room that asks for none leaves no trace of it."""
    phone = Phone(room.host)
    phone.join(room.code, name="Willemijn-Anna")
    assert b"Willemijn-Anna" not in b"".join(file.read_bytes() for file in Path(room.venue.store).parent.iterdir())


def test_codes_cannot_be_guessed_by_the_thousand(tmp_path):
    """From the 21st wrong code of a minute on there is only 429 and when to try again; the right code still lets in."""
    with serving(tmp_path) as room:
        wrong = [ask(room.host, f"/0000{n:04d}") for n in range(25)]
        assert [answer.status for answer in wrong] == [404] * 20 + [429] * 5
        assert 1 <= int(wrong[-1].headers["retry-after"]) <= 60 and "Too many wrong codes" in wrong[-1].body
        joining = Phone(room.host).post("/join", {"code": "00000000", "key": "k"})
        assert joining.status == 429
        assert room.phone().get("/state").status == 200
        typed = f"{room.code[:4]}-{room.code[4:]}".upper()
        assert ask(room.host, f"/{typed}").status == 200


def test_nothing_of_the_code_or_of_people_is_logged(tmp_path):
    """Neither the code, nor a wrong one, nor a cookie, nor what failed about them is in the log."""
    with serving(tmp_path) as room:
        phone = room.phone()
        for path in (f"/{room.code}", "/00000000", f"/{room.code}/x", "/%ff", f"/?code={room.code}"):
            ask(room.host, path)
        phone.post("/vote", form(ballot="x"))
        phone.post("/vote", form(item="%ff"))
        log = room.log.read_text()
    assert not [secret for secret in (room.code, "00000000", phone.cookie[-20:], "127.0.0.1") if secret in log]
