"""Which fact rows count, as the benchmark: those of each organisation's edition that stands."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from benchmarking.models import FactEdition


def standing_editions(*, on: date | None = None, of: str | None = None) -> Mapping[str, int]:
    """Give by organisation that takes part the number of the edition that stands.

    Args:
        on: the day; today unless given.
        of: the schema name of one organisation; all of them unless given.
    """
    begun = FactEdition.objects.filter(from_day__lte=on or timezone.localdate())
    if of is not None:
        begun = begun.filter(tenant_schema=of)
    rows = begun.order_by("tenant_schema", "-number").distinct("tenant_schema")
    told = rows.values_list("tenant_schema", "number", "takes_part")
    return {schema: number for schema, number, takes_part in told if takes_part}


def standing_agreements() -> Mapping[str, int]:
    """Give by organisation that takes part the first edition of what it agreed to.

    An edition goes on with the one before when that took part too, from its first day or a later
    one: nothing of it was taken back, as where all facts are sent anew. After a withdrawal, or with
    a later first day, it is another agreement, and figures of the one before are not its figures.
    """
    by_number, standing = _all_editions()
    return {
        schema: _first_of(one.number, by_number[schema])
        for schema, one in standing.items()
        if one.takes_part
    }


def going_on(told_by: Mapping[str, int]) -> frozenset[str]:
    """Give the organisations that take part now with all that was told of them before.

    Whoever comes back from the same first day, or from an earlier one, has nothing of that taken
    back for good: so it is held against what was told of it. From a later day some of what was told
    is taken back, and what is left of it would say what that was.

    Args:
        told_by: by organisation the agreement by which it was told of last, as in
            `standing_agreements`.
    """
    by_number, standing = _all_editions()
    return frozenset(
        schema
        for schema, agreement in told_by.items()
        if schema in standing
        and standing[schema].takes_part
        and standing[schema].from_day <= first_day_of(by_number[schema], agreement)
    )


def first_day_of(editions: Mapping[int, "_Edition"], agreement: int) -> date:
    """Return the first day that an agreement came to: each edition of it may say an earlier one."""
    now = editions[agreement]
    while (later := editions.get(now.number + 1)) and _goes_on_with(later, now):
        now = later
    return now.from_day


class _Edition(NamedTuple):
    """An edition without an object of the model: all are read for every page of the comparison."""

    tenant_schema: str
    number: int
    takes_part: bool
    from_day: date


def _first_of(number: int, editions: Mapping[int, _Edition]) -> int:
    now, before = editions[number], editions.get(number - 1)
    while before is not None and _goes_on_with(now, before):
        now, before = before, editions.get(before.number - 1)
    return now.number


def _goes_on_with(now: _Edition, before: _Edition) -> bool:
    return now.takes_part and before.takes_part and now.from_day <= before.from_day


def _all_editions() -> tuple[dict[str, dict[int, _Edition]], dict[str, _Edition]]:
    """Return every edition by organisation and number, and those that stand today."""
    today = timezone.localdate()
    by_number: dict[str, dict[int, _Edition]] = defaultdict(dict)
    for one in starmap(_Edition, FactEdition.objects.values_list(*_Edition._fields)):
        by_number[one.tenant_schema][one.number] = one
    standing = {
        schema: max((one.number for one in editions.values() if one.from_day <= today), default=0)
        for schema, editions in by_number.items()
    }
    return by_number, {
        schema: by_number[schema][number] for schema, number in standing.items() if number
    }


def that_count(facts: QuerySet[Any], *, of: str | None = None) -> QuerySet[Any]:
    """Leave out what no edition that stands holds: withdrawn, replaced, or never agreed.

    With `of` also what is of any other organisation.
    """
    by_number: dict[int, list[str]] = defaultdict(list)
    for schema, number in standing_editions(of=of).items():
        by_number[number].append(schema)
    counts = Q(pk__in=[])
    for number, schemas in by_number.items():
        counts |= Q(edition=number, tenant_schema__in=schemas)
    return facts.filter(counts)
