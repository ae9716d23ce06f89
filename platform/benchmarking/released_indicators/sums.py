"""Sums behind means and rates of a release: held against those of before, and where they hide."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np

from benchmarking.definitions import Indicator
from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.sums import Pair, changed_by_few, hidden_sums, kept_sums
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.released_indicators.making import Basis
from benchmarking.released_indicators.tables import IndicatorTable

#: What the others of a sum must be at least, as a share of the highest of all: the rule of p %.
_LEAST_OF_OTHERS: Final = Fraction(1, 10)


def with_sums(
    basis: Basis, one: Indicator, table: IndicatorTable, earlier: IndicatorTable | None
) -> IndicatorTable:
    """Return the table of a mean or a rate with sums that tell of many, and where none are told.

    Where a sum was told, it changes when what came in between is not that of few; until then it
    says what it said. Where something new could only be covered by hiding what was said, which
    hides nothing, all say what they said and what is new is hidden.

    Args:
        basis: of the release.
        one: the indicator.
        table: with its cases as the release has them.
        earlier: the same in the release before; None for the first one.
    """
    rules, renewed = basis.rounding.rules, table.whole.renewed_by(basis.number)
    columns, hidden = table.columns, table.whole.hidden.copy()
    if earlier is not None and not earlier.has_sums_as(columns):
        earlier = None
    if earlier is not None:
        told = ~earlier.sums_hidden & ~earlier.whole.hidden & (earlier.column("cases") > 0)
        few = changed_by_few(
            _sums(table), _sums(earlier), rules=rules, apart=(table.apart, earlier.apart)
        )
        few = few if table.alike is None else few | table.alike
        renewed = renewed & ~(told & few)
        columns = np.where(renewed[..., None], columns, earlier.columns)
        hidden |= earlier.sums_hidden & ~renewed
    now = replace(table, columns=columns)
    least = [now.column("some"), *([now.column("short")] if one.method == "rate" else [])]
    cases, pairs = _sums(now)
    pairs = [*pairs, *now.beside_usual]
    said = ~hidden & ~renewed
    covered = hidden_sums(
        cases, pairs, least, hidden | _near_one(now),
        lines=basis.places.lines, rules=rules, said=said, apart=now.apart,
    )  # fmt: skip
    if earlier is not None:
        back: Mask = np.asarray((covered & said).any(axis=1, keepdims=True))
        kept = kept_sums(_told(now, covered), _told(earlier, earlier.sums_hidden), back, hidden)
        were = back & (earlier.column("cases") > 0)
        now = replace(now, columns=np.where(were[..., None], earlier.columns, columns))
        covered = kept.hidden
    return replace(now, sums_hidden=covered)


def _told(table: IndicatorTable, hidden: Mask) -> Kept:
    return Kept(counts=table.column("cases"), hidden=hidden, as_of=table.whole.as_of)


def _sums(table: IndicatorTable) -> tuple[Counts, list[Pair]]:
    return table.column("cases"), [(table.column("total"), table.column("squares"))]


def _near_one(table: IndicatorTable) -> Mask:
    """Tell where a sum is nearly that of one.

    The second highest is at most the highest, so what is left of twice that is the others'.
    """
    of_others = _LEAST_OF_OTHERS.denominator * (table.column("total") - 2 * table.column("most"))
    near: Mask = of_others < _LEAST_OF_OTHERS.numerator * table.column("most")
    return near
