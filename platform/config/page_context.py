"""What every page knows: tenant, places, roles, and whether the data are invented."""

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.permissions import Role
from config import environment
from config.demo_sign_in import demo_sign_in
from config.places import places_for

PUBLIC_COMPARISON_PATH = "/profielen/"  # on the public host: all published profiles side by side


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names `base.html` needs; empty where the request has no tenant or no user."""
    tenant = getattr(request, "tenant", None)  # none on the public host
    user = getattr(request, "user", None)
    return {
        "tenant_name": tenant.name if tenant else "",
        "public_comparison_url": "" if tenant else PUBLIC_COMPARISON_PATH,
        "is_synthetic": not environment.current().is_production,
        "places": places_for(user=user, path=request.path),
        "role_names": role_names(user),
        "demo_sign_in": lambda: demo_sign_in(tenant),
        "version": version("meetlat"),
        "printed_on": timezone.localdate(),
    }


def role_names(user: object) -> list[str]:
    """Return the labels of a user's roles, in the order held; a visitor has none."""
    return [str(Role(role).label) for role in getattr(user, "roles", ())]
