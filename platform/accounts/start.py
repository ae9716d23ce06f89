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
    (Permission.ASK_ACROSS, "/doorrekenen/"),
)


def place_of(user: object) -> str | None:
    """Give the first place that somebody may open; None for who has no role yet."""
    found = (path for permission, path in PLACE_BY_PERMISSION if has_permission(user, permission))
    return next(found, None)


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody to the own place, or say that no role has been given yet."""
    place = place_of(request.user)
    return redirect(place) if place else render(request, "accounts/no_role.html", status=403)
