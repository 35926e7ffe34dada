"""Static files: an index of known files, compressed once, that browsers may keep for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from tornado import web

from maturity_kit.serve.guard import Guarded

FOLDERS = {
    "own": Path(__file__).parent / "template" / "static",
    "forms": Path(__file__).parent.parent / "forms" / "static",
}
FOR_EVER = "private, max-age=31536000, immutable"
COMPRESSIBLE = frozenset({".js", ".css", ".svg"})
mimetypes.add_type("text/javascript", ".js")


class Asset:
    """One file: its type, its bytes and its bytes compressed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"

    @cached_property
    def plain(self) -> bytes:
        """The bytes of the file."""
        return self.path.read_bytes()

    @cached_property
    def packed(self) -> bytes | None:
        """The bytes compressed; None for a kind of file that does not get smaller."""
        return gzip.compress(self.plain, 9, mtime=0) if self.path.suffix in COMPRESSIBLE else None


class Assets:
    """All files that may be asked for, by the last part of their address; a file that is not here is not served.

    The address holds a fingerprint of all of them, so that a browser never has to ask whether one changed.
    """

    def __init__(self, base_url: str = "/") -> None:
        self.files = dict(_index())
        self.fingerprint = _fingerprint(self.files)
        self.prefix = f"{base_url}assets/{self.fingerprint}"

    def address(self, name: str) -> str:
        """Where a browser finds a file; raises KeyError, a mistake in the code, for one that is not there."""
        self.files[name]
        return f"{self.prefix}/{name}"


def _index() -> Iterator[tuple[str, Asset]]:
    for name, folder in FOLDERS.items():
        yield from _below(folder, name)


def _below(folder: Path, name: str) -> Iterator[tuple[str, Asset]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"{name}/{path.relative_to(folder).as_posix()}", Asset(path)


def _fingerprint(files: dict[str, Asset]) -> str:
    digest = hashlib.sha256()
    for name, asset in files.items():
        digest.update(name.encode() + b"\0" + asset.plain)
    return digest.hexdigest()[:16]


class AssetHandler(Guarded):
    """Serves the files of the index."""

    async def get(self, fingerprint: str, name: str) -> None:
        """The file, compressed where the browser can read that."""
        assets: Assets = self.settings["assets"]
        asset = assets.files.get(name)
        if asset is None or fingerprint != assets.fingerprint:
            raise web.HTTPError(404)
        self.set_header("Content-Type", asset.type)
        self.set_header("Cache-Control", FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        body = asset.plain
        if asset.packed and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            body = asset.packed
        self.finish(body)

    head = get


class CodeHandler(Guarded):
    """Serves the code of anywidgets, as it was sent by a kernel of ours, by its fingerprint."""

    async def get(self, name: str) -> None:
        """The module or style sheet."""
        code = self.settings["code"].get(name)
        if code is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        self.set_header("Cache-Control", FOR_EVER)
        self.finish(code)
