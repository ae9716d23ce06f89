"""Keyed pseudonyms and identifiers of fact rows, from which no case and no moment follows."""

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from django.conf import settings

_NO_MONTH = datetime(1970, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 74  # RFC 9562: 12 bits rand_a and 62 bits rand_b


def new_secret() -> bytes:
    """Make the half of the key of pseudonyms that an organisation keeps in its own schema."""
    return secrets.token_bytes(32)


def pseudonym_of(*, secret: bytes, case_id: UUID) -> str:
    """Return the pseudonym of a case: HMAC-SHA256 under two keys, 64 hexadecimal digits.

    The inner key only the organisation's own role can read, the outer one only the platform's
    settings hold. So neither a copy of the organisation's tables, nor whoever has the key of the
    platform and reads the fact rows, gets from a case to its pseudonym or back.

    Args:
        secret: the organisation's half (`benchmarking.participation`), of this edition.
        case_id: the case, which has the same pseudonym in facts of every kind.
    """
    inner = hmac.digest(secret, f"case:{case_id}".encode(), "sha256").hex()
    return _keyed("pseudonym", inner).hex()


def secret_of_edition(secret: bytes, number: int) -> bytes:
    """Return the secret of one edition, so that rows of two editions cannot be put together."""
    return hmac.digest(secret, f"edition:{number}".encode(), "sha256")


def rounding_key() -> bytes:
    """Return the key of disclosure rounding, derived so that it says nothing of pseudonyms."""
    return _keyed("rounding", "")


def mark_of(content: bytes) -> str:
    """Return what names the content of a release, 64 hexadecimal digits, under a key.

    Everybody sees it. Without a key whoever knows all but one person's facts could make each
    release that these may give, and see which of them it is.
    """
    return _keyed("release", hashlib.sha256(content).hexdigest()).hex()


def fact_id(month: date | None, *, of: str) -> UUID:
    """Make an identifier of version 7 that holds the month instead of the moment.

    An ordinary one tells the millisecond in which the decision was taken. Without a month it is
    that of 1970, which sorts first. The rest follows from a key and from what the row is, so that
    the same row has the same identifier when it is made again.

    Args:
        month: the month of the row.
        of: names the row: organisation, kind, pseudonym and revision.
    """
    random = int.from_bytes(_keyed("fact", of), "big") >> (256 - _RANDOM_BITS)
    value = _milliseconds(month) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return UUID(int=value)


@cache
def _milliseconds(month: date | None) -> int:
    start = datetime(month.year, month.month, 1, tzinfo=UTC) if month else _NO_MONTH
    return int(start.timestamp() * 1000)


def _keyed(purpose: str, text: str) -> bytes:
    key: bytes = settings.PSEUDONYM_KEY
    return hmac.digest(key, f"{purpose}:{text}".encode(), "sha256")
