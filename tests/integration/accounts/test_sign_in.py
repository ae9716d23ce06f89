"""Signing in, signing out and choosing a password, on the pages that people use."""

import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.module_loading import import_string

from accounts.actions import close_account, create_user
from accounts.models import User
from audit.queries import EventFilter, count_events, events
from config.demo_sign_in import demo_sign_in
from config.settings import base
from demo import seed
from tenants import context
from tests.tenant_fixtures import PASSWORD

pytestmark = pytest.mark.django_db


def browser(tenant) -> Client:
    return Client(SERVER_NAME=tenant.host)


def try_to_sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/aanmelden/", {"username": email, "password": password, **more})


@pytest.fixture
def colleague(first_tenant, make_user) -> User:
    """Somebody of Eikenberg with a password."""
    return make_user(first_tenant, "tenant_admin", password=PASSWORD)


def test_somebody_signs_in_works_and_signs_out(first_tenant, colleague):
    """Capitals in the address do not matter; each step is on record."""
    client = browser(first_tenant)
    assert client.get("/").headers["Location"] == "/aanmelden/?next=/"
    answer = try_to_sign_in(client, colleague.email.upper(), next="/beheer/gebruikers/")
    assert answer.headers["Location"] == "/beheer/gebruikers/"
    assert colleague.name in client.get("/beheer/gebruikers/").content.decode()
    assert client.post("/afmelden/").headers["Location"] == "/aanmelden/"
    assert client.get("/beheer/gebruikers/").status_code == 302
    with context.inside(first_tenant.schema_name):
        recorded = [row.action for row in events(having=EventFilter(actor_id=colleague.id))]
    assert recorded == ["user.signed_out", "user.signed_in"]


def test_passwords_are_stored_with_argon2(colleague):
    """Memory-hard, with a salt of its own; in production with the work that Django advises."""
    assert colleague.password.startswith("argon2$argon2id$")
    stored = import_string(base.PASSWORD_HASHERS[0])().encode(PASSWORD, "een-zout-van-zestien")
    assert re.match(r"argon2\$argon2id\$v=19\$m=102400,t=2,p=8\$", stored)


@pytest.mark.parametrize(
    "onward",
    ["https://elders.example/", "//elders.example", "javascript:alert(1)", "/\\elders.example", ""],
)
def test_nobody_is_sent_to_another_site(onward, first_tenant, colleague):
    """An address in `next` that is not on this host counts as none."""
    answer = try_to_sign_in(browser(first_tenant), colleague.email, next=onward)
    assert answer.headers["Location"] == "/"


def test_a_refusal_does_not_tell_whether_the_account_exists(first_tenant, colleague):
    """Unknown address, wrong password and closed account get one and the same answer."""
    with context.inside(first_tenant.schema_name):
        closed = create_user(email="dicht@x.nl", name="D", roles=[], password=PASSWORD)
        create_user(email="leeg@x.nl", name="L", roles=[])
        close_account(actor=colleague, user_id=closed.id)
    pages = set()
    for email, password in [
        ("niemand@x.nl", PASSWORD),
        (colleague.email, "iets-heel-anders"),
        ("dicht@x.nl", PASSWORD),
        ("leeg@x.nl", PASSWORD),
    ]:
        answer = try_to_sign_in(browser(first_tenant), email, password)
        assert answer.status_code == 400
        pages.add(answer.content.decode().replace(email, "…").split("<main")[1].split("csrf")[0])
    assert len(pages) == 1


def test_the_time_does_not_tell_whether_the_account_exists(first_tenant, colleague, monkeypatch):
    """Every refusal costs exactly one argon2 hash, whether or not there is one to compare with."""
    hashed = []
    original = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    for name, method in zip(("encode", "verify"), original, strict=True):
        monkeypatch.setattr(Argon2PasswordHasher, name, _counted(method, hashed))
    for email in (colleague.email, "niemand@x.nl", "leeg@x.nl"):
        hashed.clear()
        try_to_sign_in(browser(first_tenant), email, "iets-heel-anders")
        assert len(hashed) == 1, email


def _counted(method, calls):
    def counting(*args, **kwargs):
        calls.append(method.__name__)
        return method(*args, **kwargs)

    return counting


def test_five_failures_close_an_account_for_a_while(first_tenant, colleague):
    """The right password does not help then, and an account that is not there closes as well."""
    for email in (colleague.email, "niemand@x.nl"):
        statuses = [
            try_to_sign_in(browser(first_tenant), email, "iets-heel-anders").status_code
            for _ in range(6)
        ]
        assert statuses == [400, 400, 400, 400, 429, 429]
    with context.inside(first_tenant.schema_name):
        assert count_events(having=EventFilter(action="user.locked_out")) == 2
    answer = try_to_sign_in(browser(first_tenant), colleague.email)
    assert answer.status_code == 429
    assert "Over 15 minuten kunt u het opnieuw proberen" in answer.content.decode()


