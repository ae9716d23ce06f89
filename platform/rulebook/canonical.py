"""Plain data as text in one fixed spelling, so that its hash can be compared."""

import json
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Final

#: Made once: making it takes longer than writing a small value with it.
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(data: object) -> str:
    """Give data as JSON in one fixed spelling: keys sorted, no blanks, letters as they are."""
    return _ENCODER.encode(data)


def texts_of_rows(columns: Mapping[str, Sequence[Hashable]], *, count: int) -> list[str]:
    """Give each of `count` rows as canonical text of its values by name; None is left out.

    A value stands in one text for all rows that have it; a column holds values of one type, and a
    day is written as ISO text.
    """
    names = sorted(columns)
    if not names:
        return ["{}"] * count
    written = [_written(name, columns[name]) for name in names]
    return [f"{{{','.join(filter(None, parts))}}}" for parts in zip(*written, strict=True)]


def _written(name: str, values: Sequence[Hashable]) -> list[str]:
    parts = {value: _part(name, value) for value in set(values)}
    return [parts[value] for value in values]


def _part(name: str, value: Hashable) -> str:
    if value is None:
        return ""
    plain = value.isoformat() if isinstance(value, date) else value
    return f"{canonical(name)}:{canonical(plain)}"
