"""Asking across organisations: who is counted, what crosses, what is written down, who fails."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted, Role
from audit.models import AuditEvent
from benchmarking.across.asking import Asked, ask
from benchmarking.across.catalogue import Catalogue, NotInTheCatalogue
from benchmarking.across.inside import Reason
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import Question
from policy_profiles.differences.candidates import Candidates
from policy_profiles.taking_part.actions import SaidAlready, SharingInThePast, state_sharing
from policy_profiles.taking_part.queries import takes_part
from tenants import context
from tests.across_fixtures import YEAR, analyst_of_the_platform, organisation, organisations
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen")


@pytest.fixture
def analyst(make_user):
    return analyst_of_the_platform(make_user)


def catalogue() -> Catalogue:
    today = timezone.localdate()
    return Catalogue(candidates=Candidates(today=today, language="nl", is_inside=False))


def published(key: str = "low-rate", *, group: str = "alle") -> Question:
    found = catalogue().found(key)
    return Question(base=found.address, group=group, year=YEAR, published=found.profile)


def asked(analyst, question: Question) -> Asked:
    return ask(actor=analyst, question=question, catalogue=catalogue())


def test_three_or_more_that_take_part_give_protected_totals(two_tenants, analyst):
    organisations(NAMES)
    found = asked(analyst, published())
    assert found.presence.counted == 4
    assert found.presence.taking_part == 4
    assert found.presence.invited == 6  # the two of every test do not take part
    assert found.answer is not None
    assert found.answer["cases"]["value"] in (235, 240, 245)
    fewer, more = (found.answer["change"][name]["value"] for name in ("fewer", "more"))
    assert any(number is not None and number % 5 == 0 for number in (fewer, more))


def test_only_totals_cross_and_the_platform_reads_no_table_of_an_organisation(two_tenants, analyst):
    organisations(NAMES)
    asked(analyst, published())
    kept = AskedAcross.objects.get()
    numbers = [value for value in _leaves(kept.answer) if not isinstance(value, str | None)]
    assert numbers
    assert all(isinstance(number, int) for number in numbers)
    for table in ("assessments_case", "assessments_decision", "audit_auditevent"):
        with context.as_platform(), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(f"SELECT 1 FROM {NAMES[0]}.{table}")


def _leaves(data):
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in _leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in _leaves(value)]
    return [data]


def test_who_did_not_agree_is_not_asked_and_who_did_has_it_in_the_own_record(two_tenants, analyst):
    organisations(NAMES)
    organisation("elst", takes_part=False)
    found = asked(analyst, published())
    assert (found.presence.invited, found.presence.taking_part) == (7, 4)
    with context.inside("elst"):
        assert not AuditEvent.objects.filter(action="across.asked").exists()
    with context.inside(NAMES[0]):
        event = AuditEvent.objects.get(action="across.asked")
    assert event.actor_id == analyst.id
    assert event.actor_role == Role.PLATFORM_ANALYST
    assert event.details["policy"] == published().base
    with context.as_platform():
        own = AuditEvent.objects.get(action="across.asked")
    assert own.details["organisations"] == 4
    assert own.object_id == event.object_id


def test_below_three_organisations_nothing_is_shown_and_nothing_kept(two_tenants, analyst):
    organisations(NAMES[:2])
    found = asked(analyst, published())
    assert found.answer is None
    assert found.presence.counted == 0
    assert not AskedAcross.objects.exists()
    with context.as_platform():  # that it was asked is on record all the same
        assert AuditEvent.objects.filter(action="across.asked").count() == 1


def test_an_organisation_that_fails_is_named_and_stops_nothing(two_tenants, analyst):
    organisations(NAMES)
    broken = organisation("elst")
    with context.as_owner():
        connection.cursor().execute(f"ALTER SCHEMA {broken} RENAME TO gone_elsewhere")
    found = asked(analyst, published())
    assert found.presence.failing == {"Elst": Reason.NOT_WORKING}
    assert found.presence.counted == 4
    assert found.answer is not None


def test_the_same_question_is_not_asked_inside_again(two_tenants, analyst):
    organisations(NAMES)
    first, second = (asked(analyst, published()) for _time in range(2))
    assert second.is_kept
    assert second.answer == first.answer
    with context.inside(NAMES[0]):
        assert AuditEvent.objects.filter(action="across.asked").count() == 1
    with context.as_platform():
        assert AuditEvent.objects.filter(action="across.asked").count() == 2


def test_a_question_that_differs_in_few_applications_gets_the_earlier_answer(two_tenants, analyst):
    """So a policy like an earlier one tells nobody's hours, nor that nobody is there."""
    organisations(NAMES)
    first = asked(analyst, published())
    day = timezone.localdate() - timedelta(days=1)  # the same policy, a day before
    found = asked(analyst, published(f"low-rate@{day.isoformat()}"))
    assert found.is_of_another
    assert found.answer == first.answer


