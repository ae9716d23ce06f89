"""Asking across organisations: who is asked, what crosses, what is kept and spent, who fails."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted, Role
from audit.models import AuditEvent
from benchmarking.across import budget
from benchmarking.across.asking import NOW, ask
from benchmarking.across.catalogue import NotInTheCatalogue, catalogue_of
from benchmarking.across.figures import MOST_PARTS, OF_A_POLICY, OF_NOW, PARTS_OF_A_QUESTION
from benchmarking.across.inside import Reason
from benchmarking.across.models import AcrossAnswer, SettledYear, SpentAcross
from benchmarking.across.question import Question
from benchmarking.across.refusals import (
    GroupTooSmall,
    NotAnswered,
    NothingLeft,
    SomebodyFailed,
    YearNotOffered,
)
from policy_profiles.models import CaseSet, FrozenYear, ProfilePeriod
from policy_profiles.taking_part.actions import SaidAlready, SharingInThePast, state_sharing
from policy_profiles.taking_part.queries import takes_part
from rulebook.profiles import shipped_profile_names
from tenants import context
from tests.across_fixtures import (
    YEAR,
    analyst_of_the_platform,
    catalogue,
    changed,
    decide_one,
    organisation,
    organisations,
    policy,
    put,
)
from tests.what_if_fixtures import decide_cases, decided_facts

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen")
TODAY = timezone.localdate


@pytest.fixture(scope="module")
def four(for_whole_module):
    """Four organisations that take part, each with a policy of its own."""
    organisations(NAMES, cases=12)


@pytest.fixture
def analyst(two_tenants, make_user):
    return analyst_of_the_platform(make_user)


def events(action: str) -> list[AuditEvent]:
    """What the platform's record says of questions."""
    with context.as_platform():
        return list(AuditEvent.objects.filter(action=action).order_by("occurred_at"))


def withdraw(*names: str) -> None:
    for name in names:
        with context.inside(name):
            state_sharing(actor=None, takes_part=False, from_day=TODAY())


def test_every_figure_has_noise_that_is_drawn_once_and_kept(four, analyst):
    """The same bytes for whoever asks again, with whatever chance; nobody is asked for them."""
    first = put(analyst, policy("low-rate"), seed=1)
    again = put(analyst, policy("low-rate"), seed=2)
    assert (again.id, again.figures) == (first.id, first.figures)
    assert set(first.members) == set(NAMES)
    with context.as_platform():
        now = AcrossAnswer.objects.get(subject=NOW)
    for row, families in ((now, OF_NOW), (first, OF_A_POLICY)):
        names = {"/".join(name): family for family in families for name in family.names}
        assert set(row.figures) == set(names)
        for name, figure in row.figures.items():
            assert isinstance(figure["value"], int)
            assert figure["variance"] == str(names[name].variance)
    with context.inside(NAMES[0]):
        assert AuditEvent.objects.filter(action="across.asked").count() == 1
    assert (len(events("across.asked")), len(events("across.read"))) == (1, 1)


def test_what_there_is_without_a_policy_is_asked_once_and_spent_once(four, analyst):
    put(analyst, policy("low-rate"))
    put(analyst, policy("weekly-hours"))
    with context.as_platform():
        assert AcrossAnswer.objects.filter(subject=NOW).count() == 1
        spent = list(SpentAcross.objects.filter(organisation=NAMES[0]).values_list("parts"))
        assert spent == [(PARTS_OF_A_QUESTION,)] * 3
        assert budget.left_of(NAMES, year=YEAR) == MOST_PARTS - 3 * PARTS_OF_A_QUESTION
        assert budget.left_of(NAMES, year=YEAR - 1) == MOST_PARTS


def test_only_totals_cross_and_the_platform_reads_no_table_of_an_organisation(four, analyst):
    put(analyst, policy("low-rate"))
    for table in ("assessments_case", "assessments_decision", "audit_auditevent"):
        with context.as_platform(), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(f"SELECT 1 FROM {NAMES[0]}.{table}")


