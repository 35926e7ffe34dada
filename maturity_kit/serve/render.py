"""A page as a stream of HTML: the head at once, then each cell as soon as its kernel has run it."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from voila import __version__ as VOILA  # noqa: N812

from maturity_kit.content.wording import LANGUAGES, Wording
from maturity_kit.serve.code import CodeStore
from maturity_kit.serve.page import PageKernel, read_cells
from maturity_kit.serve.settings import Notebook, Served

WIDGET = "application/vnd.jupyter.widget-view+json"
REFERENCE = "IPY_MODEL_"
STYLES = ("own/maturity.css", "forms/forms.css")
BOXES = frozenset({"BoxModel", "VBoxModel", "HBoxModel", "GridBoxModel"})
# Where the template says that what is written so far goes out; no text of ours can hold it.
SEND = "\0"


class Pages:
    """Makes the HTML of every page: the notebooks and the small pages that say what went wrong."""

    def __init__(self, served: Served, assets: Any, code: CodeStore, base_url: str = "/") -> None:
        self.served = served
        self.assets = assets
        self.code = code
        self.base_url = base_url
        folder = str(files("maturity_kit.serve") / "template")
        # Jinja's sandbox costs nothing and keeps a template from reaching into objects.
        self.jinja = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            enable_async=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # In the page itself: a style sheet of its own would hold back the first picture by a request.
        style = Markup("\n".join(assets.files[name].plain.decode() for name in STYLES))
        self.jinja.globals |= {"asset": assets.address, "languages": LANGUAGES, "base_url": base_url, "style": style}
        self.small = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)

    async def notebook(
        self, notebook: Notebook, kernel: PageKernel, language: str, query: dict[str, str]
    ) -> AsyncIterator[str]:
        """The page of a notebook in pieces that can be sent as soon as they are there."""
        cells = read_cells(notebook).cells
        context = {
            "lang": language,
            "say": Wording("serve", language),
            "notebook": notebook,
            "notebooks": self.served.notebooks,
            "link": lambda one: self.link(one, query | {"lang": language}),
            "switch": lambda other: self.link(notebook, query | {"lang": other}),
            "send": SEND,
            "modules": self.code.modules,
            "kernel": kernel,
            "groups": in_groups(kernel.run(cells, language, self.environment(notebook, query, language))),
            "shown": lambda cell: self.shown(cell, kernel, language),
            "states": lambda: self.states(kernel),
        }
        written: list[str] = []
        async for piece in self.jinja.get_template("page.html.j2").generate_async(context):
            written.append(piece)
            if SEND in piece:
                yield "".join(written).replace(SEND, "")
                written.clear()
        yield "".join(written)

    def link(self, notebook: Notebook, query: dict[str, str]) -> str:
        """The address of a notebook with a query."""
        kept = {name: query[name] for name in ("assessment", "lang") if query.get(name)}
        return f"{self.base_url}{notebook.address}" + (f"?{urlencode(kept)}" if kept else "")

    def environment(self, notebook: Notebook, query: dict[str, str], language: str) -> dict[str, str]:
        """What the notebook sees of the request, as environment variables."""
        return {
            "QUERY_STRING": urlencode(query | {"lang": language}),
            "SERVER_SOFTWARE": f"voila/{VOILA}",
            "SCRIPT_NAME": self.base_url + notebook.address,
            "MATURITY_LANGUAGE": language,
        }

    def error(self, status: int, language: str, known: bool) -> str:
        """The page for a refusal or failure, in both languages, the reader's own first."""
        order = sorted(LANGUAGES, key=lambda one: one != language)
        texts = [(one, Wording("serve", one)) for one in order]
        return self.small.get_template("error.html.j2").render(
            status=status, texts=texts, known=known, home=self.base_url, app=Wording("serve", language)("app")
        )

    def shown(self, cell: NotebookNode, kernel: PageKernel, language: str) -> Markup:
        """The HTML of one cell: its text, or what its code put out."""
        if cell.cell_type == "markdown":
            return Markup('<div class="mk-text">{}</div>').format(markdown(cell.source))
        if cell.cell_type != "code":
            return Markup()
        pieces = [self.output(output, kernel, language) for output in cell.get("outputs", [])]
        return _folded(Markup().join(pieces), cell, language)

    def output(self, output: NotebookNode, kernel: PageKernel, language: str) -> Markup:
        """The HTML of one output; errors become a sentence, the log has the rest."""
        if output.output_type == "error":
            return Markup('<p class="mk-failed" role="alert">{}</p>').format(Wording("serve", language)("cell_failed"))
        if output.output_type == "stream":
            return Markup("<pre>{}</pre>").format(output.text) if output.name == "stdout" else Markup()
        bundle = output.get("data", {})
        if WIDGET in bundle:
            return self._widget(bundle[WIDGET]["model_id"], kernel)
        if "text/html" in bundle or "image/svg+xml" in bundle:
            return Markup(bundle.get("text/html") or bundle["image/svg+xml"])
        if "text/markdown" in bundle:
            return Markup('<div class="mk-text">{}</div>').format(markdown(bundle["text/markdown"]))
        return Markup("<pre>{}</pre>").format(bundle["text/plain"]) if "text/plain" in bundle else Markup()

    def _widget(self, model: str, kernel: PageKernel) -> Markup:
        seen = first_sight(model, kernel.widgets)
        return Markup('<div class="mk-widget" data-widget="{}">{}</div>').format(model, seen)

    def states(self, kernel: PageKernel) -> dict[str, Any]:
        """The widgets for the client, without what is default and with addresses for code."""
        return {
            model: {"state": _lean(self.code.replaced(state)), "buffers": list(_buffers(kernel.buffers.get(model)))}
            for model, state in kernel.widgets.items()
        }


