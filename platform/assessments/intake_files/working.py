"""The worker's side of long work on files: one at a time, all or nothing, begun anew when killed.

A session lock of the database says that somebody is at a file. It goes with the connection, so a
worker that was killed leaves nothing behind: looking is begun anew, and of recording, which is one
transaction, nothing was written.
"""

import contextlib
import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments import staging
from assessments.importing import ImportOptions, importers
from assessments.intake_files import progress, runs
from assessments.intake_files.mapping import applied
from assessments.intake_files.memory import searched_seldom
from assessments.intake_files.models import FileRun
from assessments.intake_files.run_status import RunChange, RunStatus
from assessments.staging import FileNotKept, KeptFile
from rulebook.case_format import BadCaseFile
from rulebook.case_format.table import read_table
from tenants import context

#: After so many beginnings without an end a file is left alone: it is the file, not the machine.
MOST_ATTEMPTS: Final = 3
_TOLD_EVERY: Final = 1.0  # seconds
_LOCKS: Final = 0x6D66  # “mf”: the class of our locks; the number in it is the file's

_log = logging.getLogger(__name__)


def work_through(schema_name: str, *, beat: Callable[[], None] = lambda: None) -> int:
    """Do all work that waits in a tenant and that nobody else is at; give how many files.

    Args:
        schema_name: the tenant.
        beat: called now and then, as a sign of life.
    """
    with context.inside(schema_name):
        waiting = FileRun.objects.filter(status__in=(RunStatus.TO_LOOK, RunStatus.TO_RECORD))
        files = list(waiting.order_by("asked_at", "id").values_list("pk", flat=True))
        return sum(_work_alone(file_id, schema_name, beat) for file_id in files)


def _work_alone(file_id: UUID, schema_name: str, beat: Callable[[], None]) -> bool:
    """Work on a file, unless somebody else is at it."""
    with _alone_at(file_id) as alone:
        if alone:
            _work(file_id, schema_name, beat)
        return alone


def help_out(schema_name: str) -> None:
    """Do the work of a tenant in this process, in the background, where no worker runs.

    For a demonstration and for the minutes in which a worker is started again; one at a time.
    """
    if _helping.acquire(blocking=False):
        threading.Thread(target=_help, args=(schema_name,), name="files", daemon=True).start()


_helping = threading.Lock()


def _help(schema_name: str) -> None:
    try:
        work_through(schema_name)
    finally:
        connection.close()
        _helping.release()


def _work(file_id: UUID, schema_name: str, beat: Callable[[], None]) -> None:
    run = FileRun.objects.filter(pk=file_id).first()
    if run is None or run.status not in (RunStatus.TO_LOOK, RunStatus.TO_RECORD):
        return  # somebody else did it, between the list and the lock
    if run.attempts >= MOST_ATTEMPTS:
        _stop(run)
        return
    FileRun.objects.filter(pk=file_id).update(attempts=run.attempts + 1)
    with _told(file_id, schema_name, beat), override(run.language):
        try:
            _do(run)
        except BadCaseFile as refused:
            _moved(run, RunChange.REFUSE, problems=runs.problems_as_data(refused))
        except (FileNotKept, NotPermitted):
            _stop(run)
        except Exception as broken:  # another file must not wait for this one
            _log.error(
                "File %s of %s was not worked through, and is begun anew: %s",
                file_id, schema_name, _named(broken),
            )  # fmt: skip


def _named(broken: Exception) -> str:
    """Name an error by its class and place: its message may hold what stood in a cell."""
    last = traceback.extract_tb(broken.__traceback__)[-1]
    return f"{type(broken).__name__} in {last.name}, line {last.lineno}"


@searched_seldom()
def _do(run: FileRun) -> None:
    actor = User.objects.get(pk=run.asked_by)
    file = staging.kept(actor=actor, file_id=run.pk)
    importer = importers()[run.kind]
    if file.mapping is None:
        raise FileNotKept
    incoming = applied(read_table(file.content), file.mapping, importer.targets())
    if run.status == RunStatus.TO_LOOK:
        report = importer.look(incoming, _options(file))
        _moved(run, RunChange.LOOK, report=runs.report_as_data(report))
        return
    with transaction.atomic():
        done = importer.carry_out(actor, incoming, _options(file), file.sha256)
        staging.remove(actor=actor, file_id=run.pk)
        runs.change(run, RunChange.RECORD, actor=actor, report=runs.report_as_data(done))


@transaction.atomic
def _moved(run: FileRun, which: RunChange, **changed: object) -> None:
    runs.change(run, which, actor=None, **changed)


def _stop(run: FileRun) -> None:
    _moved(run, RunChange.STOP)


def _options(file: KeptFile) -> ImportOptions:
    return ImportOptions(
        municipality_code=file.municipality_code,
        is_synthetic=not settings.ENVIRONMENT.is_production,
    )


@contextmanager
def _alone_at(file_id: UUID) -> Iterator[bool]:
    number = file_id.int & 0x7FFF_FFFF
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, number])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCKS, number])


@contextmanager
def _told(file_id: UUID, schema_name: str, beat: Callable[[], None]) -> Iterator[None]:
    """Write down now and then how far it is, by a connection of its own: work has a transaction."""
    latest: list[tuple[str, int, int]] = [("", 0, 0)]
    ended = threading.Event()

    def write() -> None:
        try:
            while not ended.wait(_TOLD_EVERY):
                beat()
                _write(file_id, schema_name, latest[-1])
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


def _write(file_id: UUID, schema_name: str, latest: tuple[str, int, int]) -> None:
    phase, done, total = latest
    # At the end the row is held by the transaction of the work itself: nothing is to be told then.
    with context.inside(schema_name), contextlib.suppress(OperationalError):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 200")
        told = {"phase": phase, "done": done, "told_at": timezone.now()}
        FileRun.objects.filter(pk=file_id).update(**told, **({"total": total} if total else {}))
