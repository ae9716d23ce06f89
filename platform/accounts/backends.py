"""Checking an address and a password, in the same time whether or not the account exists."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts.models import User


class EmailBackend(BaseBackend):
    """Signs people in by address and password, in the schema of the host they came to."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **others: object,  # noqa: ARG002 - Django's interface
    ) -> User | None:
        """Give the user, or None where address, password or account do not allow it."""
        if request is None or username is None or password is None:
            return None
        user = User.objects.filter(email=username).first()
        if user is None or not user.has_usable_password():
            # The same work as for an account that exists: the time must not tell which do.
            User().set_password(password)
            return None
        is_right = user.check_password(password)
        return user if is_right and user.is_active else None

    def get_user(self, user_id: UUID | str) -> User | None:
        """Give the active user of a session, or None."""
        return User.objects.filter(pk=user_id, is_active=True).first()
