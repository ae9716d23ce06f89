"""What is known of the jobs that are followed, so that the worklist can ask for what is not."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from assessments.following.signalling import JobSeen
from assessments.models import Case
from assessments.status import CaseStatus
from outcomes.codes import OutcomeKind
from outcomes.jobs import STARTS, CaseOfJob, cases_of_jobs, first_day
from outcomes.models import Outcome

_FOLLOWED = Q(status=CaseStatus.DECIDED, decision__granted_minutes__gt=0)


class _Seen(NamedTuple):
    """What was seen of a job; the latest is the greatest."""

    observed_on: date
    id: UUID
    kind: str


def jobs_seen(case_id: UUID | None = None) -> Mapping[UUID, JobSeen]:
    """Give what is known of each job that is followed, by the newest case that supports it.

    What was recorded in an earlier case of the same job counts, also where that case is closed.

    Args:
        case_id: of the job of this case alone, where this is its newest; of all unless given.
    """
    wanted = Q(pk=case_id) if case_id else _FOLLOWED
    clients = Case.objects.filter(wanted).values("client_reference")
    newest: dict[Hashable, CaseOfJob] = {}
    for case in cases_of_jobs(_FOLLOWED & Q(client_reference__in=clients)):
        job = _job(case.id, case.client_reference, case.started_on)
        newest[job] = max(newest.get(job, case), case, key=lambda each: each.id)
    seen = _seen(Q(case__client_reference__in=clients))
    return {case.id: _told(case, seen.get(job)) for job, case in newest.items()}


def _seen(which: Q) -> Mapping[Hashable, _Seen]:
    """Give by job what was seen on the latest day, of what nothing took the place of."""
    found = Outcome.objects.filter(which, superseded_by__isnull=True)
    starts = [KeyTextTransform(name, "case__facts") for name in STARTS]
    columns = ("case_id", "case__client_reference", "observed_on", "id", "kind")
    seen: dict[Hashable, list[_Seen]] = defaultdict(list)
    for case, client, observed_on, key, kind, *days in found.values_list(*columns, *starts):
        told = _Seen(observed_on=observed_on, id=key, kind=kind)
        seen[_job(case, client, first_day(days))].append(told)
    return {job: max(each) for job, each in seen.items()}


def _job(case_id: UUID, client: str, started_on: date | None) -> Hashable:
    """Two cases belong to one job when client and first day are the same (decision 31)."""
    return case_id if started_on is None else (client, started_on)


def _told(case: CaseOfJob, seen: _Seen | None) -> JobSeen:
    if seen is None:
        return JobSeen(started_on=case.started_on)
    return JobSeen(
        started_on=case.started_on,
        seen_on=seen.observed_on,
        is_over=seen.kind != OutcomeKind.IN_JOB,
    )
