"""A tenant's administrator manages colleagues, and nobody else does."""

import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import actions, queries
from accounts.permissions import NotPermitted, Permission, Role, has_permission
from audit.queries import EventFilter, events
from tenants import context

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(first_tenant, sign_in) -> Client:
    """The browser of Eikenberg's administrator."""
    return sign_in(first_tenant, "tenant_admin")


def add(client: Client, **fields: object):
    given = {"name": "Nadia Nieuw", "email": "Nadia@Eikenberg.nl", "roles": ["consultant"]}
    return client.post("/beheer/gebruikers/nieuw/", given | fields)


def test_a_new_colleague_signs_in_and_chooses_a_password_first(administrator, first_tenant):
    """The first password is shown once and opens nothing but the page to replace it."""
    page = add(administrator).content.decode()
    (password,) = re.findall(r"<code>(\S+)</code>", page)
    colleague = Client(SERVER_NAME=first_tenant.host)
    colleague.post("/aanmelden/", {"username": "nadia@eikenberg.nl", "password": password})
    assert colleague.get("/werkvoorraad/").headers["Location"] == "/wachtwoord/"
    own = "zelf-gekozen-lange-zin"
    colleague.post("/wachtwoord/", {"current": password, "password1": own, "password2": own})
    assert colleague.get("/").headers["Location"] == "/werkvoorraad/"
    assert password not in administrator.get("/beheer/logboek/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Naam"),
        ({"email": "geen-adres"}, "naam@gemeente.nl"),
        ({"roles": []}, "Kies ten minste één rol"),
        ({"roles": ["platform_admin"]}, "platform_admin"),
        ({"roles": ["koning"]}, "koning"),
        ({"name": "x" * 101}, "100"),
    ],
)
def test_a_colleague_that_cannot_be_is_refused(fields, words, administrator, first_tenant):
    """Nobody is added, and the page says what to do."""
    answer = add(administrator, **fields)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    with context.inside(first_tenant.schema_name):
        assert len(queries.users()) == 1


def test_one_address_is_one_person(administrator):
    """Also when it is typed with other capitals."""
    assert add(administrator).status_code == 200
    answer = add(administrator, email="NADIA@EIKENBERG.NL")
    assert answer.status_code == 400
    assert "Een collega meldt zich al aan met dit adres" in answer.content.decode()


def test_closing_an_account_ends_its_sessions_at_once(administrator, first_tenant, sign_in):
    """The page first says what it does; the colleague's next click asks to sign in."""
    colleague = sign_in(first_tenant, "consultant")
    address = f"/beheer/gebruikers/{colleague.user.id}/sluiten/"
    assert "eindigt dat meteen" in administrator.get(address).content.decode()
    assert colleague.get("/").headers["Location"] == "/werkvoorraad/"
    assert administrator.post(address).status_code == 302
    assert colleague.get("/").headers["Location"].startswith("/aanmelden/")
    administrator.post(f"/beheer/gebruikers/{colleague.user.id}/openen/")
    with context.inside(first_tenant.schema_name):
        assert queries.user(user_id=colleague.user.id).is_active


def test_a_new_password_replaces_the_old_one_and_its_sessions(administrator, first_tenant, sign_in):
    """Whoever still had the old one is out."""
    colleague = sign_in(first_tenant, "consultant")
    page = administrator.post(f"/beheer/gebruikers/{colleague.user.id}/wachtwoord/")
    assert re.search(r"<code>\S{16}</code>", page.content.decode())
    assert colleague.get("/").headers["Location"].startswith("/aanmelden/")


def test_the_last_administrator_stays(administrator, first_tenant):
    """Neither closing the own account nor giving up the role leaves nobody in charge."""
    own = f"/beheer/gebruikers/{administrator.user.id}/"
    assert administrator.post(f"{own}sluiten/").status_code == 409
    answer = administrator.post(own, {"roles": ["consultant"]})
    assert "Dit is de laatste beheerder" in answer.content.decode()
    with context.inside(first_tenant.schema_name):
        assert Role.TENANT_ADMIN in queries.user(user_id=administrator.user.id).roles


def test_other_roles_open_other_places(administrator, first_tenant, sign_in):
    """They count from the next click, and the change is on record with before and after."""
    colleague = sign_in(first_tenant, "consultant")
    answer = administrator.post(
        f"/beheer/gebruikers/{colleague.user.id}/", {"roles": ["analyst", "policy_officer"]}
    )
    assert answer.status_code == 302
    assert colleague.get("/").headers["Location"] == "/beleid/"
    with context.inside(first_tenant.schema_name):
        (row,) = events(having=EventFilter(action="user.roles_changed"))
    assert row.details == {"before": ["consultant"], "after": ["analyst", "policy_officer"]}
    assert row.actor_id == administrator.user.id


def test_a_colleague_of_another_tenant_is_not_found(administrator, second_tenant, make_user):
    """The identifier exists, elsewhere."""
    other = make_user(second_tenant, "consultant")
    for action in ("", "sluiten/", "openen/", "wachtwoord/"):
        assert administrator.post(f"/beheer/gebruikers/{other.id}/{action}").status_code == 404
    assert administrator.get(f"/beheer/gebruikers/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", ["consultant", "policy_officer", "analyst"])
def test_actions_ask_for_the_permission_themselves(role, first_tenant, make_user):
    """Whatever way in is used: page, interface or command."""
    actor, colleague = make_user(first_tenant, role), make_user(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        for act in (
            lambda: actions.add_user(actor=actor, email="a@b.nl", name="A", roles=["analyst"]),
            lambda: actions.change_roles(actor=actor, user_id=actor.id, roles=["tenant_admin"]),
            lambda: actions.close_account(actor=actor, user_id=colleague.id),
            lambda: actions.open_account(actor=actor, user_id=colleague.id),
            lambda: actions.give_new_password(actor=actor, user_id=colleague.id),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_a_closed_account_has_no_permission_left(first_tenant, make_user):
    """Not even in a request that was already under way."""
    user = make_user(first_tenant, "tenant_admin")
    assert has_permission(user, Permission.MANAGE_USERS)
    user.is_active = False
    assert not has_permission(user, Permission.MANAGE_USERS)


@pytest.mark.parametrize(
    "values", [{"roles": ["koning"]}, {"email": "Met@Hoofdletter.nl"}, {"email": "geen adres"}]
)
def test_the_database_refuses_what_no_form_would_send(values, inside_first, make_user):
    """An import or a script cannot store an unknown role or a second spelling of an address."""
    user = make_user(inside_first, "consultant")
    for name, value in values.items():
        setattr(user, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_somebody_without_a_role_is_told_so(first_tenant, make_user):
    """No empty page and no loop between start and sign-in."""
    client = Client(SERVER_NAME=first_tenant.host)
    user = make_user(first_tenant)
    with context.inside(first_tenant.schema_name):
        client.force_login(user)
    answer = client.get("/")
    assert answer.status_code == 403
    assert "U hebt nog geen rol" in answer.content.decode()
