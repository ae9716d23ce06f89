"""Saying that the organisation takes part in the benchmark from a day on, or no longer."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from benchmarking.models import FactEdition
from benchmarking.participation.models import BenchmarkStatement, PseudonymSecret
from benchmarking.participation.queries import STATING
from benchmarking.pseudonyms import new_secret
from benchmarking.rebuild import send_everything
from policy_profiles.one_at_a_time import one_at_a_time
from tenants import context


class WithdrawnInThePast(ValueError):
    """What was shown before this day was shown under what held then."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} has passed: choose today or a later day to stop on.")
        self.day = day


class SaidAlready(Exception):
    """The last statement says exactly this, as after a second press of the button."""

    def __init__(self) -> None:
        super().__init__("This is what was said last: choose another day or the other answer.")


class NotOpenYet(Exception):
    """Where real people's data are, nobody begins while decision 82 leaves something open."""

    def __init__(self) -> None:
        super().__init__("The benchmark is not open to real people's data yet: see decision 0082.")


class NothingToSend(Exception):
    """Facts are sent anew by an organisation that takes part, with nothing else said for later."""

    def __init__(self) -> None:
        super().__init__("Agree to take part first; what was said for a later day comes first too.")


@transaction.atomic
def state_participation(*, actor: User | None, takes_part: bool, from_day: date) -> int:
    """Say that the organisation takes part from a day on, or from then on no longer.

    With a day that has passed, what was decided since is sent at once, in this transaction. Whoever
    stops takes back all that was sent: it counts no longer in anything that is worked out from that
    day on. Reports that were released before stay as they are.

    Args:
        actor: its administrator; None for the demonstration.
        takes_part: whether facts of its decisions may be sent.
        from_day: of the first decision that is sent; the day to stop on is today or later.

    Returns:
        How many decisions were sent at once.

    Raises:
        NotPermitted: the actor may not decide on this.
        WithdrawnInThePast: the day to stop on has passed.
        SaidAlready: the last statement is the same.
        NotOpenYet: nobody may begin here.
    """
    if actor is not None:
        check_permission(actor, Permission.SHARE_TOTALS)
        if takes_part and not settings.BENCHMARK_OF_REAL_PEOPLE:
            raise NotOpenYet
    if not takes_part and from_day < timezone.localdate():
        raise WithdrawnInThePast(from_day)
    one_at_a_time(STATING)
    last = BenchmarkStatement.objects.order_by("-number").first()
    if last is None and not takes_part:
        raise SaidAlready
    if last is not None and (last.takes_part, last.from_day) == (takes_part, from_day):
        raise SaidAlready
    _state(actor.id if actor else None, takes_part, from_day, (last.number if last else 0) + 1)
    _record(actor, "benchmark.agreed" if takes_part else "benchmark.ended", from_day)
    return send_everything() if takes_part and from_day <= timezone.localdate() else 0


@transaction.atomic
def send_anew() -> int:
    """Send all facts anew as the next edition: after a release that adds columns, or a repair.

    Nothing is edited: the edition before no longer counts.

    Returns:
        How many decisions were sent.

    Raises:
        NothingToSend: the organisation takes no part, or said something for a later day.
    """
    one_at_a_time(STATING)
    last = BenchmarkStatement.objects.order_by("-number").first()
    if last is None or not last.takes_part or last.from_day > timezone.localdate():
        raise NothingToSend
    _state(None, True, last.from_day, last.number + 1)
    _record(None, "benchmark.sent_anew", last.from_day)
    return send_everything()


def begin_edition(*, from_day: date) -> None:
    """Have the organisation take part without a line in its record: for what has no people yet."""
    number = BenchmarkStatement.objects.count() + 1
    _state(None, True, from_day, number)


def _state(made_by: UUID | None, takes_part: bool, from_day: date, number: int) -> None:
    if takes_part and not PseudonymSecret.objects.exists():
        PseudonymSecret.objects.create(secret=new_secret())
    BenchmarkStatement.objects.create(
        number=number,
        takes_part=takes_part,
        from_day=from_day,
        made_by=made_by,
        made_at=timezone.now(),
    )
    edition = FactEdition(
        tenant_schema=context.current_schema_name(),
        number=number,
        takes_part=takes_part,
        from_day=from_day,
    )
    FactEdition.objects.bulk_create([edition])


def _record(actor: User | None, action: str, from_day: date) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="benchmark",
        object_id=context.current_schema_name(),
        details={"from": from_day.isoformat()},
    )
