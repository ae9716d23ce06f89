"""Writes of watching over coaching: a report, a check of a log, what was seen of who coaches."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import NotYet, check_day, held, tell
from assessments.following.status import FollowChange
from assessments.oversight.codes import LogVerdict, RemarkKind
from assessments.oversight.models import CoachReport, LogCheck, ProviderRemark
from assessments.oversight.queries import log_kept
from assessments.oversight.risk import risks_of
from assessments.providers.models import ChosenProvider
from assessments.queries import row_of
from assessments.rules_of_case import rules_of
from assessments.sent_once import identifier


class NothingToCheck(ValueError):
    """No period of this case ends on that day, or its log is empty."""

    def __init__(self) -> None:
        super().__init__("Name the last day of a period that has hours in its log.")


class NobodyCoaches(ValueError):
    """Nobody from the register was chosen in this case."""

    def __init__(self) -> None:
        super().__init__("Choose who coaches from the register first.")


class NothingSaid(ValueError):
    """A remark says at least one thing."""

    def __init__(self) -> None:
        super().__init__("Choose at least one thing that was seen.")


class RemarksNotCollected(ValueError):
    """The policy says that nothing of this kind is collected."""

    def __init__(self) -> None:
        super().__init__("The policy collects no signals about coaches: record nothing.")


@transaction.atomic
def record_report(
    *, actor: User, case_id: UUID, received_on: date, once: UUID | None = None
) -> None:
    """Put on record that a report of the coach came in; a page (`once`) sent twice adds one.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the day has not come.
    """
    held(actor, case_id, FollowChange.REPORT)
    check_day(received_on)
    said: dict[str, Any] = {"case_id": case_id, "received_on": received_on}
    key = identifier(once=once, said=said)
    if CoachReport.objects.filter(pk=key).exists():
        return
    CoachReport.objects.create(
        id=key,
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.REPORT, {})


@transaction.atomic
def record_log_check(*, actor: User, case_id: UUID, until: date, verdict: LogVerdict) -> None:
    """Put on record how the log of a period was found; why it was looked at goes along.

    Found the same again it stays one check.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the period is not over.
        NothingToCheck: no period with hours in its log ends on that day.
    """
    held(actor, case_id, FollowChange.CHECK_LOG)
    today = timezone.localdate()
    if until >= today:
        raise NotYet
    kept = log_kept(case_id=case_id, today=today)
    period = next((each for each in kept.stretches if each.ends_on == until and each.used), None)
    if period is None:
        raise NothingToCheck
    last = LogCheck.objects.filter(case_id=case_id).order_by("-recorded_at", "-id").first()
    if last is not None and (last.until, last.verdict) == (until, verdict.value):
        return
    LogCheck.objects.create(
        case_id=case_id,
        until=until,
        verdict=verdict.value,
        risks=[str(risk.value) for risk in risks_of(kept, period)],
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.CHECK_LOG, {"verdict": str(verdict.value)})


@transaction.atomic
def record_remark(
    *,
    actor: User,
    case_id: UUID,
    on: date,
    kinds: Collection[RemarkKind],
    once: UUID | None = None,
) -> None:
    """Put on record what was seen of the organisation that coaches in a case.

    The same page (`once`) sent twice stays one remark.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the day has not come.
        NothingSaid, NobodyCoaches, RemarksNotCollected: there is nothing to record.
    """
    case = held(actor, case_id, FollowChange.REMARK)
    check_day(on)
    if not kinds:
        raise NothingSaid
    rules = rules_of(row_of(case))
    if rules and rules.own["provider.signals_collected"].value is False:
        raise RemarksNotCollected
    chosen = ChosenProvider.objects.filter(case_id=case_id)
    organisation = chosen.values_list("organisation_id", flat=True).first()
    if organisation is None:
        raise NobodyCoaches
    said: dict[str, Any] = {
        "case_id": case_id,
        "organisation_id": organisation,
        "on": on,
        "kinds": [str(kind.value) for kind in RemarkKind if kind in kinds],
    }
    key = identifier(once=once, said=said)
    if ProviderRemark.objects.filter(pk=key).exists():
        return
    ProviderRemark.objects.create(
        id=key,
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.REMARK, {"kinds": len(set(kinds))})
