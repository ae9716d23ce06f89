"""What a policy says of a long-term track, and whether a grant is one. Pure: no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from assessments.following.norms import Norms
from assessments.following.stretches import Stretch
from rulebook.month_arithmetic import add_months_to
from rulebook.profile import Profile

#: A track is looked at once a year, in the place of what the policy asks of other support.
REVIEWED_EVERY_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The track of a policy: its hours in all, and for how many months; None: no limit stated."""

    minutes: int | None
    months: int | None

    def last_day(self, starts_on: date) -> date | None:
        """The last day of a track that begins on a day."""
        if self.months is None:
            return None
        return add_months_to(starts_on, self.months) - timedelta(days=1)

    def holds(self, granted: Sequence[Stretch]) -> bool:
        """Whether a grant can be this track: over a year, and no more than the policy has."""
        if not granted:
            return False
        first = min(each.starts_on for each in granted)
        last = max(each.ends_on for each in granted)
        if last < add_months_to(first, REVIEWED_EVERY_MONTHS):
            return False
        minutes, end = sum(each.granted for each in granted), self.last_day(first)
        fits = self.minutes is None or minutes <= self.minutes
        return fits and (end is None or last <= end)


def track_of(profile: Profile | None) -> Track | None:
    """Give the track of a policy; None where it has none, or is silent."""
    if profile is None or profile["long_term.track"].value is not True:
        return None
    minutes, months = profile["long_term.minutes"].value, profile["long_term.months"].value
    return Track(
        minutes=minutes if isinstance(minutes, int) else None,
        months=months if isinstance(months, int) else None,
    )


def as_decided(track: Track, *, starts_on: date) -> dict[str, object]:
    """Give the grant of a whole track from a day, as the form of a decision takes it.

    That the need lasts is no fact of the rules, so who decides says so, and why.
    """
    return {
        "choice": "grant_otherwise",
        "minutes": track.minutes,
        "starts_on": starts_on,
        "ends_on": track.last_day(starts_on),
        "reason": "person",
    }


def looked_at_yearly(norms: Norms) -> Norms:
    """Give what is asked of following a track: once a year, and at its end."""
    return replace(norms, evaluation_months=REVIEWED_EVERY_MONTHS, evaluates_at_end=True)
