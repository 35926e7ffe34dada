"""Text files that people supply, read with limits."""

from __future__ import annotations

from pathlib import Path

from maturity_kit.errors import InputError

LARGEST = 30_000_000


def read_text(path: str | Path, largest: int = LARGEST) -> str:
    """The text of a UTF-8 file.

    Raises:
        InputError: the file is missing, a folder, unreadable, empty, not text, or larger than ``largest`` bytes.
    """
    where = str(path)
    try:
        file = Path(path)
        if file.is_dir():
            raise InputError("file.folder", where)
        if not file.exists():
            raise InputError("file.missing", where)
        if not file.is_file():
            raise InputError("file.special", where)
        if file.stat().st_size > largest:
            raise InputError("file.large", where, found=file.stat().st_size, allowed=largest)
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InputError("file.binary", where, byte=problem.start) from None
    except (OSError, ValueError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError("file.unreadable", where, found=problem) from None
    if not text.strip():
        raise InputError("file.empty", where)
    return text
