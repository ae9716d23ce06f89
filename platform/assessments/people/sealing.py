"""Encryption of who people are: AES-256-GCM under a list of keys, bound to tenant and row."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tenants.context import current_schema_name

_VERSION = b"\x01"
_KEY_MARK = 4  # bytes that tell by which key something was encrypted
_NONCE = 12  # bytes, as NIST SP 800-38D asks
_HEAD = len(_VERSION) + _KEY_MARK + _NONCE

#: What is encrypted: texts by name.
Texts = Mapping[str, str]
#: As it comes from the database, or as it was made.
Sealed = bytes | memoryview


class CannotBeOpened(Exception):
    """No key that this process knows opens it, or it belongs to another row or tenant."""

    def __init__(self) -> None:
        super().__init__(
            "What was encrypted cannot be read with the keys in IDENTITY_KEYS: give the key that "
            "it was encrypted with as well (docs/reference/settings.md)."
        )


def seal(texts: Texts, *, purpose: str, row: UUID) -> bytes:
    """Encrypt texts under the first key, for one purpose of one row of this tenant."""
    key = _keys()[0]
    nonce = secrets.token_bytes(_NONCE)
    plain = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True).encode()
    head = _VERSION + _mark(key) + nonce
    return head + AESGCM(key).encrypt(nonce, plain, _bound_to(purpose, row))


def unseal(sealed: Sealed, *, purpose: str, row: UUID) -> dict[str, str]:
    """Give the texts that were encrypted.

    Raises:
        CannotBeOpened: no key fits, or it was moved here from another row, purpose or tenant.
    """
    whole = bytes(sealed)
    mark = whole[len(_VERSION) : len(_VERSION) + _KEY_MARK]
    nonce, secret = whole[_HEAD - _NONCE : _HEAD], whole[_HEAD:]
    for key in _keys():
        if _mark(key) != mark or whole[:1] != _VERSION:
            continue
        try:
            plain = AESGCM(key).decrypt(nonce, secret, _bound_to(purpose, row))
        except InvalidTag:
            continue
        opened: dict[str, str] = json.loads(plain)
        return opened
    raise CannotBeOpened


def is_under_first_key(sealed: Sealed) -> bool:
    """Whether it was encrypted with the key that is in use now."""
    return bytes(sealed)[: _HEAD - _NONCE] == _VERSION + _mark(_keys()[0])


def _keys() -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(b"meetlat identity " + key).digest() for key in _given())


def _given() -> tuple[bytes, ...]:
    keys: tuple[bytes, ...] = settings.IDENTITY_KEYS
    return keys


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"mark " + key).digest()[:_KEY_MARK]


def _bound_to(purpose: str, row: UUID) -> bytes:
    return f"{current_schema_name()}/{purpose}/{row}".encode()
