"""A web server with a login of its own: it owns nothing, so leaving its role gains nothing."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, ProgrammingError, connection

from tenants import context, roles, schemas
from tenants.access import Standing
from tenants.database.base import DatabaseWrapper, OwnerNeeded

PASSWORD = "only-for-this-test"


@pytest.fixture
def web(real_commits) -> Iterator[DatabaseWrapper]:
    """A connection as the login of the web server, which an administrator makes beforehand."""
    login = roles.quoted(roles.web_login(connection.settings_dict["NAME"]))
    with context.as_owner():
        schemas.run([f"CREATE ROLE {login} LOGIN NOINHERIT PASSWORD '{PASSWORD}'"])
    schemas.ensure_shared_roles()
    for schema_name in schemas.schema_names():
        schemas.grant_in_tenant(schema_name)
    wrapper = connection.copy()
    wrapper.settings_dict["USER"] = login.strip('"')
    wrapper.settings_dict["PASSWORD"] = PASSWORD
    yield wrapper
    wrapper.close()
    with context.as_owner():
        schemas.run([f"DROP ROLE {login}"])


def test_it_serves_tenants_and_is_nobody_by_itself(web, real_commits):
    """As a tenant it reads that tenant; out of its role it reads nothing at all."""
    tenant = real_commits.first
    web.stand_as(Standing.TENANT, tenant)
    with web.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("RESET ROLE")
        for table in (f"{tenant.schema_name}.accounts_user", "public.tenants_tenant"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                cursor.execute(f"SELECT count(*) FROM {table}")
        with pytest.raises(ProgrammingError):
            cursor.execute(f"DROP SCHEMA {tenant.schema_name} CASCADE")


def test_it_cannot_act_as_owner(web):
    """Making a tenant asks for the owner's login, and says so."""
    web.stand_as(Standing.OWNER, context.here().tenant)
    with pytest.raises(OwnerNeeded, match="does not own the database"):
        web.cursor()
    assert issubclass(OwnerNeeded, OperationalError)
