"""The policy that a tenant begins with."""

from datetime import date

from policy_profiles.actions import adopt_shipped
from tenants.models import Tenant

#: The first day of the Participatiewet: from then on municipalities have a policy of their own to
#: follow. Older applications are UWV's.
FIRST_DAY = date(2015, 1, 1)


def give_first_policy(tenant: Tenant) -> None:
    """Put the shipped profile that a new tenant was made with into force there.

    Raises:
        NoSuchProfile, InventedPolicy: as `actions.adopt_shipped`; the tenant is then not made.
    """
    adopt_shipped(actor=None, name=tenant.profile_name, valid_from=FIRST_DAY)
