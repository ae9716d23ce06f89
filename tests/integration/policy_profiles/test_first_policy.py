"""A tenant begins with a policy, and an organisation that exists never with an invented one."""

from datetime import date

import pytest

from audit.models import AuditEvent
from policy_profiles import queries
from policy_profiles.actions import InventedPolicy
from policy_profiles.founding import FIRST_DAY
from rulebook.profiles import load_shipped, shipped_layers
from tenants import actions, context
from tenants import queries as tenant_queries
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
CITIES = {"amsterdam": "GM0363", "rotterdam": "GM0599", "den-haag": "GM0518", "utrecht": "GM0344"}
OF_A_SOURCE = {"verified", "published", "source_document"}


def _make(schema_name: str, *, profile: str, codes: list[str], is_synthetic: bool = False) -> None:
    actions.create_tenant(
        schema_name=schema_name,
        name=schema_name.title(),
        kind="municipality" if codes else "uwv",
        profile_name=profile,
        municipality_codes=codes,
        hosts=[f"{schema_name.replace('_', '-')}.localhost"],
        is_synthetic=is_synthetic,
    )


def test_a_new_tenant_has_the_profile_it_was_made_with(inside_first: TenantRow) -> None:
    """Eikenberg was made with the hours per year, from the first day of the Participatiewet."""
    expected = load_shipped("hour-caps", TODAY).content_hash
    assert queries.profile_on(on=TODAY).content_hash == expected
    assert queries.profile_on(on=FIRST_DAY).version_id == queries.profile_on(on=TODAY).version_id
    with pytest.raises(queries.NoProfileInForce):
        queries.profile_on(on=date(2014, 12, 31))


def test_the_adoption_is_on_record_and_no_person_is_its_maker(inside_first: TenantRow) -> None:
    """What ships was made by nobody here."""
    pinned = queries.profile_on(on=TODAY)
    event = AuditEvent.objects.get(object_id=str(pinned.version_id))
    assert (event.action, event.actor_id) == ("profile.adopted", None)


def test_an_organisation_that_exists_cannot_be_made_with_invented_policy() -> None:
    """Nothing is left behind: no tenant, no schema."""
    with pytest.raises(InventedPolicy):
        _make("leiden", profile="hour-caps", codes=[])
    assert "leiden" not in {row.schema_name for row in tenant_queries.tenants()}


@pytest.mark.parametrize("name", CITIES)
def test_a_real_municipality_carries_only_values_that_somebody_published(name: str) -> None:
    """Its own layer holds nothing that was made up, computed or not verified."""
    own = shipped_layers()[name]
    certainties = {value.certainty for dated in own.values.values() for value in dated}
    assert certainties <= OF_A_SOURCE
    assert not own.is_fictitious


def test_a_real_municipality_is_made_and_inherits_what_is_not_known() -> None:
    """Amsterdam differs from the baseline only in what the G4 agreement says."""
    _make("amsterdam", profile="amsterdam", codes=["GM0363"])
    with context.inside("amsterdam"):
        profile = queries.profile_on(on=TODAY).profile
    assert {value.origin.layer for value in profile.values.values() if value.is_stated} == {
        "law",
        "baseline",
        "region",
    }
    different = profile.differences_from(load_shipped("uwv-baseline", TODAY))
    assert {profile[name].origin.layer_name for name in different} == {"g4-2015"}
