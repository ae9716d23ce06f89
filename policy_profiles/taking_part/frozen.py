"""The decisions of a year as they stood at the platform's first question about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.taking_part.models import FrozenYear
from policy_profiles.what_if.actions import frozen_set
from policy_profiles.what_if.cases import DecidedCases, cases_of_period, cases_of_set
from policy_profiles.what_if.models import CaseSet


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenStand:
    """How many decisions are in a frozen year, and the day on which it was frozen."""

    cases: int
    day: date


def frozen_stand(*, year: int) -> FrozenStand | None:
    """Give the stand of a year; None while the platform asked nothing about it."""
    found = FrozenYear.objects.select_related("case_set").defer("case_set__decisions")
    row = found.filter(year=year).first()
    return None if row is None else FrozenStand(cases=row.case_set.cases, day=row.frozen_on)


def freeze_year(*, year: int, asked_by: UUID) -> None:
    """Freeze the decisions of a year, unless they are: what is recorded later does not count.

    Two answers about a year are then about the same decisions, and never differ by a late one.
    """
    one_at_a_time("year frozen")
    if FrozenYear.objects.filter(year=year).exists():
        return
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    cases = cases_of_period(first=first, until=until)
    case_set = frozen_set(made_by=asked_by, first=first, until=until, cases=cases)
    FrozenYear.objects.create(year=year, case_set=case_set, frozen_on=timezone.localdate())


def cases_of_frozen_year(*, year: int) -> DecidedCases:
    """Give the decisions of a frozen year.

    Raises:
        FrozenYear.DoesNotExist: it is not frozen.
        CasesChanged: the decisions no longer hold what they held.
    """
    row = FrozenYear.objects.get(year=year)
    light = CaseSet.objects.defer("decisions").get(pk=row.case_set_id)

    def decisions() -> list[UUID]:
        return list(CaseSet.objects.values_list("decisions", flat=True).get(pk=light.pk))

    return cases_of_set(set_id=light.pk, fingerprint=light.fingerprint, decisions=decisions)
