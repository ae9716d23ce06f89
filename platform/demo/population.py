"""The decided example cases of a tenant: put together from jobs, people, hurdles and practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from demo.applications import Facts, facts_of, in_order
from demo.careers import Application, Job, jobs_of
from demo.draws import Draws
from demo.follow_up import FollowUp, followed
from demo.hurdles import hurdles_for, put_up
from demo.people import Person, people_of
from demo.practice import GRANT_OTHERWISE, REFUSE, Choice, decide
from demo.tenant_list import DemoTenant
from demo.window import FIRST_DAY, LAST_DAY, later
from rulebook.engine import Findings, evaluate
from rulebook.facts import EPOCH
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import load_shipped

_TERM: Final = 56  # days: Awb art. 4:13
_FRIDAY: Final = 4
_HOUR: Final = 60  # minutes
#: What happens where the policy has no further support to give, in percent.
_BEYOND_THE_TERM: Final = {"continuation": 22, "punch_card": 43, "nothing": 35}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCase:
    """One decided example case: what was known, what was decided, and what became of the job.

    `period` is the first and last day where it was decided otherwise; None for a punch card.
    `follow_up` stands with the first granted case of a job only, so that every job counts once.
    """

    reference: str
    client_reference: str
    municipality_code: str
    facts: Facts
    requested_minutes: int | None
    received_on: date
    decided_on: date
    choice: Choice
    period: tuple[date, date] | None
    follow_up: FollowUp | None
    job: Job


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One application on its way to a decision."""

    job: Job
    person: Person
    application: Application
    facts: Facts

    @property
    def key(self) -> str:
        return f"{self.job.number:04d}-{self.application.months:03d}"


@cache
def cases_of(tenant: DemoTenant) -> tuple[DemoCase, ...]:
    """Every decided case of a tenant, in the order in which they came in."""
    profile = load_shipped(tenant.profile)
    asked = _with_hurdles(tenant, list(_asked(tenant, _longest_months(profile))))
    findings = evaluate(CaseFrame.from_rows([one.facts for one in asked]), profile)
    decided = _with_follow_ups(tenant, list(_decided(tenant, asked, findings)))
    return tuple(sorted(decided, key=lambda case: (case.received_on, case.reference)))


def _longest_months(profile: Profile) -> int | None:
    """After how many months of support the policy has no more to give; None: it always may."""
    if profile["duration.extension_months"].value is None:
        longest = profile["duration.nominal_months"].value
    else:
        longest = profile["duration.hard_cap_months"].value
    return longest if isinstance(longest, int) else None


def _asked(tenant: DemoTenant, longest: int | None) -> Iterator[_Asked]:
    jobs = jobs_of(tenant)
    for job, person in zip(jobs, people_of(tenant, jobs), strict=True):
        for application in job.applications:
            draws = tenant.draws("application", str(job.number), str(application.months))
            kind = application.kind
            if longest is not None and application.months >= longest:
                kind = draws.pick(_BEYOND_THE_TERM)
            if kind == "nothing":
                break
            made = replace(application, kind=kind)
            facts = facts_of(tenant, job, person, made, draws)
            yield _Asked(job=job, person=person, application=made, facts=facts)
            if kind == "punch_card":
                break


def _with_hurdles(tenant: DemoTenant, asked: list[_Asked]) -> list[_Asked]:
    """Some applications get a hurdle, each kind of hurdle as often as the mix says."""
    draws = tenant.draws("hurdles")
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(asked):
        can_stand = hurdles_for(one.application.kind, one.job.situation)
        groups.setdefault(can_stand, []).append(place)
    result = list(asked)
    for can_stand, unordered in groups.items():
        places = sorted(unordered, key=lambda place: asked[place].job.days)
        drawn = draws.allot_evenly(_hurdle_shares(tenant, can_stand), len(places))
        for place, hurdle in zip(places, drawn, strict=True):
            if hurdle:
                facts = put_up(hurdle, asked[place].facts, draws)
                result[place] = replace(asked[place], facts=in_order(facts))
    return result


