"""How example jobs begin, how long they last, and when support is asked for.

Jobs that begin in the three years apply when they begin, and again as long as they last. Beside
them stand jobs that began earlier and come into the record at a later application. Their number
follows from `applies_again`: with those shares, jobs that end in the three years have every length
as often as in a steady flow of jobs, although nobody looks longer than three years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from demo.draws import Draws
from demo.spans import Spans
from demo.tenant_list import DemoTenant, content_of
from demo.window import (
    DAYS_OF_STARTS,
    FIRST_DAY,
    LAST_DAY,
    LAST_START,
    MONTHS_OF_STARTS,
    in_days,
    later,
)

#: From this length on a contract counts as long, and support comes per half-year.
_LONG_CONTRACT: Final = 12
_HALF_YEAR: Final = 6
#: Nobody applies for a job that ends within two weeks.
_STILL_TO_COME: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One moment at which support is asked for: after how many months of the job, and from when."""

    kind: str
    months: int
    support_start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job from its first day to its last, which may lie after everything that was seen."""

    number: int
    contract: str
    contract_months: int
    support_form: str
    situation: str
    starts: date
    last_day: date
    applications: tuple[Application, ...]

    @property
    def days(self) -> int:
        """How long it lasts in the end, in days."""
        return (self.last_day - self.starts).days + 1

    @property
    def has_ended(self) -> bool:
        """Whether it ended before anybody stopped looking."""
        return self.last_day <= LAST_DAY

    def contract_at(self, months: int) -> tuple[date, date | None]:
        """First and last day of the contract that runs after so many months; None: no last day."""
        if not self.contract_months:
            return self.starts, None
        begin, length = 0, self.contract_months
        while begin + length <= months:
            begin, length = begin + length, _LONG_CONTRACT
        start = later(self.starts, months=begin)
        return start, later(self.starts, months=begin + length, days=-1)


@cache
def histories() -> Mapping[str, Any]:
    """What stands in job_histories.yaml."""
    content: Mapping[str, Any] = content_of("job_histories.yaml")
    return content


@cache
def lasting(contract: str, odds: float = 1.0) -> Spans:
    """How long jobs of a contract last, with other odds of having ended."""
    spans = Spans.between(histories()["months"], histories()["lasting"][contract])
    return spans if odds == 1 else spans.with_odds(odds)


def jobs_of(tenant: DemoTenant) -> tuple[Job, ...]:
    """Every job of a tenant's example data, those that began in the three years first."""
    new = _new_jobs(tenant)
    return (*new, *_earlier_jobs(tenant, first_number=len(new) + 1))


def _new_jobs(tenant: DemoTenant) -> tuple[Job, ...]:
    draws = tenant.draws("new jobs")
    n = tenant.new_jobs
    situations = draws.allot(tenant.mix["situation"], n)
    drawn = _drawn(draws, tenant, draws.allot(_contracts(tenant), n), [0] * n)
    jobs = []
    for place, one in enumerate(drawn):
        starts = later(FIRST_DAY, days=int(one.moment * DAYS_OF_STARTS))
        months = _contract_months(draws, one.contract, one.length)
        job = _job(place + 1, one, starts, months, situations[place])
        jobs.append(replace(job, applications=_applications(draws, job)))
    return tuple(jobs)


