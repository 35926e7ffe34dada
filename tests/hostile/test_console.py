"""The console refuses everybody but the facilitator, and acts for no other page."""

from __future__ import annotations

import re
import socket

import pytest

from tests.live.serving import FIRST, JSON, ask, serving

HEADERS = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "x-frame-options",
    "permissions-policy",
    "cache-control",
}
ROUTES = ["/", "/console", "/beamer", "/step", "/find-out", "/events", "/export", "/static/000000000000/console.js",
          "/console/", "/join", "/room", "/vote", "/state", "/nothing", "/favicon.ico"]  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hostile")) as running:
        yield running


@pytest.fixture(scope="module")
def host(room):
    return room.console.removeprefix("http://")


@pytest.fixture(scope="module")
def cookie(room, host):
    return ask(host, f"/console?token={room.venue.token}").cookie


def step(host, cookie, body="kind=pause&seen=0&key=hostile", **headers):
    return ask(host, "/step", cookie, "POST", {"Origin": f"http://{host}"} | JSON | headers, body)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_answers_without_the_cookie(host, room, path, method):
    """Whoever did not come in by the link is told nothing of the room, not even whether an address exists."""
    answer = ask(host, path, method=method, headers={"Origin": f"http://{host}"})
    assert answer.status == 403 and answer.headers.keys() >= HEADERS
    assert room.code not in answer.body.lower() and "dm." not in answer.body and "Traceback" not in answer.body


@pytest.mark.parametrize("token", ["", "x" * 32, "t" * 31, "t" * 33, "%00", "%C3%A9", "t" * 5000])
def test_a_wrong_token_gives_no_cookie(host, token):
    """A link with another token is refused and sets nothing."""
    answer = ask(host, f"/console?token={token}")
    assert answer.status == 403 and "facilitator" not in answer.headers.get("set-cookie", "")


def test_the_token_opens_nothing_by_post(host, room):
    """A form of another page that knows no cookie cannot act by the token."""
    assert step(host, "", f"kind=pause&seen=0&key=k&token={room.venue.token}").status == 403


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/\\elsewhere.example/", "//elsewhere.example/%2f.."])
def test_the_clean_address_is_never_on_another_server(host, room, path):
    """An address that looks like another host leads back to ours."""
    answer = ask(host, f"{path}?token={room.venue.token}")
    assert re.match(r"/(?![/\\])", answer.headers.get("location", "/"))


def test_a_forged_cookie_is_refused(host, cookie):
    """A cookie that the server did not sign, or that was signed for something else, counts as none."""
    name, _, signed = cookie.partition("=")
    for forged in ('"2|1:0|10:1795325179|4:name|4:YWJj|' + "0" * 64 + '"', signed[:-3] + '000"', "", '"x"'):
        assert ask(host, "/console", f"{name}={forged}").status == 403


def test_the_cookie_of_a_participant_opens_nothing(room, host, cookie):
    """Neither as it is, nor under the name that the cookie of the facilitator has."""
    phone = room.phone()
    assert phone.cookie
    renamed = cookie.partition("=")[0] + "=" + phone.cookie.partition("=")[2]
    for tried in (phone.cookie, renamed):
        assert ask(host, "/console", tried).status == 403
        assert step(host, tried).status == 403


def test_the_cookie_of_the_facilitator_is_nobody_in_the_room(room, cookie):
    """The phones' address does not know it, and has no console."""
    for path in ("/console", "/beamer", "/step", "/export", f"/console?token={room.venue.token}"):
        assert ask(room.host, path, cookie).status in (303, 404)


@pytest.mark.parametrize(
    "name", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "localhost@elsewhere.example"]
)
def test_an_unknown_host_name_is_refused_even_with_the_cookie(host, cookie, name):
    """A page elsewhere whose name points here reaches nothing."""
    assert ask(host, "/console", cookie, headers={"Host": name}).status in (400, 403)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1", "file://", ""])
@pytest.mark.parametrize("path", ["/step", "/find-out"])
def test_a_foreign_origin_does_nothing(host, cookie, origin, path):
    """A page elsewhere that the browser sends our cookie for cannot act."""
    headers = JSON | ({"Origin": origin} if origin else {})
    assert ask(host, path, cookie, "POST", headers, "kind=pause&seen=0&key=k").status == 403
    assert ask(host, "/console", cookie).body.count('name="act" value="pause:"') == 1


