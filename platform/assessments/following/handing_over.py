"""Writing that another coach takes over while support runs, and what the one hands to the other."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import held, tell
from assessments.following.codes import CoachReason, HandedOver
from assessments.following.models import CoachChange
from assessments.following.status import FollowChange
from assessments.plans.codes import AgreementStatus
from assessments.plans.models import Agreement
from assessments.providers.actions import NobodyChosen
from assessments.providers.models import ChosenProvider
from assessments.providers.queries import chosen_from


class SameCoach(ValueError):
    """Who is to take over coaches already."""

    def __init__(self) -> None:
        super().__init__("This coach is the one of now: choose another.")


class DayToCome(ValueError):
    """Another coach cannot have taken over on a day that is still to come."""

    def __init__(self) -> None:
        super().__init__("Record this on the day itself: give today or an earlier day.")


@transaction.atomic
def change_coach(
    *,
    actor: User,
    case_id: UUID,
    from_day: date,
    reason: CoachReason,
    organisation_id: UUID | None,
    coach_id: UUID | None,
    handed_over: Collection[HandedOver] = (),
) -> None:
    """Have another coach of the register take over from a day.

    The facts that the decision rests on stay as they are. The agreements that are open then are
    kept with the change.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NobodyChosen: neither an organisation nor a coach is named.
        EntryUnknown: the register has no such entry.
        SameCoach: nothing would change.
        DayToCome: from that moment on the case would name a coach who is not there yet.
    """
    held(actor, case_id, FollowChange.CHANGE_COACH)
    if from_day > timezone.localdate():
        raise DayToCome
    if organisation_id is None and coach_id is None:
        raise NobodyChosen
    chosen = chosen_from(organisation_id=organisation_id, coach_id=coach_id)
    later = (chosen.organisation.id if chosen.organisation else None, coach_id)
    now = ChosenProvider.objects.filter(case_id=case_id).first()
    earlier = (now.organisation_id, now.coach_id) if now else (None, None)
    if earlier == later:
        raise SameCoach
    still_open = Agreement.objects.filter(talk__case_id=case_id, status=AgreementStatus.OPEN)
    CoachChange.objects.create(
        case_id=case_id,
        from_day=from_day,
        reason=reason,
        earlier_organisation_id=earlier[0],
        earlier_coach_id=earlier[1],
        organisation_id=later[0],
        coach_id=later[1],
        handed_over=[str(each.value) for each in handed_over],
        open_agreements=list(still_open.order_by("by_when").values_list("pk", flat=True)),
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    _coached_from_now_by(later, actor=actor, case_id=case_id)
    tell(
        actor,
        case_id,
        FollowChange.CHANGE_COACH,
        {"reason": str(reason.value), "handed_over": len(handed_over)},
    )


def _coached_from_now_by(
    chosen: tuple[UUID | None, UUID | None], *, actor: User, case_id: UUID
) -> None:
    ChosenProvider.objects.update_or_create(
        case_id=case_id,
        defaults={
            "organisation_id": chosen[0],
            "coach_id": chosen[1],
            "given": {},
            "chosen_by": actor.id,
            "chosen_at": timezone.now(),
        },
    )
