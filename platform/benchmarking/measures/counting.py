"""What an indicator counts, by organisation, year, target group and contract: one SQL aggregate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, Final

from django.apps import apps
from django.db.models import BigIntegerField, Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast, ExtractYear, Substr

from benchmarking import queries
from benchmarking.cells import CellKey
from benchmarking.definitions import Indicator
from benchmarking.measures.columns import COLUMNS, SILENT, codes_told
from benchmarking.measures.expression import Condition, Measure
from benchmarking.statistics.means import Sums
from benchmarking.statistics.ratios import RatioSums
from tenants import context

#: The model of each kind of fact, and the month of it that says the year.
_FACTS: Final[Mapping[str, tuple[str, str]]] = {
    "decision": ("DecisionFact", "decided_month"),
    "period": ("PeriodFact", "decided_month"),
    "outcome": ("OutcomeFact", "start_month"),
}
_CELL: Final = ("tenant_schema", "year", "target_group", "contract_class")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCell:
    """One cell: all rows of its kind of fact, those the indicator is over, and what it counts.

    `parts` are by code, or by "" where there is one. `sums` are those of a mean, `ratio` those of a
    rate, `most` is the highest of what is added up; of its cases `some` have something of that and
    `short` less than what it is taken over: where either are few, it says something of each. Of a
    curve `some` had the event.
    """

    key: CellKey
    rows: int
    whole: int
    parts: Mapping[str, int]
    sums: Sums | None = None
    ratio: RatioSums | None = None
    some: int = 0
    short: int = 0
    most: int = 0


def missing_columns(measure: Measure) -> tuple[str, ...]:
    """Return the columns that the measure needs and facts do not have; empty when it computes."""
    if not measure.fact:
        return ()
    model = _model(measure.fact)
    there = {field.name for field in model._meta.get_fields()} if model else set()
    return tuple(sorted(measure.columns - there))


def measured_cells(
    indicator: Indicator, *, on: date, tenant_schema: str | None = None
) -> list[MeasuredCell]:
    """Return what an indicator counts in every cell of every organisation, or of one alone.

    Args:
        indicator: one of facts, of which no column is missing.
        on: the day that "past" is seen from.
        tenant_schema: of the one organisation.
    """
    rows = _counted([indicator], _CELL, on, tenant_schema=tenant_schema)
    return [_cell(row, indicator, key_of(row), "0_") for row in rows]


def cells_of_all(indicators: Sequence[Indicator], *, on: date) -> dict[str, list[MeasuredCell]]:
    """Return the same of several indicators of one kind of fact, by name, by one question."""
    rows = _counted(indicators, _CELL, on)
    return {
        one.name: [_cell(row, one, key_of(row), f"{place}_") for row in rows]
        for place, one in enumerate(indicators)
    }


def key_of(row: Mapping[str, Any]) -> CellKey:
    """Return the cell that a row of counts is of."""
    return CellKey(**{name: row[name] for name in _CELL})


def _counted(
    indicators: Sequence[Indicator],
    keys: tuple[str, ...],
    on: date,
    *,
    tenant_schema: str | None = None,
) -> list[dict[str, Any]]:
    """Count indicators of one kind of fact; what each counts begins with its place and a dash."""
    asked: dict[str, Any] = {"rows": Count("pk")}
    for place, one in enumerate(indicators):
        whole = whole_condition(one.measure, on=on)
        asked[f"{place}_whole"] = Count("pk", filter=whole)
        for number, condition in enumerate(part_conditions(one, on=on).values()):
            asked[f"{place}_part_{number}"] = Count("pk", filter=whole & condition)
        sums = _sums(one.measure, whole)
        if one.measure.days:
            sums["some"] = Count("pk", filter=whole & holds_all(one.measure.happened, on))
        asked |= {f"{place}_{name}": each for name, each in sums.items()}
    with context.as_benchmark():
        rows = rows_of([one.measure for one in indicators])
        if tenant_schema is not None:
            rows = rows.filter(tenant_schema=tenant_schema)
        return list(rows.values(*keys).annotate(**asked))


def whole_condition(measure: Measure, *, on: date) -> Q:
    """Return what holds of the rows of the denominator: what it names, and that it is known."""
    known = [name for name in (measure.value, measure.per, measure.days) if name]
    holds = holds_all(measure.among, on)
    for name in known:
        holds &= Q(**{f"{name}__isnull": False})
    if measure.per:
        holds &= Q(**{f"{measure.per}__gt": 0})
    if measure.each and COLUMNS[measure.fact][measure.each].kind in ("code", "number"):
        holds &= _told(measure.fact, measure.each)
    return holds


def codes_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the codes of the numerators of an indicator; "" where there is one."""
    measure = indicator.measure
    if not measure.each:
        return ("",) if measure.counts else ()
    column = COLUMNS[measure.fact][measure.each]
    return column.codes if column.kind == "places" else _codes_among(measure)


