"""Writing that the grant of a case is a long-term track."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import held, tell
from assessments.following.queries import log_of, stretches_of
from assessments.following.status import FollowChange
from assessments.lasting.models import LastingTrack
from assessments.lasting.rules import track_of
from assessments.queries import row_of
from assessments.rules_of_case import rules_of


class NoTrackInPolicy(ValueError):
    """The policy of this case knows no long-term track."""

    def __init__(self) -> None:
        super().__init__("The policy of this case has no long-term track.")


class GrantIsNoTrack(ValueError):
    """What was granted is shorter than a year and a day, or more than the track of the policy."""

    def __init__(self) -> None:
        super().__init__(
            "A long-term track lasts over a year and has no more hours and months than the policy "
            "says: decide so first."
        )


@transaction.atomic
def record_track(*, actor: User, case_id: UUID) -> None:
    """Put on record that the grant of a case is a long-term track; twice changes nothing.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NoTrackInPolicy, GrantIsNoTrack: it cannot be one.
    """
    case = held(actor, case_id, FollowChange.TRACK)
    if LastingTrack.objects.filter(case_id=case_id).exists():
        return
    rules = rules_of(row_of(case))
    track = track_of(rules.own if rules else None)
    if track is None:
        raise NoTrackInPolicy
    granted = stretches_of(case_id=case_id, log=log_of(case_id=case_id))
    if not track.holds(granted):
        raise GrantIsNoTrack
    LastingTrack.objects.create(
        case_id=case_id,
        starts_on=min(each.starts_on for each in granted),
        ends_on=max(each.ends_on for each in granted),
        minutes=sum(each.granted for each in granted),
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.TRACK, {})
