"""Names of members: snake_case in the code, camelCase outside."""

from __future__ import annotations


def camel(name: str) -> str:
    """`weekly_hours` as `weeklyHours`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
