"""What a follow-up begins with: the day from which the years of coaching count."""

from datetime import date
from uuid import UUID

import pytest

from assessments.changes.next_facts import extension_facts
from assessments.changes.queries import KeptChange, Support
from assessments.changes.reckoning.history import Change, Grant, Kind
from assessments.changes.reckoning.reckoning import reckoned
from rulebook.profile import Profile
from tests.unit.assessments.test_changes_reckoned import grant_of_examples, with_rules

NOBODY = UUID(int=0)
MOVED = Change(
    kind=Kind.EMPLOYER, day=date(2026, 6, 1), until=date(2027, 6, 1), weekly_minutes=1_200
)
BACK_THEN = date(2025, 3, 1)


def support_with(profile: Profile, *changes: Change, grant: Grant) -> Support:
    """Support of a decided case under a policy, with what changed."""
    kept = tuple(
        KeptChange(
            id=NOBODY, change=change, reason="", minutes_before=0, minutes_after=0,
            recorded_by=None, recorded_at=None,
        )
        for change in changes
    )  # fmt: skip
    return Support(
        decision_id=NOBODY, profile=profile, pinned="", grant=grant, kept=kept,
        now=reckoned(grant, changes, profile),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("restarts", "changes", "expected"),
    [
        (True, (), BACK_THEN),
        (True, (MOVED,), date(2026, 6, 1)),
        (False, (MOVED,), BACK_THEN),
        (True, (Change(kind=Kind.ENDED, day=date(2026, 5, 1)), MOVED), BACK_THEN),
    ],
)
def test_years_count_from_the_employer_that_began_them_anew(
    restarts: bool, changes: tuple[Change, ...], expected: date
) -> None:
    """As the hours of this period were worked out; otherwise a follow-up loses those of year 1."""
    profile = with_rules({"duration.new_employer_restarts": restarts})
    support = support_with(profile, *changes, grant=grant_of_examples(coaching_start=BACK_THEN))
    facts = extension_facts(support.grant.facts, support, today=date(2026, 8, 1))
    assert facts["coaching_start"] == expected
