"""Support of a job comes to the same hours however it is cut into periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.engine import evaluate, work
from rulebook.frame import CaseFrame
from rulebook.layer import layer_from_data
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import plan_of
from rulebook.profile import Profile, resolve
from rulebook.profiles import BASELINE, layers_below, load_shipped
from rulebook.ternary import MET
from tests.unit.rulebook.naive_facts import months_later

DAY = timedelta(days=1)
#: The methods whose hours follow the days. An amount, or hours for goals, go with an award.
METHODS = ("percentage_by_regime", "capped_percentage", "fixed_weekly", "yearly_caps")
JOB: Mapping[str, Any] = {
    "structural_limitation": True,
    "illness_weeks": 0,
    "work_situation": "employment",
    "contract_form": "fixed_term",
    "weekly_hours": 24 * 60,
    "wage_value": 5_000,
    "need": "medium",
    "support_form": "external",
    "concurrent_support": False,
}


def periods(job: Mapping[str, Any], days: Sequence[date]) -> list[dict[str, Any]]:
    """The job's support from each day up to the next, asked for in time, one after the other."""
    first = days[0]
    return [
        {
            **job,
            "request_kind": "first" if start == first else "continuation",
            "coaching_start": None if start == first else first,
            "previous_support_end": None if start == first else start - DAY,
            "support_start": start,
            "support_end": end - DAY,
            "received_on": start,
        }
        for start, end in pairwise(days)
    ]


def exact_minutes(rows: list[dict[str, Any]], profile: Profile) -> list[Fraction]:
    """The exact minutes of each period; every period is granted in full."""
    working = work(CaseFrame.from_rows(rows), plan_of(profile))
    assert (working.verdict == MET).all()
    assert working.exact.known.all()
    lengths = [(row["support_end"] - row["support_start"]).days + 1 for row in rows]
    assert (working.award.end - working.award.start).tolist() == lengths
    totals = sum(working.exact.bands)
    return [Fraction(int(total), working.exact.denominator) for total in totals]


def with_periods_of(months: int, **values: Any) -> Profile:
    """The baseline with periods of some months, and other values."""
    own = {"award.period_months": months, **values}
    sourced = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    text = {"nl": "Voorbeeld", "en": "Example"}
    layer = layer_from_data(
        {
            "name": "cut", "layer": "municipality", "version": "1", "title": text,
            "description": text,
            "values": {name: {"value": value, **sourced} for name, value in own.items()},
        }
    )  # fmt: skip
    return resolve((*layers_below(BASELINE), layer), on=date(2026, 1, 1))


def thirteen_months(first: date) -> dict[str, Any]:
    end = add_months_to(first, 13)
    own = {"employment_start": first, "contract_start": first, "contract_end": end - DAY}
    return {**JOB, **own}


def by_hand(first: date, rates: Sequence[tuple[int, int]]) -> Fraction:
    """Minutes for stretches of (months, percentage) of 24 hours a week from the first day."""
    total, place = Fraction(0), 0
    for months, percentage in rates:
        days = months_later(first, place + months) - months_later(first, place)
        total += Fraction(24 * 60 * days.days * percentage, 7 * 100)
        place += months
    return total


STARTS = [date(2025, 1, 1), date(2024, 2, 29), date(2023, 8, 31), date(2027, 3, 1)]


@pytest.mark.parametrize("first", STARTS)
def test_thirteen_months_cut_once_on_every_day(first: date) -> None:
    """6 months at 10 %, 6 at 10 %, 1 at 5 %; UWV's portal gave 6 at 10 % and 7 at 5 %.

    Bottlenecks: K2.3-b, K4.2-b8.
    """
    job, profile = thirteen_months(first), with_periods_of(13)
    after = job["contract_end"] + DAY
    expected = by_hand(first, [(6, 10), (6, 10), (1, 5)])
    assert expected != by_hand(first, [(6, 10), (7, 5)])
    rows: list[dict[str, Any]] = periods(job, [first, after])
    assert exact_minutes(rows, profile) == [expected]
    cuts = [first + timedelta(days=n) for n in range(1, (after - first).days)]
    rows = [row for cut in cuts for row in periods(job, [first, cut, after])]
    minutes = exact_minutes(rows, profile)
    assert {minutes[n] + minutes[n + 1] for n in range(0, len(minutes), 2)} == {expected}


@pytest.mark.parametrize("first", STARTS)
def test_thirteen_months_cut_in_three_in_every_way_the_baseline_allows(first: date) -> None:
    job, profile = thirteen_months(first), load_shipped(BASELINE)
    after, expected = job["contract_end"] + DAY, by_hand(first, [(12, 10), (1, 5)])
    seconds = [first + timedelta(days=n) for n in range(1, (after - first).days)]
    rows = [
        row
        for second in seconds
        for third in seconds
        if months_later(first, 6) >= second < third <= months_later(second, 6)
        if after <= months_later(third, 6)
        for row in periods(job, [first, second, third, after])
    ]
    minutes = exact_minutes(rows, profile)
    assert len(minutes) > 1_000
    assert {sum(minutes[n : n + 3]) for n in range(0, len(minutes), 3)} == {expected}


@given(cuts=st.lists(st.integers(1, 394), unique=True, max_size=40), first=st.sampled_from(STARTS))
@settings(max_examples=40, deadline=None)
def test_thirteen_months_cut_anyhow(cuts: list[int], first: date) -> None:
    job = thirteen_months(first)
    days = [first, *(first + timedelta(days=n) for n in sorted(cuts)), job["contract_end"] + DAY]
    expected = by_hand(first, [(12, 10), (1, 5)])
    assert sum(exact_minutes(periods(job, days), with_periods_of(13))) == expected


def test_rounding_costs_at_most_half_a_minute_a_period() -> None:
    first = date(2025, 1, 1)
    rows = periods(thirteen_months(first), [first, date(2025, 7, 1), date(2026, 1, 1)])
    findings = evaluate(CaseFrame.from_rows(rows), load_shipped(BASELINE))
    for whole, exact in zip(
        findings.minutes, exact_minutes(rows, load_shipped(BASELINE)), strict=True
    ):
        assert abs(int(whole) - exact) <= Fraction(1, 2)


@given(seed=st.integers(0, 2**48), method=st.sampled_from(METHODS))
@settings(max_examples=80, deadline=None)
def test_any_job_under_any_method_that_follows_the_days(seed: int, method: str) -> None:
    rng = Random(seed)
    first = rng.choice((*STARTS, date(2018, 1, 1) + timedelta(days=rng.randint(0, 2_500))))
    start = first + timedelta(days=rng.choice((0, 0, rng.randint(1, 1_200))))
    length = rng.randint(2, 1_500)
    job = {
        **JOB,
        "contract_form": "permanent",
        "employment_start": first,
        "contract_start": first,
        "need": rng.choice(("light", "medium")),
        "weekly_hours": rng.randint(720, 2_400),
        "yearly_hours": rng.choice((None, 1_872 * 60, rng.randint(40_000, 120_000))),
    }
    profile = with_periods_of(
        60,
        **{"intensity.method": method, "bands.count_from": rng.choice(("employment", "coaching"))},
        **{"duration.nominal_months": 60, "duration.extension_months": None},
    )
    cuts = sorted({rng.randint(1, length - 1) for _ in range(rng.randint(1, 6))})
    days = [start + timedelta(days=n) for n in (0, *cuts, length)]
    (whole,) = exact_minutes(periods(job, [days[0], days[-1]]), profile)
    assert sum(exact_minutes(periods(job, days), profile)) == whole
