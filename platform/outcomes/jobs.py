"""Jobs as they were followed: the outcomes of all cases that supported one and the same job."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from uuid import UUID

from assessments.case_facts import facts_from_data
from assessments.models import Case
from outcomes.events import FollowedJob
from outcomes.models import Outcome
from rulebook.facts import FactValue


def job_start(facts: Mapping[str, FactValue]) -> date | None:
    """Give the first day of the supported job: of the employment, else of the support."""
    for name in ("employment_start", "contract_start", "support_start"):
        day = facts.get(name)
        if isinstance(day, date):
            return day
    return None


def hold_clients_of(*, case_ids: Collection[UUID]) -> None:
    """Hold all cases of the clients of these cases until the transaction ends.

    Two people who record at once of two cases of one job would each take theirs for the first.
    Always in the order of the identifiers, so that two of them never wait for each other.
    """
    clients = Case.objects.filter(pk__in=case_ids).values("client_reference")
    held = Case.objects.filter(client_reference__in=clients).select_for_update().order_by("pk")
    list(held.values_list("pk"))


def followed_jobs(*, cases: Collection[Case]) -> tuple[FollowedJob, ...]:
    """Give what is known by now of each job that these cases supported.

    Two cases belong to one job when client and first day of the job are the same; without such a
    day a case stands by itself.
    """
    touched = {_job_of(case) for case in cases}
    clients = {case.client_reference for case in cases}
    outcomes: dict[Hashable, list[Outcome]] = defaultdict(list)
    for outcome in _outcomes_of_clients(clients):
        outcomes[_job_of(outcome.case)].append(outcome)
    return tuple(_followed(chain) for job, chain in outcomes.items() if job in touched)


def _outcomes_of_clients(clients: Collection[str]) -> Sequence[Outcome]:
    found = Outcome.objects.filter(case__client_reference__in=clients)
    return list(found.select_related("case").order_by("recorded_at", "id"))


def _job_of(case: Case) -> Hashable:
    start = job_start(facts_from_data(case.facts))
    return case.id if start is None else (case.client_reference, start)


def _followed(recorded: Sequence[Outcome]) -> FollowedJob:
    """Put the outcomes of one job together; `recorded` in the order of recording, not empty."""
    superseded = {outcome.supersedes_id for outcome in recorded}
    standing = [outcome for outcome in recorded if outcome.id not in superseded]
    latest = max(standing, key=lambda outcome: (outcome.observed_on, outcome.recorded_at))
    first = min((outcome.case for outcome in recorded), key=_came_into_view)
    facts = facts_from_data(first.facts)
    return FollowedJob(
        case_id=recorded[0].case_id,
        revision=len(recorded),
        kind=latest.kind,
        started_on=job_start(facts),
        came_into_view_on=_day(facts.get("support_start")),
        observed_on=latest.observed_on,
        ended_on=latest.ended_on,
        reason=latest.reason,
        next_job_started_on=latest.next_job_started_on,
        facts=facts,
        is_synthetic=first.is_synthetic,
    )


def _came_into_view(case: Case) -> tuple[date, UUID]:
    return _day(facts_from_data(case.facts).get("support_start")) or date.max, case.id


def _day(value: FactValue | None) -> date | None:
    return value if isinstance(value, date) else None
