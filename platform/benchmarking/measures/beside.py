"""Means that are told of much the same cases: one less another is what these differ by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Func, Sum, Value, When
from django.db.models.functions import Cast

from benchmarking.cells import CellKey
from benchmarking.definitions import Indicator, indicators
from benchmarking.measures.counting import key_of, rows_of, whole_condition
from tenants import context

_CELL = ("tenant_schema", "year", "target_group", "contract_class")


def told_beside(one: Indicator) -> tuple[Indicator, ...]:
    """Return the means before one in the list that are of the same fact and in the same unit."""
    every = tuple(indicators().values())
    before = every[: every.index(one)] if one in every else ()
    of_the_same = [
        each
        for each in before
        if each.method == "mean" and (each.measure.fact, each.unit) == (one.measure.fact, one.unit)
    ]
    return tuple(of_the_same) if one.method == "mean" else ()


def number_apart(one: Indicator) -> int:
    """Return how many differences `apart_of` gives."""
    return 1 if one.method == "rate" else len(told_beside(one))


def apart_of(one: Indicator, *, on: date) -> list[tuple[CellKey, tuple[int, ...]]]:
    """Return by cell how far an indicator lies from each that is told beside it.

    Of each the total without signs and that of squares. Whoever is in one of two only differs by
    all that it adds. A rate lies as far from one as its two columns differ.

    Args:
        one: a mean or a rate.
        on: the day that "past" is seen from.
    """
    asked: dict[str, Any] = {}
    for number, difference in enumerate(_differences(one, on)):
        asked[f"sizes_{number}"] = Sum(Func(difference, function="ABS"))
        asked[f"squares_{number}"] = Sum(difference * difference)
    if not asked:
        return []
    with context.as_benchmark():
        rows = list(rows_of([one.measure]).values(*_CELL).annotate(**asked))
    return [(key_of(row), tuple(int(row[name] or 0) for name in asked)) for row in rows]


def values_of(one: Indicator, *, on: date) -> list[tuple[CellKey, int, int]]:
    """Return by cell how many cases of a mean have each value above nought."""
    name = one.measure.value
    with context.as_benchmark():
        rows = list(
            rows_of([one.measure])
            .filter(whole_condition(one.measure, on=on), **{f"{name}__gt": 0})
            .values(*_CELL, value=F(name))
            .annotate(number=Count("pk"))
        )
    return [(key_of(row), row["value"], row["number"]) for row in rows]


def _differences(one: Indicator, on: date) -> Iterator[Any]:
    own = _added_by(one, one.measure.value, on)
    if one.method == "rate":
        yield own - _added_by(one, one.measure.per, on)
    for other in told_beside(one):
        yield own - _added_by(other, other.measure.value, on)


def _added_by(one: Indicator, column: str, on: date) -> Case:
    """Return what a row adds to the sum of an indicator."""
    return Case(
        When(whole_condition(one.measure, on=on), then=Cast(column, BigIntegerField())),
        default=Value(0, output_field=BigIntegerField()),
    )
