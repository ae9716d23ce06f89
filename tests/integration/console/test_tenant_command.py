"""`meetlat tenant`: one command makes an organisation, or nothing at all."""

import pytest
from click.testing import CliRunner, Result

from accounts.models import User
from audit.models import AuditEvent
from console.cli import main
from tenants import context, queries
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _meetlat(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["tenant", *arguments])


def _create(schema_name: str, *more: str) -> Result:
    return _meetlat("create", schema_name, "--name", "Waterwijk", "--municipality", "XX9001", *more)


def test_a_tenant_is_made_with_its_first_administrator(two_tenants: TwoTenants) -> None:
    """One command: schema, host name, administrator, password, and a line in the audit record."""
    made = _create("waterwijk", "--profile", "strict-cap", "--fictitious", "--admin", "a@b.example")
    assert made.exit_code == 0, made.output
    tenant = queries.tenant_at(host="waterwijk.localhost")
    assert tenant is not None
    assert (tenant.profile_name, tenant.launched_at) == ("strict-cap", None)
    with context.inside("waterwijk"):
        administrator = User.objects.get()
        assert administrator.email == "a@b.example"
        assert administrator.check_password(made.output.split("a@b.example: ")[1].strip())
    with context.as_platform():
        assert AuditEvent.objects.filter(action="tenant.created", object_id=tenant.id).exists()


@pytest.mark.parametrize(
    ("schema_name", "more", "told"),
    [
        ("waterwijk", ["--profile", "no-such"], "strict-cap"),
        ("waterwijk", ["--municipality", "GM9999"], "GM9999"),
        ("eikenberg", [], "eikenberg"),
        ("Waterwijk; DROP", [], "Waterwijk; DROP"),
        ("public", [], "public"),
    ],
)
def test_what_cannot_be_a_tenant_is_refused_and_leaves_nothing(
    two_tenants: TwoTenants, schema_name: str, more: list[str], told: str
) -> None:
    """The message names what has to change, on stderr."""
    before = queries.tenants()
    refused = _create(schema_name, *more)
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert queries.tenants() == before


def test_real_municipalities_carry_no_invented_policy(two_tenants: TwoTenants) -> None:
    """Not even by a command."""
    refused = _meetlat(
        "create", "stad", "--name", "Stad", "--municipality", "GM0363", "--fictitious"
    )
    assert refused.exit_code == 1
    assert "GM0363" in refused.stderr


def test_tenants_are_listed_and_opened(two_tenants: TwoTenants) -> None:
    """Also those that are not open yet."""
    _create("waterwijk")
    listed = _meetlat("list").output
    assert "eikenberg" in listed
    assert "waterwijk" in listed
    assert _meetlat("launch", "waterwijk").exit_code == 0
    tenant = queries.tenant_at(host="waterwijk.localhost")
    assert tenant is not None
    assert tenant.launched_at is not None


def test_a_tenant_that_is_not_there_cannot_be_opened(two_tenants: TwoTenants) -> None:
    """The message says where to look."""
    refused = _meetlat("launch", "nergens")
    assert refused.exit_code == 1
    assert "tenant list" in refused.stderr
