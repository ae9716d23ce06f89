"""How well is registered: shares, delays and broken series, worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from benchmarking.quality.registration import (
    CodeCounts,
    NegativeCount,
    breaks_in,
    column_quality,
    completeness,
    delay,
)

SECTORS = ("agriculture", "industry", "trade", "other", "not_known")


def _counts(column: str = "sector", **counts: int) -> CodeCounts:
    return CodeCounts(fact="decision", column=column, counts=counts)


def test_completeness_and_the_use_of_codes() -> None:
    """Of 20 rows 15 say something: 12 in two of four sectors, and 3 that none fits."""
    found = column_quality(_counts(industry=7, trade=5, other=3, not_known=5), codes=SECTORS)
    assert (found.rows, found.known, found.other) == (20, 15, 3)
    assert (found.used, found.codes) == (3, 4)
    assert found.completeness == Fraction(3, 4)
    assert found.share_of_other == Fraction(1, 5)


def test_without_rows_nothing_is_said() -> None:
    empty = column_quality(_counts(), codes=SECTORS)
    assert (empty.completeness, empty.share_of_other) == (None, None)
    assert completeness([empty]) is None
    silent = column_quality(_counts(not_known=4), codes=SECTORS)
    assert (silent.completeness, silent.share_of_other) == (0, None)


def test_completeness_of_all_columns_counts_every_cell_alike() -> None:
    full = column_quality(_counts(trade=10), codes=SECTORS)
    half = column_quality(_counts("need", light=15, not_known=15), codes=("light", "not_known"))
    assert completeness([full, half]) == Fraction(25, 40)


def test_delay_adds_up_and_leaves_files_out() -> None:
    found = delay(_counts("recorded_after", week=6, month=2, later=2, file=90))
    assert (found.recorded, found.from_a_file) == (10, 90)
    assert found.shares == {
        "week": Fraction(6, 10),
        "month": Fraction(8, 10),
        "quarter": Fraction(8, 10),
        "later": Fraction(1),
    }
    assert delay(_counts("recorded_after", file=5)).shares is None


@pytest.mark.parametrize(
    ("first", "last", "crosses"),
    [
        (date(2022, 12, 1), date(2023, 1, 1), True),
        (date(2022, 1, 1), date(2022, 12, 31), False),
        (date(2023, 1, 1), date(2025, 12, 1), False),
        (date(2019, 5, 1), date(2025, 12, 1), True),
    ],
)
def test_a_period_that_crosses_the_break_of_2023_is_flagged(
    first: date, last: date, crosses: bool
) -> None:
    found = breaks_in(first, last)
    assert [each.code for each in found] == (["cbs_2023"] if crosses else [])


def test_counts_are_not_negative() -> None:
    with pytest.raises(NegativeCount, match="sector"):
        _counts(trade=-1)
