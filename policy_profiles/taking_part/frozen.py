"""Decisions and rules of a year as they stood at the platform's first question about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.queries import profile_on
from policy_profiles.register.baselines import baselines
from policy_profiles.taking_part.models import FrozenYear
from policy_profiles.what_if.actions import frozen_set
from policy_profiles.what_if.cases import DecidedCases, cases_of_period, cases_of_set
from policy_profiles.what_if.models import CaseSet
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenStand:
    """How many decisions are in a frozen year, and the day on which it was frozen."""

    cases: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What a frozen year holds: the set of its decisions, those themselves, rules and baseline."""

    set_id: UUID
    cases: DecidedCases
    rules: Profile
    baseline: Profile


def frozen_stand(*, year: int) -> FrozenStand | None:
    """Give the stand of a year; None while the platform asked nothing about it."""
    found = FrozenYear.objects.select_related("case_set").defer("case_set__decisions")
    row = found.filter(year=year).first()
    return None if row is None else FrozenStand(cases=row.case_set.cases, day=row.frozen_on)


def freeze_year(*, year: int, asked_by: UUID, rules_day: date) -> None:
    """Freeze decisions and rules of a year, unless they are: what comes later does not count.

    Two answers about a year are then about the same decisions beside the same rules, and never
    differ by a late decision, or by what a policy that was changed afterwards does to a few.

    Raises:
        NoProfileInForce: there are no rules on that day.
    """
    one_at_a_time("year frozen")
    if FrozenYear.objects.filter(year=year).exists():
        return
    now = timezone.now()
    profile_on(on=rules_day, known_at=now)
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    cases = cases_of_period(first=first, until=until)
    case_set = frozen_set(made_by=asked_by, first=first, until=until, cases=cases)
    FrozenYear.objects.create(
        year=year,
        case_set=case_set,
        frozen_on=timezone.localdate(),
        rules_day=rules_day,
        known_at=now,
    )


def frozen_year(*, year: int, rules_day: date) -> Frozen:
    """Give decisions and rules of a frozen year.

    Args:
        rules_day: for what was frozen when its rules were not kept yet.

    Raises:
        FrozenYear.DoesNotExist: it is not frozen.
        CasesChanged: the decisions no longer hold what they held.
        NoProfileInForce, ContentChanged: there are no rules of that day, or they were changed.
    """
    row = FrozenYear.objects.get(year=year)
    light = CaseSet.objects.defer("decisions").get(pk=row.case_set_id)
    known_at: datetime | None = row.known_at
    day = row.rules_day or rules_day
    known = baselines()

    def decisions() -> list[UUID]:
        return list(CaseSet.objects.values_list("decisions", flat=True).get(pk=light.pk))

    return Frozen(
        set_id=light.pk,
        cases=cases_of_set(set_id=light.pk, fingerprint=light.fingerprint, decisions=decisions),
        rules=profile_on(on=day, known_at=known_at).profile,
        baseline=(known.as_known(known_at) if known_at else known).profile_on(day),
    )
