"""Identifiers: of rows UUIDs of version 7, made by the application; of a tenant its code."""

import secrets
import time
import uuid
from collections.abc import Iterator

_RAND_B = (1 << 62) - 1
_RANDOM = (1 << 74) - 1  # RFC 9562: 12 bits rand_a and 62 bits rand_b
_RANDOM_BYTES = 10


def uuid7() -> uuid.UUID:
    """Make an identifier that sorts by the millisecond it was made in.

    Made here and not by the database, so that a row keeps its identifier when its tenant moves
    to another node. Source: RFC 9562 §5.7.
    """
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[uuid.UUID]:
    """Make so many identifiers at once, all of this millisecond."""
    return [uuid.UUID(int=number) for number in _numbers(count)]


def uuid7_texts(count: int) -> list[str]:
    """Make so many identifiers for rows that nobody names before they are stored.

    As 32 hexadecimal digits, which the database reads: sooner than making each a value and text.
    """
    return [f"{number:032x}" for number in _numbers(count)]


def _numbers(count: int) -> Iterator[int]:
    moment = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | 0b10 << 62
    random = secrets.token_bytes(_RANDOM_BYTES * count)
    for at in range(0, len(random), _RANDOM_BYTES):
        bits = int.from_bytes(random[at : at + _RANDOM_BYTES]) & _RANDOM
        yield moment | (bits >> 62) << 64 | bits & _RAND_B


def code_of(schema_name: str) -> str:
    """Give the code under which a tenant stands in addresses, files and host names."""
    return schema_name.replace("_", "-")


def schema_name_of(code: str) -> str:
    """Give the schema name of the tenant with a code; whether there is one, it does not say."""
    return code.replace("-", "_")
