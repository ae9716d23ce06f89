"""Putting a version into force, shortening and closing its period, together with the register."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from psycopg import errors

from policy_profiles.models import ProfilePeriod, ProfileVersion
from policy_profiles.register.models import PublishedProfile
from tenants import context

_CONTENT = (
    "name",
    "label",
    "base",
    "layers",
    "breaks",
    "content_hashes",
    "chain_hash",
    "is_fictitious",
)

#: Before this day no policy that Meetlat describes was in force; on pages it is 1 January 2015.
EARLIEST = date(2000, 1, 1)
_MOST_AHEAD = timedelta(days=25 * 365)


class DayOutOfReach(ValueError):
    """A version would begin or stop to hold on a day that can only be a slip of the pen."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day} is out of reach: choose a day from {EARLIEST} up to {latest_day()}."
        )
        self.day = day


class PeriodTaken(Exception):
    """Another version is in force on one of the days."""

    def __init__(self, valid_from: date, valid_to: date | None) -> None:
        until = f"to {valid_to}" if valid_to else "on"
        super().__init__(
            f"Another version is in force from {valid_from} {until}, or on part of those days. "
            "End that version first, or choose other days."
        )
        self.valid_from = valid_from
        self.valid_to = valid_to


class PeriodClosed(PeriodTaken):
    """Somebody else ended or withdrew the version on these days in the meantime."""


class PeriodEmpty(Exception):
    """A version would be in force on no day at all."""

    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            f"From {valid_from} to {valid_to} there is no day: choose a later last day."
        )


def put_into_force(
    version: ProfileVersion, *, checked_by: UUID | None, valid_from: date, valid_to: date | None
) -> None:
    """Add a period of a version, here and in the register.

    Raises:
        DayOutOfReach: it would begin or end before there was policy, or too far ahead.
        PeriodTaken, PeriodEmpty: the days are not free, or there are none.
    """
    _check_reach(valid_from)
    _check_reach(valid_to)
    _add(version, checked_by=checked_by, valid_from=valid_from, valid_to=valid_to)


def latest_day() -> date:
    """Give the last day on which a version can be made to begin or to stop to hold."""
    return timezone.localdate() + _MOST_AHEAD


def _check_reach(day: date | None) -> None:
    if day is not None and not EARLIEST <= day <= latest_day():
        raise DayOutOfReach(day)


def _add(
    version: ProfileVersion, *, checked_by: UUID | None, valid_from: date, valid_to: date | None
) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise PeriodEmpty(valid_from, valid_to)
    period = ProfilePeriod(
        version=version,
        made_by=version.made_by,
        makers=version.made_with,
        checked_by=checked_by,
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=timezone.now(),
    )
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError as refused:
        if isinstance(refused.__cause__, errors.ExclusionViolation):
            raise PeriodTaken(valid_from, valid_to) from refused
        raise
    PublishedProfile.objects.create(
        id=period.id,
        schema_name=context.current_schema_name(),
        version_id=version.id,
        valid_from=period.valid_from,
        valid_to=period.valid_to,
        known_from=period.known_from,
        **{field: getattr(version, field) for field in _CONTENT},
    )


def close(period: ProfilePeriod) -> None:
    """Say that a period is no longer what is known, here and in the register; once.

    Raises:
        PeriodClosed: somebody else did so after this period was read.
    """
    now = timezone.now()
    if not ProfilePeriod.objects.filter(pk=period.pk, known_to__isnull=True).update(known_to=now):
        raise PeriodClosed(period.valid_from, period.valid_to)
    PublishedProfile.objects.filter(pk=period.pk).update(known_to=now)


def change_last_day(period: ProfilePeriod, *, valid_to: date | None) -> None:
    """Let a version hold up to another day than was known; who checked its content stays the same.

    The first day stays what it is, also where it could not be chosen today.

    Raises:
        DayOutOfReach: the day lies before there was policy, or too far ahead.
        PeriodTaken, PeriodEmpty: the days are not free, or there are none.
    """
    if valid_to != period.valid_to:
        _check_reach(valid_to)
    close(period)
    _add(
        period.version,
        checked_by=period.checked_by,
        valid_from=period.valid_from,
        valid_to=valid_to,
    )


def period_holding(*, on: date) -> ProfilePeriod | None:
    """Give the period that holds on a day as it is known now, with its version."""
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    found = ProfilePeriod.objects.filter(holds, valid_from__lte=on, known_to__isnull=True)
    return found.select_related("version").first()


def periods_in_the_way(*, valid_from: date, valid_to: date | None) -> list[ProfilePeriod]:
    """Give the periods that keep a version from these days, in order, each with its version.

    A version that began earlier is none: publishing ends it on the first day.
    """
    found = ProfilePeriod.objects.filter(valid_from__gte=valid_from, known_to__isnull=True)
    if valid_to is not None:
        found = found.filter(valid_from__lt=valid_to)
    return list(found.select_related("version").order_by("valid_from"))


def period_ending(*, on: date) -> ProfilePeriod | None:
    """Give the period whose first day without it is this one, as it is known now."""
    found = ProfilePeriod.objects.filter(valid_to=on, known_to__isnull=True)
    return found.select_related("version").first()
