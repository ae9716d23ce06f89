"""The months that every page looks back on: whole, over, and at most a year of them."""

from datetime import date

import pytest

from policy_profiles.what_if.period import Period, last_year_of, months_between


@pytest.mark.parametrize(
    ("decided", "today", "first", "until"),
    [
        # A year and more of decisions, the last this month: the month that runs is left out.
        ((date(2020, 1, 2), date(2026, 11, 20)), date(2026, 11, 22), (2025, 11), (2026, 11)),
        # The last decision is of long ago: up to that month, which is over.
        ((date(2020, 1, 2), date(2025, 12, 31)), date(2026, 11, 22), (2025, 1), (2026, 1)),
        # Decided for some months only: from the first of them.
        ((date(2026, 8, 31), date(2026, 10, 1)), date(2026, 11, 22), (2026, 8), (2026, 11)),
        # On the first of a month the one before is over.
        ((date(2026, 10, 31), date(2026, 11, 1)), date(2026, 11, 1), (2026, 10), (2026, 11)),
    ],
)
def test_the_last_year_of_decisions_is_of_whole_months_that_are_over(decided, today, first, until):
    found = last_year_of(decided=decided, today=today)
    assert found == Period(first=date(*first, 1), until=date(*until, 1))
    assert found.months <= 12
    assert found.last_month < today.replace(day=1)


def test_without_a_month_that_is_over_there_is_none():
    assert (
        last_year_of(decided=(date(2026, 11, 2), date(2026, 11, 20)), today=date(2026, 11, 22))
        is None
    )


def test_months_are_counted_over_the_end_of_a_year():
    months = months_between(date(2025, 11, 30), date(2026, 2, 1))
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
