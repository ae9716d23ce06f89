"""Releases that administrators ask for, as people see them: asked, how far, what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.intake_files.runs import CHANNEL
from audit.actions import record
from benchmarking.models import ReleaseRun
from benchmarking.releases.run_status import RUN_CHANGES, RunChange, RunStatus
from tenants import context
from tenants.database.base import PUBLIC

LEFT_ALONE_AFTER: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRunRow:
    """A release that was asked for, as a page shows it."""

    id: UUID
    status: RunStatus
    phase: str
    done: int
    total: int
    asked_at: datetime
    told_at: datetime
    number: int | None
    why: str

    @property
    def is_under_way(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.status is RunStatus.ASKED

    @property
    def is_left_alone(self) -> bool:
        """Whether it waits while no worker gave a sign of life for some time."""
        return self.is_under_way and timezone.now() - self.told_at > LEFT_ALONE_AFTER


class AskedAlready(Exception):
    """One release is asked for at a time."""

    def __init__(self) -> None:
        super().__init__("A release is being made: wait until it is there, and look at it.")


class RunNotAllowed(Exception):
    """It stands where this change leads nowhere."""

    def __init__(self, change: RunChange, status: str) -> None:
        super().__init__(f"A release that is {status} does not allow {change.value}: look again.")


def ask(*, actor: User) -> None:
    """Have the worker make a release, for another administrator to bring out.

    Raises:
        NotPermitted: the actor may not.
        AskedAlready: one is being made.
    """
    check_permission(actor, Permission.RELEASE_FIGURES)
    now = timezone.now()
    try:
        with transaction.atomic(), context.as_platform():
            run = ReleaseRun.objects.create(asked_by=actor.id, asked_at=now, told_at=now)
            _record(actor, "benchmark.release_asked", run)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, PUBLIC])
    except IntegrityError as twice:
        raise AskedAlready from twice


def newest_run() -> ReleaseRunRow | None:
    """Give the release that was asked for last, if any was."""
    with context.as_platform():
        found = ReleaseRun.objects.order_by("-asked_at").first()
    return None if found is None else _row(found)


def change(run_id: UUID, which: RunChange, **changed: object) -> None:
    """Move one on, with its line in the record.

    Raises:
        RunNotAllowed: the change does not start from where it stands.
    """
    way = RUN_CHANGES[which]
    with transaction.atomic(), context.as_platform():
        run = ReleaseRun.objects.select_for_update().get(pk=run_id)
        if run.status != way.origin:
            raise RunNotAllowed(which, run.status)
        ReleaseRun.objects.filter(pk=run_id).update(status=way.target, phase="", **changed)
        _record(None, way.audit_action, run)


def _record(actor: User | None, action: str, run: ReleaseRun) -> None:
    record(actor=actor, action=action, object_kind="benchmark_release_run", object_id=run.pk)


def _row(run: ReleaseRun) -> ReleaseRunRow:
    return ReleaseRunRow(
        id=run.pk,
        status=RunStatus(run.status),
        phase=run.phase,
        done=run.done,
        total=run.total,
        asked_at=run.asked_at,
        told_at=run.told_at,
        number=run.number,
        why=run.why,
    )
