"""One evaluation, asked in the same way by REST and GraphQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from api.published import published_by_code
from api.representation import finding_data
from policy_profiles import queries as policy
from rulebook.facts import FactValue
from rulebook.finding import find
from rulebook.profiles import BASELINE


def evaluated(
    *,
    facts: Mapping[str, FactValue | None],
    profile: str | None,
    against: str | None,
    language: str,
) -> dict[str, Any]:
    """The finding under a profile (the tenant's own by default) and under another, side by side.

    Raises:
        NotPublished: there is no profile under that code.
    """
    if profile is None:
        chosen = policy.profile_on(on=timezone.localdate()).profile
    else:
        chosen = published_by_code(profile).profile
    own, other = find(facts, chosen), find(facts, published_by_code(against or BASELINE).profile)
    known = own.minutes is not None and other.minutes is not None
    return {
        "finding": finding_data(own, language),
        "against": finding_data(other, language),
        "differenceMinutes": (own.minutes or 0) - (other.minutes or 0) if known else None,
    }
