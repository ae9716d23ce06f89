"""The published profiles, by name."""

from __future__ import annotations

from django.utils import timezone

from rulebook.profile import Profile
from rulebook.profiles import load_shipped, shipped_profile_names


def published() -> tuple[Profile, ...]:
    """Every published profile as it holds today, the UWV baseline first."""
    today = timezone.localdate()
    return tuple(load_shipped(name, today) for name in shipped_profile_names())


def published_by_name(name: str) -> Profile:
    """One published profile as it holds today.

    Raises:
        NoSuchProfile: nobody published a profile of that name.
    """
    return load_shipped(name, timezone.localdate())
