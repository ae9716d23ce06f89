"""Several people end or withdraw one version at the same moment: with real commits."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest

from accounts.models import User
from policy_profiles import actions
from policy_profiles.models import ProfilePeriod, ProfileVersion
from policy_profiles.register.models import PublishedProfile
from policy_profiles.status import ChangeNotAllowed
from tenants import context
from tenants.queries import TenantRow
from tests.at_once import PEOPLE, at_once
from tests.tenant_fixtures import TwoTenants


@pytest.fixture
def tenant(real_commits: TwoTenants) -> TenantRow:
    return real_commits.first


@pytest.fixture
def officer(tenant: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(tenant, "policy_officer")


@pytest.fixture
def version_id(tenant: TenantRow) -> Iterator[UUID]:
    """In force in 2012 and 2013, and gone afterwards: the first policy of a tenant stays."""
    with context.inside(tenant.schema_name):
        made = actions.adopt_shipped(
            actor=None, name="uwv-baseline", valid_from=date(2012, 1, 1), valid_to=date(2014, 1, 1)
        )
    yield made
    with context.as_owner(tenant.schema_name):
        ProfilePeriod.objects.filter(version_id=made).delete()
        ProfileVersion.objects.filter(pk=made).delete()
    with context.as_owner():
        PublishedProfile.objects.filter(version_id=made).delete()


def test_one_of_several_withdraws(tenant: TenantRow, officer: User, version_id: UUID) -> None:
    came = at_once(
        tenant.schema_name, lambda _place: actions.withdraw(actor=officer, version_id=version_id)
    )
    refused = [each for each in came if each is not None]
    assert [type(each) for each in refused] == [ChangeNotAllowed] * (PEOPLE - 1)


def test_several_who_end_it_come_one_after_the_other(
    tenant: TenantRow, officer: User, version_id: UUID
) -> None:
    """Each ends what the one before made of it, and one period is known in the end."""
    came = at_once(
        tenant.schema_name,
        lambda place: actions.end(
            actor=officer, version_id=version_id, on=date(2013, 1, 1 + place)
        ),
    )
    assert came == [None] * PEOPLE
    with context.inside(tenant.schema_name):
        periods = ProfilePeriod.objects.filter(version_id=version_id)
        assert periods.count() == 1 + PEOPLE
        assert periods.filter(known_to__isnull=True).count() == 1


def test_ending_and_withdrawing_at_once_leaves_nothing_open(
    tenant: TenantRow, officer: User, version_id: UUID
) -> None:
    def act(place: int) -> None:
        if place % 2:
            actions.withdraw(actor=officer, version_id=version_id)
        else:
            actions.end(actor=officer, version_id=version_id, on=date(2013, 1, 1))

    came = [each for each in at_once(tenant.schema_name, act) if each is not None]
    assert came
    assert all(isinstance(each, ChangeNotAllowed) for each in came)
    with context.inside(tenant.schema_name):
        periods = ProfilePeriod.objects.filter(version_id=version_id)
        assert not periods.filter(known_to__isnull=True).exists()