async def in_groups(cells: AsyncIterator[NotebookNode]) -> AsyncIterator[tuple[str, bool, NotebookNode]]:
    """Every cell with the column it belongs to and whether that differs from the one before."""
    column = ""
    async for cell in cells:
        wanted = "aside" if "aside" in cell.metadata.get("tags", []) else "main"
        yield wanted, wanted != column, cell
        column = wanted


def markdown(source: str) -> Markup:
    """Text of the author of a notebook as HTML; never text of a visitor."""
    return Markup(MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source))


def first_sight(model: str, states: dict[str, dict[str, Any]], depth: int = 0) -> Markup:
    """What can be painted of a widget before any JavaScript: HTML and boxes of it; else a place that waits."""
    state = states.get(model.removeprefix(REFERENCE), {})
    name = state.get("_model_name")
    if name == "HTMLModel":
        return Markup('<div class="mk-html">{}</div>').format(Markup(state.get("value", "")))
    if name == "LabelModel":
        return Markup('<div class="mk-html">{}</div>').format(state.get("value", ""))
    if name in BOXES and depth < 20:
        inside = Markup().join(first_sight(child, states, depth + 1) for child in state.get("children", []))
        return Markup('<div class="mk-box">{}</div>').format(inside)
    return Markup('<div class="mk-waiting" aria-hidden="true"></div>')


def _folded(content: Markup, cell: NotebookNode, language: str) -> Markup:
    fold = cell.metadata.get("maturity", {}).get("fold")
    if not fold or not content:
        return content
    title = html.escape(str(fold.get(language) or next(iter(fold.values()))))
    return Markup('<details class="mk-fold"><summary>{}</summary>{}</details>').format(Markup(title), content)


def _lean(state: dict[str, Any]) -> dict[str, Any]:
    if state.get("_model_name") != "LayoutModel":
        return state
    return {name: value for name, value in state.items() if value is not None}


def _buffers(found: Any) -> list[dict[str, Any]]:
    parts = found.values() if isinstance(found, dict) else found or []
    return [{"path": part["path"], "data": part["data"]} for part in parts]
