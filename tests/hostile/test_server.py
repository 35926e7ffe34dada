"""Our server refuses what it should refuse."""

from __future__ import annotations

import itertools
import json
import re
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import App, counter_workbook, serving
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

SMALL = """
import os
from maturity_kit.home import home
from maturity_kit.serve.launch import run
from maturity_kit.serve.settings import Limits, Served, find_notebooks
run(Served(find_notebooks(home() / "notebooks"), home() / "notebooks", "t" * 32, b"s" * 32, dict(os.environ), port=0,
           hosts=frozenset({"workbook.example"}), limits=Limits(pages=3, heated=1, message=20_000)), False, "", print)
"""
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
COUNTS = itertools.count(1)
KERNEL = "/kernel/" + str(uuid.UUID(int=7))
EVERY_ROUTE = [
    "/",
    "/0_start",
    "/1_broken",
    "/nothing",
    "/favicon.ico",
    "/robots.txt",
    "/assets/0/own/maturity.css",
    "/code/0.js",
    KERNEL,
    KERNEL + "/channel",
    "/voila/static/voila.js",
    "/voila/files/private.txt",
    "/voila/templates/base/static/voila.js",
    "/voila/api/contents/",
    "/voila/tree",
    "/voila/query/1",
    "/api/kernels",
    "/api/kernels/1/channels",
    "/api/contents",
    "/login",
    "/logout",
    "/metrics",
    "/tree",
    "/lab",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(counter_workbook(tmp_path_factory.mktemp("hostile")), SMALL) as running:
        yield running


@pytest.fixture(scope="module")
def cookie(app: App) -> str:
    return app.come_in()


@pytest.fixture(scope="module")
def page(app: App, cookie: str) -> Iterator[tuple[str, dict]]:
    kernel, widgets = app.open_page(cookie)
    yield kernel, widgets
    leave(app, cookie, kernel)


def leave(app: App, cookie: str, kernel: str) -> int:
    return app.ask(f"/kernel/{kernel}", cookie, "POST", {"Origin": app.address, "Content-Length": "0"})[0]


def channel(app: App, kernel: str, cookie: str, origin: str | None = None) -> ClientConnection:
    address = f"ws://{app.host}/kernel/{kernel}/channel?session_id=1"
    return connect(address, origin=origin or app.address, additional_headers={"Cookie": cookie}, proxy=None)


def message(kind: str, content: dict, channel: str = "shell") -> str:
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": "1",
        "username": "",
        "version": "5.3",
        "date": "",
    }
    return json.dumps(
        {"channel": channel, "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
    )


def counter_of(widgets: dict) -> str:
    return next(name for name, widget in widgets.items() if "count" in widget["state"])


def update(widgets: dict, **state: object) -> str:
    return message(
        "comm_msg", {"comm_id": counter_of(widgets), "data": {"method": "update", "state": state, "buffer_paths": []}}
    )


def answers_after(line: ClientConnection, widgets: dict, seconds: float = 5.0) -> list[str]:
    """Every answer of the widget, up to that on a count it has not seen before."""
    count = next(COUNTS)
    line.send(update(widgets, count=count))
    answers: list[str] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and f"counted {count}" not in answers:
        said = json.loads(line.recv(timeout=seconds))
        if said["header"]["msg_type"] == "comm_msg":
            answers += [said["content"]["data"].get("state", {}).get("answer", "")]
    return [answer for answer in answers if answer]


@pytest.mark.parametrize("path", EVERY_ROUTE)
def test_no_address_answers_without_the_cookie(app: App, path: str) -> None:
    """Whoever has not come in by the link is told nothing, not even whether an address exists."""
    status, headers, body = app.ask(path)
    assert status == 403
    assert headers.keys() >= HEADERS
    assert "No access" in body and "Geen toegang" in body and "Traceback" not in body


def test_a_wrong_token_gives_no_cookie(app: App) -> None:
    """A link with another token is refused and sets nothing."""
    status, headers, _ = app.ask("/0_start?token=" + "x" * 32)
    assert status == 403 and "set-cookie" not in headers


def test_a_forged_cookie_is_refused(app: App) -> None:
    """A cookie that the server did not sign counts as none."""
    name = app.come_in().split("=")[0]
    assert app.ask("/0_start", f'{name}="2|1:0|10:1795325179|4:name|4:YWJj|{"0" * 64}"')[0] == 403


def test_the_token_leaves_the_address(app: App) -> None:
    """The token is exchanged for a cookie that scripts cannot read, and the browser is sent to the clean address."""
    status, headers, _ = app.ask(f"/0_start?lang=nl&token={app.token}")
    assert (status, headers["location"]) == (302, "/0_start?lang=nl")
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=Lax" in headers["set-cookie"]
    assert app.token not in str(headers)


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/\\elsewhere.example/", "//elsewhere.example/%2f.."])
def test_the_clean_address_is_never_on_another_server(app: App, path: str) -> None:
    """An address that looks like another host leads back to ours."""
    _, headers, _ = app.ask(f"{path}?token={app.token}")
    assert re.match(r"/(?![/\\])", headers.get("location", "/"))


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "localhost@elsewhere.example"]
)
def test_an_unknown_host_name_is_refused_even_with_the_cookie(app: App, cookie: str, host: str) -> None:
    """A page elsewhere whose name points here reaches nothing."""
    assert app.ask("/2_request", cookie, headers={"Host": host})[0] in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "workbook.example", "LOCALHOST:80"])
def test_local_names_and_those_given_are_known(app: App, host: str) -> None:
    """The names a user may type work."""
    assert app.ask(f"/?token={app.token}", headers={"Host": host})[0] == 302


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1", "file://", ""])
def test_a_foreign_origin_opens_no_line_to_a_kernel(app: App, cookie: str, page: tuple[str, dict], origin: str) -> None:
    """A page elsewhere that the browser sends our cookie for cannot talk to a kernel."""
    with pytest.raises(InvalidStatus) as refusal:
        address = f"ws://{app.host}/kernel/{page[0]}/channel"
        connect(address, additional_headers={"Cookie": cookie} | ({"Origin": origin} if origin else {}), proxy=None)
    assert refusal.value.response.status_code == 403


def test_a_foreign_origin_closes_no_page(app: App, cookie: str, page: tuple[str, dict]) -> None:
    """A page elsewhere cannot stop a kernel either, with or without an Origin."""
    for headers in ({"Origin": "http://elsewhere.example"}, {}):
        assert app.ask(f"/kernel/{page[0]}", cookie, "POST", headers | {"Content-Length": "0"})[0] == 403
    assert app.ask(f"/kernel/{page[0]}", cookie)[0] == 204


def test_no_line_to_a_kernel_without_the_cookie(app: App, page: tuple[str, dict]) -> None:
    """Knowing the number of a kernel is not enough."""
    with pytest.raises(InvalidStatus) as refusal:
        connect(f"ws://{app.host}/kernel/{page[0]}/channel", origin=app.address, proxy=None)
    assert refusal.value.response.status_code == 403


def test_the_kernel_of_another_visitor_is_not_there(app: App, page: tuple[str, dict]) -> None:
    """Somebody with a cookie of their own cannot reach, ask about or stop the kernel of another."""
    other = app.come_in()
    with pytest.raises(InvalidStatus) as refusal:
        channel(app, page[0], other)
    assert refusal.value.response.status_code == 404
    assert app.ask(f"/kernel/{page[0]}", other)[0] == 404
    assert leave(app, other, page[0]) == 404


STATIC = ["/assets/{0}/own/", "/assets/{0}/forms/", "/assets/{0}/", "/code/", "/"]
SHAPES = [
    "../server.py",
    "..%2f..%2fserver.py",
    "%2e%2e/%2e%2e/server.py",
    "..\\..\\server.py",
    "..%5c..%5cserver.py",
    "....//server.py",
    "//etc/passwd",
    "%00",
    "maturity.css%00.py",
    "./../../settings.py",
    "~root/.bashrc",
    "private.txt",
    "0_start.ipynb",
    "../notebooks/private.txt",
    "C:/Windows/win.ini",
]


@pytest.mark.parametrize("route", STATIC)
@pytest.mark.parametrize("shape", SHAPES)
def test_static_addresses_lead_to_known_files_only(app: App, cookie: str, route: str, shape: str) -> None:
    """No shape of a path reaches a file that is not in the index: notebooks, sources, or anything of the machine."""
    status, _, body = app.ask(route.format(fingerprint(app, cookie)) + shape, cookie)
    assert status in (400, 404, 405)
    assert "private" not in body and "import" not in body


def fingerprint(app: App, cookie: str) -> str:
    global _fingerprint
    if not _fingerprint:
        kernel, _ = app.open_page(cookie, "/2_request")
        body = app.ask("/2_request", cookie)[2]
        leave(app, cookie, kernel)
        leave(app, cookie, re.search(r'data-kernel="([^"]+)"', body).group(1))
        _fingerprint = re.search(r"/assets/([0-9a-f]+)/", body).group(1)
    return _fingerprint


_fingerprint = ""


def test_static_files_may_be_kept_and_carry_the_headers(app: App, cookie: str) -> None:
    """A known file is served compressed, to be kept for ever, with every security header."""
    path = f"/assets/{fingerprint(app, cookie)}/own/maturity.css"
    status, headers, _ = app.ask(path, cookie, headers={"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"] and headers.keys() >= HEADERS


@pytest.mark.parametrize(
    "query", ["template=lab", "theme=dark", "template=../../etc", "theme=%3Cimg%20src=x%20onerror=alert(1)%3E"]
)
def test_template_and_theme_of_the_address_change_nothing(app: App, cookie: str, query: str) -> None:
    """The page is ours whatever the address asks for, and markup in it stays text."""
    _, _, body = app.ask(f"/2_request?{query}", cookie)
    leave(app, cookie, re.search(r'data-kernel="([^"]+)"', body).group(1))
    assert "own/client.js" in body and "<img" not in body


def test_a_failing_cell_tells_nothing_about_the_code(app: App, cookie: str) -> None:
    """The page says that a part could not be shown, without names, code or traceback, and goes on."""
    status, _, body = app.ask("/1_broken", cookie)
    leave(app, cookie, re.search(r'data-kernel="([^"]+)"', body).group(1))
    assert status == 200 and "This part could not be shown" in body and "still here" in body
    assert "very_private_name" not in body and "ZeroDivision" not in body and "Traceback" not in body


@pytest.mark.parametrize("path", ["/1_broken.ipynb", "/private.txt", "/0_start/", "/.ipynb_checkpoints", "/notebooks"])
def test_only_known_notebooks_have_an_address(app: App, cookie: str, path: str) -> None:
    """Files of the folder, listings and other spellings are not found."""
    status, headers, body = app.ask(path, cookie)
    assert status == 404 and headers.keys() >= HEADERS
    assert "There is no page" in body and "Op dit adres staat geen pagina" in body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST", "TRACE"])
def test_other_methods_do_nothing(app: App, cookie: str, method: str) -> None:
    """A page can only be read."""
    status, headers, _ = app.ask("/0_start", cookie, method, {"Origin": app.address, "Content-Length": "0"})
    assert status == 405 and headers.keys() >= HEADERS


@pytest.mark.parametrize(
    "kind",
    [
        "execute_request",
        "shutdown_request",
        "inspect_request",
        "complete_request",
        "interrupt_request",
        "debug_request",
        "history_request",
        "comm_open",
        "input_reply",
    ],
)
@pytest.mark.parametrize("way", ["shell", "control", "stdin"])
def test_only_what_widgets_say_reaches_a_kernel(
    app: App, cookie: str, page: tuple[str, dict], kind: str, way: str, tmp_path: Path
) -> None:
    """Requests to run, stop or look into things are dropped on every channel; the widget works on."""
    mark = tmp_path / "mark"
    content = {
        "code": f"open({str(mark)!r}, 'w').close()",
        "silent": False,
        "store_history": False,
        "restart": False,
        "target_name": "jupyter.widget",
        "comm_id": "1",
        "data": {"state": {"_model_name": "HTMLModel"}},
    }
    with channel(app, page[0], cookie) as line:
        line.send(message(kind, content, way))
        assert len(answers_after(line, page[1])) == 1
    assert not mark.exists()


@pytest.mark.parametrize(
    "sent",
    [
        "not json",
        "[]",
        "{}",
        '{"header": 1}',
        "null",
        '"text"',
        "[" * 5000,
        b"\x00\x01\x02",
        '{"header": {"msg_type": ["comm_msg"]}, "content": {}, "channel": "shell"}',
        '{"header": {"msg_type": "comm_msg"}, "content": {}, "channel": "nowhere"}',
        '{"header": {"msg_type": "comm_msg"}, "content": [], "channel": "shell"}',
    ],
)
def test_broken_messages_are_dropped(app: App, cookie: str, page: tuple[str, dict], sent: str | bytes) -> None:
    """What is no message at all is dropped, and the line stays open."""
    with channel(app, page[0], cookie) as line:
        line.send(sent)
        assert len(answers_after(line, page[1])) == 1


def test_a_page_cannot_change_what_a_widget_is(app: App, cookie: str, page: tuple[str, dict]) -> None:
    """The code, view and style of a widget come from the notebook only."""
    with channel(app, page[0], cookie) as line:
        line.send(update(page[1], count=-1, _esm="export default {}"))
        assert "counted -1" not in answers_after(line, page[1])


def test_a_message_that_is_too_large_closes_the_line(app: App, cookie: str, page: tuple[str, dict]) -> None:
    """Beyond the limit nothing is read."""
    with channel(app, page[0], cookie) as line, pytest.raises(ConnectionClosed):
        line.send(update(page[1], answer="x" * 30_000))
        for _ in range(50):
            line.recv(timeout=5)


def test_too_many_pages_get_a_friendly_answer(app: App, cookie: str, page: tuple[str, dict]) -> None:
    """Three pages fit; the fourth is told what to do, and fits once another is closed."""
    first, _ = app.open_page(cookie, "/2_request")
    second, _ = app.open_page(cookie, "/2_request")
    status, headers, body = app.ask("/2_request", cookie)
    assert status == 503 and headers.keys() >= HEADERS
    assert "Close a page" in body and "Sluit een pagina" in body
    assert [leave(app, cookie, one) for one in (first, second)] == [204, 204]
    fourth, _ = app.open_page(cookie, "/2_request")
    assert leave(app, cookie, fourth) == 204


def test_the_policy_allows_our_own_scripts_only(app: App, cookie: str, page: tuple[str, dict]) -> None:
    """No inline script, no eval, nothing from elsewhere, no frame."""
    policy = app.ask("/nothing", cookie)[1]["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'" and rules["script-src-attr"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == "'none'"
    assert rules["connect-src"] == rules["form-action"] == "'self'"


def test_the_log_has_no_token(tmp_path: Path) -> None:
    """What the server writes while it works never holds the token or a cookie."""
    with serving(counter_workbook(tmp_path), SMALL, MATURITY_LOG="debug") as app:
        cookie = app.come_in()
        app.ask(f"/nothing?token={app.token}")
        app.ask("/nothing?token=" + "x" * 32)
        app.ask("/nothing", cookie)
        time.sleep(0.3)
        written = "".join(line for line in app.log if "http://" not in line)
    assert "GET /nothing" in written
    assert app.token not in written and "x" * 32 not in written and cookie not in written


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are of POSIX")
def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    """The file with token and secret can be read by nobody else, and a damaged one is replaced."""
    from maturity_kit.web.keys import kept_keys

    file = tmp_path / "keys" / "workbook.json"
    first = kept_keys(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept_keys(file) == first
    file.write_text("{}")
    assert kept_keys(file) != first
