"""The published profiles as they hold today, by the code that stands in addresses."""

from __future__ import annotations

from django.utils import timezone

from policy_profiles.register.queries import PublishedRow, published_profiles


class NotPublished(LookupError):
    """Nobody has a published profile under this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No profile is published under {code!r}; the list of profiles has them.")
        self.code = code


def published() -> list[PublishedRow]:
    """Every published profile, the UWV baseline first."""
    return published_profiles(on=timezone.localdate())


def published_by_code(code: str) -> PublishedRow:
    """One published profile.

    Raises:
        NotPublished: there is none under this code.
    """
    for row in published():
        if row.code == code:
            return row
    raise NotPublished(code)
