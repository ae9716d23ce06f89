"""Which cases a change of policy touches: those still open, and those decided under a version."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.models import Case, Decision
from assessments.status import CaseStatus
from policy_profiles.touched import Counter, Touched, TouchedCase

#: Case numbers that are listed; the count is of all.
MOST_LISTED = 200


def open_cases(valid_to: date | None) -> Touched:
    """Give the cases without a decision: they are judged under the rules of the day of deciding."""
    if valid_to is not None and valid_to <= timezone.localdate():
        return Touched()  # nothing is decided on a day that has passed
    found = Case.objects.filter(status=CaseStatus.DRAFT).order_by("number")
    listed = [TouchedCase(number=number, address=_address(number)) for number in _numbers(found)]
    return _touched(found, listed)


def decisions(version_id: UUID | None, valid_from: date, valid_to: date | None) -> Touched:
    """Give the cases decided from one day up to another, under one version or under any."""
    found = Decision.objects.filter(decided_on__gte=valid_from).order_by("case__number")
    if version_id is not None:
        found = found.filter(own_profile_version=version_id)
    if valid_to is not None:
        found = found.filter(decided_on__lt=valid_to)
    rows = found.values_list("case__number", "id", "decided_on")[:MOST_LISTED]
    listed = [
        TouchedCase(number=number, address=_address(number), decision=decision, decided_on=day)
        for number, decision, day in rows
    ]
    return _touched(found, listed)


def _numbers(cases: QuerySet[Case]) -> QuerySet[Case, str]:
    return cases.values_list("number", flat=True)[:MOST_LISTED]


def _address(number: str) -> str:
    return reverse("assessments:case", args=[number])


def _touched(found: QuerySet[Case] | QuerySet[Decision], listed: list[TouchedCase]) -> Touched:
    is_whole = len(listed) < MOST_LISTED
    return Touched(count=len(listed) if is_whole else found.count(), cases=tuple(listed))


COUNTER = Counter(open_cases=open_cases, decisions=decisions)
