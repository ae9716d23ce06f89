"""The rules that a case works under: those of today, or of the day of its decision."""

from django.utils import timezone

from assessments.queries import CaseRow, NotDecidedYet, decision
from assessments.rules_in_force import RulesOfDay, rules_on
from assessments.status import CaseChange, can_change
from policy_profiles.queries import NoProfileInForce


def rules_of(case: CaseRow) -> RulesOfDay | None:
    """Give the rules of a case; None where none were in force, or nothing was decided."""
    day = timezone.localdate()
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        try:
            day = decision(number=case.number).decided_on
        except NotDecidedYet:
            return None
    try:
        return rules_on(on=day)
    except NoProfileInForce:
        return None