def test_a_lock_in_one_tenant_leaves_the_other_open(first_tenant, second_tenant, make_user):
    """The same address may exist in both; each counts its own failures."""
    for tenant in (first_tenant, second_tenant):
        with context.inside(tenant.schema_name):
            create_user(email="zelfde@x.nl", name="Zelfde", roles=[], password=PASSWORD)
    for _ in range(5):
        try_to_sign_in(browser(first_tenant), "zelfde@x.nl", "iets-heel-anders")
    assert try_to_sign_in(browser(first_tenant), "zelfde@x.nl").status_code == 429
    assert try_to_sign_in(browser(second_tenant), "zelfde@x.nl").status_code == 302


def test_what_is_kept_of_a_failure_names_nobody(first_tenant, colleague):
    """No address, no network address, no browser, no password: only a keyed hash and a count."""
    client = Client(SERVER_NAME=first_tenant.host, HTTP_USER_AGENT="Rarebrowser/1")
    client.post(
        "/aanmelden/?next=/geheim/", {"username": colleague.email, "password": "zeer-geheim"}
    )
    with context.inside(first_tenant.schema_name):
        (kept,) = AccessAttempt.objects.values()
    text = " ".join(str(value) for value in kept.values())
    assert kept["ip_address"] is None
    for secret in (colleague.email, "zeer-geheim", "Rarebrowser", "127.0.0.1"):
        assert secret not in text


def test_a_session_of_one_tenant_is_nothing_in_another(
    first_tenant, second_tenant, sign_in, django_user_model
):
    """Its cookie, sent to the other host, signs nobody in; in both directions."""
    for own, other in ((first_tenant, second_tenant), (second_tenant, first_tenant)):
        client = sign_in(own, "tenant_admin")
        assert client.get("/beheer/gebruikers/").status_code == 200
        crossing = Client(SERVER_NAME=other.host)
        crossing.cookies = client.cookies
        answer = crossing.get("/beheer/gebruikers/")
        assert answer.headers["Location"].startswith("/aanmelden/")
        with context.inside(other.schema_name):
            assert not Session.objects.filter(pk=client.cookies["sessionid"].value).exists()


def test_a_session_of_the_platform_is_nothing_in_a_tenant(first_tenant, sign_in):
    """Nor the other way round."""
    platform, tenant = sign_in(None, "platform_admin"), sign_in(first_tenant, "tenant_admin")
    assert platform.get("/beheer/").status_code == 200
    platform_in_tenant = Client(SERVER_NAME=first_tenant.host)
    platform_in_tenant.cookies = platform.cookies
    assert platform_in_tenant.get("/beheer/gebruikers/").status_code == 302
    tenant_in_platform = Client(SERVER_NAME="localhost")
    tenant_in_platform.cookies = tenant.cookies
    assert tenant_in_platform.get("/beheer/").status_code == 302


