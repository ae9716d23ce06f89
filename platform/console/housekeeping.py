"""What has to be tidied now and then, in every tenant and on the platform."""

import contextlib
from collections.abc import Callable, Iterator

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from assessments.intake_files.runs import forget_expired_runs
from assessments.kept_answers import forget_expired_answers
from assessments.signals.use import forget_counts
from assessments.staging import forget_expired_files
from reports.scheduled import make_due_reports
from tenants import context, queries

_LOCK = 0x6D65_6574  # “meet”: one worker tidies at a time


def tidy(*, beat: Callable[[], None] = lambda: None) -> int | None:
    """Remove what has expired, and make the reports that are due.

    What expires: sessions, uploads and forms nobody confirmed, old failed sign-ins.

    `beat` is called before every tenant and report: the worker is still alive.

    Returns the number of tenants tidied, or None when another worker is at it.
    """
    with _alone() as alone:
        if not alone:
            return None
        with context.as_platform():
            _forget_expired()
        tenants = queries.tenants()
        for tenant in tenants:
            beat()
            with context.inside(tenant.schema_name):
                _forget_expired()
                forget_expired_files()
                forget_expired_runs()
                forget_expired_answers()
                forget_counts()
        make_due_reports(beat=beat)
        return len(tenants)


def _forget_expired() -> None:
    steps: tuple[Callable[[], object], ...] = (SessionStore.clear_expired, _forget_old_attempts)
    for step in steps:
        step()


def _forget_old_attempts() -> None:
    oldest = timezone.now() - settings.AXES_COOLOFF_TIME
    AccessAttempt.objects.filter(attempt_time__lt=oldest).delete()


@contextlib.contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
