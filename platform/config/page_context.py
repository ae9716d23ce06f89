"""What every page knows: the tenant's name, the places, the roles, whether the data are invented."""

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

from config import environment
from config.places import places_for


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names `base.html` needs; empty where the request has no tenant or no user."""
    tenant = getattr(request, "tenant", None)
    is_public_site = tenant is None or tenant.schema_name == "public"
    user = getattr(request, "user", None)
    return {
        "tenant_name": "" if is_public_site else tenant.name,
        "is_synthetic": not environment.current().is_production,
        "places": [] if user is None else places_for(user=user, path=request.path),
        "role_names": role_names(user),
        "version": version("meetlat"),
    }


def role_names(user: Any) -> list[str]:
    """Return the labels of a user's roles, in the order the user holds them."""
    from accounts.models import Role

    if user is None or not user.is_authenticated:
        return []
    return [str(Role(role).label) for role in user.roles]
