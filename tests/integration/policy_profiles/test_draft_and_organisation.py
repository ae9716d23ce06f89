"""What a draft takes from its organisation: its name, and whether its policy is an example."""

import pytest

from policy_profiles.drafts import actions as making
from policy_profiles.drafts import queries as drafts
from rulebook.profiles import BASELINE
from tenants import context
from tenants.models import Tenant
from tests.integration.policy_profiles.drafting import FAR_AHEAD

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_under_the_name_that_the_organisation_has_now(inside_first, make_user):
    """Also where it was looked at before the name changed."""
    maker = make_user(inside_first, "policy_officer")
    draft_id = making.start_draft(actor=maker, title="Beleid 2040", base=BASELINE)
    assert drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD).is_fictitious
    with context.as_platform():
        Tenant.objects.filter(schema_name=inside_first.schema_name).update(
            name="Eikenberg-Oost", is_synthetic_policy=False
        )
    seen = drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD)
    assert seen.title.nl == "Eikenberg-Oost"
    assert not seen.is_fictitious
