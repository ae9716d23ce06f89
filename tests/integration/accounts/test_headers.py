"""What every answer tells the browser, and what production adds."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/aanmelden/", "/bestaat-niet", "/taal/"])
def test_every_answer_allows_no_foreign_and_no_inline_code(path, first_tenant):
    """Also an answer that says something is not there."""
    headers = Client(SERVER_NAME=first_tenant.host).get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_pages_of_people_are_not_kept_by_a_browser_that_is_shared(first_tenant, sign_in):
    """The page with a first password, and the sign-in page, are never stored."""
    client = sign_in(first_tenant, "tenant_admin")
    for path in ("/beheer/gebruikers/nieuw/", "/wachtwoord/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_production_passes_djangos_own_checks():
    """HTTPS only, cookies that leave no host, no debugging, a key of its own."""
    key = "k3yThatIsLongEnough-and-Random-7391-xqzv-for-this-check-only-0421"
    answer = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "ENVIRONMENT": "production",
            "SECRET_KEY": key,
            "PSEUDONYM_KEY": key[::-1],
            "IDENTITY_KEYS": key.lower(),
            "IDENTITY_INDEX_KEY": key.upper(),
            "BASE_DOMAIN": "meetlat.example",
            "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/nowhere",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr


def test_productions_session_cookie_belongs_to_one_host():
    """`__Host-` makes the browser refuse one that another host name set."""
    from config.settings import production

    assert production.SESSION_COOKIE_NAME.startswith("__Host-")
    assert production.SESSION_COOKIE_SECURE
    assert production.CSRF_COOKIE_SECURE
    assert production.SECURE_SSL_REDIRECT


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "bestaat-niet.localhost"])
def test_who_watches_the_server_may_ask_by_any_name(host):
    """A balancer knows a number and no name; nothing else answers to that."""
    client = Client(headers={"host": host})
    assert client.get("/health").json()["status"] == "ok"
    assert client.post("/health").status_code == 405
    assert (client.get("/").status_code == 200) == (host == "localhost")
