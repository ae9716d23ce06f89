"""The user: an address to sign in with, a name and roles."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Role
from tenants.identifiers import uuid7


class UserManager(BaseUserManager["User"]):
    """Finds users by the address they sign in with, without regard to capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Give the user with this address.

        Raises:
            User.DoesNotExist: nobody signs in with it.
        """
        return self.get(email=normalized_email(username or ""))


class User(AbstractBaseUser):
    """Somebody who signs in; exists only in the schema of the own organisation.

    There are no groups and no superuser: what somebody may do follows from the roles alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    name = models.CharField(_("naam"), max_length=100)
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role), verbose_name=_("rollen"), default=list
    )
    is_active = models.BooleanField(_("mag zich aanmelden"), default=True)
    must_change_password = models.BooleanField(_("moet een wachtwoord kiezen"), default=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [
            models.CheckConstraint(
                name="user_roles_are_known", condition=Q(roles__contained_by=list(Role.values))
            ),
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email__regex=r"^[^A-Z\s]+@[^A-Z\s]+$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002 - Django's interface
        """Answer no: Django's own permissions are not used, accounts.permissions is."""
        return False

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 - Django's interface
        """Answer no: Django's own permissions are not used, accounts.permissions is."""
        return False


def normalized_email(email: str) -> str:
    """Give an address as it is stored: lower case, without surrounding blanks."""
    return email.strip().lower()
