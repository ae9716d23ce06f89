"""The investigation phase: support begins on a quick check, with limited hours and a last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.choices import MOST_MINUTES
from assessments.plans.models import Investigation
from assessments.plans.rules import investigation_months
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from assessments.status import CaseChange, check_change
from audit.actions import record
from rulebook.finding import find
from rulebook.month_arithmetic import add_months_to

_ONE_DAY = timedelta(days=1)


class NoInvestigation(ValueError):
    """The policy has no investigation phase, or the case has had one."""

    def __init__(self) -> None:
        super().__init__("The policy in force has no investigation phase for this case.")


class QuickCheckFailed(ValueError):
    """What is known already refuses support, so there is nothing to investigate."""

    def __init__(self, failed: tuple[str, ...]) -> None:
        super().__init__(f"These criteria are not met: {', '.join(failed)}.")
        self.failed = failed


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickCheck:
    """What the policy says before a whole assessment: what refuses, and what is not known yet."""

    months: int
    failed: tuple[str, ...]
    not_known: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Whether support may begin: the policy has the phase, and nothing known refuses."""
        return self.months > 0 and not self.failed


def quick_check(case: CaseRow) -> QuickCheck:
    """Hold what is known of a case against the criteria; what is not known keeps nobody waiting."""
    rules = rules_of(case)
    if rules is None:
        return QuickCheck(months=0, failed=(), not_known=())
    criteria = [
        criterion
        for criterion in find(case.facts, rules.own).criteria
        if criterion.group != "provider"
    ]
    return QuickCheck(
        months=investigation_months(rules.own),
        failed=tuple(each.code for each in criteria if each.outcome == "not_met"),
        not_known=tuple(each.code for each in criteria if each.outcome == "not_known"),
    )


def last_day_of(starts_on: date, months: int) -> date:
    """Give the last day of a phase of so many months."""
    return add_months_to(starts_on, months) - _ONE_DAY


@transaction.atomic
def begin_investigation(
    *, actor: User, case: CaseRow, starts_on: date, months: int, most_minutes: int
) -> None:
    """Begin the investigation phase of a case.

    Args:
        actor: who does it.
        case: the case, in progress.
        starts_on: its first day.
        months: its length; at most that of the policy.
        most_minutes: the hours that there are for it, whatever comes of it.

    Raises:
        NotPermitted, ChangeNotAllowed: not by this person, or not in this state.
        NoInvestigation: the policy has none (so long), the hours cannot be, or there was one.
        QuickCheckFailed: a criterion is not met already.
    """
    check_permission(actor, Permission.OPEN_CASE)
    check_change(case.status, CaseChange.SAVE_FACTS)
    check = quick_check(case)
    fits = 1 <= months <= check.months and 0 < most_minutes <= MOST_MINUTES
    if not fits or Investigation.objects.filter(case_id=case.id).exists():
        raise NoInvestigation
    if check.failed:
        raise QuickCheckFailed(check.failed)
    Investigation.objects.create(
        case_id=case.id,
        starts_on=starts_on,
        ends_on=last_day_of(starts_on, months),
        most_minutes=most_minutes,
        not_known=list(check.not_known),
        started_by=actor.id,
        started_at=timezone.now(),
    )
    record(
        actor=actor,
        action="investigation.begun",
        object_kind="case",
        object_id=case.id,
        details={"months": months, "minutes": most_minutes},
    )