def _hurdle_shares(tenant: DemoTenant, can_stand: tuple[str, ...]) -> dict[str, float]:
    """Percent of applications with each of these hurdles; the empty name is none."""
    if not can_stand:
        return {"": 100}
    kind = "hurdles" if "target_group" in can_stand else "hurdles_later"
    weights = {name: tenant.mix[kind][name] for name in can_stand}
    percent, total = tenant.mix["hurdle_percent"], sum(weights.values())
    shares = {name: percent * weight / total for name, weight in weights.items()}
    return {"": 100 - percent, **shares}


def _decided(tenant: DemoTenant, asked: Iterable[_Asked], findings: Findings) -> Iterator[DemoCase]:
    """The decisions, application by application; after a refusal a job comes to no further one."""
    stopped: set[int] = set()
    for row, one in enumerate(asked):
        number = one.job.number
        draws = tenant.draws("decision", one.key)
        choice = decide(
            tenant.practice,
            verdict=int(findings.verdict[row]),
            minutes=int(findings.minutes[row]),
            support_minutes=int(findings.support_minutes[row]),
            draws=draws,
        )
        if number in stopped:
            continue
        if choice is None or choice.outcome == REFUSE:
            stopped.add(number)
        if choice is None:
            continue
        case = _case(tenant, one, choice, int(findings.support_minutes[row]), draws)
        if choice.outcome == GRANT_OTHERWISE and one.application.kind != "punch_card":
            case = replace(case, period=_period(one, findings, row))
        yield case


def _with_follow_ups(tenant: DemoTenant, cases: list[DemoCase]) -> list[DemoCase]:
    """The first granted case of every job gets what was recorded of that job."""
    firsts: dict[int, int] = {}
    for place, case in enumerate(cases):
        if case.choice.outcome != REFUSE:
            firsts.setdefault(case.job.number, place)
    by_end = sorted(firsts.values(), key=lambda place: (cases[place].job.last_day, place))
    shares = tenant.draws("next jobs").rounds(len(by_end))
    result = list(cases)
    for place, share in zip(by_end, shares, strict=True):
        case = cases[place]
        draws = tenant.draws("follow-up", case.reference)
        seen = followed(tenant, case.job, decided_on=case.decided_on, share=share, draws=draws)
        result[place] = replace(case, follow_up=seen)
    return result


def _case(tenant: DemoTenant, one: _Asked, choice: Choice, support: int, draws: Draws) -> DemoCase:
    received_on = one.facts["received_on"]
    assert isinstance(received_on, date)  # noqa: S101 - every decided application has one
    requested = None
    if support >= 0 and draws.whether(tenant.mix["asked"]):
        percent = draws.whole(*tenant.mix["asked_factor"])
        requested = max(1, round(support * percent / 100 / _HOUR)) * _HOUR
    return DemoCase(
        reference=f"voorbeeld-{one.key}",
        client_reference=f"voorbeeld-{one.job.number:04d}",
        municipality_code=one.person.municipality_code,
        facts=one.facts,
        requested_minutes=requested,
        received_on=received_on,
        decided_on=_decision_day(tenant, received_on, draws),
        choice=choice,
        period=None,
        follow_up=None,
        job=one.job,
    )


def _period(one: _Asked, findings: Findings, row: int) -> tuple[date, date]:
    """The period that the rules give, or half a year where they give none."""
    start = EPOCH + timedelta(days=int(findings.support_start[row]))
    end = EPOCH + timedelta(days=int(findings.support_end[row]) - 1)
    if FIRST_DAY <= start <= end:
        return start, end
    asked = one.application.support_start
    contract_end = one.facts.get("contract_end")
    half_a_year = later(asked, months=6, days=-1)
    if isinstance(contract_end, date) and asked <= contract_end:
        return asked, min(half_a_year, contract_end)
    return asked, half_a_year


def _decision_day(tenant: DemoTenant, received_on: date, draws: Draws) -> date:
    """A working day, mostly within the term and never after the last day."""
    habits = tenant.days
    days = draws.whole(habits["from"], habits["to"])
    if draws.whether(habits["percent_over_term"]):
        days = draws.whole(_TERM + 1, _TERM + 35)
    day = min(later(received_on, days=days), LAST_DAY)
    return later(day, days=-max(0, day.weekday() - _FRIDAY))
