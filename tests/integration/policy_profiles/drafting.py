"""What the tests of drafts share: values of one's own with where they stand and why they differ."""

from datetime import date
from typing import Any

OWN_RULE = {
    "id": "OWN",
    "title": "Beleidsregel jobcoaching Eikenberg",
    "register": "vastgesteld 01-12-2025",
    "article": "artikel 4",
}
WHY = {
    "reason": "labour_market",
    "legal_basis": "Beleidsregel jobcoaching Eikenberg, artikel 4",
    "owner": "afdeling Beleid",
    "review_on": "2030-01-01",
}
FAR_AHEAD = date(2040, 1, 1)


def entry(value: object, *, why: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A value of one's own under one's own rule; `why` is its deviation, `cells` for some cells."""
    given = more if "cells" in more else {"value": value, **more}
    return {"source": OWN_RULE, **given, **({"deviation": why} if why else {})}
