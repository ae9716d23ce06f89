"""The demonstration in the database: whole tenants or nothing, and the same after a second time."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from accounts.permissions import TENANT_ROLES, Role
from assessments.gathering.answers import kept_in
from assessments.gathering.models import GatheredTopic, UsedSource
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.letters.models import Letter
from assessments.models import Case, Decision
from assessments.objections.queries import open_objections
from assessments.people.models import Person
from assessments.people.rows import identity_in
from assessments.signals.queries import open_count
from assessments.status import CaseStatus
from assessments.term.queries import counts_by_ageing
from audit.models import AuditEvent
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.rebuild import compared
from benchmarking.releases.making import make_release
from coaches.queries import RegisterFilter, organisations
from demo import example_report, objecting
from demo import seed as seeding
from demo.identities import identity_of
from demo.population import cases_of
from demo.seed import PASSWORD, DemoSummary, NotADemonstration, seed, sign_in_lines
from demo.tenant_list import demo_tenants
from demo.window import LAST_DAY
from outcomes.models import Outcome
from policy_profiles.exercise.last_round import last_round
from policy_profiles.taking_part.queries import takes_part
from tenants import context
from tenants.models import Tenant

SMALL = {
    tenant.schema_name: replace(tenant, new_jobs=24)
    for tenant in demo_tenants()
    if tenant.schema_name in ("uwv", "vierstede", "rietmonde")
}
UWV, PARTNERSHIP, THIRD = SMALL["uwv"], SMALL["vierstede"], SMALL["rietmonde"]


def _silent(_line: str) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoSummary]:
    """UWV and the partnership, with a small number of cases, until the end of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed(_silent, tenants=[UWV, PARTNERSHIP])
        connection.set_schema_to_public()
        transaction.set_rollback(True)


@pytest.fixture
def undone(seeded: DemoSummary) -> Iterator[None]:
    """Undo what the test does to the seeded database."""
    with transaction.atomic():
        yield
        connection.set_schema_to_public()
        transaction.set_rollback(True)


def _facts(schema_name: str) -> tuple[int, int]:
    with context.as_benchmark():
        return (
            DecisionFact.objects.filter(tenant_schema=schema_name).count(),
            OutcomeFact.objects.filter(tenant_schema=schema_name).count(),
        )


def test_every_case_has_an_invented_person(undone: None) -> None:
    """The same one each time, with a name that says so and without a BSN."""
    with context.inside(UWV.schema_name):
        assert not Case.objects.filter(person__isnull=True).exists()
        people = list(Person.objects.all())
        begun = Case.objects.filter(facts__has_key="support_start").select_related("person")
        case = begun.order_by("-facts__support_start").first()
        assert case is not None
        assert case.person is not None
        told = (case.facts.get("age_band") or "", date.fromisoformat(case.facts["support_start"]))
        assert identity_in(case.person) == identity_of(
            UWV.schema_name, case.client_reference, *told
        )
        assert all(identity_in(each).surname.endswith("-Verzonnen") for each in people)
        assert not any(each.bsn_index for each in people)
        born = {each.id: identity_in(each).birth_date for each in people}
        for case in begun.filter(facts__age_band="under_27"):
            start = date.fromisoformat(case.facts["support_start"])
            assert timedelta(days=18 * 365) < start - born[case.person_id] < timedelta(days=9862)


def test_every_decision_is_what_the_generator_meant(seeded: DemoSummary) -> None:
    """The rules in the database give the same advice as the shipped ones did beforehand."""
    meant = {case.reference: case for case in cases_of(PARTNERSHIP)}
    with context.inside("vierstede"):
        decisions = list(Decision.objects.select_related("case"))
    first = [made for made in decisions if not made.case.external_reference.endswith("-B")]
    assert len(first) == len(meant)
    for made in first:
        case = meant[made.case.external_reference]
        assert (made.outcome, made.granted_minutes) == (case.choice.outcome, case.choice.minutes)
        assert made.deviation_reason == case.choice.reason
        assert made.decided_on == case.decided_on
        assert made.case.municipality_code == case.municipality_code


