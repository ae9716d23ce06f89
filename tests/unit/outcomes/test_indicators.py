"""Indicators I-01 to I-13, each by an example that was worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from benchmarking.statistics.survival import kaplan_meier
from outcomes.indicators.careers import (
    Job,
    Service,
    days_in_work,
    is_direct,
    is_early_end,
    is_job_end,
    is_placement,
    last_day,
    next_job,
    no_capacity_on,
    same_organisation,
    work_end,
)
from outcomes.indicators.curves import (
    AFTER_END_DAYS,
    Followed,
    followed_on,
    in_same_job,
    in_work,
    is_firm,
    still_without,
    until_next_job,
    until_service,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def job(start: str, end: str | None = None, *, seen: str = "2026-12-31", **more: object) -> Job:
    ended = day(end) if end else None
    reason = more.pop("reason", "not_renewed" if end else "")
    return Job(start=day(start), end=ended, seen_on=day(seen), reason=str(reason), **more)  # type: ignore[arg-type]


FIRST = job("2024-01-01", "2024-06-30", provider="De Opstap")
TRIAL = job("2024-07-03", "2024-08-31", is_trial=True)
SECOND = job("2024-09-01")
CAREER = (FIRST, TRIAL, SECOND)


@pytest.mark.parametrize(
    ("registered", "last_paid", "seen", "expected"),
    [
        ("2024-06-30", None, "2024-12-31", "2024-06-30"),
        (None, "2024-03-15", "2024-06-30", "2024-03-31"),
        (None, "2024-03-15", "2024-06-29", None),
        (None, None, "2024-12-31", None),
    ],
)
def test_i_01_a_job_ends_by_its_contract_or_after_three_months_without_wage(
    registered: str | None, last_paid: str | None, seen: str, expected: str | None
) -> None:
    """April, May and June without wage: it ended on the last day of March."""
    found = last_day(
        registered=day(registered) if registered else None,
        last_paid=day(last_paid) if last_paid else None,
        seen_on=day(seen),
    )
    assert found == (day(expected) if expected else None)


def test_i_02_pension_and_death_are_no_end_of_a_job() -> None:
    """And neither is a job that lasts."""
    ends = [job("2024-01-01", "2024-06-30", reason=r) for r in ("not_renewed", "pension", "death")]
    assert [is_job_end(each) for each in (*ends, SECOND)] == [True, False, False, False]


def test_i_03_direct_is_within_a_week_with_and_without_trial_placements() -> None:
    """The trial placement came after three days, the job itself after nine weeks."""
    assert is_direct(FIRST, CAREER) is False
    assert is_direct(FIRST, CAREER, with_trial=True) is True
    soon, late = job("2024-07-06"), job("2024-07-07")
    assert is_direct(FIRST, (FIRST, soon)) is True
    assert is_direct(FIRST, (FIRST, late)) is False
    unseen = job("2024-01-01", "2024-06-30", seen="2024-07-05")
    assert is_direct(unseen, (unseen,)) is None


def test_i_04_and_i_05_days_to_the_next_job_with_and_without_trial_placements() -> None:
    """63 days to the job, 3 to the trial placement; somebody else is followed for 40 days."""
    other = (job("2024-01-01", "2024-06-30", seen="2024-08-09"),)
    without = until_next_job([CAREER, other], with_trial=False)
    assert without == [Followed(until=63, happened=True), Followed(until=40, happened=False)]
    with_trial = until_next_job([CAREER, other], with_trial=True)
    assert with_trial[0] == Followed(until=3, happened=True)
    assert still_without(without, day=AFTER_END_DAYS["1m"]) == 1
    assert still_without(without, day=AFTER_END_DAYS["3m"]) == 0
    assert still_without(with_trial, day=AFTER_END_DAYS["1w"]) == Fraction(1, 2)
    assert still_without(with_trial, day=AFTER_END_DAYS["3m"]) is None


def test_i_06_and_i_07_services_after_a_job() -> None:
    """After 20 days, by the organisation of the last job; a next job ends the looking."""
    services = (Service(start=day("2024-07-20"), provider="De Opstap"),)
    assert until_service([(CAREER, services)]) == [Followed(until=20, happened=True)]
    assert until_service([(CAREER, ())]) == [Followed(until=63, happened=False)]
    more = (*services, Service(start=day("2024-10-01"), provider="Bakboord"))
    assert same_organisation(FIRST, more) == (1, 2)


def test_i_08_and_i_09_the_same_job_and_any_job() -> None:
    """The job lasted half a year. With the trial placement the work went on, without it stopped."""
    assert in_same_job([CAREER])[0] == Followed(until=182, happened=True)
    assert work_end(FIRST, CAREER, with_trial=False) == day("2024-06-30")
    assert work_end(FIRST, CAREER, with_trial=True) is None
    [without] = in_work([CAREER], with_trial=False)
    [with_trial] = in_work([CAREER], with_trial=True)
    assert (without.until, without.happened) == (182, True)
    assert not with_trial.happened
    assert in_same_job([CAREER], with_trial=True)[1] == Followed(until=60, happened=True)
    late = job("2023-01-01", "2024-06-30", since=day("2024-01-01"))
    assert in_same_job([(late,)]) == [Followed(until=547, happened=True, since=365)]


def test_i_09_a_gap_of_a_week_does_not_end_the_work() -> None:
    """Seven days between are work that goes on; eight are not."""
    near, far = job("2024-07-08"), job("2024-07-09")
    assert work_end(FIRST, (FIRST, near), with_trial=False) is None
    assert work_end(FIRST, (FIRST, far), with_trial=False) == day("2024-06-30")


def test_i_10_days_in_work_in_a_window() -> None:
    """A year with 182 days of the first job and 122 of the second."""
    found = days_in_work(CAREER, since=day("2024-01-01"), until=day("2025-01-01"))
    assert found == 182 + 122
    assert found + 60 == days_in_work(
        CAREER, since=day("2024-01-01"), until=day("2025-01-01"), with_trial=True
    )


def test_i_11_an_early_end_is_within_six_months_of_a_contract_of_six() -> None:
    """A shorter contract that ran its length did not end early."""
    assert is_early_end(FIRST) is True
    assert is_early_end(job("2024-01-01", "2024-07-01")) is False
    assert is_early_end(job("2024-01-01", "2024-03-31", contract_months=3)) is False
    assert is_early_end(TRIAL) is None
    assert is_early_end(SECOND) is None


def test_i_12_a_placement_is_as_long_as_whoever_asks_says() -> None:
    """The source gives no length, so nothing is filled in for it."""
    assert is_placement(FIRST, least_months=6) is True
    assert is_placement(FIRST, least_months=7) is False
    assert is_placement(job("2026-11-01"), least_months=6) is None
    assert is_placement(TRIAL, least_months=1) is False


def test_i_13_no_capacity_is_a_competing_event() -> None:
    """Who was found to have none is followed to that day, or on, as the source does both."""
    gone = (job("2024-01-01", "2024-06-30", reason="no_capacity"),)
    assert no_capacity_on(gone) == day("2024-06-30")
    assert no_capacity_on(CAREER) is None
    [stays] = until_next_job([gone], with_trial=False)
    [leaves] = until_next_job([gone], with_trial=False, without_incapable=True)
    assert (stays.until, leaves.until) == (914, 0)


def test_next_job_is_one_that_goes_on_after_the_end() -> None:
    """A second job beside the first that ended before it is no next job."""
    beside = job("2024-02-01", "2024-03-31")
    assert next_job(FIRST, (FIRST, beside), with_trial=False) is None
    overlapping = job("2024-06-01")
    assert next_job(FIRST, (FIRST, overlapping), with_trial=False) == overlapping
    assert is_direct(FIRST, (FIRST, overlapping)) is True


def test_a_share_is_firm_while_enough_are_followed_to_that_day() -> None:
    """The last of six who are left hears of a job after four years: no 100 %, but no figure."""
    left = [Followed(until=300, happened=False)] * 5
    people = [*[Followed(until=20, happened=True)] * 6, *left, Followed(until=1400, happened=True)]
    assert still_without(people, day=1461) == 0
    told = {day: is_firm(people, day=day, least=5) for day in (6, 30, 300, 365, 1461)}
    assert told == {6: True, 30: True, 300: True, 365: False, 1461: False}
    assert [followed_on(people, day=day) for day in (6, 30, 365, 1461)] == [12, 6, 1, 0]
    known = [Followed(until=day, happened=True) for day in (1, 2, 3, 4, 5)]
    assert is_firm(known, day=365, least=5)  # nobody was lost: five of five, whoever was last
    assert not is_firm(known[:4], day=365, least=5)
    late = [Followed(until=day, happened=True, since=1) for day in (2, 3, 4, 5, 6)]
    assert not is_firm(late, day=365, least=5)


@pytest.mark.parametrize("seed", range(12))
def test_shares_are_those_of_the_benchmark(seed: int) -> None:
    """The exact curve here and the one that the comparison draws give the same figures."""
    rng = Random(seed)
    people = [
        Followed(
            until=rng.randint(0, 12), happened=rng.random() < 0.6, since=rng.choice((0, 0, 0, 3))
        )
        for _ in range(rng.randint(1, 30))
    ]
    curve = kaplan_meier(
        days=[each.until for each in people],
        events=[int(each.happened) for each in people],
        censored=[int(not each.happened) for each in people],
        entered=[each.since for each in people],
    )
    for moment in range(13):
        share = still_without(people, day=moment)
        if share is not None:
            assert np.isclose(float(share), curve.survival_at(moment))
