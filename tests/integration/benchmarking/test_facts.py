"""Fact rows leave with the decision, under the tenant's role; only the benchmark reads them."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from assessments.events import DecidedCase, RulesAnswer
from benchmarking import actions, queries
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.participation.queries import standing
from benchmarking.pseudonyms import pseudonym_of
from benchmarking.telling import decision_rows
from tenants import context

pytestmark = pytest.mark.django_db

CASE = UUID("01890000-0000-7000-8000-000000000001")


def answer(minutes, *failed):
    return RulesAnswer(
        verdict="not_met" if failed else "met",
        minutes=minutes,
        support_minutes=minutes,
        failed_criteria=failed,
        profile_hash="a" * 64,
    )


def decided(**changes):
    given = DecidedCase(
        case_id=CASE,
        decision_id=uuid4(),
        municipality_code="XX9001",
        decided_on=date(2025, 3, 17),
        recorded_at=datetime(2025, 3, 18, tzinfo=UTC),
        facts={
            "target_register": True,
            "work_situation": "employment",
            "contract_form": "fixed_term",
            "contract_start": date(2025, 4, 1),
            "contract_end": date(2026, 3, 31),
            "weekly_hours": 24 * 60,
            "need": "medium",
        },
        requested_minutes=7200,
        own=answer(6000),
        baseline=answer(7200),
        outcome="grant_otherwise",
        granted_minutes=6600,
        support_start=date(2025, 4, 1),
        support_end=date(2025, 9, 30),
        deviation_reason="person",
        is_synthetic=True,
    )
    return given._replace(**changes)


def send(tenant, *cases):
    with context.inside(tenant.schema_name), transaction.atomic():
        actions.send_decisions(cases)


def agreed():
    with context.inside("eikenberg"):
        return standing(on=date.today())


def made(*cases):
    with context.inside("eikenberg"):
        return decision_rows(cases, agreed_here())


def agreed_here():
    return standing(on=date.today())


def test_a_decision_arrives_coarsened_and_without_identity(first_tenant):
    send(first_tenant, decided())
    with context.as_benchmark():
        fact = DecisionFact.objects.get()
    assert fact.pseudonym == pseudonym_of(secret=agreed().secret, case_id=CASE)
    assert fact.decided_month == date(2025, 3, 1)
    assert (fact.target_group, fact.contract_class) == ("target_register", "fixed_12_or_more")
    assert (fact.hours_class, fact.need) == ("24_to_31", "medium")
    assert (fact.own_minutes, fact.baseline_minutes, fact.awarded_minutes) == (6000, 7200, 6600)
    assert not fact.refused
    everything = " ".join(str(value) for value in vars(fact).values())
    assert str(CASE) not in everything
    assert "XX9001" not in everything
    assert "2025-03-17" not in everything


def test_the_identifier_of_a_fact_does_not_tell_the_moment_of_the_decision(first_tenant):
    """An ordinary UUID of version 7 would tell the millisecond."""
    send(first_tenant, decided())
    with context.as_benchmark():
        fact = DecisionFact.objects.get()
    assert fact.id.version == 7
    assert (fact.id.int >> 80) / 1000 == 1740787200  # 1 March 2025, 0:00 UTC


def test_an_advice_that_is_not_known_arrives_as_not_known(first_tenant):
    send(first_tenant, decided(own=answer(None)))
    (cell,) = queries.decision_cells()
    assert cell.hours.own_not_known == 1
    assert cell.hours.complete == 0
    assert cell.hours.decided == 1


def test_a_refusal_awards_nought_and_names_its_criteria(first_tenant):
    """K2.2-b: which ground refuses how many can be counted."""
    refusal = decided(
        own=answer(0, "weekly_hours", "wage_value"), outcome="refuse", granted_minutes=0
    )
    send(first_tenant, refusal)
    (cell,) = queries.decision_cells()
    assert cell.refused == 1
    assert cell.hours.awarded.total == 0
    found = {row.criterion: row.refused for row in queries.criterion_cells()}
    assert found == {"weekly_hours": 1, "wage_value": 1}


def test_the_database_refuses_a_refusal_with_hours(first_tenant):
    [facts] = made(decided())
    with (
        context.inside("eikenberg"),
        pytest.raises(IntegrityError, match="refusal_awards_nought"),
        transaction.atomic(),
    ):
        actions.record_decision_facts(facts=[facts._replace(refused=True)])


def test_a_later_revision_takes_the_place_of_the_earlier_one(first_tenant):
    [facts] = made(decided())
    with context.inside("eikenberg"), transaction.atomic():
        actions.record_decision_facts(facts=[facts])
        actions.record_decision_facts(facts=[facts._replace(revision=2, awarded_minutes=1200)])
    (cell,) = queries.decision_cells()
    assert cell.hours.decided == 1
    assert cell.hours.awarded.total == 1200


def test_the_sums_equal_those_of_the_cases_one_by_one(first_tenant, second_tenant):
    minutes = [(0, 600, 900), (1200, 1200, 900), (260_000, 200_000, 180_000), (600, None, 300)]
    for tenant in (first_tenant, second_tenant):
        send(
            tenant,
            *[
                decided(
                    case_id=uuid4(),
                    granted_minutes=awarded,
                    outcome="refuse" if not awarded else "grant",
                    own=answer(own),
                    baseline=answer(baseline),
                )
                for awarded, own, baseline in minutes
            ],
        )
    cells = queries.decision_cells()
    assert {cell.key.tenant_schema for cell in cells} == {"eikenberg", "duinzicht"}
    for cell in cells:
        complete = [row for row in minutes if row[1] is not None]
        assert cell.hours.complete == 3
        assert cell.hours.practice.total == sum(a - o for a, o, _ in complete)
        assert cell.hours.policy.squares == sum((o - b) ** 2 for _, o, b in complete)


def test_outside_a_transaction_nothing_is_sent(first_tenant):
    """The test itself runs in one, so the check is asked as outside of it."""
    connection.in_atomic_block, before = False, connection.in_atomic_block
    try:
        with context.inside("eikenberg"), pytest.raises(actions.NotInTheirTransaction):
            actions.send_decisions((decided(),))
    finally:
        connection.in_atomic_block = before


def test_a_tenant_reads_no_fact_not_even_its_own(first_tenant):
    send(first_tenant, decided())
    for model in (DecisionFact, OutcomeFact):
        with context.inside("eikenberg"), pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.count()


def test_a_tenant_cannot_send_facts_in_the_name_of_another(first_tenant, second_tenant):
    send(first_tenant, decided())
    with context.as_benchmark():
        row = DecisionFact.objects.get()
    row.id, row.revision = uuid4(), 2
    with (
        context.inside("duinzicht"),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE benchmarking_decisionfact SET awarded_minutes = 0",
        "DELETE FROM benchmarking_decisionfact",
    ],
)
def test_nobody_changes_or_removes_a_fact(statement, first_tenant):
    send(first_tenant, decided())
    for enter in (lambda: context.inside("eikenberg"), context.as_benchmark, context.as_platform):
        with (
            enter(),
            connection.cursor() as cursor,
            pytest.raises(ProgrammingError),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def test_the_platform_reads_no_fact(first_tenant):
    send(first_tenant, decided())
    with context.as_platform(), pytest.raises(ProgrammingError), transaction.atomic():
        DecisionFact.objects.count()


@pytest.mark.parametrize("model", [DecisionFact, PeriodFact, OutcomeFact])
def test_who_adds_rows_by_the_release_before_names_no_column_that_is_new(model, first_tenant):
    """A column with a default has it in the database too: both releases run while one comes."""
    has_one = [one for one in model._meta.concrete_fields if one.has_default()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND atthasdef",
            [f"public.{model._meta.db_table}"],
        )
        given = {name for (name,) in cursor.fetchall()}
    assert {one.column for one in has_one if not one.primary_key} == given
