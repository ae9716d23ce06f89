"""A text closed with a code that is told apart: scrypt and AES-256-GCM, and strict to open."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from rulebook.canonical import canonical

FORMAT: Final = "meetlat-transfer/1"
#: A file is some kilobytes; what is larger was not made here.
MOST_BYTES: Final = 256 * 1024
_SALT, _NONCE = 16, 12
#: Fixed, so that no file can ask for more work: 32 MiB and about a tenth of a second.
_N, _R, _P = 2**15, 8, 1
#: Letters and digits that nobody takes for one another; 20 of them are about 98 bits.
_SIGNS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH, _GROUP = 20, 4
_NAMES: Final = {"format", "salt", "nonce", "sealed"}


class NotATransferFile(ValueError):
    """The file was not made by Meetlat to move somebody, or it was changed."""

    def __init__(self) -> None:
        super().__init__("This is no transfer file of Meetlat: ask the sender for it again.")


class WrongCode(ValueError):
    """The code does not open the file, or the file was changed; nothing tells which."""

    def __init__(self) -> None:
        super().__init__("The code does not open this file: ask the sender for both again.")


def new_code() -> str:
    """Give a code to tell on another way than the file, in groups of four."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _CODE_LENGTH, _GROUP))


def closed(content: str, *, code: str) -> str:
    """Close a text with a code; who changes the file can no longer open it."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(code, salt)).encrypt(nonce, content.encode(), FORMAT.encode())
    parts = {"salt": salt, "nonce": nonce, "sealed": sealed}
    texts = {name: base64.b64encode(part).decode() for name, part in parts.items()}
    return canonical({"format": FORMAT, **texts})


def opened(file: bytes, *, code: str) -> str:
    """Give the text of a file.

    Raises:
        NotATransferFile: it is too large, or not of this form.
        WrongCode: the code is another, or somebody changed the file.
    """
    parts = _parts(file)
    try:
        plain = AESGCM(_key(code, parts["salt"])).decrypt(
            parts["nonce"], parts["sealed"], FORMAT.encode()
        )
        return plain.decode()
    except (InvalidTag, UnicodeDecodeError) as refused:
        raise WrongCode from refused


def _key(code: str, salt: bytes) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign in _SIGNS)
    return Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(plain.encode())


def _parts(file: bytes) -> Mapping[str, bytes]:
    data = _object(file)
    if set(data) != _NAMES or data["format"] != FORMAT:
        raise NotATransferFile
    try:
        parts = {name: base64.b64decode(data[name], validate=True) for name in _NAMES - {"format"}}
    except (binascii.Error, TypeError, ValueError) as refused:
        raise NotATransferFile from refused
    if (len(parts["salt"]), len(parts["nonce"])) != (_SALT, _NONCE):
        raise NotATransferFile
    return parts


def _object(file: bytes) -> Mapping[str, Any]:
    if len(file) > MOST_BYTES:
        raise NotATransferFile
    try:
        data = json.loads(file)
    except (ValueError, RecursionError) as refused:
        raise NotATransferFile from refused
    if not isinstance(data, dict):
        raise NotATransferFile
    return data
