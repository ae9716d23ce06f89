"""The first tenant of these tests has a policy in force: hours per year."""

from datetime import date

import pytest

from policy_profiles.actions import adopt_shipped
from policy_profiles.queries import NoProfileInForce, profile_on
from tenants import context
from tenants.queries import TenantRow


@pytest.fixture(autouse=True)
def policy_in_force(first_tenant: TenantRow, db: None) -> None:
    """Adopt the shipped profile, unless the tenant already has one."""
    with context.inside(first_tenant.schema_name):
        try:
            profile_on(on=date(2026, 1, 1))
        except NoProfileInForce:
            adopt_shipped(actor=None, name="hour-caps", valid_from=date(2020, 1, 1))
