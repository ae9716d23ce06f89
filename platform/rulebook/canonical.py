"""Plain data as text in one fixed spelling, so that its hash can be compared."""

import json
from typing import Final

#: Made once: making it takes longer than writing a small value with it.
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(data: object) -> str:
    """Give data as JSON in one fixed spelling: keys sorted, no blanks, letters as they are."""
    return _ENCODER.encode(data)
