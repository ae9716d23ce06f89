"""The rules once more, for one case at a time, in the plainest Python: what the engine is held to.

Written from the sources and the words of the facts and parameters. Nothing here knows the engine,
its tables or NumPy; days are walked one by one and hours are fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rulebook.profile import Profile
from tests.unit.rulebook.naive_criteria import (
    CASE_CRITERIA,
    PROVIDER_CRITERIA,
    PersonAndJob,
    Provider,
)
from tests.unit.rulebook.naive_facts import NOT_KNOWN, NOT_MET, WORST_FIRST
from tests.unit.rulebook.naive_hours import Job, hours_of
from tests.unit.rulebook.naive_period import Period


@dataclass(frozen=True, kw_only=True)
class NaiveFinding:
    """What the rules say of one case; None is "not known"; `end` is the first day without."""

    criteria: Mapping[str, str]
    verdict: str
    provider: str
    start: date | None
    end: date | None
    support_minutes: int | None
    minutes: int | None


def naive_finding(facts: Mapping[str, Any], profile: Profile) -> NaiveFinding:
    """Work one case through a profile."""
    person_and_job, coach = PersonAndJob(facts, profile), Provider(facts, profile)
    criteria = {name: person_and_job.answer(name) for name in CASE_CRITERIA}
    provider = {name: getattr(coach, name)() for name in PROVIDER_CRITERIA}
    verdict = min(criteria.values(), key=WORST_FIRST.index)
    period = Period(facts, profile)
    start, end = period.days() or (None, None)
    support = minutes_asked(period, start, end)
    return NaiveFinding(
        criteria={**criteria, **provider},
        verdict=verdict,
        provider=min(provider.values(), key=WORST_FIRST.index),
        start=start,
        end=end,
        support_minutes=support,
        minutes={NOT_MET: 0, NOT_KNOWN: None}.get(verdict, support),
    )


def minutes_asked(period: Period, start: date | None, end: date | None) -> int | None:
    """Whole minutes that go with the support asked for, half a minute up."""
    if period.request_kind == "punch_card":
        card: int | None = period.policy("punch_card.minutes")
        return card or 0
    if start is None or end is None:
        return None
    job = Job(
        facts=period.facts,
        policy=period.policy,
        first=start,
        after=end,
        origin=period.origin(start),
        week=period.week(),
        is_short=period.contract_is_short(),
    )
    exact = hours_of(job)
    return None if exact is None else int(exact + Fraction(1, 2))
