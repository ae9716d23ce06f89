"""Decisions, whose they are, and rules of a year, as at the platform's first question about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from django.utils import timezone

from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.queries import profile_on
from policy_profiles.simulation.tally import Cases
from policy_profiles.taking_part.models import FrozenYear
from policy_profiles.what_if.actions import frozen_set
from policy_profiles.what_if.cases import (
    CasesChanged,
    case_source,
    cases_of_period,
    cases_of_set,
)
from policy_profiles.what_if.models import CaseSet
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What a frozen year holds: its decisions, of whom each is, and the organisation's rules."""

    cases: Cases
    rules: Profile


def freeze_year(*, year: int, asked_by: UUID, rules_day: date) -> None:
    """Freeze decisions and rules of a year, unless they are: what comes later does not count.

    All answers about a year are then about the same people. Who is whom is frozen as well: the link
    with a person is removed when the term of keeping ends, and would make two of one.

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
        people=list(case_source().people(decisions=cases.decisions)),
        frozen_on=timezone.localdate(),
        rules_day=rules_day,
        known_at=now,
    )


def frozen_year(*, year: int) -> Frozen:
    """Give decisions and rules of a frozen year.

    Raises:
        FrozenYear.DoesNotExist: it is not frozen.
        CasesChanged: the decisions no longer hold what they held.
        NoProfileInForce, ContentChanged: there are no rules of that day, or they were changed.
    """
    row = FrozenYear.objects.get(year=year)
    light = CaseSet.objects.defer("decisions").get(pk=row.case_set_id)

    def decisions() -> list[UUID]:
        return list(CaseSet.objects.values_list("decisions", flat=True).get(pk=light.pk))

    found = cases_of_set(set_id=light.pk, fingerprint=light.fingerprint, decisions=decisions)
    if len(found.decisions) != len(row.people):
        raise CasesChanged
    return Frozen(
        cases=Cases(decided=found.decided, people=np.array(row.people, dtype=np.int64)),
        rules=profile_on(on=row.rules_day, known_at=row.known_at).profile,
    )