@pytest.mark.parametrize("model", [AcrossAnswer, SettledYear, SpentAcross])
def test_what_is_out_or_spent_is_never_changed_or_removed(four, analyst, model):
    put(analyst, policy("low-rate"))
    for act in (lambda rows: rows.update(year=2001), lambda rows: rows._raw_delete("default")):
        with context.as_platform(), pytest.raises(ProgrammingError), transaction.atomic():
            act(model.objects.all())
    with context.inside(NAMES[0]), pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.exists()


def test_who_did_not_agree_is_not_asked_and_who_did_has_it_in_the_own_record(four, analyst):
    organisation("elst", takes_part=False, cases=range(3))
    found = put(analyst, policy("low-rate"))
    assert "elst" not in found.members
    with context.inside("elst"):
        assert not AuditEvent.objects.filter(action="across.asked").exists()
        assert not FrozenYear.objects.exists()
    with context.inside(NAMES[0]):
        event = AuditEvent.objects.get(action="across.asked")
    assert (event.actor_id, event.actor_role) == (analyst.id, Role.PLATFORM_ANALYST)
    assert event.details == {"year": YEAR, "group": "alle", "policy": "low-rate"}
    [own] = events("across.asked")
    assert own.object_id == event.object_id == str(found.id)


def test_below_three_organisations_nothing_is_asked_and_it_is_on_record(four, analyst):
    withdraw(*NAMES[:2])
    with pytest.raises(GroupTooSmall):
        put(analyst, policy("low-rate"))
    with context.inside(NAMES[2]):
        assert not AuditEvent.objects.filter(action="across.asked").exists()
    [refused] = events("across.refused")
    assert (refused.result, refused.details["reason"]) == ("refused", "group")


def test_who_joins_later_waits_and_who_withdraws_alone_closes_the_group(four, analyst):
    """Two answers never differ by one organisation or two."""
    first = put(analyst, policy("low-rate"))
    organisation("hoorn", cases=range(9_000, 9_003))
    assert put(analyst, policy("weekly-hours")).members == first.members
    withdraw(NAMES[0])
    with pytest.raises(GroupTooSmall):
        put(analyst, policy("uwv-baseline"))
    assert put(analyst, policy("low-rate")).id == first.id  # what is out stays out


def test_three_that_withdraw_together_leave_a_group_of_the_others(four, analyst):
    organisations(("elst", "flit"), cases=3, first=4)
    put(analyst, policy("low-rate"))
    withdraw(*NAMES[:3])
    found = put(analyst, policy("weekly-hours"))
    assert set(found.members) == {"dongen", "elst", "flit"}
    with context.as_platform():  # of the others, what there is without a policy is another answer
        assert AcrossAnswer.objects.filter(subject=NOW).count() == 2
        assert budget.left_of(NAMES[:3], year=YEAR) == MOST_PARTS - 2 * PARTS_OF_A_QUESTION


def test_one_that_cannot_answer_is_named_and_nothing_is_spent(four, analyst):
    with context.as_owner(NAMES[0]):
        ProfilePeriod.objects.all().delete()
    with pytest.raises(SomebodyFailed) as why:
        put(analyst, policy("low-rate"))
    assert why.value.failing == {NAMES[0]: Reason.NO_POLICY}
    with context.as_platform():
        assert not AcrossAnswer.objects.exists()
        assert not SpentAcross.objects.exists()
        assert not SettledYear.objects.exists()


def test_one_whose_frozen_decisions_changed_or_whose_tables_are_gone_is_named(four, analyst):
    put(analyst, policy("low-rate"))
    with context.as_owner(NAMES[1]):
        FrozenYear.objects.update(people=[0])
    with pytest.raises(SomebodyFailed) as why:
        put(analyst, policy("weekly-hours"))
    assert why.value.failing == {NAMES[1]: Reason.CASES_CHANGED}
    with context.as_owner():
        connection.cursor().execute(f"ALTER SCHEMA {NAMES[2]} RENAME TO gone_elsewhere")
    with pytest.raises(SomebodyFailed) as why:
        put(analyst, policy("weekly-hours"))
    assert why.value.failing[NAMES[2]] is Reason.NOT_WORKING


