"""Reads of fact rows, as the benchmark: aggregates only, so that thousands of rows come at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    Max,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear

from benchmarking import editions
from benchmarking.cells import (
    CellKey,
    CriterionCell,
    DayCount,
    DecisionCell,
    OutcomeCell,
    Selection,
)
from benchmarking.editions import standing_agreements, that_count
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.statistics.means import Sums
from benchmarking.statistics.split import HoursTotals
from outcomes.indicators.careers import EARLY_END_DAYS
from tenants import context


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """What the benchmark holds of one organisation, for that organisation itself."""

    decisions: int
    outcomes: int
    first_year: int | None
    last_year: int | None
    holds_synthetic: bool


_COMPLETE = Q(own_minutes__isnull=False, baseline_minutes__isnull=False)
_CELL = ("tenant_schema", "year", "target_group", "contract_class")


def decision_cells() -> list[DecisionCell]:
    """Return the decisions of every organisation by cell, with sums that means are made of."""
    own, baseline = _wide("own_minutes"), _wide("baseline_minutes")
    awarded = _wide("awarded_minutes")
    measures = {
        "awarded": awarded,
        "own": own,
        "baseline": baseline,
        "practice": awarded - own,
        "policy": own - baseline,
        "departure": awarded - baseline,
    }
    sums = {name: Sum(value, filter=_COMPLETE) for name, value in measures.items()}
    squares = {
        f"{name}_squares": Sum(value * value, filter=_COMPLETE) for name, value in measures.items()
    }
    sizes = {
        f"{name}_sizes": Sum(Func(measures[name], function="ABS"), filter=_COMPLETE)
        for name in ("practice", "policy", "departure")
    }
    with context.as_benchmark():
        rows = list(
            _decisions()
            .values(*_CELL)
            .annotate(
                decided=Count("pk"),
                refusals=Count("pk", filter=Q(refused=True)),
                complete=Count("pk", filter=_COMPLETE),
                own_not_known=Count("pk", filter=Q(own_minutes=None)),
                baseline_not_known=Count("pk", filter=Q(baseline_minutes=None)),
                **sums,
                **squares,
                **sizes,
            )
        )
    return [
        DecisionCell(key=_key(row), refused=row["refusals"], hours=_totals(row)) for row in rows
    ]


def criterion_cells() -> list[CriterionCell]:
    """Return, by cell and criterion, the refusals in which the own rules were not met."""
    with context.as_benchmark():
        rows = list(
            _decisions()
            .filter(refused=True)
            .annotate(criterion=Func(F("failed_own"), function="unnest"))
            .values(*_CELL, "criterion")
            .annotate(refusals=Count("pk"))
        )
    return [
        CriterionCell(key=_key(row), criterion=row["criterion"], refused=row["refusals"])
        for row in rows
    ]


def outcome_cells() -> list[OutcomeCell]:
    """Return the followed jobs of every organisation by cell; the year is that of the start."""
    after_end = Q(gap_days__isnull=False)
    with context.as_benchmark():
        rows = list(
            _outcomes()
            .values(*_CELL)
            .annotate(
                followed=Count("pk"),
                after=Count("pk", filter=after_end),
                early=Count("pk", filter=after_end & Q(duration_days__lt=EARLY_END_DAYS)),
            )
        )
    return [
        OutcomeCell(
            key=_key(row), followed=row["followed"], ended=row["after"], ended_early=row["early"]
        )
        for row in rows
    ]


def durations(*, tenant_schemas: Sequence[str], selection: Selection) -> list[DayCount]:
    """Return after how many days jobs ended, or were last seen to last, and since when followed."""
    with context.as_benchmark():
        rows = list(
            _selected(_outcomes(), selection)
            .filter(tenant_schema__in=tenant_schemas)
            .values("tenant_schema", days=F("duration_days"), entered=Coalesce("entered_days", 0))
            .annotate(
                events=Count("pk", filter=Q(ended=True)),
                censored=Count("pk", filter=Q(ended=False)),
            )
        )
    return [DayCount(**row) for row in rows]


def gaps(*, tenant_schemas: Sequence[str], selection: Selection) -> list[DayCount]:
    """Return after how many days the next job began, or was last seen not to have begun."""
    has_next = Q(kind="other_job")
    with context.as_benchmark():
        rows = list(
            _selected(_outcomes(), selection)
            .filter(tenant_schema__in=tenant_schemas, gap_days__isnull=False)
            .values("tenant_schema", days=F("gap_days"))
            .annotate(events=Count("pk", filter=has_next), censored=Count("pk", filter=~has_next))
        )
    return [DayCount(**row) for row in rows]


def own_facts(*, tenant_schema: str) -> OwnFacts:
    """Return what the benchmark holds of one organisation; to be shown to that one only."""
    with context.as_benchmark():
        own = _latest(DecisionFact.objects.all(), of=tenant_schema)
        found = own.aggregate(
            decisions=Count("pk"),
            first=Min("decided_month"),
            last=Max("decided_month"),
            synthetic=Count("pk", filter=Q(is_synthetic=True)),
        )
        outcomes = _latest(OutcomeFact.objects.all(), of=tenant_schema).count()
    return OwnFacts(
        decisions=found["decisions"],
        outcomes=outcomes,
        first_year=found["first"] and found["first"].year,
        last_year=found["last"] and found["last"].year,
        holds_synthetic=bool(found["synthetic"]),
    )


def years() -> tuple[int, ...]:
    """Return the years in which anything was decided, in order.

    Jobs that began before the first decision are in the figures of all years together only.
    """
    with context.as_benchmark():
        return tuple(sorted(set(_decisions().values_list("year", flat=True).distinct())))


def synthetic_tenants() -> frozenset[str]:
    """Return the organisations with made-up facts among theirs, to be labelled as such."""
    return _tenants_with(made_up=True)


def real_tenants() -> frozenset[str]:
    """Return the organisations with facts of real people among theirs."""
    return _tenants_with(made_up=False)


def left_out() -> frozenset[str]:
    """Return the organisations that no figure counts, so that none mixes made-up and real facts.

    As soon as anybody has real ones: whoever has made-up ones, also beside real ones.
    """
    return synthetic_tenants() if real_tenants() else frozenset()


def agreements() -> Mapping[str, int]:
    """Return by organisation that takes part today the first edition of what it agreed to."""
    with context.as_benchmark():
        return standing_agreements()


def going_on(told_by: Mapping[str, int]) -> frozenset[str]:
    """Return the organisations that take part with all that was told of them; as in `editions`."""
    with context.as_benchmark():
        return editions.going_on(told_by)


def standing(model: type[Model]) -> QuerySet[Any]:
    """Return the rows of one kind of fact that count, unread: aggregate them as the benchmark."""
    return _latest(model._default_manager.order_by())


def selected(facts: QuerySet[Any], *, selection: Selection) -> QuerySet[Any]:
    """Return those of some rows, with their year, that lie inside a selection."""
    return _selected(facts, selection)


def _decisions() -> QuerySet[Any]:
    return _latest(DecisionFact.objects.order_by()).annotate(year=ExtractYear("decided_month"))


def _outcomes() -> QuerySet[Any]:
    known = OutcomeFact.objects.order_by().filter(duration_days__isnull=False)
    return _latest(known).annotate(year=ExtractYear("start_month"))


def _latest(facts: QuerySet[Any], *, of: str | None = None) -> QuerySet[Any]:
    """Leave out rows of editions that do not stand, and those that a later revision replaced.

    With `of` also those of any other organisation. Most have no later one, and an index says.
    """
    later = facts.model.objects.filter(
        tenant_schema=OuterRef("tenant_schema"),
        pseudonym=OuterRef("pseudonym"),
        revision__gt=OuterRef("revision"),
    ).filter(revision__gt=1)
    return that_count(facts, of=of).filter(~Exists(later))


def _selected(facts: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    if selection.year is not None:
        facts = facts.filter(year=selection.year)
    if selection.target_group is not None:
        facts = facts.filter(target_group=selection.target_group)
    if selection.contract_class is not None:
        facts = facts.filter(contract_class=selection.contract_class)
    return facts


def _wide(field: str) -> Cast:
    """Return minutes as 64 bits: their squares do not fit in 32."""
    return Cast(field, BigIntegerField())


def _key(row: Mapping[str, Any]) -> CellKey:
    return CellKey(**{name: row[name] for name in _CELL})


def _totals(row: Mapping[str, Any]) -> HoursTotals:
    def sums(name: str) -> Sums:
        total, squares = row[name] or 0, row[f"{name}_squares"] or 0
        sizes = row.get(f"{name}_sizes") or 0
        return Sums(cases=row["complete"], total=int(total), squares=int(squares), sizes=int(sizes))

    return HoursTotals(
        decided=row["decided"],
        own_not_known=row["own_not_known"],
        baseline_not_known=row["baseline_not_known"],
        awarded=sums("awarded"),
        own=sums("own"),
        baseline=sums("baseline"),
        practice=sums("practice"),
        policy=sums("policy"),
        departure=sums("departure"),
    )


def _tenants_with(*, made_up: bool) -> frozenset[str]:
    found: set[str] = set()
    with context.as_benchmark():
        for model in (DecisionFact, OutcomeFact, PeriodFact):
            facts = that_count(model.objects.filter(is_synthetic=made_up))
            found |= set(facts.values_list("tenant_schema", flat=True).distinct())
    return frozenset(found)
