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
    return _touched(found.values_list("number", flat=True))


def decisions(version_id: UUID | None, valid_from: date, valid_to: date | None) -> Touched:
    """Give the cases decided from one day up to another, under one version or under any."""
    found = Decision.objects.filter(decided_on__gte=valid_from).order_by("case__number")
    if version_id is not None:
        found = found.filter(own_profile_version=version_id)
    if valid_to is not None:
        found = found.filter(decided_on__lt=valid_to)
    return _touched(found.values_list("case__number", flat=True))


def _touched(numbers: "QuerySet[Case, str] | QuerySet[Decision, str]") -> Touched:
    listed = list(numbers[:MOST_LISTED])
    return Touched(
        count=len(listed) if len(listed) < MOST_LISTED else numbers.count(),
        cases=tuple(
            TouchedCase(number=number, address=reverse("assessments:case", args=[number]))
            for number in listed
        ),
    )


COUNTER = Counter(open_cases=open_cases, decisions=decisions)