def test_phones_are_another_origin(room, host, cookie):
    """A page on the phones' address of the same computer cannot act either."""
    assert step(host, cookie, Origin=room.address).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_do_nothing(host, cookie, method):
    """Pages are read and acts are posted, nothing else."""
    for path in ("/console", "/step", "/beamer"):
        assert ask(host, path, cookie, method, {"Origin": f"http://{host}", "Content-Length": "0"}).status == 405


def test_acts_are_not_read(host, cookie):
    """Following a link does nothing."""
    for path in ("/step?kind=pause&seen=0&key=k", "/find-out"):
        assert ask(host, path, cookie).status == 405


@pytest.mark.parametrize(
    "body",
    [
        "",
        "kind=nothing&seen=0&key=a",
        "kind=open&subject=nothing&seen=0&key=b",
        "kind=open&seen=0&key=c",
        "kind=part&subject=%3Cimg%20src=x%3E&seen=zero&key=d",
        "kind=pause&seen=-1&key=e",
        "kind=pause&seen=99999999999999999999&key=f",
        "kind=timer&seconds=-5&seen=0&key=g",
        "kind=timer&seconds=1e9&seen=0&key=h",
        "kind=quote&words=&seen=0&key=i",
        "kind=agree&subject=dm.crm&choice=3&seen=0&key=j",
        "kind=count&subject=dm.crm&step-0=1&seen=0&key=k",
        "kind=count&subject=dm.crm&step-0=x&seen=0&key=l",
        "act=open&seen=0&key=m",
        "kind=show&subject=dm.crm&seen=0&key=n",
        "kind=reveal&subject=dm.crm&seen=0&key=o",
    ],
)
def test_a_bad_act_is_refused_with_a_sentence(host, cookie, body):
    """Nothing unknown is done; the answer is one sentence, never a traceback, and the room is where it was."""
    answer = step(host, cookie, body)
    assert answer.status in (409, 422) and answer.json["message"]
    assert "Traceback" not in answer.body
    assert 'name="seen" value="0"' in ask(host, "/console", cookie).body


@pytest.mark.parametrize("body", ["not json", "[]", "null", "[[[[", '"text"', '{"kind": {"a": 1}}'])
def test_broken_json_does_nothing(host, cookie, body):
    """What is no act is refused."""
    answer = step(host, cookie, body, **{"Content-Type": "application/json"})
    assert answer.status in (400, 409, 422) and "Traceback" not in answer.body


def test_a_body_that_is_too_large_is_not_read(host, cookie):
    """Beyond 64 kB the connection is closed."""
    head = f"POST /step HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\nContent-Length: 70000\r\n\r\n"
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=10) as line:
        line.sendall(head.encode())
        answer = line.recv(4096)
    assert answer == b"" or b" 400 " in answer.splitlines()[0]


def test_what_people_typed_stays_text(room, host, cookie):
    """Markup in words, notes, roles and searches is shown as it was typed."""
    nasty = "%3Cscript%3Ealert(1)%3C/script%3E"
    searched = ask(host, f"/console?q={nasty}&model={nasty}&show={nasty}", cookie)
    assert searched.status == 200 and "<script>alert" not in searched.body
    stale = ask(
        host,
        "/step",
        cookie,
        "POST",
        {"Origin": f"http://{host}"},
        f"kind={nasty}&subject={nasty}&seen=77&{nasty}={nasty}",
    )
    assert stale.status == 409 and "<script>alert" not in stale.body
    assert "&lt;script&gt;alert" in stale.body


@pytest.mark.parametrize(
    "shape", ["../handlers.py", "..%2f..%2fvenue.py", "%2e%2e/venue.py", "....//venue.py", "console.js%00"]
)
def test_static_addresses_lead_to_known_files_only(host, cookie, shape):
    """No shape of a path reaches a source or a template."""
    page = ask(host, "/console", cookie).body
    digest = re.search(r"/static/([0-9a-f]{12})/console.js", page).group(1)
    answer = ask(host, f"/static/{digest}/{shape}", cookie)
    assert answer.status == 404 and "import" not in answer.body


@pytest.mark.parametrize("path", ["/console", "/beamer", "/export", "/nothing"])
def test_every_answer_carries_the_headers(host, cookie, path):
    """No page may be framed, kept, or run a script that is not ours."""
    answer = ask(host, path, cookie)
    assert answer.headers.keys() >= HEADERS and "server" not in answer.headers
    assert "script-src 'self';" in answer.headers["content-security-policy"]


def test_the_log_holds_no_token_and_no_code(room, host):
    """Wrong and right links leave neither behind."""
    ask(host, "/console?token=secret-guess")
    text = room.log.read_text()
    assert "secret-guess" not in text and room.venue.token not in text and room.code not in text
    assert FIRST not in text
