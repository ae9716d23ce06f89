"""Taking back a report that was let go: at once, by one person, with a reason that readers get."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.references import check_open_texts
from audit.actions import record
from policy_profiles.one_at_a_time import one_at_a_time
from reports.models import Audience, ReportApproval, ReportWithdrawal
from reports.published.models import LONGEST_REASON, WithdrawnReport
from reports.queries import report_row
from tenants import context


class NotLetGo(Exception):
    """A report that nobody let go is not taken back: it has no reader outside."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} was not let go, so there is nothing to take back.")


class WithdrawnAlready(Exception):
    """A report is taken back once."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} was taken back before: nothing is left to do.")


class ReasonMissing(ValueError):
    """Whoever has the report wants to know why it is not there."""

    def __init__(self) -> None:
        super().__init__("Say in a sentence why the report is taken back: its readers get that.")


@transaction.atomic
def withdraw_report(*, actor: User, snapshot_id: UUID, reason: str) -> None:
    """Take a report back: from then on it has no files and answers nobody but with the reason.

    One person does it, whoever made it or let it go: what is amiss is not left to stand meanwhile.
    What the report said is kept for colleagues to read, and that it was let go as well.

    Raises:
        NotPermitted: the actor may not bring reports out.
        SnapshotUnknown: there is no such report here.
        NotLetGo: it still waits.
        WithdrawnAlready: it was taken back before.
        ReasonMissing: no reason is given.
        BsnInText: the reason could hold a citizen service number.
    """
    check_permission(actor, Permission.BRING_OUT_REPORTS)
    told = " ".join(reason.split())[:LONGEST_REASON]
    if not told:
        raise ReasonMissing
    check_open_texts(told)
    one_at_a_time("letting a report go")
    row = report_row(snapshot_id=snapshot_id)
    if row.approved_at is None:
        raise NotLetGo(snapshot_id)
    if row.withdrawn is not None:
        raise WithdrawnAlready(snapshot_id)
    now = timezone.now()
    ReportWithdrawal.objects.create(
        approval=ReportApproval.objects.get(snapshot_id=snapshot_id),
        reason=told,
        withdrawn_by=actor.id,
        withdrawn_at=now,
    )
    if row.audience == Audience.EVERYONE:
        public = WithdrawnReport(
            report_id=snapshot_id,
            schema_name=context.current_schema_name(),
            reason=told,
            withdrawn_at=now,
        )
        WithdrawnReport.objects.bulk_create([public])
    record(
        actor=actor,
        action="report.withdrawn",
        object_kind="report",
        object_id=snapshot_id,
        details={"audience": row.audience},
    )
