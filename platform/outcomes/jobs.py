"""Jobs as they were followed: the outcomes of all cases that supported one and the same job."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from assessments.case_facts import facts_from_data
from assessments.models import Case
from outcomes.codes import Situation
from outcomes.events import FollowedJob
from outcomes.indicators.careers import Job, work_end
from outcomes.models import Outcome
from rulebook.facts import FactValue
from tenants.among import among, among_texts

_TRIAL: Final = "trial_placement"
#: The facts that tell when a job began, the first that is known.
STARTS: Final = ("employment_start", "contract_start", "support_start")


def job_start(facts: Mapping[str, FactValue]) -> date | None:
    """Give the first day of the supported job: of the employment, else of the support."""
    days = [day for name in STARTS if isinstance(day := facts.get(name), date)]
    return days[0] if days else None


class CaseOfJob(NamedTuple):
    """A case as far as recording what became of its job asks for it."""

    id: UUID
    reference: str | None
    client_reference: str
    status: str
    is_decided: bool
    started_on: date | None


def cases_of_jobs(which: Q) -> list[CaseOfJob]:
    """Give cases for which a condition holds, from plain values."""
    columns = ("id", "external_reference", "client_reference", "status", "decision__id")
    starts = [KT(f"facts__{name}") for name in STARTS]
    rows = Case.objects.filter(which).values_list(*columns, *starts)
    return [
        CaseOfJob(
            id=key,
            reference=reference,
            client_reference=client,
            status=status,
            is_decided=decision is not None,
            started_on=first_day(days),
        )
        for key, reference, client, status, decision, *days in rows
    ]


def first_day(days: Sequence[str | None]) -> date | None:
    """Give the first of these that is known, as `STARTS` orders them."""
    known = [day for day in days if day is not None]
    return date.fromisoformat(known[0]) if known else None


def hold_clients_of(*, case_ids: Collection[UUID]) -> None:
    """Hold all cases of the clients of these cases until the transaction ends.

    Two people who record at once of two cases of one job would each take theirs for the first.
    Always in the order of the identifiers, so that two of them never wait for each other.
    """
    clients = Case.objects.filter(among("id", case_ids)).values("client_reference")
    held = Case.objects.filter(client_reference__in=clients).select_for_update().order_by("pk")
    list(held.values_list("pk"))


def followed_jobs(
    *, clients: Collection[str] | None = None, decided_from: date | None = None
) -> tuple[FollowedJob, ...]:
    """Give what is known by now of every job of these clients.

    Two cases belong to one job when client and first day of the job are the same; without such a
    day a case stands by itself.

    Args:
        clients: their references; None for all clients.
        decided_from: leave cases out that were decided before, with what was seen of them.
    """
    found = Outcome.objects.order_by("recorded_at", "id")
    if clients is not None:
        found = found.filter(among_texts("case__client_reference", clients))
    if decided_from is not None:
        found = found.filter(case__decision__decided_on__gte=decided_from)
    followed: dict[UUID, _Followed] = {}
    by_client: dict[str, dict[Hashable, Recorded]] = defaultdict(lambda: defaultdict(list))
    for outcome in _seen(found, followed):
        by_client[outcome.case.client_reference][_job_of(outcome.case)].append(outcome)
    return tuple(job for jobs in by_client.values() for job in _jobs_of_client(list(jobs.values())))


class _Followed(NamedTuple):
    """A case with an outcome, as far as its job is told from it."""

    id: UUID
    client_reference: str
    is_synthetic: bool
    decided_on: date | None
    facts: Mapping[str, FactValue]
    started_on: date | None


class _Seen(NamedTuple):
    """An outcome as it is stored, with its case."""

    case: _Followed
    id: UUID
    supersedes_id: UUID | None
    kind: str
    situation: str
    observed_on: date
    ended_on: date | None
    reason: str
    next_job_started_on: date | None
    recorded_at: datetime
    import_hash: str


Recorded = list[_Seen]


def _seen(found: QuerySet[Outcome], followed: dict[UUID, _Followed]) -> Iterator[_Seen]:
    """Give outcomes from plain values: many times as fast as models with theirs."""
    of_a_case = ("id", "client_reference", "is_synthetic", "decision__decided_on", "facts")
    columns = (*(f"case__{name}" for name in of_a_case), *_Seen._fields[1:])
    for case_id, client, is_synthetic, decided_on, stored, *values in found.values_list(*columns):
        case = followed.get(case_id)
        if case is None:
            facts = facts_from_data(stored)
            case = _Followed(case_id, client, is_synthetic, decided_on, facts, job_start(facts))
            followed[case_id] = case
        yield _Seen(case, *values)


def _job_of(case: _Followed) -> Hashable:
    return case.id if case.started_on is None else (case.client_reference, case.started_on)


def _jobs_of_client(jobs: Sequence[Recorded]) -> list[FollowedJob]:
    """Put the outcomes of the jobs of one client together; each in the order of recording."""
    career = _career(jobs)
    revision = sum(len(recorded) for recorded in jobs)
    return [_followed(recorded, career, revision) for recorded in jobs]


def _followed(recorded: Recorded, career: Sequence[Job], revision: int) -> FollowedJob:
    latest, first = _latest(recorded), _first_case(recorded)
    facts, started = first.facts, first.started_on
    work_until, work_ended = _work(started, career)
    following = _next(latest, career)
    return FollowedJob(
        case_id=recorded[0].case.id,
        revision=revision,
        kind=latest.kind,
        started_on=started,
        came_into_view_on=_day(facts.get("support_start")),
        observed_on=latest.observed_on,
        ended_on=latest.ended_on,
        reason=latest.reason,
        next_job_started_on=latest.next_job_started_on,
        facts=facts,
        is_synthetic=first.is_synthetic,
        first_decided_on=min(outcome.case.decided_on or date.max for outcome in recorded),
        work_until=work_until,
        work_ended=work_ended,
        next_is_trial=following.is_trial if following else False,
        next_until=(following.end or following.seen_on) if following else None,
        next_ended=bool(following and following.end),
        recorded_on=timezone.localdate(latest.recorded_at),
        from_file=bool(latest.import_hash),
    )


def _career(jobs: Sequence[Recorded]) -> tuple[Job, ...]:
    """Give the jobs of a client: those of cases, and next ones that only an outcome tells of."""
    known: dict[date, Job] = {}
    for recorded in jobs:
        latest, first = _latest(recorded), _first_case(recorded)
        if first.started_on is not None:
            known[first.started_on] = Job(
                start=first.started_on,
                end=latest.ended_on,
                seen_on=latest.observed_on,
                reason=latest.reason,
                is_trial=first.facts.get("work_situation") == _TRIAL,
            )
    for recorded in jobs:
        latest = _latest(recorded)
        start = latest.next_job_started_on
        if start is not None and start not in known:
            is_trial = latest.situation == Situation.TRIAL_PLACEMENT
            known[start] = Job(start=start, end=None, seen_on=latest.observed_on, is_trial=is_trial)
    return tuple(known[start] for start in sorted(known))


def _work(started: date | None, career: Sequence[Job]) -> tuple[date | None, bool]:
    """Give up to which day somebody was in work since a job began, and whether it ended then."""
    job = next((each for each in career if each.start == started), None)
    if job is None or job.is_trial:
        return None, False
    end = work_end(job, career, with_trial=False)
    if end is not None:
        return end, True
    return max(each.seen_on for each in career if each.start >= job.start), False


def _next(latest: _Seen, career: Sequence[Job]) -> Job | None:
    start = latest.next_job_started_on
    return next((job for job in career if start is not None and job.start == start), None)


def _latest(recorded: Recorded) -> _Seen:
    """Give what was seen on the latest day, of what nothing took the place of."""
    superseded = {outcome.supersedes_id for outcome in recorded}
    stand = [outcome for outcome in recorded if outcome.id not in superseded]
    return max(stand, key=lambda outcome: (outcome.observed_on, outcome.recorded_at, outcome.id))


def _first_case(recorded: Recorded) -> _Followed:
    return min((outcome.case for outcome in recorded), key=_came_into_view)


def _came_into_view(case: _Followed) -> tuple[date, UUID]:
    return _day(case.facts.get("support_start")) or date.max, case.id


def _day(value: FactValue | None) -> date | None:
    return value if isinstance(value, date) else None
