"""`meetlat demo` puts invented people among invented people only."""

import os
from pathlib import Path

import pytest

from accounts.actions import create_user
from accounts.permissions import Role
from console.databases import kept_data_of_the_demo, of_the_demo
from console.demo_command import NotADemonstration, _refuse_real_tenants
from demo import seed
from demo.tenant_list import demo_tenants
from tenants import context
from tenants.actions import create_tenant
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _first_of_the_demo() -> str:
    first = demo_tenants()[0]
    create_tenant(
        schema_name=first.schema_name,
        name=first.name,
        kind=first.kind,
        profile_name=first.profile,
        municipality_codes=[],
        hosts=["uwv.localhost"],
        is_synthetic=False,
    )
    return first.schema_name


def test_tenants_of_somebody_else_are_left_alone(two_tenants: TwoTenants) -> None:
    """None of the demonstration's tenants is there, others are."""
    with pytest.raises(NotADemonstration, match="DATABASE_URL"):
        _refuse_real_tenants()


def test_a_real_tenant_of_the_same_name_is_left_alone(two_tenants: TwoTenants) -> None:
    """UWV exists, and may really be there."""
    _first_of_the_demo()
    with pytest.raises(NotADemonstration):
        _refuse_real_tenants()


def test_a_demonstration_that_was_broken_off_goes_on(two_tenants: TwoTenants) -> None:
    """Its first tenant tells that it is one."""
    schema_name = _first_of_the_demo()
    with context.inside(schema_name):
        address = seed.address("consulent", demo_tenants()[0])
        create_user(email=address, name="Klantmanager", roles=[Role.CONSULTANT])
    _refuse_real_tenants()


def test_data_of_an_earlier_run_are_known_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So that a second start says first that it is not a new one."""
    monkeypatch.setitem(os.environ, "STATE_FOLDER", str(tmp_path))
    assert kept_data_of_the_demo() is None
    data = of_the_demo().folder / "data"
    data.mkdir(exist_ok=True)
    (data / "PG_VERSION").write_text("18")
    assert kept_data_of_the_demo() == data.parent
