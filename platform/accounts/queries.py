"""Reads of users, in the schema that the connection works in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.permissions import Role


class UserUnknown(Exception):
    """There is no user with this identifier in this organisation."""

    def __init__(self, user_id: UUID) -> None:
        self.user_id = user_id
        super().__init__(f"No user {user_id} here: choose one from the list of users.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """A user as an administrator sees one."""

    id: UUID
    name: str
    email: str
    roles: tuple[Role, ...]
    is_active: bool
    last_login: datetime | None


def users() -> list[UserRow]:
    """Give all users by name; who may no longer sign in comes last."""
    found = User.objects.order_by("-is_active", "name", "email")
    return [_row(user) for user in found]


def user(*, user_id: UUID) -> UserRow:
    """Give one user.

    Raises:
        UserUnknown: nobody here has this identifier.
    """
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise UserUnknown(user_id)
    return _row(found)


def names_of(*, user_ids: set[UUID]) -> dict[UUID, str]:
    """Give the names of users by identifier; those who are not here are left out."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))


def names_in_the_record(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the names of users for the audit record, by identifier as text."""
    found = User.objects.filter(pk__in=identifiers).values_list("pk", "name")
    return {str(key): name for key, name in found}


def _row(user: User) -> UserRow:
    return UserRow(
        id=user.id,
        name=user.name,
        email=user.email,
        roles=tuple(Role(role) for role in user.roles),
        is_active=user.is_active,
        last_login=user.last_login,
    )
