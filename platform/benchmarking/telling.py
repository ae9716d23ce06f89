"""From what an organisation holds to its fact rows: the same way live and when made again."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.events import DecidedCase
from assessments.models import Case
from benchmarking.facts import DecisionFacts, PeriodFacts, facts_of_decisions, facts_of_periods
from benchmarking.facts.decisions import Elsewhere, Told
from benchmarking.participation.queries import Standing
from benchmarking.sources.around import around_decisions
from benchmarking.sources.elsewhere import answers_elsewhere
from benchmarking.sources.periods import run_supports
from outcomes.events import FollowedJob
from outcomes.jobs import followed_jobs
from rulebook.frame import CaseFrame
from tenants.among import among


def decision_rows(
    cases: Sequence[DecidedCase],
    agreed: Standing,
    elsewhere: Sequence[Elsewhere] = (),
    *,
    frame: CaseFrame | None = None,
) -> list[DecisionFacts]:
    """Make the fact rows of decided cases, as they are on record now.

    `elsewhere` is what `answers_elsewhere` gave of them, where it was asked already; `frame` holds
    their facts as columns, where somebody has them.
    """
    told = [
        Told(case=case, around=around, elsewhere=rules)
        for case, around, rules in zip(
            cases,
            around_decisions(cases=cases, decided_from=agreed.from_day),
            elsewhere or answers_elsewhere(cases),
            strict=True,
        )
    ]
    return facts_of_decisions(told, secret=agreed.secret, frame=frame)


def period_rows(
    cases: Sequence[DecidedCase], agreed: Standing, elsewhere: Sequence[Elsewhere] = ()
) -> list[PeriodFacts]:
    """Make the fact rows of what ran after those of the cases that were granted hours."""
    runs = run_supports(cases, elsewhere or answers_elsewhere(cases))
    return facts_of_periods(runs, secret=agreed.secret)


def outcome_jobs(jobs: Sequence[FollowedJob], agreed: Standing) -> tuple[FollowedJob, ...]:
    """Give jobs as far as decisions tell of them that are sent: made anew where older ones do."""
    if all(job.first_decided_on >= agreed.from_day for job in jobs if job.first_decided_on):
        return tuple(jobs)
    cases = Case.objects.filter(among("id", [job.case_id for job in jobs]))
    clients = set(cases.values_list("client_reference", flat=True))
    return followed_jobs(clients=clients, decided_from=agreed.from_day)
