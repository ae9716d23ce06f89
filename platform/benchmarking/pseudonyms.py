"""Keyed pseudonyms and identifiers of fact rows, from which no case and no moment follows."""

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings

_NO_MONTH = datetime(1970, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 74  # RFC 9562: 12 bits rand_a and 62 bits rand_b


def pseudonym_of(*, tenant_schema: str, case_id: UUID) -> str:
    """Return the pseudonym of a case: HMAC-SHA256 over tenant and case, 64 hexadecimal digits.

    The same case has the same pseudonym in decisions and outcomes; without the key nobody gets
    from the pseudonym to the case, nor the other way round.
    """
    return _keyed("pseudonym", f"{tenant_schema}/{case_id}").hex()


def rounding_key() -> bytes:
    """Return the key of disclosure rounding, derived so that it says nothing of pseudonyms."""
    return _keyed("rounding", "")


def deviation_key() -> bytes:
    """Return the key of the deviation that every case has in sums over organisations."""
    return _keyed("deviation", "")


def fact_id(month: date | None) -> UUID:
    """Make an identifier of version 7 that holds the month instead of the moment.

    An ordinary one tells the millisecond in which the decision was taken. Without a month it is
    that of 1970, which sorts first.
    """
    start = datetime(month.year, month.month, 1, tzinfo=UTC) if month else _NO_MONTH
    random = secrets.randbits(_RANDOM_BITS)
    value = int(start.timestamp() * 1000) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return UUID(int=value)


def _keyed(purpose: str, text: str) -> bytes:
    key: bytes = settings.PSEUDONYM_KEY
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).digest()
