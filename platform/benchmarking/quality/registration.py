"""Completeness, use of codes, delay and broken series, from counts of codes. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from rulebook.text import Text

#: Codes that say that nobody knows.
NOT_KNOWN_CODES: Final = frozenset({"", "not_known"})
#: What was recorded elsewhere before: nothing follows from it on how fast it is done here.
_FROM_A_FILE: Final = "file"
_WITHIN: Final = ("week", "month", "quarter", "later")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCounts:
    """How often each code stands in one column of one kind of fact."""

    fact: str
    column: str
    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.counts.values()):
            raise NegativeCount(self.column)


class NegativeCount(ValueError):
    """Nothing stands in a column fewer than no times."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column}: give counts of 0 and more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnQuality:
    """How well one column is filled.

    Attributes:
        rows: how many rows there are.
        known: how many say something.
        other: how many of those say that none of the other codes fits.
        used: how many of the codes that there are occur.
        codes: how many there are, without "not known".
    """

    fact: str
    column: str
    rows: int
    known: int
    other: int
    used: int
    codes: int

    @property
    def completeness(self) -> Fraction | None:
        """The share that says something; None without rows."""
        return Fraction(self.known, self.rows) if self.rows else None

    @property
    def share_of_other(self) -> Fraction | None:
        """Of what says something, the share that fits nowhere; None where nothing does."""
        return Fraction(self.other, self.known) if self.known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Within what time was recorded, of what was recorded here and not read in from a file.

    `shares` adds up: within a week, a month, a quarter, and ever; None without rows.
    """

    recorded: int
    from_a_file: int
    shares: Mapping[str, Fraction] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak:
    """A day on which a published series was begun anew, and what that means for a comparison."""

    code: str
    on: date
    label: Text


#: From 2023 on Statistics Netherlands counts SRG by transactions, with three months to correct
#: (data.overheid.nl, 42094): figures of before and after are not of one series.
BREAKS: Final = (
    SeriesBreak(
        code="cbs_2023",
        on=date(2023, 1, 1),
        label=Text(
            "De reeks van het CBS over re-integratie is tussen december 2022 en januari 2023 "
            "onderbroken: cijfers van ervoor en erna zijn anders geteld.",
            "The series of Statistics Netherlands on re-integration is broken between December "
            "2022 and January 2023: figures before and after were counted otherwise.",
        ),
    ),
)


def column_quality(
    counted: CodeCounts, *, codes: Sequence[str], other: str = "other"
) -> ColumnQuality:
    """Say how well a column is filled.

    Args:
        counted: how often each code stands in it.
        codes: the codes that there are.
        other: the code that says that none of the others fits.
    """
    known = {c: n for c, n in counted.counts.items() if c not in NOT_KNOWN_CODES and n}
    offered = [code for code in codes if code not in NOT_KNOWN_CODES]
    return ColumnQuality(
        fact=counted.fact,
        column=counted.column,
        rows=sum(counted.counts.values()),
        known=sum(known.values()),
        other=known.get(other, 0),
        used=len(set(known) & set(offered)),
        codes=len(offered),
    )


def completeness(columns: Sequence[ColumnQuality]) -> Fraction | None:
    """Give the share of all cells that say something, each row of each column alike."""
    cells = sum(column.rows for column in columns)
    return Fraction(sum(column.known for column in columns), cells) if cells else None


def delay(counted: CodeCounts) -> Delay:
    """Say within what time was recorded, from counts of `codes.RECORDED_AFTER`."""
    counts = {code: counted.counts.get(code, 0) for code in _WITHIN}
    recorded = sum(counts.values())
    shares, so_far = {}, 0
    for code in _WITHIN:
        so_far += counts[code]
        shares[code] = Fraction(so_far, recorded) if recorded else Fraction(0)
    return Delay(
        recorded=recorded,
        from_a_file=counted.counts.get(_FROM_A_FILE, 0),
        shares=shares if recorded else None,
    )


def breaks_in(first: date, last: date) -> tuple[SeriesBreak, ...]:
    """Give the breaks that a period crosses: it begins before the day and ends on it or later.

    Args:
        first: first day of the period.
        last: last day of the period.
    """
    return tuple(each for each in BREAKS if first < each.on <= last)
