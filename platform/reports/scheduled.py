"""Making the reports that stand on a schedule, once for each period that is over."""

import logging
from collections.abc import Callable
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.actions import record
from benchmarking.releases.register import newest_release
from reports.actions import keep
from reports.definition import ReportUnknown
from reports.models import Audience, ReportSnapshot
from reports.periods import Period, last_over
from reports.queries import ScheduleRow, definition, schedules
from tenants import context, queries

_log: Final = logging.getLogger(__name__)


def make_due_reports(*, beat: Callable[[], None] = lambda: None, at_most: int = 20) -> int:
    """Make what is due in every organisation that is open; give how many were made.

    A report is due as soon as figures are released that hold all of its period.

    Args:
        beat: called before every organisation and every report: the worker is still alive.
        at_most: so many in one round; the next goes on, so other work need not wait long.
    """
    made = 0
    for tenant in queries.launched_tenants():
        beat()
        with context.inside(tenant.schema_name):
            for row in schedules():
                made += _made_or_told(row, tenant.schema_name)
                beat()
        if made >= at_most:
            break
    return made


def _made_or_told(row: ScheduleRow, schema_name: str) -> bool:
    try:
        return _make(row)
    except Exception as broken:  # other organisations must not wait for this one
        _log.error(
            "A report of %s was not made, and is tried again: %s",
            schema_name, type(broken).__name__,
        )  # fmt: skip
        return False


def _make(row: ScheduleRow) -> bool:
    try:
        chosen = definition(name=row.definition)
    except ReportUnknown:  # one that shipped before and no longer does
        return False
    period = last_over(chosen.rhythm, on=timezone.localdate())
    if not _is_due(row, period):
        return False
    try:
        with transaction.atomic():
            made = keep(
                chosen, period, Audience(row.audience), made_by=row.made_by, schedule_id=row.id
            )
            record(
                actor=None,
                action="report.made",
                object_kind="report",
                object_id=made,
                details={"report": chosen.name, "period": period.name},
            )
    except IntegrityError:
        if _is_due(row, period):
            raise
        return False  # another worker made it meanwhile
    return True


def _is_due(row: ScheduleRow, period: Period) -> bool:
    release = newest_release()
    if release is None or period.year not in release.years:
        return False
    if release.facts_as_of <= period.last_day:
        return False
    return not ReportSnapshot.objects.filter(schedule_id=row.id, period=period.name).exists()
