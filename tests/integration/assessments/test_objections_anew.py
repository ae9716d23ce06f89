"""What follows an objection that is upheld: who decides anew, how long it is open, and letters."""

import pytest

from assessments import queries
from assessments.actions import withdraw_case
from assessments.letters.actions import letter_for
from assessments.letters.codes import Language, Reader
from assessments.letters.models import Letter
from assessments.letters.rows import text_in
from assessments.models import Case
from assessments.objections import actions
from assessments.objections.anew import AnswersAnObjection
from assessments.objections.codes import Kind, LodgedBy, Outcome, OutcomeReason, WorkReason
from assessments.objections.models import Objection
from assessments.objections.queries import objection, open_count
from assessments.objections.refusals import ObjectionRefused
from assessments.objections.sent_days import sent_days
from assessments.objections.takers import TookFormerDecision
from assessments.status import CaseStatus
from rulebook.wording import date_long
from tenants.identifiers import uuid7
from tests.objections_at_work import (
    DAY,
    SENT,
    TODAY,
    ended,
    granted,
    lodged,
    opened,
    sent,
)
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]


def test_after_an_appeal_who_took_the_first_decision_takes_no_part_again(
    consultant, colleague, eikenberg, make_user, refused
):
    """Awb 10:3 (3): a new decision on an objection is not for who took what was objected to."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept)
    second = granted(colleague, opened(colleague, refused, kept))
    appeal = lodged(consultant, second, kind=Kind.APPEAL, sent_on=TODAY)
    row = ended(colleague, second, appeal)
    assert row.taken_by == {consultant.id, colleague.id}
    third = opened(consultant, second, appeal)
    for taker in (consultant, colleague):
        with pytest.raises(TookFormerDecision):
            granted(taker, third)
    assert granted(make_user(eikenberg, "consultant"), third).status == "decided"


def test_an_upheld_objection_is_open_until_its_letters_went(client, consultant, colleague, refused):
    """Awb 7:10 is met by sending, to who objected and to who applied; nothing before ends it."""
    kept = lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    ended(colleague, refused, kept)
    assert open_count() == 1
    page = client.get("/werkvoorraad/bezwaren/").content.decode()
    assert "nieuw besluit of brief nodig" in page
    new = opened(colleague, refused, kept)
    with pytest.raises(AnswersAnObjection):
        withdraw_case(actor=colleague, case_id=new.id, revision=new.revision)
    assert "Aanvraag intrekken" not in client.get(f"/werkvoorraad/{new.number}/").content.decode()
    answer = client.post(f"/werkvoorraad/{new.number}/intrekken/", follow=True).content.decode()
    assert "trekt u niet in" in answer
    granted(colleague, queries.case(number=new.number))
    assert open_count() == 1
    sent(colleague, refused, kept)
    assert open_count() == 1
    sent(colleague, refused, kept, Reader.EMPLOYER)
    assert open_count() == 0


def test_where_the_new_case_was_withdrawn_before_that_was_refused_another_opens(
    client, consultant, colleague, refused
):
    """Else nobody could ever decide on that objection, and it would stay on the list."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept)
    first = opened(colleague, refused, kept)
    assert not objection(case_id=refused.id, objection_id=kept).may_open_new
    Case.objects.filter(pk=first.id).update(status=CaseStatus.WITHDRAWN)  # as one could before
    row = objection(case_id=refused.id, objection_id=kept)
    assert (row.new_number, row.may_open_new) == ("", True)
    url = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/"
    assert "Nieuw besluit voorbereiden" in client.get(url).content.decode()
    second = opened(colleague, refused, kept)
    with pytest.raises(ObjectionRefused):
        opened(colleague, refused, kept)
    granted(colleague, second)
    sent(colleague, refused, kept)
    assert open_count() == 0


def test_the_new_case_says_what_it_answers_and_until_when(client, consultant, colleague, refused):
    """Its term is that of the objection: no clock of an application can be started beside it."""
    kept = lodged(consultant, refused)
    row = ended(colleague, refused, kept)
    new = opened(colleague, refused, kept)
    page = client.get(f"/werkvoorraad/{new.number}/").content.decode()
    assert "Opnieuw beslissen na bezwaar" in page
    assert f"uiterlijk op {date_long(row.ends_on, 'nl')}" in page
    assert f"/werkvoorraad/{refused.number}/bezwaar/{kept}/" in page
    assert "Aanvraag indienen" not in page


