"""What a change of policy touches: cases still open, and those decided under a version."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from policy_profiles import queries, touched

pytestmark = pytest.mark.django_db


def test_open_cases_and_decisions_are_told_to_policy(open_case, decide):
    today = timezone.localdate()
    version = queries.profile_on(on=today).version_id
    waiting = open_case()
    decided = open_case()
    decide(decided)
    assert [case.number for case in touched.open_cases().cases] == [waiting.number]
    found = touched.decisions(version_id=version, valid_from=today)
    assert (found.count, [case.number for case in found.cases]) == (1, [decided.number])
    assert found.cases[0].address == f"/werkvoorraad/{decided.number}/"


def test_days_and_versions_are_kept_apart(open_case, decide):
    today = timezone.localdate()
    decide(open_case())
    version = queries.profile_on(on=today).version_id
    tomorrow = today + timedelta(days=1)
    assert touched.decisions(version_id=None, valid_from=today).count == 1
    assert touched.decisions(version_id=version, valid_from=tomorrow).count == 0
    assert touched.decisions(version_id=version, valid_from=today, valid_to=today).count == 0
    assert touched.decisions(version_id=UUID(int=1), valid_from=today).count == 0


def test_rules_of_days_that_have_passed_touch_no_open_case(open_case):
    open_case()
    assert touched.open_cases(valid_to=timezone.localdate()).count == 0