def _earlier_jobs(tenant: DemoTenant, *, first_number: int) -> tuple[Job, ...]:
    draws = tenant.draws("earlier jobs")
    weights = _weights_of_earlier(tenant)
    regular = tenant.new_jobs * (100 - tenant.mix["situation"]["trial_placement"]) / 100
    marks = draws.allot(weights, round(regular * sum(weights.values())))
    contracts = [draws.pick(_contracts_after(tenant, months)) for months in marks]
    jobs = []
    for place, one in enumerate(_drawn(draws, tenant, contracts, marks)):
        before = (later(FIRST_DAY, months=one.after) - FIRST_DAY).days
        window = min(DAYS_OF_STARTS, before)
        support_start = later(FIRST_DAY, days=int(one.moment * window))
        is_card = draws.whether(histories()["punch_card_percent"] / 2)
        kind = "punch_card" if is_card else "continuation"
        application = Application(kind=kind, months=one.after, support_start=support_start)
        starts = later(support_start, months=-one.after)
        months = _contract_months(draws, one.contract, None)
        job = _job(first_number + place, one, starts, months, "employment")
        jobs.append(replace(job, applications=(application,)))
    return tuple(jobs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What was drawn of a job: months that it lasts, of which `after` have passed; a moment."""

    contract: str
    support_form: str
    after: int
    length: float
    moment: float


def _drawn(
    draws: Draws, tenant: DemoTenant, contracts: list[str], after: list[int]
) -> list[_Drawn]:
    """How long each job lasts, given that it lasted so many months, and a moment from 0 to 1.

    Spread per contract, so that jobs of every length begin at every moment and have every form.
    """
    drawn = []
    for contract in _contracts(tenant):
        passed = [months for months, own in zip(after, contracts, strict=True) if own == contract]
        forms = draws.allot_evenly(tenant.mix["support_form"], len(passed))
        pairs = draws.spread_pairs(len(passed))
        for months, form, (share, moment) in zip(passed, forms, pairs, strict=True):
            odds = histories()["internal_odds"] if form == "internal" else 1.0
            spans = lasting(contract, round(odds * tenant.lasting_odds, 6))
            length = spans.at_beyond(share, months)
            one = _Drawn(
                contract=contract,
                support_form=form,
                after=months,
                length=spans.months[-1] if length is None else length,
                moment=moment,
            )
            drawn.append(one)
    return draws.shuffled(drawn)


def _job(number: int, one: _Drawn, starts: date, contract_months: int, situation: str) -> Job:
    """The job with its last day; a trial placement of two months goes before it."""
    employed = later(starts, months=2) if situation == "trial_placement" else starts
    if contract_months and contract_months == int(one.length):
        last_day = later(employed, months=contract_months, days=-1)
    else:
        last_day = later(employed, days=max(1, in_days(one.length)) - 1)
    return Job(
        number=number,
        contract=one.contract,
        contract_months=contract_months,
        support_form=one.support_form,
        situation=situation,
        starts=starts,
        last_day=last_day,
        applications=(),
    )


def _contracts(tenant: DemoTenant) -> Mapping[str, float]:
    return tenant.contracts or histories()["contracts"]


def _contracts_after(tenant: DemoTenant, months: int) -> dict[str, float]:
    return {
        contract: share * (1 - lasting(contract, tenant.lasting_odds).over_by(months))
        for contract, share in _contracts(tenant).items()
    }


def _weights_of_earlier(tenant: DemoTenant) -> dict[int, float]:
    """Jobs from before the first day that apply after so many months, per job that begins."""
    total = sum(_contracts(tenant).values())
    return {
        months: percent / 100
        * sum(_contracts_after(tenant, months).values()) / total
        * min(months, MONTHS_OF_STARTS) / MONTHS_OF_STARTS
        for months, percent in histories()["applies_again"].items()
    }  # fmt: skip


def _contract_months(draws: Draws, contract: str, length: float | None) -> int:
    """How long the contract is at first: 0 where it has no end, else often what the job lasts."""
    if contract == "permanent":
        return 0
    with_contract = histories()["ends_with_contract"]
    if (
        length is not None
        and int(length) in with_contract["lengths"]
        and draws.whether(with_contract["percent"])
    ):
        return int(length)
    return int(draws.pick(histories()["contract_months"][contract]))


def _applications(draws: Draws, job: Job) -> tuple[Application, ...]:
    applications = [Application(kind="first", months=0, support_start=job.starts)]
    if job.situation == "trial_placement":
        return tuple(applications)
    short = 0 < job.contract_months < _LONG_CONTRACT
    months, before = (job.contract_months if short else _HALF_YEAR), 100.0
    while True:
        support_start = later(job.starts, months=months)
        if support_start > LAST_START or later(support_start, days=_STILL_TO_COME) > job.last_day:
            return tuple(applications)
        percent = histories()["applies_again"][months // _HALF_YEAR * _HALF_YEAR]
        again = draws.whether(100 * percent / before)
        if not again and not draws.whether(histories()["punch_card_percent"]):
            return tuple(applications)
        kind = "continuation" if again else "punch_card"
        applications.append(Application(kind=kind, months=months, support_start=support_start))
        if not again:
            return tuple(applications)
        months, before = months + _HALF_YEAR, percent
