"""The letterhead of an organisation: set by its administrator, and kept by each letter sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.letters import actions
from assessments.letters.codes import Language, Reader
from assessments.letters.letterhead import (
    StaleLetterhead,
    TooManyLines,
    letterhead_now,
    save_letterhead,
)
from assessments.letters.logo import checked_logo
from assessments.letters.pdf import as_pdf
from assessments.letters.queries import letter
from assessments.queries import case as case_of
from audit.models import AuditEvent
from tenants.identifiers import uuid7
from tests.read_page import value_of
from tests.unit.assessments.test_logos import SVG, png

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
SQUARE = SVG.format('<rect width="9" height="9" fill="#063"/>').encode()


@pytest.fixture
def administrator(eikenberg, make_user):
    return make_user(eikenberg, "tenant_admin")


@pytest.fixture
def browser(eikenberg, sign_in):
    found = sign_in(eikenberg, "tenant_admin")
    found.cookies["django_language"] = "nl"
    return found


def _saved(actor, **changed):
    given = {
        "name": "Gemeente Eikenberg", "lines": ("Postbus 1", "1234 AB Eikenberg"),
        "phone": "14 0123", "logo": None, "seen": letterhead_now().version,
    }  # fmt: skip
    return save_letterhead(actor=actor, **{**given, **changed})


def test_the_administrator_sets_it_and_sees_an_example(browser):
    """A logo that is no plain picture is sent back with what to do; the rest stays typed."""
    page = reverse("assessments:letterhead")
    first = browser.get(page)
    given = {
        "version": value_of("version", first), "name": "Gemeente Eikenberg",
        "lines": "Postbus 1\r\n1234 AB Eikenberg", "phone": "14 0123",
    }  # fmt: skip
    script = SimpleUploadedFile("logo.svg", SVG.format("<script/>").encode())
    refused = browser.post(page, {**given, "logo": script})
    assert refused.status_code == 400
    assert "kies een gewone PNG" in refused.content.decode()
    assert "1234 AB Eikenberg" in refused.content.decode()
    bsn = browser.post(page, {**given, "phone": "111222333"})
    assert (bsn.status_code, letterhead_now().version) == (400, 0)
    undrawn = SimpleUploadedFile("logo.png", png(colour=3))
    assert browser.post(page, {**given, "logo": undrawn}).status_code == 400
    logo = SimpleUploadedFile("logo.svg", SQUARE)
    assert browser.post(page, {**given, "logo": logo}).status_code == 302
    now = letterhead_now()
    assert now.printed == ("Gemeente Eikenberg", "Postbus 1", "1234 AB Eikenberg", "14 0123")
    assert now.logo is not None
    assert browser.get(reverse("assessments:letterhead_sample")).content.startswith(b"%PDF-")
    stale = browser.post(page, {**given, "name": "Stadhuis"})
    assert stale.status_code == 400
    shown = stale.content.decode()
    assert "Wat uw collega bewaarde" in shown
    assert "Gemeente Eikenberg" in shown
    assert value_of("name", stale) == "Stadhuis"
    given["version"] = value_of("version", stale)
    assert browser.post(page, {**given, "without_logo": "on"}).status_code == 302
    assert letterhead_now().logo is None
    assert AuditEvent.objects.filter(action="letter.head_written").count() == 2


def test_a_letter_keeps_the_head_that_it_was_sent_under(
    administrator, consultant, open_case, decide
):
    """A later address changes no letter; a PNG and an SVG both come out on paper."""
    case = case_of(number=decide(open_case()).number)
    _saved(administrator, logo=checked_logo(png()))
    asked = {
        "actor": consultant, "case": case, "reader": Reader.EMPLOYER, "language": Language.NL,
        "sent_on": timezone.localdate(), "organisation": "Eikenberg",
        "checked_at": "https://e.example/controle/",
    }  # fmt: skip
    shown = actions.letter_for(**asked)
    assert shown.letterhead[0] == "Gemeente Eikenberg"
    sent = actions.send_letter(**asked, seen=actions.mark_of(shown), once=uuid7())
    _saved(administrator, name="Stadhuis", logo=checked_logo(SQUARE))
    opened = letter(actor=consultant, case_id=case.id, letter_id=sent)
    assert opened.content.letterhead[0] == "Gemeente Eikenberg"
    assert opened.logo == checked_logo(png())
    assert as_pdf(opened).startswith(b"%PDF-")
    with pytest.raises(actions.StaleLetter):  # what was shown had another head
        actions.send_letter(**asked, seen=actions.mark_of(shown), once=uuid7())


def test_what_does_not_fit_is_refused(administrator):
    with pytest.raises(TooManyLines):
        _saved(administrator, lines=tuple("abcdef"))
    with pytest.raises(StaleLetterhead):
        _saved(administrator, seen=7)
