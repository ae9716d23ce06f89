"""Asking across organisations while something changes, or where one fails in a way of its own."""

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from benchmarking.across import asking
from benchmarking.across import inside as of_inside
from benchmarking.across.inside import Reason
from benchmarking.across.refusals import GroupTooSmall, SomebodyFailed
from benchmarking.across.settling import check_fits
from config.log_lines import LineFormatter
from policy_profiles.taking_part.actions import state_sharing
from rulebook.facts import NotAFactValue
from rulebook.text import Text
from tenants import context
from tests.across_fixtures import YEAR, analyst_of_the_platform, organisations, policy, put

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen")
OLD_VALUE = "MERKTEKEN"


@pytest.fixture(scope="module")
def four(for_whole_module: None) -> None:
    organisations(NAMES, cases=3)


@pytest.fixture
def analyst(four: None, make_user) -> User:
    return analyst_of_the_platform(make_user)


def reasons() -> list[str]:
    """Why questions were refused, as the platform's record has it."""
    with context.as_platform():
        found = AuditEvent.objects.filter(action="across.refused").order_by("occurred_at")
        return [event.details["reason"] for event in found]


def test_who_withdraws_while_it_is_worked_out_is_in_no_answer(analyst, monkeypatch):
    """Who takes part, and what came out meanwhile, is looked at again before anything is kept."""
    inside = asking.each_inside

    def then_one_withdraws(*given):
        found = inside(*given)
        with context.inside(NAMES[3]):
            state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
        return found

    with monkeypatch.context() as patched:
        patched.setattr(asking, "each_inside", then_one_withdraws)
        with pytest.raises(GroupTooSmall):
            put(analyst, policy("low-rate"))
    assert reasons() == ["group"]
    assert set(put(analyst, policy("low-rate")).members) == set(NAMES[:3])
    with context.as_platform(), pytest.raises(GroupTooSmall):
        check_fits(frozenset(NAMES), group="alle", year=YEAR)


def test_an_old_fact_that_no_rule_reads_is_on_record_and_in_the_log(analyst, monkeypatch, caplog):
    def cannot_read(*_given, **_named):
        raise NotAFactValue("weekly_hours", OLD_VALUE, Text("Kies.", "Choose."))

    monkeypatch.setattr(of_inside, "tally_of_now", cannot_read)
    with pytest.raises(SomebodyFailed) as why:
        put(analyst, policy("low-rate"))
    assert why.value.failing == dict.fromkeys(NAMES, Reason.NOT_WORKING)
    assert reasons() == ["failed"]
    lines = [LineFormatter().format(record) for record in caplog.records]
    assert any("cannot_read" in line and "NotAFactValue" in line for line in lines)
    assert not any(OLD_VALUE in line.replace("OLD_VALUE", "") for line in lines)