def test_objections_that_were_upheld_are_answered(
    undone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a new decision in a letter; only what ended after the last day waits for one."""
    monkeypatch.setattr(objecting, "_PERCENT", 100)  # of a few cases
    seed(_silent, tenants=[THIRD])
    with context.inside(THIRD.schema_name):
        anew = Decision.objects.filter(case__external_reference__endswith="-B").count()
        assert anew == Letter.objects.filter(objection__isnull=False).count() > 0
        waiting = open_objections()
    assert all(row.ended is not None and row.ended.day > LAST_DAY for row in waiting)


def test_a_demonstration_of_before_gets_its_answers(
    undone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was kept from when nobody decided anew is brought in order as it starts, once."""
    monkeypatch.setattr(objecting, "_PERCENT", 100)  # of a few cases
    with monkeypatch.context() as before:
        before.setattr(seeding, "decided_anew", lambda _tenant, **_given: 0)
        seed(_silent, tenants=[THIRD])
    with context.inside(THIRD.schema_name):
        assert any(row.ended and row.ended.day <= LAST_DAY for row in open_objections())
    caught_up = seed(_silent, tenants=[THIRD])
    assert caught_up.decided > 0
    assert seed(_silent, tenants=[THIRD]) == DemoSummary()
    with context.inside(THIRD.schema_name):
        assert all(row.ended and row.ended.day > LAST_DAY for row in open_objections())


def test_every_case_is_marked_as_invented(seeded: DemoSummary) -> None:
    for schema_name in ("uwv", "vierstede"):
        with context.inside(schema_name):
            assert not Case.objects.filter(is_synthetic=False).exists()
    with context.as_benchmark():
        assert not DecisionFact.objects.filter(is_synthetic=False).exists()
        assert not OutcomeFact.objects.filter(is_synthetic=False).exists()


def test_facts_and_audit_lines_stand_for_every_act(seeded: DemoSummary) -> None:
    total = DemoSummary()
    for schema_name in ("uwv", "vierstede"):
        with context.inside(schema_name):
            counted = (Decision.objects.count(), Outcome.objects.count())
            lines = Counter(AuditEvent.objects.values_list("action", flat=True))
            still_open = Case.objects.filter(status=CaseStatus.DRAFT).count()
            actors = set(
                AuditEvent.objects.exclude(action__startswith="user.")
                .exclude(action__startswith="policy")
                .values_list("actor_role", flat=True)
            )
        assert _facts(schema_name) == counted
        assert (lines["case.decided"], lines["outcome.recorded"]) == counted
        assert lines["case.opened"] == still_open
        assert lines["user.added"] == len(seeding.PEOPLE)
        assert "consultant" in actors
        total = total.plus(
            DemoSummary(tenants=1, decided=counted[0], outcomes=counted[1], still_open=still_open)
        )
    assert seeded == total


def test_open_work_has_clocks_and_signals_wait(seeded: DemoSummary) -> None:
    """Some of it is over its term, most is not, and what was only begun has no clock."""
    with context.inside(UWV.schema_name):
        ageing = counts_by_ageing(today=timezone.localdate())
        assert ageing["OVER"] > 0
        assert ageing["LATER"] > 0
        assert sum(ageing.values()) < Case.objects.filter(status=CaseStatus.DRAFT).count()
        assert open_count() == 3


def test_some_open_cases_are_being_gathered_in(seeded: DemoSummary) -> None:
    """With answers that open, each of a topic that exists, and a source that was asked for."""
    with context.inside(UWV.schema_name):
        topics = list(GatheredTopic.objects.select_related("case"))
        asked = UsedSource.objects.filter(state="asked").count()
        assert {row.case.status for row in topics} == {CaseStatus.DRAFT}
        assert asked == len({row.case_id for row in topics}) > 0
        for row in topics:
            names = {field.name for field in TOPIC_BY_SLUG[row.topic].fields}
            assert set(kept_in(row).texts) <= names


def test_people_of_every_role_can_sign_in(seeded: DemoSummary) -> None:
    request = RequestFactory().post("/aanmelden/")
    with context.inside("vierstede"):
        roles = set()
        for name, _, role in seeding.PEOPLE:
            user = authenticate(request, username=f"{name}@vierstede.voorbeeld", password=PASSWORD)
            assert isinstance(user, User)
            assert user.roles == [role]
            assert not user.must_change_password
            roles.add(role)
    assert roles == set(TENANT_ROLES)


def test_the_people_of_the_platform_are_there_once(seeded: DemoSummary) -> None:
    seed(_silent, tenants=[UWV])
    with context.as_platform():
        users = list(User.objects.filter(email__endswith="@meetlat.voorbeeld"))
    assert {user.email.split("@")[0]: user.roles for user in users} == {
        "beheer": [Role.PLATFORM_ADMIN],
        "beheer2": [Role.PLATFORM_ADMIN],
        "doorrekenen": [Role.PLATFORM_ANALYST],
    }


def test_facts_made_again_are_those_that_stand(seeded: DemoSummary) -> None:
    """Of every kind, to the byte; and the columns say something."""
    for schema_name in ("uwv", "vierstede"):
        found = compared(schema_name)
        assert all(each.is_whole and each.same for each in found)
    with context.as_benchmark():
        periods = PeriodFact.objects.filter(used_minutes__gt=0)
        assert {row.hours_growth for row in periods} >= {"same", "more", "not_known"}
        assert all(0 < row.used_minutes <= row.minutes_now for row in periods)
        assert {row.recorded_after for row in OutcomeFact.objects.all()} == {"file"}
        decisions = list(DecisionFact.objects.all())
    assert {sign for row in decisions for sign in row.passes} >= {"y", "n"}
    assert {row.support_year for row in decisions} >= {1, 2, 3}
    assert {row.sector for row in decisions} >= {"industry", "trade", "not_known"}


def test_organisations_of_the_demonstration_take_part(seeded: DemoSummary) -> None:
    with context.inside("vierstede"):
        assert takes_part(on=timezone.localdate())


def test_a_second_seed_changes_nothing(seeded: DemoSummary) -> None:
    before = {name: _facts(name) for name in ("uwv", "vierstede")}
    lines: list[str] = []
    assert seed(lines.append, tenants=[UWV, PARTNERSHIP]) == DemoSummary()
    assert lines == ["2 tenants, kept as they were"]
    assert {name: _facts(name) for name in ("uwv", "vierstede")} == before


def test_a_demonstration_of_before_the_agreement_takes_part_from_the_next_seed_on(
    undone: None,
) -> None:
    """Its facts are sent anew: what was sent without an agreement counts no more."""
    before = _facts("vierstede")
    with context.as_owner("vierstede"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE vierstede.participation_benchmarkstatement")
        cursor.execute("TRUNCATE public.benchmarking_factedition")
    assert _facts("vierstede") == (0, 0), "the comparison sees no fact that nobody agreed to"
    assert not any(each.stands for each in compared("vierstede"))
    seed(_silent, tenants=[PARTNERSHIP])
    assert all(each.is_whole and each.same for each in compared("vierstede"))
    assert _facts("vierstede") == before, "each row is there already, under the same identifier"


def test_a_seed_that_was_broken_off_leaves_whole_tenants_and_goes_on(
    undone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Exception):
        """Stands for the power going out."""

    def break_off(*, actor: User, outcomes: list[object]) -> None:
        raise Broken

    monkeypatch.setattr(seeding, "record_outcomes", break_off)
    with pytest.raises(Broken):
        seed(_silent, tenants=[UWV, THIRD])
    monkeypatch.undo()
    assert not Tenant.objects.filter(schema_name=THIRD.schema_name).exists()
    assert _facts(THIRD.schema_name) == (0, 0)
    assert seed(_silent, tenants=[UWV, THIRD]).tenants == 1
    assert _facts(THIRD.schema_name)[0] > 0


def test_example_cases_never_come_among_real_ones(undone: None, settings: LazySettings) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, name="production")
    with pytest.raises(NotADemonstration, match="production"):
        seed(_silent, tenants=[THIRD])
    assert not Tenant.objects.filter(schema_name=THIRD.schema_name).exists()


def test_the_tenants_answer_at_their_addresses(seeded: DemoSummary) -> None:
    for tenant in (UWV, PARTNERSHIP):
        answer = Client(SERVER_NAME=f"{tenant.host}.localhost").get("/aanmelden/")
        assert answer.status_code == 200


def test_the_terminal_tells_addresses_people_and_password() -> None:
    told = "\n".join(sign_in_lines(port=8000))
    for tenant in demo_tenants():
        assert f"http://{tenant.host}.localhost:8000" in told
    assert "consulent@amsterdam.voorbeeld" in told
    assert PASSWORD in told
    assert all(email in told for email, _, _ in seeding.PLATFORM_PEOPLE)


def test_some_tenants_have_a_round_of_the_exercise_that_is_over(undone: None) -> None:
    """So that its page and the line beside the split have something to show; the same each time."""
    seed(_silent, tenants=[THIRD])
    told = []
    for tenant in (PARTNERSHIP, THIRD):
        with context.inside(tenant.schema_name):
            found = last_round(on=LAST_DAY + timedelta(days=1))
        assert found is not None
        told.append(found.need.figure)
    assert told[0] != told[1]
    with context.inside(UWV.schema_name):
        assert last_round(on=LAST_DAY + timedelta(days=1)) is None


def test_the_register_of_coaches_is_there_once_and_says_that_it_is_invented(seeded, undone):
    """Every tenant finds somebody to choose, with proofs of which some expire soon."""
    seed(_silent, tenants=[UWV, PARTNERSHIP])
    with context.inside(UWV.schema_name):
        rows = organisations(having=RegisterFilter(on=timezone.localdate()))
    assert len(rows) == len({row.name for row in rows}) == 12
    assert all(row.is_synthetic and row.proofs and not row.kept_by for row in rows)


def test_everybody_finds_one_report_of_an_invented_organisation(undone: None) -> None:
    """Once: what people made or took back themselves stays as it is."""
    make_release(actor=None)
    assert example_report.bring_out()
    assert not example_report.bring_out()
    visitor = Client(SERVER_NAME="localhost")
    listed = re.findall(
        r'"(/rapporten/[0-9a-f-]{36}/)"', visitor.get("/rapporten/").content.decode()
    )
    assert len(set(listed)) == 1
    told = visitor.get(listed[0]).content.decode()
    assert PARTNERSHIP.name in told
    assert "verzonnen" in told
