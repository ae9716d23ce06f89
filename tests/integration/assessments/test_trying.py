"""A check by people themselves: the own policy answers, and nothing that they say is kept."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.signals import use
from assessments.trying import views
from audit.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
PAGE = "/kan-ik-hulp-krijgen/"
FITS = {
    "work_situation": "employment", "contract_form": "fixed_term", "weekly_hours": "24",
    "contract_start": f"{TODAY:%d-%m-%Y}",
    "contract_end": f"{TODAY + timedelta(days=395):%d-%m-%Y}",
    "structural_limitation": "yes", "target_register": "yes", "wage_cost_subsidy_group": "yes",
}  # fmt: skip


@pytest.fixture
def visitor(eikenberg):
    """Anybody, without an account, in Dutch."""
    browser = Client(SERVER_NAME=eikenberg.host)
    browser.cookies["django_language"] = "nl"
    return browser


def test_k2_2_a_somebody_sees_whether_support_may_be_possible(visitor):
    """K2.2-a: without an account, in words that say "you", and with the way on.

    What does not fit says that one can apply all the same; what stayed open is named.
    """
    assert "Wij bewaren niets" in visitor.get(PAGE).content.decode()
    read = visitor.post(PAGE, FITS).content.decode()
    assert "Wat u vertelde, past bij onze regels" in read
    assert "U hoort bij een groep die begeleiding kan krijgen" in read
    assert 'href="/melden/"' in read
    read = visitor.post(PAGE, {**FITS, "weekly_hours": "2"}).content.decode()
    assert "Niet alles past bij onze regels" in read
    assert "Een aanvraag kan altijd" in read
    assert "Dat is nog niet te zeggen" in visitor.post(PAGE, {}).content.decode()
    english = visitor.post(PAGE, FITS, headers={"cookie": "django_language=en"})
    assert "You belong to a group that can get support" in english.content.decode()
    wrong = {**FITS, "contract_end": "01-01-2020"}
    assert visitor.post(PAGE, wrong).status_code == 400
    assert 'href="/kan-ik-hulp-krijgen/"' in visitor.get("/melden/").content.decode()


def test_k2_2_a_nothing_of_it_is_kept(visitor, caplog):
    """K2.2-a: no row but the count of the hour, no session, no event, no word in the log."""
    events = AuditEvent.objects.count()
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        answer = visitor.post(PAGE, FITS)
    written = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert all("usecount" in sql for sql in written)
    assert "limitation" not in caplog.text
    assert FITS["contract_end"] not in caplog.text
    assert AuditEvent.objects.count() == events
    assert "sessionid" not in answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_k2_2_a_the_check_is_bounded_and_says_where_there_are_no_rules(visitor, monkeypatch):
    """K2.2-a: so many an hour, a form and no more, and no rules no answer."""
    assert visitor.post(PAGE, {"work_situation": "x" * 6_000}).status_code == 413
    monkeypatch.setattr(use, "MOST_TRIES", 1)
    assert visitor.post(PAGE, FITS).status_code == 200
    assert visitor.post(PAGE, FITS).status_code == 429
    monkeypatch.setattr(views, "rules_today", lambda: None)
    assert "Dit kan hier nog niet" in visitor.get(PAGE).content.decode()
