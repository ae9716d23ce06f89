"""The role and the search path stay together through rollbacks, threads and new connections."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.cache import cache
from django.db import DataError, connection, transaction

from accounts.actions import create_user
from accounts.models import User
from tenants import context, startup
from tenants.context import AlreadyInsideAnotherTenant, NotInsideATenant
from tenants.database.base import NothingToCommit, SchemaNameRefused


def where() -> tuple[str, str]:
    """Ask PostgreSQL itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        return cursor.fetchone()


@transaction.atomic
def fail() -> None:
    """Work inside a transaction that is rolled back."""
    where()
    raise ZeroDivisionError


def role(tenant) -> str:
    return f"{connection.settings_dict['NAME']}_t_{tenant.schema_name}"


@pytest.mark.django_db
def test_a_connection_speaks_as_the_platform_until_told_otherwise(two_tenants):
    """Never as the owner of the tables: who forgets to say as whom, has almost no rights."""
    assert where() == (f"{connection.settings_dict['NAME']}_platform", "public")


def test_a_new_connection_takes_its_role_at_once(real_commits):
    """A connection that the server closed comes back under the same role."""
    with context.inside(real_commits.first.schema_name):
        before = where()
        connection.close()
        assert where() == before == (role(real_commits.first), "eikenberg")


@pytest.mark.django_db
def test_leaving_gives_back_what_was_before(first_tenant):
    """Also when the work inside failed."""
    with pytest.raises(ZeroDivisionError), context.inside(first_tenant.schema_name):
        raise ZeroDivisionError
    assert where()[1] == "public"
    with context.inside(first_tenant.schema_name):
        with context.as_benchmark():
            assert where()[0].endswith("_benchmark")
        assert where() == (role(first_tenant), "eikenberg")


@pytest.mark.django_db
def test_a_rollback_to_a_savepoint_does_not_bring_another_role_back(first_tenant, second_tenant):
    """PostgreSQL undoes SET with the savepoint; the next query sets it again."""
    with context.inside(first_tenant.schema_name):
        assert where()[1] == "eikenberg"
    point = transaction.savepoint()
    with context.inside(second_tenant.schema_name):
        assert where() == (role(second_tenant), "duinzicht")
        transaction.savepoint_rollback(point)
        assert where() == (role(second_tenant), "duinzicht")
    with context.inside(first_tenant.schema_name):
        with pytest.raises(ZeroDivisionError):
            fail()
        assert where() == (role(first_tenant), "eikenberg")


@pytest.mark.django_db
def test_a_failed_transaction_runs_nothing_under_another_role(first_tenant, second_tenant):
    """After an error nothing is accepted but a rollback, and then the role is right again."""
    with context.inside(first_tenant.schema_name):
        where()
    with context.inside(second_tenant.schema_name):
        with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert where() == (role(second_tenant), "duinzicht")


def test_a_rolled_back_transaction_does_not_leave_its_role(real_commits):
    """The role set inside a transaction goes with it; the next query has the right one."""
    with context.inside(real_commits.first.schema_name):
        with pytest.raises(ZeroDivisionError):
            fail()
        assert where() == (role(real_commits.first), "eikenberg")
    assert where()[1] == "public"


def test_a_transaction_whose_error_was_caught_is_not_said_to_be_kept(real_commits):
    """PostgreSQL answers COMMIT with a rollback then, undoes the role, and says nothing of it."""
    with context.as_platform():
        where()
    with context.inside(real_commits.first.schema_name):
        with (
            pytest.raises(NothingToCommit),
            transaction.atomic(),
            suppress(DataError),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1/0")
        assert where() == (role(real_commits.first), "eikenberg")


def test_threads_do_not_meet(real_commits):
    """Sixteen threads over two tenants: each finds its own rows, whoever ran before it."""
    tenants = (real_commits.first, real_commits.second)
    for tenant in tenants:
        with context.inside(tenant.schema_name):
            create_user(email=f"een@{tenant.host}", name=tenant.name, roles=["consultant"])
    together = threading.Barrier(16)

    def work(number: int) -> list[str]:
        tenant = tenants[number % 2]
        found = []
        together.wait(timeout=30)
        for _ in range(20):
            with context.inside(tenant.schema_name), transaction.atomic():
                found += User.objects.values_list("name", flat=True)
        connection.close()
        return found

    with ThreadPoolExecutor(max_workers=16) as pool:
        answers = list(pool.map(work, range(16)))
    for number, found in enumerate(answers):
        assert found == [tenants[number % 2].name] * 20


def test_a_new_thread_starts_outside_every_tenant(real_commits):
    """Work handed to a thread must say again for which tenant it is."""
    with context.inside(real_commits.first.schema_name), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_where_and_close).result()[1] == "public"


def _where_and_close() -> tuple[str, str]:
    try:
        return where()
    finally:
        connection.close()


@pytest.mark.django_db
def test_one_tenants_work_never_steps_into_another(first_tenant, second_tenant):
    """Comparing tenants is the benchmark's work."""
    with context.inside(first_tenant.schema_name):
        with pytest.raises(AlreadyInsideAnotherTenant), context.inside(second_tenant.schema_name):
            pass
        with context.inside(first_tenant.schema_name):
            assert where()[1] == "eikenberg"


@pytest.mark.django_db
def test_collect_reads_every_launched_tenant_under_its_own_role(two_tenants):
    """The answers come back as plain values by schema name."""
    answers = context.collect(where)
    assert answers["eikenberg"] == (role(two_tenants.first), "eikenberg")
    assert answers["duinzicht"] == (role(two_tenants.second), "duinzicht")


@pytest.mark.parametrize(
    "name",
    ["public", "pg_toast", "information_schema", "Eik", "1e", "a b", 'a"; --', "", "x" * 33, None],
)
@pytest.mark.django_db
def test_only_plain_names_are_tenants(name):
    """A name that reaches SQL can hold nothing but letters, digits and underscores."""
    with pytest.raises(SchemaNameRefused), context.inside(name):
        pass


@pytest.mark.django_db
def test_work_that_belongs_to_a_tenant_asks_for_one(first_tenant):
    """A background job without a tenant stops before it touches a row."""
    with pytest.raises(NotInsideATenant):
        context.current_schema_name()
    with context.inside(first_tenant.schema_name):
        assert context.current_schema_name() == "eikenberg"


@pytest.mark.django_db
def test_the_cache_keeps_tenants_apart(first_tenant, second_tenant):
    """The same key holds another answer in another tenant."""
    with context.inside(first_tenant.schema_name):
        cache.set("uren", 12)
    with context.inside(second_tenant.schema_name):
        assert cache.get("uren") is None
    assert cache.get("uren") is None


def _copies(same: bool) -> Callable[[], None]:
    first = connection.copy()
    second = first if same else connection.copy()

    def check() -> None:
        try:
            startup.refuse_shared_backends(first, second)
        finally:
            first.close()
            second.close()

    return check


def test_a_direct_connection_may_serve(real_commits):
    """Two connections keep two backends apart."""
    startup.check_database()
    _copies(same=False)()


def test_a_pooler_that_shares_a_backend_is_refused(real_commits):
    """One backend behind two connections is what a pooler in transaction mode looks like."""
    with pytest.raises(startup.PooledByTransaction):
        _copies(same=True)()
