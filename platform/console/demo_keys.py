"""The demonstration's own keys: random, made once, kept where only their owner can read them."""

import json
import secrets
from pathlib import Path

from console.state_folder import make, write_private

NAME = "keys.json"
_NAMES = ("SECRET_KEY", "PSEUDONYM_KEY", "IDENTITY_KEYS", "IDENTITY_INDEX_KEY")


def kept_in(folder: Path) -> dict[str, str]:
    """Give the keys by variable, made at the first time: pseudonyms must stay the same."""
    path = folder / NAME
    kept: dict[str, str] = {}
    if path.exists():
        path.chmod(0o600)
        kept = json.loads(path.read_text(encoding="utf-8"))
    if set(kept) >= set(_NAMES):
        return kept
    make(folder, mode=0o711)
    keys = {name: secrets.token_urlsafe(48) for name in _NAMES} | kept
    write_private(path, json.dumps(keys))
    return keys