def test_a_later_decision_or_rule_does_not_count_and_who_is_whom_is_frozen(four, analyst):
    """Of all answers about a year the people are the same, and stay as many."""
    put(analyst, policy("low-rate"))
    with context.inside(NAMES[0]):
        frozen = FrozenYear.objects.get()
        decide_cases(5, first=90_000)
    with context.as_owner(NAMES[0]):
        ProfilePeriod.objects.filter(known_to__isnull=True).update(known_to=timezone.now())
    put(analyst, policy("weekly-hours"))
    with context.inside(NAMES[0]):
        again = FrozenYear.objects.get()
        assert (again.people, again.case_set_id) == (frozen.people, frozen.case_set_id)
        assert CaseSet.objects.get(pk=again.case_set_id).cases == len(again.people) == 12


def test_several_applications_of_one_person_are_one_person(four):
    with context.inside(NAMES[0]):
        for place in range(3):
            decide_one(decided_facts(place), reference="IEMAND")
    # The next question freezes them: the same reference is the same person.
    from policy_profiles.taking_part.frozen import freeze_year, frozen_year

    with context.inside(NAMES[0]):
        freeze_year(year=YEAR, asked_by=FrozenYear().id, rules_day=TODAY())
        found = frozen_year(year=YEAR).cases
    assert (found.decided.frame.n, found.count) == (15, 13)


def test_a_year_is_spent_and_then_nothing_new_is_answered(four, analyst):
    policies = [changed(f"p{n}", {"intensity.weekly_minutes": 60 + n}) for n in range(12)]
    answered = [put(analyst, each) for each in policies[:11]]
    with pytest.raises(NothingLeft):
        put(analyst, policies[11])
    with context.as_platform():
        assert budget.left_of(NAMES, year=YEAR) == 0
    assert put(analyst, policies[0]).id == answered[0].id
    assert put(analyst, policy("low-rate"), year=YEAR - 1).year == YEAR - 1


def test_only_the_role_of_an_analyst_of_the_platform_asks(two_tenants, make_user):
    with pytest.raises(NotPermitted):
        put(make_user(None, Role.PLATFORM_ADMIN), policy("low-rate"))


def test_a_policy_outside_the_catalogue_or_a_year_that_goes_on_is_refused(four, analyst):
    with pytest.raises(YearNotOffered):
        put(analyst, policy("low-rate"), year=TODAY().year)
    with pytest.raises(GroupTooSmall):
        put(analyst, policy("low-rate"), group="soort-nergens")
    other = Question(policy=policy("weekly-hours"), group="alle", year=YEAR)
    with pytest.raises(NotInTheCatalogue):
        ask(actor=analyst, question=other, catalogue=catalogue(policy("low-rate")))
    forged = policy("low-rate", policy("weekly-hours").profile)  # the key of one, values of another
    question = Question(policy=forged, group="alle", year=YEAR)
    found = ask(actor=analyst, question=question, catalogue=catalogue(policy("low-rate")))
    with context.as_platform():
        subject = AcrossAnswer.objects.get(pk=found.answer_id).subject
    assert subject == policy("low-rate").profile.content_hash
    assert [event.details["reason"] for event in events("across.refused")] == ["year", "group"]


def test_the_catalogue_is_what_ships_and_never_what_an_organisation_publishes(two_tenants):
    with context.as_platform():
        found = catalogue_of(today=TODAY())
    keys = {policy.key for some in found.groups.values() for policy in some}
    assert keys == set(shipped_profile_names())
    for key in ("nu", "low-rate@2024-01-01", "uitvoerder:eikenberg", "voorstel:nergens", "?"):
        with pytest.raises(NotInTheCatalogue):
            found.chosen(key)


def test_the_database_holds_that_noise_is_drawn_once(four, analyst):
    row = put(analyst, policy("low-rate"))
    row.pk = None
    with context.as_platform(), pytest.raises(IntegrityError), transaction.atomic():
        AcrossAnswer(**{f.name: getattr(row, f.name) for f in row._meta.fields[1:]}).save()


def test_a_refusal_says_what_to_do():
    assert all(issubclass(each, NotAnswered) for each in (NothingLeft, GroupTooSmall))
    assert "ask another year" in str(NothingLeft(YEAR))


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
