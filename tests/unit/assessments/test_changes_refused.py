"""Which changes can be beside the others: extra hours as long as there is support."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.changes.actions import foretold
from assessments.changes.reckoning.history import Change, Kind
from assessments.changes.refusals import ChangeRefused, Refusal
from rulebook.profiles import load_shipped
from tests.unit.assessments.test_changes_reckoned import grant_of_examples
from tests.unit.assessments.test_next_facts import support_with

EXTRA = Change(kind=Kind.EXTRA, day=date(2026, 7, 15), minutes=60)


def test_extra_hours_are_given_in_support_that_went_on_with_the_contract() -> None:
    """Support to the end of the contract goes on where the contract does."""
    three_months = grant_of_examples(contract_end=date(2026, 5, 31))
    to_the_end = replace(three_months, end=date(2026, 6, 1), minutes=1_577)
    longer = Change(
        kind=Kind.CONTRACT, day=date(2026, 6, 1), until=date(2027, 3, 1), contract_form="fixed_term"
    )
    profile = load_shipped("uwv-baseline")
    without = support_with(profile, grant=to_the_end)
    with pytest.raises(ChangeRefused) as refused:
        foretold(without, EXTRA)
    assert refused.value.refusal is Refusal.NOT_IN_PERIOD
    extended = support_with(profile, longer, grant=to_the_end)
    assert extended.now.end > EXTRA.day
    assert foretold(extended, EXTRA).minutes == extended.now.minutes + 60
