"""Questions across organisations stay shut until nothing can be worked out of the answers."""

import importlib.util

import pytest

from accounts.actions import RoleClosed
from accounts.permissions import Role
from config import urls_public
from config.settings import base
from demo import seed

PAGE = "benchmarking.across.urls"


@pytest.fixture
def _as_it_ships(settings):
    settings.QUESTIONS_ACROSS = base.QUESTIONS_ACROSS


def _included() -> set[str]:
    """The addresses of the public host as they are made under the settings of now."""
    source = importlib.util.spec_from_file_location("public_as_it_ships", urls_public.__file__)
    made = importlib.util.module_from_spec(source)
    source.loader.exec_module(made)
    names = [getattr(each, "urlconf_name", None) for each in made.urlpatterns]
    return {getattr(name, "__name__", str(name)) for name in names}


@pytest.mark.django_db
@pytest.mark.usefixtures("_as_it_ships")
def test_nobody_is_given_the_role_and_the_pages_are_not_there(two_tenants, make_user, sign_in):
    """Decision 48: what ships has neither; the demonstration names nobody with it."""
    with pytest.raises(RoleClosed):
        make_user(None, Role.PLATFORM_ANALYST)
    assert PAGE not in _included()
    assert Role.PLATFORM_ANALYST not in {role for _, _, role in seed.platform_people()}
    page = sign_in(two_tenants.first, "tenant_admin").get("/beheer/meedoen/")
    assert "Nog niemand stelt deze vragen" in page.content.decode()


def test_the_tests_keep_the_room_working():
    assert PAGE in _included()