def test_the_cookie_belongs_to_one_host_and_no_script(first_tenant, colleague):
    """Without a domain it is never sent to another tenant by the browser itself."""
    client = browser(first_tenant)
    try_to_sign_in(client, colleague.email)
    cookie = client.cookies["sessionid"]
    assert (cookie["domain"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


def test_a_person_chooses_another_password(first_tenant, colleague):
    """This session goes on, the one elsewhere ends, and the old password no longer works."""
    here, elsewhere = browser(first_tenant), browser(first_tenant)
    for client in (here, elsewhere):
        try_to_sign_in(client, colleague.email)
    new = "vier-andere-woorden-nu"
    answer = here.post("/wachtwoord/", {"current": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert here.get("/beheer/gebruikers/").status_code == 200
    assert elsewhere.get("/beheer/gebruikers/").status_code == 302
    assert try_to_sign_in(browser(first_tenant), colleague.email).status_code == 400
    assert try_to_sign_in(browser(first_tenant), colleague.email, new).status_code == 302


@pytest.mark.parametrize(
    ("current", "first", "second"),
    [
        ("iets-heel-anders", "vier-andere-woorden-nu", "vier-andere-woorden-nu"),
        (PASSWORD, "vier-andere-woorden-nu", "vijf-andere-woorden-nu"),
        (PASSWORD, "kort", "kort"),
        (PASSWORD, "184562937405", "184562937405"),
        (PASSWORD, "", ""),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(current, first, second, first_tenant, colleague):
    """With the reason at the field, and nothing changed."""
    client = browser(first_tenant)
    try_to_sign_in(client, colleague.email)
    answer = client.post(
        "/wachtwoord/", {"current": current, "password1": first, "password2": second}
    )
    assert answer.status_code == 400
    assert "ml-problems" in answer.content.decode()
    assert try_to_sign_in(browser(first_tenant), colleague.email).status_code == 302


def test_a_form_without_token_is_refused(first_tenant, colleague):
    """Another site cannot sign anybody in or out."""
    client = Client(SERVER_NAME=first_tenant.host, enforce_csrf_checks=True)
    assert try_to_sign_in(client, colleague.email).status_code == 403
    assert client.post("/afmelden/").status_code == 403


def test_an_unknown_host_is_nobodys(two_tenants):
    """It shows no tenant, no landing page and no sign-in."""
    client = Client(SERVER_NAME="nergens.localhost")
    assert client.get("/").status_code == 404
    assert client.get("/aanmelden/").status_code == 404
    assert Client(SERVER_NAME="elders.example").get("/").status_code == 400


def test_a_tenant_that_is_not_open_shows_itself_to_its_own_people_only(inside_first):
    """Its sign-in page answers; everything else asks to sign in."""
    with context.as_platform():
        from tenants.models import Tenant

        Tenant.objects.filter(schema_name=inside_first.schema_name).update(launched_at=None)
    client = browser(inside_first)
    assert client.get("/aanmelden/").status_code == 200
    for path in ("/", "/werkvoorraad/", "/vergelijken/", "/api/v1/", "/graphql"):
        assert client.get(path).headers.get("Location", "").startswith("/aanmelden/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sign_in_page_speaks_the_readers_language(language, first_tenant):
    """Dutch unless the browser or the switch says English."""
    page = browser(first_tenant).get("/aanmelden/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f'<html lang="{language}">' in page
    assert ("Wachtwoord" if language == "nl" else "Password") in page


def test_a_number_for_an_address_is_answered_with_the_name_to_use(two_tenants, settings):
    """Only where nothing real is kept, and without repeating the name that was asked for."""
    asked = Client(SERVER_NAME="127.0.0.1")
    told = asked.get("/").content.decode()
    assert f'href="http://localhost:{settings.ENVIRONMENT.port}/"' in told
    assert "Use this address" in asked.get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "elders.example" not in Client(SERVER_NAME="elders.example").get("/").content.decode()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, name="production")
    assert "http://localhost" not in asked.get("/").content.decode()


def test_only_the_demonstration_tells_who_can_sign_in(two_tenants, settings):
    """And it tells nothing at an organisation that is not one of its own."""
    public, ours = Client(SERVER_NAME="localhost"), browser(two_tenants.first)
    assert seed.PLATFORM_ADMINISTRATOR not in public.get("/aanmelden/").content.decode()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, name="demo")
    told = public.get("/aanmelden/").content.decode()
    assert all(email in told for email, _, _ in seed.PLATFORM_PEOPLE)
    assert seed.PASSWORD in told
    assert seed.PASSWORD not in ours.get("/aanmelden/").content.decode()
    known = SimpleNamespace(schema_name="amsterdam")
    assert "consulent@amsterdam.voorbeeld" in demo_sign_in(known).addresses


@pytest.mark.parametrize(
    ("came_from", "onward"),
    [
        ("http://eikenberg.localhost/beheer/gebruikers/?wie=x", "/beheer/gebruikers/?wie=x"),
        ("http://elders.example/beheer/gebruikers/", "/"),
        ("http://duinzicht.localhost/beheer/gebruikers/", "/"),
        ("http://eikenberg.localhost//elders.example/", "/"),
        ("javascript:alert(1)", "/"),
        (None, "/"),
    ],
)
def test_who_sent_a_form_too_late_comes_back_to_the_page_it_stood_on(
    first_tenant, colleague, came_from, onward
):
    """Not to the address it was sent to, which shows nothing; and never to another host."""
    client = browser(first_tenant)
    headers = {"Referer": came_from} if came_from else {}
    asked = client.post("/beleid/harmoniseren/concept/", {"naam": "x"}, headers=headers)
    assert asked.status_code == 302
    [(_name, heading)] = parse_qsl(urlsplit(asked.headers["Location"]).query)
    answer = try_to_sign_in(client, colleague.email, next=heading)
    assert answer.headers["Location"] == onward


def test_on_the_public_host_the_way_back_from_a_form_is_the_administration(two_tenants):
    asked = Client(SERVER_NAME="localhost").post("/beheer/uitvoerders/eikenberg/openen/")
    assert asked.headers["Location"] == "/aanmelden/?next=%2Fbeheer%2F"


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "Er is niets opgeslagen"), ("en", "Nothing was saved")],
)
def test_an_address_for_a_form_only_shows_a_page_with_a_way_on(
    first_tenant, sign_in, language, told
):
    """Where the browser would otherwise show an empty white page."""
    for client, way_on in (
        (sign_in(first_tenant, "tenant_admin"), 'href="/beheer/'),
        (browser(first_tenant), 'href="/"'),
    ):
        client.cookies["django_language"] = language
        answer = client.get("/afmelden/")
        page = answer.content.decode()
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
        assert f'<html lang="{language}">' in page
        assert told in page
        assert way_on in page.partition("<main")[2]


def test_programs_get_status_405_without_a_page(two_tenants):
    answer = Client(SERVER_NAME="localhost").post("/health")
    assert (answer.status_code, answer.content) == (405, b"")
