"""Who may do what: permissions per role, and the one check that all ways in use.

`check_permission` raises with a reason; `has_permission` answers, for pages that show or hide
something. Whether an object's state allows the act is not said here but in its app's `status`.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

P = ParamSpec("P")
#: Where the day begins of somebody who signs in on the public host.
PLATFORM_START = "/beheer/"


class Role(TextChoices):
    """What somebody does in the organisation."""

    CONSULTANT = "consultant", _("Klantmanager")
    POLICY_OFFICER = "policy_officer", _("Beleidsmedewerker")
    ANALYST = "analyst", _("Analist")
    TENANT_ADMIN = "tenant_admin", _("Beheerder")
    PLATFORM_ADMIN = "platform_admin", _("Platformbeheerder")
    PLATFORM_ANALYST = "platform_analyst", _("Platformanalist")


class Permission(StrEnum):
    """One thing that somebody may do."""

    OPEN_CASE = "open_case"
    DECIDE_CASE = "decide_case"
    READ_CASES = "read_cases"
    IMPORT_CASES = "import_cases"
    READ_POLICY = "read_policy"
    EDIT_POLICY = "edit_policy"
    SCORE_VIGNETTES = "score_vignettes"
    READ_BENCHMARK = "read_benchmark"
    MAKE_REPORTS = "make_reports"
    BRING_OUT_REPORTS = "bring_out_reports"
    WORD_LETTERS = "word_letters"
    READ_REGISTER = "read_register"
    KEEP_REGISTER = "keep_register"
    MANAGE_USERS = "manage_users"
    READ_AUDIT = "read_audit"
    MANAGE_TENANTS = "manage_tenants"
    MANAGE_BASELINE = "manage_baseline"
    RELEASE_FIGURES = "release_figures"
    SHARE_TOTALS = "share_totals"
    ASK_ACROSS = "ask_across"


# The platform administrator has no permission on cases, policy or people of a tenant; the tenant
# administrator manages people and reads the record, and sees no case (BIO2 8.03.02).
ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.CONSULTANT: frozenset(
        {
            Permission.OPEN_CASE,
            Permission.DECIDE_CASE,
            Permission.READ_CASES,
            Permission.IMPORT_CASES,
            Permission.READ_POLICY,
            Permission.SCORE_VIGNETTES,
            Permission.READ_REGISTER,
            Permission.KEEP_REGISTER,
        }
    ),
    Role.POLICY_OFFICER: frozenset(
        {
            Permission.READ_POLICY,
            Permission.EDIT_POLICY,
            Permission.WORD_LETTERS,
            Permission.READ_BENCHMARK,
            Permission.MAKE_REPORTS,
            Permission.BRING_OUT_REPORTS,
            Permission.READ_REGISTER,
            Permission.KEEP_REGISTER,
        }
    ),
    Role.ANALYST: frozenset(
        {
            Permission.READ_POLICY,
            Permission.READ_BENCHMARK,
            Permission.MAKE_REPORTS,
            Permission.READ_REGISTER,
        }
    ),
    Role.TENANT_ADMIN: frozenset(
        {
            Permission.MANAGE_USERS,
            Permission.READ_AUDIT,
            Permission.SHARE_TOTALS,
            Permission.WORD_LETTERS,
        }
    ),
    Role.PLATFORM_ADMIN: frozenset(
        {
            Permission.MANAGE_TENANTS,
            Permission.MANAGE_BASELINE,
            Permission.RELEASE_FIGURES,
            Permission.READ_AUDIT,
            Permission.READ_REGISTER,
            Permission.KEEP_REGISTER,
        }
    ),
    # Asks organisations that take part for protected totals, and opens nothing else.
    Role.PLATFORM_ANALYST: frozenset({Permission.ASK_ACROSS}),
}
#: Roles of people who sign in on the public host; nobody in an organisation has one.
PLATFORM_ROLES = (Role.PLATFORM_ADMIN, Role.PLATFORM_ANALYST)
TENANT_ROLES = tuple(role for role in Role if role not in PLATFORM_ROLES)


class NotPermitted(PermissionDenied):
    """This person may not do this; Django answers with the page of status 403."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(
            f"This asks for the permission {permission.value}: ask your administrator for a role "
            "that has it."
        )


def has_permission(user: object, permission: Permission) -> bool:
    """Answer whether a user has a permission through one of the roles; nobody without sign-in."""
    if not getattr(user, "is_authenticated", False) or not getattr(user, "is_active", False):
        return False
    roles = getattr(user, "roles", ())
    return any(permission in ROLE_PERMISSIONS[Role(role)] for role in roles)


def check_permission(user: object, permission: Permission) -> None:
    """Let somebody with the permission pass.

    Raises:
        NotPermitted: no role of this user has the permission, or nobody is signed in.
    """
    if not has_permission(user, permission):
        raise NotPermitted(permission)


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to the sign-in page, and from there back to where they were heading."""
    onward = urlencode({"next": _page_to_return_to(request)})
    return redirect(f"{reverse('accounts:sign_in')}?{onward}")


def _page_to_return_to(request: HttpRequest) -> str:
    """Give the page that was asked for; of what was sent, the page with its form, or the start."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        page = urlsplit(came_from)
        return urlunsplit(("", "", page.path or "/", page.query, ""))
    return "/" if getattr(request, "tenant", None) else PLATFORM_START


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Make a view ask for a permission; who is not signed in goes to the sign-in page first."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            check_permission(request.user, permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate
