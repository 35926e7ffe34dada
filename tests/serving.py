"""Start a server of ours in a process of its own, and talk to it as precisely as a test needs."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

WORKBOOK = "from maturity_kit.serve import serve_workbook; serve_workbook(port=0, open_browser=False)"
IMPORTS = "import os, anywidget, traitlets, ipywidgets\nfrom IPython.display import HTML, display"
COUNTER = '''class Counter(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
      const button = document.createElement("button");
      const answer = document.createElement("p");
      const show = () => {
        button.textContent = "Count " + model.get("count");
        answer.textContent = model.get("answer");
      };
      button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
      model.on("change:count", show);
      model.on("change:answer", show);
      show();
      el.append(button, answer);
    }
    export default { render };
    """
    count = traitlets.Int(0).tag(sync=True)
    answer = traitlets.Unicode("not counted").tag(sync=True)
counter = Counter()
chart = ipywidgets.HTML("<figure><svg role='img' aria-label='bars' width='100' height='20'></svg></figure>")
def follow(change):
    counter.answer = f"counted {change.new}"
    chart.value = f"<figure><svg role='img' aria-label='bars' width='{100 + change.new}' height='20'></svg></figure>"
counter.observe(follow, "count")'''


def notebook(*cells: tuple[str, str, dict], title: str = "Test") -> str:
    """A notebook from (kind, source, metadata)."""
    written = [
        {"cell_type": kind, "id": f"cell-{place}", "metadata": metadata, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for place, (kind, source, metadata) in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "maturity": {"title": {"en": title, "nl": f"{title} (nl)"}}}
    return json.dumps({"cells": written, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def counter_workbook(folder: Path) -> Path:
    """A small workbook: a page that counts, one that fails, one that shows the request."""
    notebooks = folder / "notebooks"
    notebooks.mkdir(parents=True)
    (notebooks / "0_start.ipynb").write_text(
        notebook(
            ("markdown", "# Counting", {"tags": ["lang-en"]}),
            ("markdown", "# Tellen", {"tags": ["lang-nl"]}),
            ("code", IMPORTS, {}),
            ("code", COUNTER, {}),
            ("code", "counter", {}),
            ("code", "ipywidgets.VBox([chart])", {"tags": ["aside"]}),
            ("code", "HTML('<p>inside</p>')", {"maturity": {"fold": {"en": "A fold", "nl": "Een vouw"}}}),
            title="Counting",
        )
    )
    (notebooks / "1_broken.ipynb").write_text(
        notebook(
            ("code", IMPORTS, {}),
            ("code", "very_private_name = 1\nvery_private_name / 0", {}),
            ("code", "HTML('<p id=after>still here</p>')", {}),
            title="Broken",
        )
    )
    (notebooks / "2_request.ipynb").write_text(
        notebook(
            ("code", IMPORTS, {}),
            ("code", "import html\nHTML('<pre>' + html.escape(os.environ['QUERY_STRING']) + '</pre>')", {}),
            title="Request",
        )
    )
    (notebooks / "private.txt").write_text("private")
    return folder


@dataclass
class App:
    """A running server."""

    address: str
    token: str
    process: subprocess.Popen[str]
    home: Path
    log: list[str] = field(default_factory=list)

    def link(self, path: str = "/", query: str = "") -> str:
        """The address that lets a browser in."""
        return f"{self.address}{path}?{query}{'&' if query else ''}token={self.token}"

    @property
    def host(self) -> str:
        """Name and port."""
        return urlsplit(self.address).netloc

    def ask(
        self, path: str, cookie: str = "", method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (names in lower case) and body of one request, with the path exactly as given."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        sent = {"Host": self.host} | ({"Cookie": cookie} if cookie else {}) | (headers or {})
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, text in sent.items():
            connection.putheader(name, text)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, body

    def come_in(self) -> str:
        """The cookie that the link of the token gives."""
        status, headers, _ = self.ask(f"/?token={self.token}")
        assert status == 302
        return headers["set-cookie"].split(";")[0]

    def open_page(self, cookie: str, path: str = "/0_start") -> tuple[str, dict]:
        """The kernel of a page just opened, and the states of its widgets by id."""
        status, _, body = self.ask(path, cookie)
        assert status == 200, body
        kernel = re.search(r'data-kernel="([^"]+)"', body)
        widgets = re.search(r'<script id="widgets" type="application/json">(.*?)</script>', body, re.DOTALL)
        assert kernel is not None
        return kernel.group(1), json.loads(widgets.group(1)) if widgets else {}


@contextlib.contextmanager
def serving(home: Path, code: str = WORKBOOK, **environment: str) -> Iterator[App]:
    """A server on the workbook in ``home``, ended with all its kernels afterwards."""
    known = dict(os.environ) | {"MATURITY_HOME": str(home), "PYTHONUNBUFFERED": "1"} | environment
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=known, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        log: list[str] = []
        link = _link(process, log)
        threading.Thread(target=lambda: log.extend(process.stdout), daemon=True).start()
        place = urlsplit(link)
        token = re.search(r"token=([^&\s]+)", place.query)
        assert token is not None
        yield App(f"http://{place.netloc}", token.group(1), process, home, log)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def _link(process: subprocess.Popen[str], log: list[str]) -> str:
    for line in process.stdout:
        log.append(line)
        found = re.search(r"http://\S+", line)
        if found:
            return found.group(0)
    raise RuntimeError("the server did not start: " + "".join(log))
