"""The start page of a tenant's site: everybody's own place."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission, has_permission

# The first place that somebody may open is where the day begins.
PLACE_BY_PERMISSION = (
    (Permission.READ_CASES, "/werkvoorraad/"),
    (Permission.EDIT_POLICY, "/beleid/"),
    (Permission.READ_BENCHMARK, "/vergelijken/"),
    (Permission.MANAGE_USERS, "/beheer/"),
    (Permission.MANAGE_TENANTS, "/beheer/"),
)


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody to the own place, or say that no role has been given yet."""
    for permission, path in PLACE_BY_PERMISSION:
        if has_permission(request.user, permission):
            return redirect(path)
    return render(request, "accounts/no_role.html", status=403)
