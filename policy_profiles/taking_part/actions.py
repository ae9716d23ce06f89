"""Saying that the organisation takes part from a day on, or no longer."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.taking_part.models import SharingStatement
from tenants import context


class SharingInThePast(ValueError):
    """What was asked before this day was asked under what held then."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} has passed: choose today or a later day.")
        self.day = day


class SaidAlready(Exception):
    """The last statement says exactly this, as after a second press of the button."""

    def __init__(self) -> None:
        super().__init__("This is what was said last: choose another day or the other answer.")


@transaction.atomic
def state_sharing(*, actor: User | None, takes_part: bool, from_day: date) -> None:
    """Say that the organisation takes part from a day on, or from then on no longer.

    Args:
        actor: its administrator; None for the demonstration.
        takes_part: whether totals of its decisions may go into protected sums of several.
        from_day: today or later.

    Raises:
        NotPermitted: the actor may not decide on this.
        SharingInThePast: the day has passed.
        SaidAlready: the last statement is the same.
    """
    if actor is not None:
        check_permission(actor, Permission.SHARE_TOTALS)
    if from_day < timezone.localdate():
        raise SharingInThePast(from_day)
    one_at_a_time("stating sharing")
    last = SharingStatement.objects.order_by("-made_at", "-id").first()
    if last is not None and (last.takes_part, last.from_day) == (takes_part, from_day):
        raise SaidAlready
    SharingStatement.objects.create(
        takes_part=takes_part,
        from_day=from_day,
        made_by=actor.id if actor else None,
        made_at=timezone.now(),
    )
    record(
        actor=actor,
        action="sharing.agreed" if takes_part else "sharing.ended",
        object_kind="sharing",
        object_id=context.current_schema_name(),
        details={"from": from_day.isoformat()},
    )
