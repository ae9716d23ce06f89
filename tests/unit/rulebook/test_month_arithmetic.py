"""A month later is the same day, or the last day of a shorter month; against the plain calendar."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.answer import months_and_days
from rulebook.facts import EPOCH, FIRST_DAY, LAST_DAY, UNKNOWN
from rulebook.month_arithmetic import ENDLESS, add_months, add_months_to
from tests.unit.rulebook.naive_facts import months_later
from tests.unit.rulebook.naive_hours import anniversary

MONTHS = (0, 1, 2, 5, 6, 12, 13, 24, 36, 240)


def numbers(days: list[date]) -> np.ndarray:
    return np.array([(day - EPOCH).days for day in days], dtype=np.int32)


@pytest.mark.parametrize("months", MONTHS)
def test_every_day_of_eight_years(months: int) -> None:
    days = [date(2019, 12, 1) + timedelta(days=n) for n in range(8 * 366)]
    expected = [months_later(day, months) for day in days]
    assert add_months(numbers(days), months).tolist() == numbers(expected).tolist()


@given(day=st.dates(FIRST_DAY, LAST_DAY), months=st.sampled_from(MONTHS))
@settings(max_examples=200)
def test_any_day_of_the_calendar(day: date, months: int) -> None:
    assert add_months_to(day, months) == months_later(day, months)


@given(first=st.dates(FIRST_DAY, LAST_DAY), days=st.integers(0, 2000))
@settings(max_examples=200)
def test_a_stretch_is_its_whole_months_and_the_days_that_remain(first: date, days: int) -> None:
    """Its last day is of it; as many months as fit, counted from its first day."""
    after = first + timedelta(days=days + 1)
    months = max(n for n in range(70) if months_later(first, n) <= after)
    expected = months, (after - months_later(first, months)).days
    assert months_and_days(first, first + timedelta(days=days)) == expected


@given(day=st.dates(FIRST_DAY, LAST_DAY), years=st.integers(0, 20))
@settings(max_examples=100)
def test_twelve_months_are_a_year(day: date, years: int) -> None:
    assert add_months_to(day, 12 * years) == anniversary(day, years)


@pytest.mark.parametrize(
    "day, months, later",
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
    ],
)
def test_short_months(day: date, months: int, later: date) -> None:
    assert add_months_to(day, months) == later


def test_what_is_not_known_or_has_no_end_stays_so() -> None:
    days = np.array([UNKNOWN, ENDLESS], dtype=np.int32)
    assert add_months(days, 6).tolist() == [UNKNOWN, ENDLESS]
