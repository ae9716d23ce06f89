"""Which fact rows count, as the benchmark: those of each organisation's edition that stands."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from benchmarking.models import FactEdition


def standing_editions(*, on: date | None = None) -> Mapping[str, int]:
    """Give by organisation that takes part the number of the edition that stands.

    Args:
        on: the day; today unless given.
    """
    begun = FactEdition.objects.filter(from_day__lte=on or timezone.localdate())
    rows = begun.order_by("tenant_schema", "-number").distinct("tenant_schema")
    return {row.tenant_schema: row.number for row in rows if row.takes_part}


def that_count(facts: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out what no edition that stands holds: withdrawn, replaced, or never agreed."""
    by_number: dict[int, list[str]] = defaultdict(list)
    for schema, number in standing_editions().items():
        by_number[number].append(schema)
    counts = Q(pk__in=[])
    for number, schemas in by_number.items():
        counts |= Q(edition=number, tenant_schema__in=schemas)
    return facts.filter(counts)
