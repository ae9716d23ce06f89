"""All facts of an organisation made again from its own tables, as its own role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from benchmarking.actions import FactModel, fact_rows
from benchmarking.editions import that_count
from benchmarking.facts import FactRow, facts_of_outcomes
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.participation.queries import Standing, standing
from benchmarking.sending import add_rows
from benchmarking.sources.decided import decided_since
from benchmarking.sources.effects import keep_missing_effects
from benchmarking.telling import decision_rows, period_rows
from outcomes.jobs import followed_jobs
from tenants import context

KINDS: Final[tuple[FactModel, ...]] = (DecisionFact, PeriodFact, OutcomeFact)
_AT_ONCE: Final = 2_000
Row = DecisionFact | PeriodFact | OutcomeFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One kind of facts of one organisation, made again and held against what stands.

    Attributes:
        kind: name of the table.
        stands: how many rows count.
        same: how many of those were made again to the byte.
        missing: how many were made that do not stand.
        other: how many stand otherwise, or were not made again.
    """

    kind: str
    stands: int
    same: int
    missing: int
    other: int

    @property
    def is_whole(self) -> bool:
        """Whether what stands is what the organisation's own tables say, no more and no less."""
        return not self.missing and not self.other


def send_everything() -> int:
    """Send all facts of the organisation that count, for `participation.agreement` alone.

    It begins an edition, so here alone what was never worked out of cases sent before is added.

    Returns:
        How many decisions were sent; 0 where it takes no part today.
    """
    agreed = standing(on=timezone.localdate())
    if agreed is None:
        return 0
    schema, sent = context.current_schema_name(), 0
    keep_missing_effects()
    for model, facts in _made(agreed):
        rows = fact_rows(model, facts, schema=schema, edition=agreed.edition)
        add_rows(rows)
        sent += len(rows) if model is DecisionFact else 0
    return sent


def compared(schema_name: str) -> tuple[Compared, ...]:
    """Make the facts of an organisation again and hold them against those that stand.

    The one is read as the organisation, the other as the benchmark. Nothing is written.
    """
    made: dict[FactModel, list[Row]] = {model: [] for model in KINDS}
    with context.inside(schema_name), transaction.atomic():
        agreed = standing(on=timezone.localdate())
        if agreed is not None:
            for model, facts in _made(agreed):
                made[model] += fact_rows(model, facts, schema=schema_name, edition=agreed.edition)
        transaction.set_rollback(True)
    return tuple(_held_against(model, made[model], schema_name) for model in KINDS)


def standing_rows(model: FactModel, *, schema_name: str) -> dict[str, tuple[object, ...]]:
    """Give the rows of an organisation that count, by pseudonym, as the benchmark reads them."""
    with context.as_benchmark():
        found = that_count(model.objects.filter(tenant_schema=schema_name))
        latest = found.order_by("pseudonym", "-revision").distinct("pseudonym")
        return {row.pseudonym: _values(row) for row in latest}


def _made(agreed: Standing) -> Iterator[tuple[FactModel, Sequence[FactRow]]]:
    for cases in decided_since(agreed.from_day):
        yield DecisionFact, decision_rows(cases, agreed)
        yield PeriodFact, period_rows(cases, agreed)
    jobs = followed_jobs(decided_from=agreed.from_day)
    for start in range(0, len(jobs), _AT_ONCE):
        some = jobs[start : start + _AT_ONCE]
        yield OutcomeFact, facts_of_outcomes(some, secret=agreed.secret)


def _held_against(model: FactModel, made: Sequence[Row], schema_name: str) -> Compared:
    stands = standing_rows(model, schema_name=schema_name)
    again = {row.pseudonym: _values(row) for row in made}
    same = sum(1 for name, values in again.items() if stands.get(name) == values)
    missing = len(again.keys() - stands.keys())
    return Compared(
        kind=str(model._meta.model_name),
        stands=len(stands),
        same=same,
        missing=missing,
        other=len(stands) - same,
    )


def _values(row: Row) -> tuple[object, ...]:
    return tuple(_plain(getattr(row, field.attname)) for field in row._meta.concrete_fields)


def _plain(value: Any) -> object:  # noqa: ANN401 - of any column
    return tuple(value) if isinstance(value, list | tuple) else value
