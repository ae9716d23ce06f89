"""The database's figures: the dashboard's query, making a tenant, deciding a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count

from benchmarks import files, what_if
from benchmarks.measure import Figure
from config import environment
from console.databases import provide_for_tests

_FACTS_PER_TENANT = 100_000
PLAIN_SQL = """
    SELECT tenant_schema, extract(year FROM decided_month), target_group, contract_class,
           count(*), count(*) FILTER (WHERE refused),
           sum(awarded_minutes), sum(own_minutes), sum(baseline_minutes)
    FROM benchmarking_decisionfact
    GROUP BY 1, 2, 3, 4
"""
#: What differs from row to row; all else is that of one row.
_VARIED = {
    "id": "gen_random_uuid()",
    "pseudonym": "encode(sha256((%(tenant_schema)s || n)::bytea), 'hex')",
    "decided_month": "make_date(2023 + n %% 3, 1 + n %% 12, 1)",
    "target_group": "(ARRAY['wage_cost_subsidy', 'target_register', 'structural_limitation'])"
    "[1 + n %% 3]",
    "contract_class": "(ARRAY['permanent', 'fixed_12_or_more', 'fixed_under_12'])[1 + n %% 3]",
    "own_minutes": "600 + n %% 3000",
    "baseline_minutes": "600 + n %% 4000",
    "awarded_minutes": "CASE WHEN n %% 9 = 0 THEN 0 ELSE 600 + n %% 3500 END",
    "refused": "n %% 9 = 0",
    "failed_own": "CASE WHEN n %% 9 = 0 THEN ARRAY['weekly_hours'] ELSE ARRAY[]::varchar[] END",
}


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Have Django on a database of its own that is gone afterwards."""
    environment.provide(ENVIRONMENT="testing", DJANGO_SETTINGS_MODULE="config.settings.testing")
    provide_for_tests()
    import django  # the settings read the database that was just provided

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(0, interactive=False, aliases={"default"}, serialized_aliases=())
    try:
        yield
    finally:
        teardown_databases(made, 0)


def figures() -> list[Figure]:
    """Every figure that needs the database."""
    with throwaway_database():
        created = _create_tenant()
        return [created, *_dashboard(), _decision(), *what_if.figures(), *files.figures()]


def _create_tenant() -> Figure:
    from benchmarks.measure import median_seconds
    from tenants.actions import add_municipality, create_tenant, launch_tenant

    numbers = count(1)

    def create() -> None:
        number = next(numbers)
        code = f"XX{8000 + number}"
        add_municipality(code=code, name=f"Meetplaats {number}")
        create_tenant(
            schema_name=f"meetplaats_{number}",
            name=f"Meetplaats {number}",
            kind="municipality",
            profile_name="hour-caps",
            municipality_codes=[code],
            hosts=[f"meetplaats-{number}.localhost"],
            is_synthetic=True,
        )
        launch_tenant(schema_name=f"meetplaats_{number}")

    seconds = median_seconds(create, rounds=5)
    return Figure(name="tenant.create_s", value=seconds, unit="s")


def _dashboard() -> list[Figure]:
    from django.db import connection, transaction

    from benchmarking.participation.agreement import begin_edition
    from benchmarking.releases.making import make_release
    from benchmarking.snapshots import protected_comparison
    from benchmarks.measure import median_seconds, ratio
    from tenants import context

    tenants = [f"meetplaats_{number}" for number in range(1, 7)]
    for tenant in tenants:
        with context.inside(tenant), transaction.atomic():
            begin_edition(from_day=date(2000, 1, 1))
            add_facts(tenant, _FACTS_PER_TENANT)
    make_release(actor=None)

    def plain() -> None:
        with context.as_benchmark(), connection.cursor() as cursor:
            cursor.execute(PLAIN_SQL)
            cursor.fetchall()

    def dashboard() -> None:
        protected_comparison(tenant=tenants[0], against="all")

    return [
        Figure(name="dashboard.vs_sql", value=ratio(dashboard, plain, rounds=5), unit="×"),
        Figure(name="dashboard.ms", value=1000 * median_seconds(dashboard, rounds=5), unit="ms"),
        Figure(name="dashboard.facts", value=len(tenants) * _FACTS_PER_TENANT, unit="rows"),
    ]


def add_facts(tenant: str, facts: int, *, after: int = 0) -> None:
    """Add facts of so many decisions of a tenant, inside it and in a transaction.

    Args:
        tenant: its schema.
        facts: how many.
        after: how many were added before.
    """
    from django.db import connection

    from benchmarking.actions import fact_rows
    from benchmarking.facts import DecisionFacts
    from benchmarking.models import DecisionFact

    one = DecisionFacts(
        pseudonym="", revision=1, target_group="not_known", contract_class="not_known",
        is_synthetic=True, decided_month=date(2023, 1, 1), hours_class="24_to_31", need="medium",
        requested_minutes=None, own_minutes=None, baseline_minutes=None, awarded_minutes=0,
        refused=False, failed_own=(), failed_baseline=(), deviation_reason="",
        own_profile_hash="a" * 64, baseline_hash="b" * 64,
    )  # fmt: skip
    (row,) = fact_rows(DecisionFact, [one], schema=tenant, edition=1)
    columns = {each.column: each for each in DecisionFact._meta.concrete_fields}
    values = {
        name: each.get_db_prep_save(getattr(row, each.attname), connection)
        for name, each in columns.items()
    }
    told = (
        _VARIED.get(name, f"%({name})s::{each.db_type(connection)}")
        for name, each in columns.items()
    )
    statement = (
        f"INSERT INTO benchmarking_decisionfact ({', '.join(columns)}) "
        f"SELECT {', '.join(told)} FROM generate_series(%(after)s + 1, %(after)s + %(facts)s) AS n"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"facts": facts, "after": after})


def _decision() -> Figure:
    from accounts.actions import create_user
    from assessments.actions import decide, open_case, save_facts
    from assessments.choices import AsAdvised
    from benchmarks.cases import case_that_is_met
    from benchmarks.measure import median_seconds
    from tenants import context

    with context.inside("meetplaats_1"):
        actor = create_user(email="meet@meetlat.example", name="Meting", roles=["consultant"])
        numbers = count(1)

        def one_decision() -> None:
            case = open_case(actor=actor, client_reference=f"meting-{next(numbers)}")
            case = save_facts(
                actor=actor, case_id=case.id, revision=case.revision, facts=case_that_is_met()
            )
            decide(actor=actor, case_id=case.id, revision=case.revision, choice=AsAdvised())

        seconds = median_seconds(one_decision, rounds=20)
        return Figure(name="decision.ms", value=1000 * seconds, unit="ms")
