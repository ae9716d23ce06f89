"""Writes to users: adding, changing roles, closing and opening an account, passwords."""

import secrets
from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User, normalized_email
from accounts.permissions import PLATFORM_ROLES, Permission, Role, check_permission
from accounts.queries import UserUnknown
from audit.actions import record

_FIRST_PASSWORD_BYTES = 12  # 16 signs to type over once


class EmailTaken(Exception):
    """Somebody in this organisation signs in with this address."""

    def __init__(self) -> None:
        super().__init__("Somebody here has this address: open that account or use another.")


class RoleElsewhere(ValueError):
    """A role of an organisation means nothing on the public host."""

    def __init__(self, role: Role) -> None:
        known = ", ".join(PLATFORM_ROLES)
        super().__init__(f"{role.value} is a role inside an organisation: give one of {known}.")


class LastAdministrator(Exception):
    """Without an administrator nobody could manage users any more."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator: make somebody else one first.")


def create_user(
    *, email: str, name: str, roles: Collection[str], password: str | None = None
) -> User:
    """Make a user without asking who does it: for setting up a tenant, the demo and tests.

    Args:
        email: the address to sign in with; capitals do not matter.
        name: what colleagues call this person.
        roles: values of `Role`.
        password: None for an account that cannot sign in with a password.

    Raises:
        EmailTaken: the address is in use here.
    """
    address = normalized_email(email)
    if User.objects.filter(email=address).exists():
        raise EmailTaken
    user = User(email=address, name=name, roles=_in_order(roles))
    user.set_password(password)
    user.save(force_insert=True)
    return user


def _in_order(roles: Collection[str]) -> list[str]:
    """Give the values of roles in order, each once."""
    return sorted({Role(role).value for role in roles})


@transaction.atomic
def add_user(*, actor: User, email: str, name: str, roles: Collection[str]) -> tuple[User, str]:
    """Add a colleague and give the first password, which must be changed at the first sign-in.

    Raises:
        NotPermitted: the actor does not manage users.
        EmailTaken: the address is in use here.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    return _added(actor, email=email, name=name, roles=roles)


@transaction.atomic
def add_first_administrator(*, actor: User | None, email: str) -> tuple[User, str]:
    """Add the person who will add the others to a new organisation; as `add_user` otherwise.

    Args:
        actor: the platform administrator who set the organisation up; None on the command line.
        email: the address to sign in with; what stands before the @ is the name for now.

    Raises:
        EmailTaken: the address is in use here.
    """
    name = email.split("@")[0]
    return _added(actor, email=email, name=name, roles=[Role.TENANT_ADMIN])


@transaction.atomic
def add_person_of_the_platform(*, email: str, name: str, role: Role) -> tuple[User, str]:
    """Add somebody who signs in on the public host, from the command line; work as the platform.

    Raises:
        RoleElsewhere: the role belongs to the people of an organisation.
        EmailTaken: the address is in use.
    """
    if role not in PLATFORM_ROLES:
        raise RoleElsewhere(role)
    return _added(None, email=email, name=name, roles=[role])


@transaction.atomic
def change_roles(*, actor: User, user_id: UUID, roles: Collection[str]) -> None:
    """Give a colleague other roles.

    Raises:
        NotPermitted, UserUnknown: the actor may not, or nobody has this identifier.
        LastAdministrator: nobody would be left to manage users.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    user = _locked(user_id)
    before, after = list(user.roles), _in_order(roles)
    if Role.TENANT_ADMIN not in after:
        _keep_an_administrator(without=user)
    user.roles = after
    user.save(update_fields=["roles"])
    _record(actor, "user.roles_changed", user, before=before, after=after)


@transaction.atomic
def close_account(*, actor: User, user_id: UUID) -> None:
    """Let a colleague no longer sign in, and end the running sessions.

    Raises:
        NotPermitted, UserUnknown: the actor may not, or nobody has this identifier.
        LastAdministrator: nobody would be left to manage users.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    user = _locked(user_id)
    _keep_an_administrator(without=user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user_ids=[user.id])
    _record(actor, "user.closed", user)


@transaction.atomic
def open_account(*, actor: User, user_id: UUID) -> None:
    """Let a colleague sign in again.

    Raises:
        NotPermitted, UserUnknown: the actor may not, or nobody has this identifier.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    user = _locked(user_id)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record(actor, "user.opened", user)


@transaction.atomic
def give_new_password(*, actor: User, user_id: UUID) -> str:
    """Give a colleague a new first password and end the running sessions.

    Raises:
        NotPermitted, UserUnknown: the actor may not, or nobody has this identifier.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    user = _locked(user_id)
    password = _give_first_password(user)
    end_sessions(user_ids=[user.id])
    _record(actor, "user.password_given", user)
    return password


@transaction.atomic
def change_own_password(*, actor: User, password: str) -> None:
    """Store the password that somebody chose; other sessions of this person end by themselves."""
    user = _locked(actor.id)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record(actor, "user.password_changed", user)
    actor.refresh_from_db()


def end_sessions(*, user_ids: Iterable[UUID]) -> None:
    """End every running session of these users."""
    ended = {str(user_id) for user_id in user_ids}
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") in ended:
            session.delete()


def _added(
    actor: User | None, *, email: str, name: str, roles: Collection[str]
) -> tuple[User, str]:
    user = create_user(email=email, name=name, roles=roles)
    password = _give_first_password(user)
    _record(actor, "user.added", user, roles=user.roles)
    return user, password


def _give_first_password(user: User) -> str:
    """Give a password that must be changed at the next sign-in."""
    password = secrets.token_urlsafe(_FIRST_PASSWORD_BYTES)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


def _locked(user_id: UUID) -> User:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise UserUnknown(user_id)
    return user


def _keep_an_administrator(*, without: User) -> None:
    if Role.TENANT_ADMIN not in without.roles or not without.is_active:
        return
    administrators = User.objects.select_for_update().filter(
        roles__contains=[Role.TENANT_ADMIN], is_active=True
    )
    if not [user for user in administrators if user.pk != without.pk]:
        raise LastAdministrator


def _record(actor: User | None, action: str, user: User, **details: list[str]) -> None:
    record(actor=actor, action=action, object_kind="user", object_id=user.id, details=details)
