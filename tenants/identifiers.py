"""Identifiers: of rows UUIDs of version 7, made by the application; of a tenant its code."""

import secrets
import time
import uuid

_RANDOM_BITS = 74  # RFC 9562: 12 bits rand_a and 62 bits rand_b


def uuid7() -> uuid.UUID:
    """Make an identifier that sorts by the millisecond it was made in.

    Made here and not by the database, so that a row keeps its identifier when its tenant moves
    to another node. Source: RFC 9562 §5.7.
    """
    random = secrets.randbits(_RANDOM_BITS)
    value = (time.time_ns() // 1_000_000) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return uuid.UUID(int=value)


def code_of(schema_name: str) -> str:
    """Give the code under which a tenant stands in addresses, files and host names."""
    return schema_name.replace("_", "-")


def schema_name_of(code: str) -> str:
    """Give the schema name of the tenant with a code; whether there is one, it does not say."""
    return code.replace("-", "_")
