"""Reads of long-term tracks: of one case, and of all that are followed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.following.norms import Norms
from assessments.lasting.models import LastingTrack
from assessments.lasting.rules import looked_at_yearly
from assessments.status import CaseStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRow:
    """The track of a case."""

    starts_on: date
    ends_on: date
    minutes: int


def track_in(*, case_id: UUID) -> TrackRow | None:
    """Give the track of a case; None where its grant is none."""
    found = LastingTrack.objects.filter(case_id=case_id).first()
    if found is None:
        return None
    return TrackRow(starts_on=found.starts_on, ends_on=found.ends_on, minutes=found.minutes)


def norms_in(*, case_id: UUID, norms: Norms) -> Norms:
    """Give what is asked of following a case: of a track, once a year."""
    return looked_at_yearly(norms) if track_in(case_id=case_id) else norms


def cases_on_a_track(case_id: UUID | None = None) -> frozenset[UUID]:
    """Give the followed cases whose grant is a track, or that one."""
    of = {"case_id": case_id} if case_id else {"case__status": CaseStatus.DECIDED}
    return frozenset(LastingTrack.objects.filter(**of).values_list("case_id", flat=True))
