"""The page about the Python functions: whole, and nothing in it comes from elsewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

import maturity_kit
from maturity_kit.api import write_page

LOADED = [("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("api")).parent


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, BeautifulSoup]:
    return {path.name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in folder.glob("*.html")}


def test_every_public_name_is_there_with_an_example(pages: dict[str, BeautifulSoup]) -> None:
    """A section with the text of its docstring and the lines that can be tried."""
    page = pages["maturity_kit.html"]
    for name in maturity_kit.__all__:
        section = page.find(id=name)
        assert section is not None, name
        assert section.find(class_="docstring").find(string=re.compile(">>> ")), name


def test_every_link_inside_leads_somewhere(pages: dict[str, BeautifulSoup], folder: Path) -> None:
    ids = {name: {one["id"] for one in page.find_all(id=True)} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            goal = urlsplit(link["href"])
            if goal.scheme:
                continue
            assert not goal.path or (folder / goal.path.removeprefix("./")).is_file(), link
            assert not goal.fragment or goal.fragment in ids[goal.path.removeprefix("./") or name], link


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, BeautifulSoup]) -> None:
    """Scripts and pictures are in the page or beside it, and styles name no address."""
    for page in pages.values():
        for tag, attribute in LOADED:
            found = [one[attribute] for one in page.find_all(tag) if one.get(attribute)]
            assert all(urlsplit(one).scheme in ("", "data") and not one.startswith("//") for one in found)
        styles = "".join(style.text for style in page.find_all("style"))
        assert not re.search(r"@import|url\((?!\s*['\"]?data:)", styles)


def test_it_is_the_same_wherever_it_is_made(folder: Path) -> None:
    """No folder of the machine and no address in its memory stands in it, so the page can be handed on."""
    checkout = str(Path(maturity_kit.__file__).parents[1])
    for path in folder.iterdir():
        text = path.read_text("utf-8")
        assert checkout not in text and not re.search(r"\b0x[0-9a-f]{8,}", text), path.name


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pdoc", None)
    with pytest.raises(maturity_kit.InputError, match=r"pdoc is not installed.*pip install -e \.\[docs\]"):
        write_page(tmp_path)