def test_who_object_to_one_decision_get_one_new_decision(client, consultant, colleague, refused):
    """It stands in the letter to each; only once it is taken another can follow it."""
    first = lodged(consultant, refused)
    second = lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    ended(colleague, refused, first)
    new = opened(colleague, refused, first)
    row = ended(colleague, refused, second)
    assert (row.new_number, row.may_open_new) == (new.number, False)
    with pytest.raises(ObjectionRefused):
        actions.open_new_case(actor=colleague, case_id=refused.id, objection_id=second)
    granted(colleague, new)
    sent(colleague, refused, second, Reader.EMPLOYER)
    assert new.number in text_in(Letter.objects.get())
    work = client.get(f"/werkvoorraad/{new.number}/besluit/brief/werkgever/")
    assert (work.status_code, str(second) in work["Location"]) == (302, True)
    assert objection(case_id=refused.id, objection_id=second).may_open_new


def test_an_appeal_runs_from_the_letter_on_the_objection_to_who_appeals(
    client, consultant, colleague, refused
):
    """Awb 6:8: not from that of the first decision; the day is taken where none is typed."""
    kept = lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    sent(colleague, refused, kept)
    work = sent(
        colleague, refused, kept, Reader.EMPLOYER, WorkReason.NO_NEW_FACTS, TODAY + DAY
    )  # fmt: skip
    made = queries.decision(number=refused.number)
    days = sent_days(case_id=refused.id, decision_id=made.id)
    assert days.of(kind=Kind.APPEAL, lodged_by=LodgedBy.PERSON) == TODAY
    assert Letter.objects.get(pk=work).sent_on == TODAY + DAY
    url = f"/werkvoorraad/{refused.number}/bezwaar/nieuw/"
    first = client.get(url)
    assert (value_of("sent_on", first), "Laat leeg" in first.content.decode()) == ("", True)
    given = {"kind": "appeal", "lodged_by": "employer", "sent_on": "", "late_reason": ""}
    answer = client.post(url, {**given, "received_on": f"{TODAY:%d-%m-%Y}"})
    assert answer.status_code == 302
    appeal = Objection.objects.get(kind=Kind.APPEAL)
    assert appeal.sent_on == TODAY + DAY
    typed = {**given, "kind": "objection", "received_on": f"{TODAY:%d-%m-%Y}"}
    told = client.post(url, typed).content.decode()  # no letter told of the decision itself
    assert "Vul een dag in" in told


def test_after_an_appeal_the_letter_names_the_decision_that_the_court_annulled(
    eikenberg, make_user, consultant, colleague, refused
):
    """That on the objection, by the day of its letter; who knows of no appeal reads none of it."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    sent(colleague, refused, kept)
    appeal = lodged(consultant, refused, kind=Kind.APPEAL, sent_on=TODAY)
    ended(colleague, refused, appeal)
    new = granted(colleague, opened(colleague, refused, appeal))

    def said(reader):
        content = letter_for(
            actor=colleague, case=new, reader=reader, language=Language.NL, sent_on=TODAY,
            organisation="Eikenberg", checked_at="https://e.example/controle/",
        )  # fmt: skip
        return " ".join((content.title, *content.lines))

    told, work = said(Reader.CLIENT), said(Reader.EMPLOYER)
    assert f"De rechter vernietigde onze beslissing van {date_long(TODAY, 'nl')}" in told
    assert "Nieuwe beslissing op het bezwaar" in told
    assert "Ons nieuwe besluit" in told
    assert "geen bezwaar maken" in told
    assert "rechter vernietigde" not in work
    assert f"in de plaats van ons besluit van {date_long(SENT, 'nl')}" in work


def test_a_second_page_that_stood_open_sends_no_second_decision(
    sign_in, eikenberg, consultant, colleague, refused
):
    """It says that one went meanwhile; pressed twice, the same page leads to the letter it sent."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    url = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/brief/aanvrager/"
    given = {"sent_on": TODAY.isoformat(), "motivation": "Het besluit klopte."}
    pages = [{**given, "once": str(uuid7())} for _ in range(2)]
    looks = [{**page, "seen": value_of("seen", browser.post(url, page))} for page in pages]
    first = browser.post(url, looks[0])
    assert browser.post(url, looks[0])["Location"] == first["Location"]
    second = browser.post(url, looks[1]).content.decode()
    for text in ("De brief is veranderd", "Er ging al een brief weg"):
        assert text in second
    assert Letter.objects.count() == 1