def part_conditions(indicator: Indicator, *, on: date) -> Mapping[str, Q]:
    """Return the conditions of each numerator by its code; by "" where there is one."""
    measure = indicator.measure
    counts = holds_all(measure.counts, on)
    if not measure.each:
        return {"": counts} if measure.counts else {}
    column = COLUMNS[measure.fact][measure.each]
    if column.kind == "places":
        return {code: counts & Q(**{f"at_{n}": "y"}) for n, code in enumerate(column.codes)}
    test = "__contains" if column.kind == "codes" else ""
    return {
        code: counts & Q(**{f"{measure.each}{test}": [code] if test else code})
        for code in codes_of(indicator)
    }


def _codes_among(measure: Measure) -> tuple[str, ...]:
    """Return the codes that rows of the denominator can have: no others are a part of it."""
    codes = codes_told(measure.fact, measure.each)
    for asked in measure.among:
        if asked.column == measure.each and asked.test in ("is", "not"):
            named = {str(value) for value in asked.values}
            codes = tuple(code for code in codes if (code in named) == (asked.test == "is"))
    return codes


def _model(fact: str) -> Any:  # noqa: ANN401 - one of three models, and none before it is there
    known = {model.__name__: model for model in apps.get_app_config("benchmarking").get_models()}
    return known.get(_FACTS[fact][0])


def rows_of(measures: Sequence[Measure]) -> QuerySet[Any]:
    """Return the rows of the one kind of fact that all these measures are of."""
    fact = measures[0].fact
    rows = queries.standing(_model(fact)).annotate(year=ExtractYear(_FACTS[fact][1]))
    if fact == "outcome":  # without its start the length of a job is not known
        rows = rows.filter(duration_days__isnull=False)
    for each in sorted({one.each for one in measures if one.each}):
        if COLUMNS[fact][each].kind == "places":
            places = range(len(COLUMNS[fact][each].codes))
            rows = rows.annotate(**{f"at_{n}": Substr(each, n + 1, 1) for n in places})
    return rows


def _sums(measure: Measure, whole: Q) -> dict[str, Any]:
    if not measure.value:
        return {}
    value = Cast(measure.value, BigIntegerField())
    asked: dict[str, Any] = {
        "total": Sum(value, filter=whole),
        "squares": Sum(value * value, filter=whole),
        "most": Max(measure.value, filter=whole),
        "some": Count("pk", filter=whole & Q(**{f"{measure.value}__gt": 0})),
    }
    if measure.per:
        per = Cast(measure.per, BigIntegerField())
        asked |= {
            "per": Sum(per, filter=whole),
            "per_squares": Sum(per * per, filter=whole),
            "products": Sum(value * per, filter=whole),
            "short": Count("pk", filter=whole & Q(**{f"{measure.value}__lt": F(measure.per)})),
        }
    return asked


def holds_all(conditions: Sequence[Condition], on: date) -> Q:
    """Return what holds of rows of which all these conditions do."""
    return reduce(and_, (_holds(each, on) for each in conditions), Q())


def _holds(asked: Condition, on: date) -> Q:
    name = asked.column
    if asked.test in ("is", "not", "holds"):
        test = f"{name}__contains" if asked.test == "holds" else name
        any_of = reduce(
            or_, (Q(**{test: [v] if asked.test == "holds" else v}) for v in asked.values)
        )
        return ~any_of if asked.test == "not" else any_of
    simple: dict[str, Q] = {
        "empty": Q(**{f"{name}__len": 0}),
        "filled": Q(**{f"{name}__len__gt": 0}),
        "past": Q(**{f"{name}__lt": on.replace(day=1)}),
    }
    if asked.test in ("known", "unknown"):
        known = Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}__in": _silent(name)})
        return known if asked.test == "known" else ~known
    if asked.test in simple:
        return simple[asked.test]
    lookup = {"at_least": "gte", "under": "lt"}[asked.test]
    return Q(**{f"{name}__{lookup}": asked.values[0]})


def _silent(name: str) -> tuple[str, ...]:
    kinds = {columns[name].kind for columns in COLUMNS.values() if name in columns}
    return SILENT if kinds == {"code"} else ()


def _told(fact: str, column: str) -> Q:
    if COLUMNS[fact][column].kind == "number":
        return Q(**{f"{column}__isnull": False})
    return Q(**{f"{column}__in": codes_told(fact, column)})


def _cell(row: Mapping[str, Any], one: Indicator, key: CellKey, prefix: str) -> MeasuredCell:
    measure, whole = one.measure, row[f"{prefix}whole"]

    def number(name: str) -> int:
        return int(row.get(f"{prefix}{name}") or 0)

    found = MeasuredCell(
        key=key,
        rows=row["rows"],
        whole=whole,
        parts={code: row[f"{prefix}part_{n}"] for n, code in enumerate(codes_of(one))},
    )
    if measure.days:
        return replace(found, some=number("some"))
    if not measure.value:
        return found
    total, squares = number("total"), number("squares")
    ratio = RatioSums(
        cases=whole, above=total, below=number("per"), above_squares=squares,
        below_squares=number("per_squares"), products=number("products"),
    )  # fmt: skip
    return replace(
        found,
        sums=Sums(cases=whole, total=total, squares=squares),
        ratio=ratio if measure.per else None,
        some=number("some"),
        short=number("short"),
        most=number("most"),
    )
