"""Asking across organisations: who is counted, what crosses, what is written down, who fails."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted, Role
from audit.models import AuditEvent
from benchmarking.across.asking import Asked, YearNotOver, ask
from benchmarking.across.catalogue import NotInTheCatalogue, catalogue_of
from benchmarking.across.inside import Reason
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import Question
from policy_profiles.models import ProfilePeriod
from policy_profiles.taking_part.actions import SaidAlready, SharingInThePast, state_sharing
from policy_profiles.taking_part.queries import takes_part
from tenants import context
from tests.across_fixtures import (
    analyst_of_the_platform,
    answer_of,
    catalogue,
    changed,
    organisation,
    organisations,
    policy,
    put,
)
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen")


@pytest.fixture(scope="module")
def four(for_whole_module):
    """Four organisations that take part, each with a policy of its own."""
    organisations(NAMES, cases=40)


@pytest.fixture
def analyst(two_tenants, make_user):
    return analyst_of_the_platform(make_user)


def asked(analyst, key: str = "low-rate", *, day: date | None = None) -> Asked:
    return put(analyst, policy(key, day=day))


def test_three_or_more_that_take_part_give_protected_totals(four, analyst):
    found = asked(analyst)
    assert found.presence.counted == 4
    assert found.presence.taking_part == 4
    assert found.presence.invited == 6  # the two of every test do not take part
    answer = answer_of(found)
    assert answer["cases"]["value"] in (155, 160, 165)
    fewer, more = (answer["change"][name]["value"] for name in ("fewer", "more"))
    assert any(number is not None and number % 5 == 0 for number in (fewer, more))


def test_only_totals_cross_and_the_platform_reads_no_table_of_an_organisation(four, analyst):
    asked(analyst)
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


def test_who_did_not_agree_is_not_asked_and_who_did_has_it_in_the_own_record(four, analyst):
    organisation("elst", takes_part=False)
    found = asked(analyst)
    assert (found.presence.invited, found.presence.taking_part) == (7, 4)
    with context.inside("elst"):
        assert not AuditEvent.objects.filter(action="across.asked").exists()
    with context.inside(NAMES[0]):
        event = AuditEvent.objects.get(action="across.asked")
    assert event.actor_id == analyst.id
    assert event.actor_role == Role.PLATFORM_ANALYST
    assert event.details["policy"] == policy("low-rate").address
    with context.as_platform():
        own = AuditEvent.objects.get(action="across.asked")
    assert own.details["organisations"] == 4
    assert own.object_id == event.object_id


def test_below_three_organisations_nothing_is_shown_and_nothing_kept(four, analyst):
    for name in NAMES[:2]:
        with context.inside(name):
            state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    found = asked(analyst)
    assert found.answer_id is None
    assert found.presence.counted == 0
    assert not AskedAcross.objects.exists()
    with context.as_platform():  # that it was asked is on record all the same
        assert AuditEvent.objects.filter(action="across.asked").count() == 1


def test_an_organisation_that_fails_is_named_and_stops_nothing(four, analyst):
    broken = organisation("elst")
    with context.as_owner():
        connection.cursor().execute(f"ALTER SCHEMA {broken} RENAME TO gone_elsewhere")
    found = asked(analyst)
    assert found.presence.failing == {"Elst": Reason.NOT_WORKING}
    assert found.presence.counted == 4
    assert found.answer_id is not None


def test_the_same_question_is_not_asked_inside_again(four, analyst):
    first, second = (asked(analyst) for _time in range(2))
    assert second.is_kept
    assert second.answer_id == first.answer_id
    with context.inside(NAMES[0]):
        assert AuditEvent.objects.filter(action="across.asked").count() == 1
    with context.as_platform():
        assert AuditEvent.objects.filter(action="across.asked").count() == 2


def test_a_question_that_differs_in_few_applications_gets_the_earlier_answer(four, analyst):
    """So a policy like an earlier one tells nobody's hours, nor that nobody is there."""
    first = asked(analyst)
    day = timezone.localdate() - timedelta(days=1)  # the same policy, a day before
    found = asked(analyst, day=day)
    assert found.answer_id != first.answer_id
    own, earlier = (AskedAcross.objects.get(pk=one.answer_id) for one in (found, first))
    assert own.stands_for == earlier.question_hash != own.question_hash
    assert own.answer == earlier.answer


def test_who_joins_alone_waits_and_who_leaves_takes_others_along(four, analyst):
    """Two answers to one question never differ by one organisation or two."""
    organisations(("elst", "flit", "goor"), cases=40, first=4)
    seven = asked(analyst).presence.counted
    organisation("hoorn", cases=range(9_000, 9_040))
    joined = asked(analyst)
    assert (seven, joined.presence.counted, joined.presence.waiting) == (7, 7, 1)
    with context.inside(NAMES[0]):
        state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    left = asked(analyst)
    sets = [frozenset(row.members) for row in AskedAcross.objects.all()]
    assert left.presence.counted == 3
    assert NAMES[0] not in sets[-1]
    assert all(len(one ^ other) >= 3 for one in sets for other in sets if one != other)


def test_rules_that_change_after_the_first_answer_do_not_count(four, analyst):
    """What they change may be one application: two answers would differ by that."""
    first = answer_of(asked(analyst))
    for name in NAMES:
        with context.as_owner(name):
            periods = ProfilePeriod.objects.filter(known_to__isnull=True)
            periods.update(known_to=timezone.now())
    second = answer_of(asked(analyst, "weekly-hours"))
    assert second["sides"]["before"] == first["sides"]["before"]
    assert second["sides"]["baseline"] == first["sides"]["baseline"]


def test_only_the_role_of_an_analyst_of_the_platform_asks(two_tenants, make_user):
    for role in (Role.PLATFORM_ADMIN,):
        with pytest.raises(NotPermitted):
            asked(make_user(None, role))


def test_a_policy_outside_the_catalogue_and_a_year_that_goes_on_are_refused(two_tenants, analyst):
    """Days that pass would be what two answers about one year differ by."""
    with pytest.raises(YearNotOver):
        put(analyst, policy("low-rate"), year=timezone.localdate().year)
    own = Question.of(
        changed("low-rate", {"intensity.weekly_minutes": 61}), group="alle", year=2025
    )
    with pytest.raises(NotInTheCatalogue):
        ask(actor=analyst, question=own, catalogue=catalogue(policy("low-rate")))


@pytest.mark.parametrize("key", ["nu", "low-rate@2024-01-01", "voorstel:nergens", "nergens", "?"])
def test_nothing_is_asked_that_is_not_in_the_catalogue(two_tenants, key):
    """No value of one's own, no day of one's own: a policy stands on the list or is not asked."""
    with context.as_platform(), pytest.raises(NotInTheCatalogue):
        catalogue_of(today=timezone.localdate(), language="nl").chosen(key)


def test_a_decision_recorded_after_the_first_answer_does_not_count(four, analyst):
    """The difference of two answers would be that decision: its hours and its person."""
    first = answer_of(asked(analyst))
    with context.inside(NAMES[0]):
        decide_cases(40, first=90_000)
    second = answer_of(asked(analyst, "weekly-hours"))
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
