"""What the page of an objection offers: no step that is refused once it was filled in."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.objections import actions
from assessments.objections.actions import Step
from assessments.objections.status import Change
from tests.objections_at_work import DAY, TODAY, lodged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]


@pytest.fixture
def kept(consultant, refused):
    return lodged(consultant, refused)


def _browser_of(user, tenant):
    browser = Client(SERVER_NAME=tenant.host)
    browser.force_login(user)
    return browser


@pytest.fixture
def of_colleague(eikenberg, colleague):
    return _browser_of(colleague, eikenberg)


def _offered(browser, case, kept):
    page = browser.get(reverse("assessments:objection", args=[case.number, kept]))
    ways = ("aanvullen", "aangevuld", "uitkomst")
    return {way for way in ways if f"/{kept}/{way}/" in page.content.decode()}


def test_mending_is_offered_once_it_was_asked_and_asking_only_once(
    consultant, refused, kept, of_colleague
):
    asked = Step(change=Change.ASK, day=TODAY, until=TODAY + 14 * DAY)
    assert _offered(of_colleague, refused, kept) == {"aanvullen"}
    actions.add_step(actor=consultant, case_id=refused.id, objection_id=kept, step=asked)
    assert _offered(of_colleague, refused, kept) == {"aangevuld"}
    mended = Step(change=Change.MEND, day=TODAY)
    actions.add_step(actor=consultant, case_id=refused.id, objection_id=kept, step=mended)
    assert _offered(of_colleague, refused, kept) == set()


def test_an_outcome_is_offered_to_a_colleague_alone(
    eikenberg, consultant, colleague, refused, kept, of_colleague
):
    """Awb 10:3: who decided reads so, and is not asked for an outcome that would be refused."""
    heard = Step(change=Change.HEAR, day=TODAY)
    actions.add_step(actor=colleague, case_id=refused.id, objection_id=kept, step=heard)
    assert "uitkomst" in _offered(of_colleague, refused, kept)
    of_consultant = _browser_of(consultant, eikenberg)
    assert "uitkomst" not in _offered(of_consultant, refused, kept)
    page = of_consultant.get(reverse("assessments:objection", args=[refused.number, kept]))
    assert "Een collega beslist op het bezwaar" in page.content.decode()


def test_all_that_is_lacking_is_said_at_once(client, refused):
    """No letter went, so the day of sending is asked, whoever turns out to lodge it."""
    url = reverse("assessments:lodge", args=[refused.number])
    page = client.post(url, {"kind": "objection", "received_on": f"{TODAY:%d-%m-%Y}"})
    assert page.status_code == 400
    assert 'href="#id_sent_on"' in page.content.decode()
    assert "2 punten vragen nog aandacht" in page.content.decode()
