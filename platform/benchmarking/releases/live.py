"""What a release is made of, counted from the facts that stand now: only for making one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from benchmarking import queries
from benchmarking.cells import CellKey, DayCell, DecisionCell
from benchmarking.cube import Axes
from benchmarking.definitions import indicators
from benchmarking.disclosure.alike import Values
from benchmarking.disclosure.tables import Counts
from benchmarking.measures.beside import values_of
from benchmarking.models import OutcomeFact
from benchmarking.protected_tables import CRITERION_CODES, Cells
from benchmarking.released_indicators.places import Places
from benchmarking.releases.tables import Kind
from benchmarking.statistics.means import Sums
from benchmarking.statistics.split import HoursTotals
from tenants import context

#: The sums of hours, each as total and squares, behind the numbers of cases.
_SUMS: Final = ("awarded", "own", "baseline", "practice", "policy", "departure")
#: The indicators that say what their means are of.
_HOURS_INDICATORS: Final = ("awarded_hours", "own_rules_hours", "baseline_hours")
_CASES: Final = ("decided", "own_not_known", "baseline_not_known", "complete")
#: Where the sums of awarded, own and baseline stand among them.
HOURS: Final = slice(len(_CASES), len(_CASES) + 6)
CASES_OF_HOURS: Final = _CASES.index("complete")
_DIFFERENCES: Final = ("practice", "policy", "departure")
#: Where the squares of the differences of these stand, each behind its total; behind all of these
#: come the totals without signs.
_SQUARES: Final = tuple(range(HOURS.stop + 1, HOURS.stop + 2 * len(_DIFFERENCES), 2))
_SIZES: Final = len(_CASES) + 2 * len(_SUMS)
WIDTH: Final = _SIZES + len(_DIFFERENCES)

#: The table of the cases of which hours are told.
HOURS_TABLE: Final = "hours"

WHOLES: Final = (
    Kind(name="decided", family="decided"),
    Kind(name="complete", family="decided"),
    Kind(name="followed", family="followed"),
)
#: A part comes behind what it is a part of.
PARTS: Final = (
    Kind(name="refused", family="decided", part_of="decided", has_means=True),
    Kind(name="ended", family="followed", part_of="followed"),
    Kind(name="ended_early", family="followed", part_of="ended"),
    *(Kind(name=f"criterion.{code}", family="decided", part_of="decided")
      for code in CRITERION_CODES),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of one curve, and the table whose cases it follows."""

    name: str
    table: str
    cells: Sequence[DayCell]


def counted_now(of: Collection[str]) -> Cells:
    """Return everything that the comparison counts of some, from the facts that stand."""
    decisions, criteria = queries.decision_cells(), queries.criterion_cells()
    outcomes = queries.outcome_cells()
    return Cells(
        decisions=[one for one in decisions if one.key.tenant_schema in of],
        criteria=[one for one in criteria if one.key.tenant_schema in of],
        outcomes=[one for one in outcomes if one.key.tenant_schema in of],
    )


def days_now() -> tuple[Days, Days]:
    """Return the days of both curves: how long jobs lasted, and until the next one began."""
    has_next = Q(kind="other_job")
    with context.as_benchmark():
        jobs = queries.standing(OutcomeFact).filter(duration_days__isnull=False)
        lasted = _day_cells(jobs, F("duration_days"), Coalesce("entered_days", 0), Q(ended=True))
        ended = jobs.filter(gap_days__isnull=False)
        until_next = _day_cells(ended, F("gap_days"), Value(0), has_next)
    return (
        Days(name="durations", table="followed", cells=lasted),
        Days(name="gaps", table="ended", cells=until_next),
    )


def hours_columns(cells: Sequence[DecisionCell], *, axes: Axes) -> Counts:
    """Return the sums of hours over the axes with their totals, in the order of `totals_at`."""
    columns = [
        axes.counted((cell.key, _numbers(cell.hours)[place]) for cell in cells)
        for place in range(WIDTH)
    ]
    return np.stack(columns, axis=-1)


def hours_values(places: Places) -> tuple[Values, ...]:
    """Return how many cases have which hours, awarded, own and baseline, along the lines."""
    every, today = indicators(), timezone.localdate()
    return tuple(places.values(values_of(every[name], on=today)) for name in _HOURS_INDICATORS)


def totals_at(numbers: Sequence[int]) -> HoursTotals:
    """Return the sums of hours of one cell of `hours_columns`."""
    decided, own_not_known, baseline_not_known, complete = numbers[: len(_CASES)]
    sizes = dict(zip(_DIFFERENCES, numbers[_SIZES:], strict=False))  # not there before version 5
    awarded, own, baseline, practice, policy, departure = (
        Sums(cases=complete, total=numbers[at], squares=numbers[at + 1], sizes=sizes.get(name, 0))
        for name, at in zip(_SUMS, range(len(_CASES), _SIZES, 2), strict=True)
    )
    return HoursTotals(
        decided=decided,
        own_not_known=own_not_known,
        baseline_not_known=baseline_not_known,
        awarded=awarded,
        own=own,
        baseline=baseline,
        practice=practice,
        policy=policy,
        departure=departure,
    )


def apart_in(columns: Counts) -> Counts:
    """Return of each difference of two hours its sizes and its squares, on the last axis."""
    pairs = [
        columns[..., at] for pair in zip(range(_SIZES, WIDTH), _SQUARES, strict=True) for at in pair
    ]
    return np.stack(pairs, axis=-1)


def _numbers(hours: HoursTotals) -> list[int]:
    sums = [getattr(hours, name) for name in _SUMS]
    cases = [getattr(hours, name) for name in _CASES]
    pairs = [number for one in sums for number in (one.total, one.squares)]
    return cases + pairs + [getattr(hours, name).sizes for name in _DIFFERENCES]


def _day_cells(jobs: QuerySet[Any], days: Any, entered: Any, event: Q) -> list[DayCell]:  # noqa: ANN401
    key = ("tenant_schema", "year", "target_group", "contract_class")
    rows = (
        jobs.annotate(year=ExtractYear("start_month"))
        .values(*key, days=days, entered=entered)
        .annotate(events=Count("pk", filter=event), censored=Count("pk", filter=~event))
    )
    return [
        DayCell(
            key=CellKey(**{name: row[name] for name in key}),
            **{name: row[name] for name in ("days", "entered", "events", "censored")},
        )
        for row in rows
    ]
