"""The worker's side of a release that was asked for: alone, whole, and begun anew when killed."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.db import OperationalError, connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted, Permission, check_permission
from assessments.intake_files import progress
from benchmarking.models import ReleaseRun
from benchmarking.releases import runs
from benchmarking.releases.alone import OneIsBeingMade, alone
from benchmarking.releases.holding import MayBeWorkedOut
from benchmarking.releases.making import prepare_release
from benchmarking.releases.nobody import NobodyTakesPart
from benchmarking.releases.real_people import RealFiguresClosed
from benchmarking.releases.run_status import RunChange, RunStatus
from tenants import context

#: After so many beginnings without an end it is left alone: it is the release, not the machine.
MOST_ATTEMPTS: Final = 3
_TOLD_EVERY: Final = 1.0  # seconds

_log = logging.getLogger(__name__)


def work_on_releases(*, beat: Callable[[], None] = lambda: None) -> int:
    """Make the release that was asked for, if nobody else is at it; give how many were worked on.

    Args:
        beat: called now and then, as a sign of life.
    """
    with contextlib.suppress(OneIsBeingMade), alone():
        with context.as_platform():
            asked = ReleaseRun.objects.filter(status=RunStatus.ASKED).first()
        if asked is not None:
            _work(asked, beat)
            return 1
    return 0


def help_out() -> None:
    """Do that in this process, in the background, where no worker runs; one at a time."""
    if _helping.acquire(blocking=False):
        threading.Thread(target=_help, name="releases", daemon=True).start()


_helping = threading.Lock()


def _help() -> None:
    try:
        work_on_releases()
    finally:
        connection.close()
        _helping.release()


def _work(run: ReleaseRun, beat: Callable[[], None]) -> None:
    if run.attempts >= MOST_ATTEMPTS:
        runs.change(run.pk, RunChange.STOP)
        return
    with context.as_platform():
        ReleaseRun.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
        asking = User.objects.get(pk=run.asked_by)
    try:
        with _told(run.pk, beat):
            check_permission(asking, Permission.RELEASE_FIGURES)
            number = prepare_release(actor=asking)
    except MayBeWorkedOut as why:
        runs.change(run.pk, RunChange.REFUSE, why=why.table)
    except (NotPermitted, RealFiguresClosed, NobodyTakesPart):
        runs.change(run.pk, RunChange.STOP)
    except Exception as broken:  # the worker goes on with other work
        _log.error("A release was not made, and is begun anew: %s", type(broken).__name__)
    else:
        runs.change(run.pk, RunChange.MAKE, number=number)


@contextmanager
def _told(run_id: UUID, beat: Callable[[], None]) -> Iterator[None]:
    """Write down now and then how far it is, by a connection of its own: work has a transaction."""
    latest: list[tuple[str, int, int]] = [("", 0, 0)]
    ended = threading.Event()

    def write() -> None:
        try:
            while not ended.wait(_TOLD_EVERY):
                beat()
                _write(run_id, latest[-1])
                del latest[:-1]
        finally:
            connection.close()

    teller = threading.Thread(target=write, name="progress", daemon=True)
    teller.start()
    try:
        with progress.told_to(lambda phase, done, total: latest.append((phase, done, total))):
            yield
    finally:
        ended.set()
        teller.join()


def _write(run_id: UUID, latest: tuple[str, int, int]) -> None:
    phase, done, total = latest
    with context.as_platform(), contextlib.suppress(OperationalError):
        told = {"phase": phase[:80], "done": done, "total": total, "told_at": timezone.now()}
        ReleaseRun.objects.filter(pk=run_id).update(**told)
