"""Fingerprints of the source documents, which are not part of the project, to tell whether a text copies them.

``python -m tests.content.source_runs FOLDER`` writes them anew from the ``*.txt`` of a folder.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

RUN = 12
"""Words in a row that count as copied."""
BYTES = 8
"""Length of a fingerprint."""
STORED = Path(__file__).with_suffix(".bin")
MARK = "a made up sentence that no source has kept here to prove the search"
"""Stored with the sources, so that a test can see the stored file work."""


def runs(text: str) -> Iterator[tuple[bytes, str]]:
    """Fingerprint and words of each run of ``RUN`` words, in lower case and without punctuation."""
    words = re.findall(r"[^\W_]+", text.casefold())
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN])
        yield blake2b(run.encode(), digest_size=BYTES).digest(), run


def write(texts: Iterable[str], path: Path) -> int:
    """Stores the fingerprints of all runs, sorted; returns how many."""
    found = sorted({fingerprint for text in (*texts, MARK) for fingerprint, _ in runs(text)})
    path.write_bytes(b"".join(found))
    return len(found)


def read(path: Path = STORED) -> frozenset[bytes]:
    """The stored fingerprints."""
    stored = path.read_bytes()
    return frozenset(stored[start : start + BYTES] for start in range(0, len(stored), BYTES))


def copied(text: str, fingerprints: frozenset[bytes]) -> list[str]:
    """The runs of a text that the sources have as well."""
    return [run for fingerprint, run in runs(text) if fingerprint in fingerprints]


if __name__ == "__main__":
    sources = sorted(Path(sys.argv[1]).glob("*.txt"))
    count = write([source.read_text(encoding="utf-8") for source in sources], STORED)
    print(f"{STORED}: {count} runs of {RUN} words from {len(sources)} files")
