"""After how many days an event of an indicator came, or somebody was last seen without it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce

from benchmarking import queries
from benchmarking.cells import CellKey, DayCell, DayCount, Selection
from benchmarking.definitions import Indicator
from benchmarking.measures.counting import holds_all, rows_of, whole_condition
from tenants import context

_KEY = ("tenant_schema", "year", "target_group", "contract_class")


def day_counts(
    indicator: Indicator, *, tenant_schemas: Sequence[str], selection: Selection, on: date
) -> list[DayCount]:
    """Return the counts by day of organisations under a selection.

    Args:
        indicator: one of the methods curve and incidence.
        tenant_schemas: whose rows.
        selection: which of them.
        on: the day that "past" is seen from.
    """
    with context.as_benchmark():
        rows = queries.selected(_followed(indicator, on), selection=selection)
        rows = rows.filter(tenant_schema__in=tenant_schemas)
        return [DayCount(**row) for row in _by_day(rows, indicator, ("tenant_schema",), on)]


def day_cells(indicator: Indicator, *, on: date) -> list[DayCell]:
    """Return the counts by day of every organisation and cell; arguments as of `day_counts`."""
    with context.as_benchmark():
        rows = list(_by_day(_followed(indicator, on), indicator, _KEY, on))
    return [
        DayCell(
            key=CellKey(**{name: row[name] for name in _KEY}),
            **{name: value for name, value in row.items() if name not in _KEY},
        )
        for row in rows
    ]


def _followed(indicator: Indicator, on: date) -> QuerySet[Any]:
    return rows_of([indicator.measure]).filter(whole_condition(indicator.measure, on=on))


def _by_day(
    rows: QuerySet[Any], indicator: Indicator, key: tuple[str, ...], on: date
) -> QuerySet[Any]:
    measure = indicator.measure
    happened = holds_all(measure.happened, on)
    entered: Any = Coalesce(measure.entered, 0) if measure.entered else Value(0)
    return rows.values(*key, days=F(measure.days), entered=entered).annotate(
        events=Count("pk", filter=happened), censored=Count("pk", filter=~happened)
    )
