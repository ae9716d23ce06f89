"""The places of a tenant's site and of the platform: a table from permission to place."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, has_permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of the places: its path, its label, and the permissions of which one opens it."""

    path: str
    label: Promise
    opened_by: Collection[Permission]


PLACES: tuple[Place, ...] = (
    Place(
        path="/werkvoorraad/",
        label=_("Werkvoorraad"),
        opened_by=(Permission.OPEN_CASE, Permission.DECIDE_CASE, Permission.READ_CASES),
    ),
    Place(
        path="/beleid/",
        label=_("Beleid"),
        opened_by=(Permission.READ_POLICY, Permission.EDIT_POLICY),
    ),
    Place(
        path="/vergelijken/",
        label=_("Vergelijken"),
        opened_by=(Permission.READ_BENCHMARK,),
    ),
    Place(
        path="/rapporten/",
        label=_("Rapporten"),
        opened_by=(Permission.READ_BENCHMARK,),
    ),
    Place(
        path="/doorrekenen/",
        label=_("Doorrekenen"),
        opened_by=(Permission.ASK_ACROSS,),
    ),
    Place(
        path="/register/",
        label=_("Register"),
        opened_by=(Permission.READ_REGISTER,),
    ),
    Place(
        path="/beheer/logboek/",
        label=_("Logboek"),
        opened_by=(Permission.READ_AUDIT,),
    ),
    Place(
        path="/beheer/",
        label=_("Beheer"),
        opened_by=(Permission.MANAGE_USERS, Permission.MANAGE_TENANTS),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlace:
    """A place as one user sees it on one page."""

    path: str
    label: Promise
    is_current: bool
    is_exact: bool


def places_for(*, user: object, path: str) -> list[ShownPlace]:
    """Return the places this user may open, in their fixed order, with the one of `path` marked.

    A page belongs to the place of the longest path: the record is not marked as management too.
    A visitor who has not signed in sees none.
    """
    around = max((p.path for p in PLACES if path.startswith(p.path)), key=len, default="")
    return [
        ShownPlace(
            path=place.path,
            label=place.label,
            is_current=place.path == around,
            is_exact=path == place.path,
        )
        for place in PLACES
        if any(has_permission(user, permission) for permission in place.opened_by)
    ]
