"""The days of which a progress by quarter is: ends of quarters that are over, and today."""

from datetime import date

from benchmarking.measures.policy_standing import ends_of_quarters


def test_the_quarter_that_runs_ends_today():
    assert ends_of_quarters(date(2026, 11, 23), 4) == (
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 11, 23),
    )


def test_a_last_day_of_a_quarter_is_told_once():
    assert ends_of_quarters(date(2026, 3, 31), 3) == (
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 3, 31),
    )


def test_the_first_day_of_a_year_follows_the_last_of_the_year_before():
    assert ends_of_quarters(date(2026, 1, 1), 2) == (date(2025, 12, 31), date(2026, 1, 1))
