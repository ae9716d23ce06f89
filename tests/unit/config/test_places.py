"""Each role sees its own places, and nobody sees a place that would refuse them."""

from types import SimpleNamespace

import pytest

from accounts.permissions import Role
from config.places import places_for


def _person(*roles: Role) -> SimpleNamespace:
    return SimpleNamespace(is_authenticated=True, is_active=True, roles=[r.value for r in roles])


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        (Role.CONSULTANT, ["/werkvoorraad/", "/beleid/", "/register/"]),
        (Role.POLICY_OFFICER, ["/beleid/", "/vergelijken/", "/rapporten/", "/register/"]),
        (Role.ANALYST, ["/beleid/", "/vergelijken/", "/rapporten/", "/register/"]),
        (Role.TENANT_ADMIN, ["/beheer/logboek/", "/beheer/"]),
        (Role.PLATFORM_ADMIN, ["/register/", "/beheer/logboek/", "/beheer/"]),
        (Role.PLATFORM_ANALYST, ["/doorrekenen/"]),
    ],
)
def test_a_role_sees_its_own_places(role: Role, paths: list[str]) -> None:
    assert [place.path for place in places_for(user=_person(role), path="/")] == paths


def test_two_roles_see_the_places_of_both_in_the_usual_order() -> None:
    seen = places_for(user=_person(Role.TENANT_ADMIN, Role.CONSULTANT), path="/")
    expected = ["/werkvoorraad/", "/beleid/", "/register/", "/beheer/logboek/", "/beheer/"]
    assert [place.path for place in seen] == expected


def test_a_visitor_sees_no_place() -> None:
    visitor = SimpleNamespace(is_authenticated=False, is_active=False)
    assert places_for(user=visitor, path="/beleid/") == []


def test_the_place_of_the_page_is_marked_and_exact_only_at_its_start() -> None:
    at_start = places_for(user=_person(Role.CONSULTANT), path="/werkvoorraad/")[0]
    deeper = places_for(user=_person(Role.CONSULTANT), path="/werkvoorraad/nieuw/")[0]
    assert (at_start.is_current, at_start.is_exact) == (True, True)
    assert (deeper.is_current, deeper.is_exact) == (True, False)


def test_the_record_is_a_place_of_its_own_inside_the_addresses_of_management() -> None:
    places = places_for(user=_person(Role.TENANT_ADMIN), path="/beheer/logboek/")
    assert [place.path for place in places if place.is_current] == ["/beheer/logboek/"]
    places = places_for(user=_person(Role.TENANT_ADMIN), path="/beheer/gebruikers/")
    assert [place.path for place in places if place.is_current] == ["/beheer/"]
