"""Long work on files, as people ask for it and see it: begun, how far, what came of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.language import language_now
from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.importing import ImportReport, ReportLine
from assessments.intake_files.models import FileRun
from assessments.intake_files.run_status import RUN_CHANGES, RunChange, RunStatus
from assessments.kept_models import StagedFile
from audit.actions import record
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.text import Text
from tenants.context import current_schema_name

#: From so many rows on the worker does the work; what is smaller is done while people wait.
MOST_ROWS_AT_ONCE: Final = 2_000
KEPT_FOR: Final = timedelta(days=1)
LEFT_ALONE_AFTER: Final = timedelta(seconds=5)
#: Where the database tells workers of new work; the message is the schema of the tenant.
CHANNEL: Final = "meetlat_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """Long work as a page shows it."""

    id: UUID
    kind: str
    status: str
    phase: str
    done: int
    total: int
    told_at: datetime
    report: ImportReport | None
    problems: tuple[RowProblem, ...]

    @property
    def is_under_way(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.status in (RunStatus.TO_LOOK, RunStatus.TO_RECORD)

    @property
    def is_left_alone(self) -> bool:
        """Whether it waits while no worker gave a sign of life for some time."""
        return self.is_under_way and timezone.now() - self.told_at > LEFT_ALONE_AFTER

    @property
    def status_label(self) -> str:
        """Where it stands, in words."""
        return str(RunStatus(self.status).label)


class RunNotAllowed(Exception):
    """The work is in a state from which this change leads nowhere."""

    def __init__(self, change: RunChange, status: str) -> None:
        super().__init__(f"A file that is {status} does not allow {change.value}: look again.")


@transaction.atomic
def begin(*, actor: User, file_id: UUID, kind: str, rows: int) -> None:
    """Have the worker look at a kept file; one that it looks at already stays as it is.

    Raises:
        NotPermitted: the actor may not read files in.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    now = timezone.now()
    _run, is_new = FileRun.objects.get_or_create(
        pk=file_id,
        defaults={
            "kind": kind, "total": rows, "language": language_now()[:2], "asked_by": actor.id,
            "asked_at": now, "told_at": now, "expires_at": now + KEPT_FOR,
        },
    )  # fmt: skip
    if is_new:
        StagedFile.objects.filter(pk=file_id).update(expires_at=now + KEPT_FOR)
        record(actor=actor, action="file.look_asked", object_kind="file", object_id=file_id)
        _call()


@transaction.atomic
def ask(*, actor: User, file_id: UUID) -> None:
    """Have the worker record a file that was looked at.

    Raises:
        NotPermitted: the actor may not read files in.
        RunNotAllowed: it was not looked at, or is recorded already.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    run = FileRun.objects.select_for_update().get(pk=file_id, asked_by=actor.id)
    now = timezone.now()
    StagedFile.objects.filter(pk=file_id).update(expires_at=now + KEPT_FOR)
    change(run, RunChange.ASK, actor=actor, told_at=now, expires_at=now + KEPT_FOR)
    _call()


@transaction.atomic
def forget(*, actor: User, file_id: UUID) -> None:
    """Forget what came of looking at a file, because it will be read otherwise.

    Raises:
        RunNotAllowed: it is being recorded.
    """
    for run in FileRun.objects.select_for_update().filter(pk=file_id, asked_by=actor.id):
        if run.status == RunStatus.TO_RECORD:
            raise RunNotAllowed(RunChange.STOP, run.status)
        run.delete()


def run_of(*, actor: User, file_id: UUID) -> RunRow | None:
    """Give the long work on a file of the actor; None where there is none."""
    found = FileRun.objects.filter(pk=file_id, asked_by=actor.id).first()
    return _row(found) if found else None


def runs_of(*, actor: User) -> tuple[RunRow, ...]:
    """Give all long work of the actor that is kept, the latest first, without its rows."""
    found = FileRun.objects.filter(asked_by=actor.id, expires_at__gte=timezone.now())
    return tuple(
        _row(each) for each in found.defer("problems", "report").order_by("-asked_at", "-id")
    )


def change(run: FileRun, which: RunChange, *, actor: User | None, **changed: object) -> None:
    """Move a run on, with its line in the record; the caller holds the row in a transaction.

    Raises:
        RunNotAllowed: the change does not start from its state.
    """
    way = RUN_CHANGES[which]
    if run.status not in way.origins:
        raise RunNotAllowed(which, run.status)
    values = {"status": way.target, "phase": "", "done": 0, "attempts": 0, **changed}
    FileRun.objects.filter(pk=run.pk).update(**values)
    record(actor=actor, action=way.audit_action, object_kind="file", object_id=run.pk)


@transaction.atomic
def forget_expired_runs() -> None:
    """Remove what was kept long enough; the worker does so."""
    FileRun.objects.filter(expires_at__lt=timezone.now()).delete()


def report_as_data(report: ImportReport) -> dict[str, Any]:
    """Give a report as it is kept."""
    return asdict(report)


def problems_as_data(refused: BadCaseFile) -> list[list[Any]]:
    """Give problems as they are kept: row, column and the reason in both languages."""
    return [
        [problem.row, problem.column, problem.reason.nl, problem.reason.en]
        for problem in refused.problems
    ]


def _row(run: FileRun) -> RunRow:
    deferred = run.get_deferred_fields()
    report = None if "report" in deferred else run.report
    problems = () if "problems" in deferred else run.problems or ()
    return RunRow(
        id=run.pk,
        kind=run.kind,
        status=run.status,
        phase=run.phase,
        done=run.done,
        total=run.total,
        told_at=run.told_at,
        report=_report(report) if report else None,
        problems=tuple(
            RowProblem(row=row, column=column, reason=Text(nl, en))
            for row, column, nl, en in problems
        ),
    )


def _report(data: Mapping[str, Any]) -> ImportReport:
    return ImportReport(
        new=data["new"],
        unchanged=data["unchanged"],
        lines=tuple(ReportLine(**line) for line in data["lines"]),
        summary=tuple(data["summary"]),
    )


def _call() -> None:
    """Wake the worker, once this transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, current_schema_name()])
