"""Jobs as they were followed: the outcomes of all cases that supported one and the same job."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from assessments.case_facts import facts_from_data
from assessments.models import Case
from outcomes.codes import Situation
from outcomes.events import FollowedJob
from outcomes.indicators.careers import Job, work_end
from outcomes.models import Outcome
from rulebook.facts import FactValue

_TRIAL: Final = "trial_placement"
Recorded = list[Outcome]


_STARTS = ("employment_start", "contract_start", "support_start")


def job_start(facts: Mapping[str, FactValue]) -> date | None:
    """Give the first day of the supported job: of the employment, else of the support."""
    days = [day for name in _STARTS if isinstance(day := facts.get(name), date)]
    return days[0] if days else None


def job_start_of(case: Case) -> date | None:
    """Give the first day of the supported job, as `job_start`, from a case as it is stored."""
    days = [day for name in _STARTS if (day := case.facts.get(name)) is not None]
    return date.fromisoformat(days[0]) if days else None


def hold_clients_of(*, case_ids: Collection[UUID]) -> None:
    """Hold all cases of the clients of these cases until the transaction ends.

    Two people who record at once of two cases of one job would each take theirs for the first.
    Always in the order of the identifiers, so that two of them never wait for each other.
    """
    clients = Case.objects.filter(pk__in=case_ids).values("client_reference")
    held = Case.objects.filter(client_reference__in=clients).select_for_update().order_by("pk")
    list(held.values_list("pk"))


def followed_jobs(
    *, cases: Collection[Case] | None = None, decided_from: date | None = None
) -> tuple[FollowedJob, ...]:
    """Give what is known by now of every job of the clients of these cases.

    Two cases belong to one job when client and first day of the job are the same; without such a
    day a case stands by itself.

    Args:
        cases: whose clients; None for all clients.
        decided_from: leave cases out that were decided before, with what was seen of them.
    """
    found = Outcome.objects.all()
    if cases is not None:
        found = found.filter(case__client_reference__in={case.client_reference for case in cases})
    if decided_from is not None:
        found = found.filter(case__decision__decided_on__gte=decided_from)
    clients: dict[str, dict[Hashable, Recorded]] = defaultdict(lambda: defaultdict(list))
    together = found.select_related("case", "case__decision").order_by("recorded_at", "id")
    for outcome in together:
        clients[outcome.case.client_reference][_job_of(outcome.case)].append(outcome)
    return tuple(job for jobs in clients.values() for job in _jobs_of_client(list(jobs.values())))


def _job_of(case: Case) -> Hashable:
    start = job_start_of(case)
    return case.id if start is None else (case.client_reference, start)


def _jobs_of_client(jobs: Sequence[Recorded]) -> list[FollowedJob]:
    """Put the outcomes of the jobs of one client together; each in the order of recording."""
    career = _career(jobs)
    revision = sum(len(recorded) for recorded in jobs)
    return [_followed(recorded, career, revision) for recorded in jobs]


def _followed(recorded: Recorded, career: Sequence[Job], revision: int) -> FollowedJob:
    latest, first = _latest(recorded), _first_case(recorded)
    facts = facts_from_data(first.facts)
    started = job_start(facts)
    work_until, work_ended = _work(started, career)
    following = _next(latest, career)
    return FollowedJob(
        case_id=recorded[0].case_id,
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
        first_decided_on=min(_decided_on(outcome.case) or date.max for outcome in recorded),
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
        latest, facts = _latest(recorded), facts_from_data(_first_case(recorded).facts)
        start = job_start(facts)
        if start is not None:
            known[start] = Job(
                start=start,
                end=latest.ended_on,
                seen_on=latest.observed_on,
                reason=latest.reason,
                is_trial=facts.get("work_situation") == _TRIAL,
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


def _next(latest: Outcome, career: Sequence[Job]) -> Job | None:
    start = latest.next_job_started_on
    return next((job for job in career if start is not None and job.start == start), None)


def _latest(recorded: Recorded) -> Outcome:
    """Give what was seen on the latest day, of what nothing took the place of."""
    superseded = {outcome.supersedes_id for outcome in recorded}
    stand = [outcome for outcome in recorded if outcome.id not in superseded]
    return max(stand, key=lambda outcome: (outcome.observed_on, outcome.recorded_at, outcome.id))


def _first_case(recorded: Recorded) -> Case:
    return min((outcome.case for outcome in recorded), key=_came_into_view)


def _came_into_view(case: Case) -> tuple[date, UUID]:
    return _day(facts_from_data(case.facts).get("support_start")) or date.max, case.id


def _decided_on(case: Case) -> date | None:
    decision = getattr(case, "decision", None)
    return decision.decided_on if decision else None


def _day(value: FactValue | None) -> date | None:
    return value if isinstance(value, date) else None
