"""Whether a decision needs a second person, by the policy that it is taken under."""

from typing import Final

from assessments.choices import Resolved, deviates
from rulebook.conclusion import Found

PARAMETER: Final = "tailoring.second_person_from_minutes"


def needs_second_person(*, chosen: Resolved, finding: Found) -> bool:
    """Whether the policy asks a colleague to agree.

    Held against the advice in minutes. Where there was none to hold it against, the distance cannot
    be known and a colleague always looks. What follows the advice, or is left aside, never waits.
    """
    limit = finding.profile[PARAMETER].value
    if not isinstance(limit, int) or isinstance(limit, bool) or not chosen.reason:
        return False
    if not deviates(chosen.outcome, finding) or finding.minutes is None:
        return True
    return abs(chosen.minutes - finding.minutes) >= limit
