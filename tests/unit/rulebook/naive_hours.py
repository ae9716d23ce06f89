"""The six intensity methods for one case, day by day, in fractions of a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Job:
    """One stretch of support in a job: its days, the day from which years count, its policy."""

    facts: Mapping[str, Any]
    policy: Callable[[str], Any]
    first: date
    after: date
    origin: date | None
    week: Fraction | None
    is_short: bool

    @property
    def is_trial(self) -> bool:
        return self.facts.get("work_situation") == "trial_placement"

    @property
    def need(self) -> str | None:
        return self.facts.get("need")

    @property
    def regime(self) -> str | None:
        return self.policy("intensity.need_map").get(self.need)

    def days(self) -> list[date]:
        """Every day of the support."""
        length = (self.after - self.first).days
        return [self.first + timedelta(days=number) for number in range(length)]


def hours_of(job: Job) -> Fraction | None:
    """The minutes of a job under its policy's method; None where a fact is missing."""
    return METHODS[job.policy("intensity.method")](job)


def year_of(day: date, origin: date) -> tuple[int, int]:
    """The number of the job's year that a day lies in (from 1), and that year's days."""
    number = 1
    while day >= anniversary(origin, number):
        number += 1
    length = anniversary(origin, number) - anniversary(origin, number - 1)
    return number, length.days


def anniversary(origin: date, years: int) -> date:
    """The day on which a job has lasted a number of years; 28 February stands in for the 29th."""
    try:
        return origin.replace(year=origin.year + years)
    except ValueError:
        return date(origin.year + years, 2, 28)


def place_of(job: Job, day: date) -> tuple[str, int]:
    """The column of the tables for a day, and the days in the year that it lies in."""
    if job.is_trial or job.origin is None:
        return "year_1", 365
    number, length = year_of(day, job.origin)
    return f"year_{min(number, 3)}", length


def worked_on(job: Job, length: int) -> Fraction:
    """The minutes worked on a day: a share of the year's hours where given, else of the week's."""
    yearly = job.facts.get("yearly_hours")
    if yearly is not None:
        return Fraction(yearly, length)
    return Fraction(job.facts["weekly_hours"], 7)


def regime_is_open(job: Job) -> bool:
    """Internal support may know fewer regimes; without a form of support it may be internal."""
    if job.need == "none" or job.regime in job.policy("intensity.internal_regimes"):
        return True
    return job.facts.get("support_form") in ("external", "municipal")


def percentage(job: Job) -> Fraction | None:
    return _percentage(job, capped=False)


def capped_percentage(job: Job) -> Fraction | None:
    return _percentage(job, capped=True)


def _percentage(job: Job, *, capped: bool) -> Fraction | None:
    without_years = job.origin is None and not job.is_trial
    if job.need is None or job.week is None or without_years or not regime_is_open(job):
        return None
    if job.need == "none":
        return Fraction(0)
    total = Fraction(0)
    for day in job.days():
        year, length = place_of(job, day)
        rate = rate_of(job, year)
        if capped:
            row = "exceptional" if job.need == "intensive" else "ordinary"
            rate = min(rate, job.policy("intensity.percentage_caps")[row][year])
        total += worked_on(job, length) * Fraction(rate, 10_000)
    return total


def rate_of(job: Job, year: str) -> int:
    """Basis points of the hours worked."""
    if job.is_trial:
        rate: int = job.policy("intensity.trial_table")[job.regime]
        return rate
    table = "intensity.table_short" if job.is_short else "intensity.table_long"
    return int(job.policy(table)[job.regime][year])


def fixed_weekly(job: Job) -> Fraction | None:
    return len(job.days()) * Fraction(job.policy("intensity.weekly_minutes"), 7)


def yearly_caps(job: Job) -> Fraction | None:
    table = job.policy("intensity.yearly_caps")
    without_years = job.origin is None and not job.is_trial
    if job.need is None or job.week is None or without_years:
        return None
    if job.need == "none":
        return Fraction(0)
    if job.regime not in table:
        return None
    share = min(job.week / job.policy("intensity.reference_week"), Fraction(1))
    total = Fraction(0)
    for day in job.days():
        year, length = place_of(job, day)
        total += Fraction(table[job.regime][year], length) * share
    carried = carry(job, share)
    return None if carried is None else total + carried


def carry(job: Job, share: Fraction) -> int | None:
    """Unused minutes of the previous period, up to the whole minutes that the policy allows."""
    most = int(job.policy("intensity.carry_forward")[job.regime] * share)
    unused = job.facts.get("unused_hours")
    if not job.days() or most == 0:
        return 0
    if unused is None:
        return None if job.facts.get("request_kind") == "continuation" else 0
    return min(unused, most)


def amount_per_period(job: Job) -> Fraction | None:
    tariff = job.policy("tariff.hourly")
    if tariff is None:
        return None
    row = "first_period" if job.facts.get("request_kind") == "first" else "continuation_period"
    amount = job.policy("intensity.amounts")["trial_placement" if job.is_trial else row]
    return Fraction(amount * 60, tariff) if job.days() else Fraction(0)


def hours_per_goal(job: Job) -> Fraction | None:
    asked = job.facts.get("goal_hours")
    if asked is None:
        return None
    cap = job.policy("intensity.goal_cap")
    granted = asked if cap is None else min(asked, cap)
    return Fraction(granted if job.days() else 0)


METHODS: dict[str, Callable[[Job], Fraction | None]] = {
    "percentage_by_regime": percentage,
    "capped_percentage": capped_percentage,
    "fixed_weekly": fixed_weekly,
    "yearly_caps": yearly_caps,
    "amount_per_period": amount_per_period,
    "hours_per_goal": hours_per_goal,
}
