"""The token of the link and the secret of the cookies, kept so that open pages survive a restart."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """What opens one app: ``token`` travels in the link, ``secret`` signs the cookies."""

    token: str = field(repr=False)
    secret: bytes = field(repr=False)


def fresh_keys(token: str | None = None) -> Keys:
    """Keys nobody else knows; with the given token when there is one."""
    return Keys(token or secrets.token_urlsafe(32), secrets.token_bytes(32))


def kept_keys(file: Path, token: str | None = None) -> Keys:
    """The keys kept in a file that only its owner can read; made when they are not there or not whole.

    A new token replaces the secret too, so that whoever came in with the old link is out.
    """
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        keys = Keys(str(kept["token"]), bytes.fromhex(kept["secret"]))
        if len(keys.token) >= 16 and len(keys.secret) == 32 and token in (None, keys.token):
            return keys
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return _keep(file, fresh_keys(token))


def _keep(file: Path, keys: Keys) -> Keys:
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f".{file.name}.{os.getpid()}")
    whole.unlink(missing_ok=True)
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump({"token": keys.token, "secret": keys.secret.hex()}, stream)
    os.replace(whole, file)
    return keys