def test_who_joins_alone_waits_and_who_leaves_takes_others_along(two_tenants, analyst):
    """Two answers to one question never differ by one organisation or two."""
    organisations((*NAMES, "elst", "flit", "goor"))
    seven = asked(analyst, published()).presence.counted
    organisation("hoorn", cases=range(9_000, 9_060))
    joined = asked(analyst, published())
    assert (seven, joined.presence.counted, joined.presence.waiting) == (7, 7, 1)
    with context.inside(NAMES[0]):
        state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    left = asked(analyst, published())
    sets = [frozenset(row.members) for row in AskedAcross.objects.all()]
    assert left.presence.counted == 3
    assert NAMES[0] not in sets[-1]
    assert all(len(one ^ other) >= 3 for one in sets for other in sets if one != other)


def test_one_organisations_new_policy_does_not_move_the_day_of_the_rules(two_tenants, analyst):
    organisations(NAMES)
    asked(analyst, published())
    AskedAcross.objects.all()  # the register is only added to; the day of its answer stays
    found = asked(analyst, published("weekly-hours"))
    assert found.rules_day == AskedAcross.objects.earliest("asked_at").rules_day


def test_only_the_role_of_an_analyst_of_the_platform_asks(two_tenants, make_user):
    for role in (Role.PLATFORM_ADMIN,):
        with pytest.raises(NotPermitted):
            asked(make_user(None, role), published())


@pytest.mark.parametrize("key", ["nu", "low-rate@2024-01-01", "voorstel:nergens", "nergens", "?"])
def test_nothing_is_asked_that_is_not_in_the_catalogue(two_tenants, key):
    """No value of one's own, no day of one's own: a policy stands on the list or is not asked."""
    with context.as_platform(), pytest.raises(NotInTheCatalogue):
        catalogue().chosen(key)


def test_a_decision_recorded_after_the_first_answer_does_not_count(two_tenants, analyst):
    """The difference of two answers would be that decision: its hours and its person."""
    organisations(NAMES)
    first = asked(analyst, published()).answer
    with context.inside(NAMES[0]):
        decide_cases(40, first=90_000)
    second = asked(analyst, published("weekly-hours")).answer
    assert second["cases"] == first["cases"]
    for side in ("practice", "before", "baseline"):
        assert second["sides"][side]["mean"] == first["sides"][side]["mean"]
    assert second["stand_on"] == timezone.localdate().isoformat()


def test_taking_part_is_off_until_it_is_agreed_and_can_end(inside_first):
    today = timezone.localdate()
    assert not takes_part(on=today)
    later = date(today.year + 1, 1, 1)
    state_sharing(actor=None, takes_part=True, from_day=later)
    assert (takes_part(on=today), takes_part(on=later)) == (False, True)
    with pytest.raises(SaidAlready):
        state_sharing(actor=None, takes_part=True, from_day=later)
    state_sharing(actor=None, takes_part=False, from_day=today)
    assert not takes_part(on=later)
    with pytest.raises(SharingInThePast):
        state_sharing(actor=None, takes_part=True, from_day=date(2020, 1, 1))
