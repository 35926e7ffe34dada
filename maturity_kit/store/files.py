"""Files written so that a reader sees the old one or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from maturity_kit.store.errors import StoreError


def write_whole(path: str | Path, text: str | bytes) -> Path:
    """The path, which now holds ``text`` on disk; raises StoreError, and leaves what was there, if it cannot.

    Text is written as UTF-8, bytes as they are. A link is followed: the file it points to is replaced. An existing file
    keeps its permissions. What is no ordinary file, such as ``/dev/stdout``, is written to as it is.
    """
    target = Path(path)
    try:
        content = text.encode("utf-8") if isinstance(text, str) else text
        if target.is_dir():
            raise StoreError("folder", str(path))
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)
    except StoreError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError("not_written", str(path), found=getattr(error, "strerror", None) or error) from error
    return target


def _replace(target: Path, content: bytes) -> None:
    permissions = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(permissions)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def put_in_place(part: Path, target: Path) -> None:
    """Makes a finished file the one at ``target``, at once and on disk; raises OSError when that cannot be done."""
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(part, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """A rename is on disk once its folder is; Windows has no such call and does not need it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
