"""Who of the organisation works on cases, by name."""

from uuid import UUID

from accounts.models import User
from accounts.permissions import ROLE_PERMISSIONS, Permission
from accounts.queries import names_of

_MAY_FOLLOW = [role.value for role, may in ROLE_PERMISSIONS.items() if Permission.OPEN_CASE in may]


def people_who_follow() -> list[tuple[str, str]]:
    """Give who may follow a case: identifier as text and name, by name."""
    found = User.objects.filter(is_active=True, roles__overlap=_MAY_FOLLOW)
    return [(str(key), name) for key, name in found.order_by("name").values_list("pk", "name")]


def name_of_follower(*, user_id: UUID) -> str:
    """Give the name of somebody who follows cases; empty where nobody here is that."""
    return names_of(user_ids={user_id}).get(user_id, "")
