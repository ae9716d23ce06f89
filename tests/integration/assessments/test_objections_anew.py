"""What follows an objection that is upheld: who decides anew, how long it is open, and letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import queries
from assessments.actions import decide as decide_case
from assessments.actions import withdraw_case
from assessments.choices import AsAdvised, Otherwise
from assessments.letters.actions import letter_for
from assessments.letters.codes import Language, Reader
from assessments.letters.models import Letter
from assessments.letters.rows import text_in
from assessments.objections import actions
from assessments.objections.actions import Lodged, Step
from assessments.objections.anew import AnswersAnObjection
from assessments.objections.codes import Kind, LodgedBy, Outcome, OutcomeReason, WorkReason
from assessments.objections.letters import Draft, letter_of_outcome, mark_of, send_outcome
from assessments.objections.models import Objection
from assessments.objections.queries import objection, open_count
from assessments.objections.refusals import ObjectionRefused
from assessments.objections.sent_days import sent_days
from assessments.objections.status import Change
from assessments.objections.takers import TookFormerDecision
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from rulebook.wording import date_long
from tenants.identifiers import uuid7
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
DAY = timedelta(days=1)
SENT = TODAY - 30 * DAY


@pytest.fixture
def colleague(eikenberg, make_user):
    return make_user(eikenberg, "consultant")


@pytest.fixture
def refused(consultant, open_case):
    """A case that the consultant refused a month ago."""
    case = open_case(weekly_hours=300, growth_expected=False)
    add_person(actor=consultant, case_id=case.id, identity=Identity(surname="Vermeer"))
    case = queries.case(number=case.number)
    decide_case(
        actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised(),
        decided_on=SENT,
    )  # fmt: skip
    return queries.case(number=case.number)


def _lodged(actor, case, *, by=LodgedBy.PERSON, kind=Kind.OBJECTION, sent_on=SENT):
    given = Lodged(kind=kind, lodged_by=by, received_on=TODAY, sent_on=sent_on)
    return actions.lodge(actor=actor, case_id=case.id, lodged=given)


def _ended(actor, case, kept, outcome=Outcome.UPHELD, reason=OutcomeReason.RULES_APPLIED):
    for step in (
        Step(change=Change.HEAR, day=TODAY),
        Step(change=Change.END, day=TODAY, outcome=outcome, outcome_reason=reason),
    ):
        actions.add_step(actor=actor, case_id=case.id, objection_id=kept, step=step)
    return objection(case_id=case.id, objection_id=kept)


def _opened(actor, case, kept):
    new = actions.open_new_case(actor=actor, case_id=case.id, objection_id=kept)
    return queries.case(number=new.number)


def _granted(actor, case):
    """Decide a case: twelve hours are granted."""
    grant = Otherwise(
        outcome="grant_otherwise", reason="person", minutes=720,
        starts_on=TODAY, ends_on=TODAY + 180 * DAY,
    )  # fmt: skip
    decide_case(actor=actor, case_id=case.id, revision=case.revision, choice=grant)
    return queries.case(number=case.number)


def test_after_an_appeal_who_took_the_first_decision_takes_no_part_again(
    consultant, colleague, eikenberg, make_user, refused
):
    """Awb 10:3 (3): a new decision on an objection is not for who took what was objected to."""
    kept = _lodged(consultant, refused)
    _ended(colleague, refused, kept)
    second = _granted(colleague, _opened(colleague, refused, kept))
    appeal = _lodged(consultant, second, kind=Kind.APPEAL, sent_on=TODAY)
    row = _ended(colleague, second, appeal)
    assert row.taken_by == {consultant.id, colleague.id}
    third = _opened(consultant, second, appeal)
    for taker in (consultant, colleague):
        with pytest.raises(TookFormerDecision):
            _granted(taker, third)
    assert _granted(make_user(eikenberg, "consultant"), third).status == "decided"


def _sent(actor, case, kept, reader=Reader.CLIENT, reason=WorkReason.NEW_FACTS, sent_on=TODAY):
    """Send the decision on an objection to one reader."""
    why = {"motivation": "Wij wogen opnieuw."}
    if reader is not Reader.CLIENT:
        why = {"reasons": (reason,)}
    draft = Draft(
        reader=reader, language=Language.NL, organisation="Eikenberg",
        checked_at="https://e.example/controle/", **why,
    )  # fmt: skip
    given = {"actor": actor, "case": case, "row": objection(case_id=case.id, objection_id=kept)}
    given |= {"draft": draft}
    seen = mark_of(letter_of_outcome(sent_on=TODAY, **given))
    return send_outcome(seen=seen, once=uuid7(), sent_on=sent_on, **given)


def test_an_upheld_objection_is_open_until_its_letters_went(client, consultant, colleague, refused):
    """Awb 7:10 is met by sending, to who objected and to who applied; nothing before ends it."""
    kept = _lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    _ended(colleague, refused, kept)
    assert open_count() == 1
    page = client.get("/werkvoorraad/bezwaren/").content.decode()
    assert "nieuw besluit of brief nodig" in page
    new = _opened(colleague, refused, kept)
    with pytest.raises(AnswersAnObjection):
        withdraw_case(actor=colleague, case_id=new.id, revision=new.revision)
    assert "Aanvraag intrekken" not in client.get(f"/werkvoorraad/{new.number}/").content.decode()
    answer = client.post(f"/werkvoorraad/{new.number}/intrekken/", follow=True).content.decode()
    assert "trekt u niet in" in answer
    _granted(colleague, queries.case(number=new.number))
    assert open_count() == 1
    _sent(colleague, refused, kept)
    assert open_count() == 1
    _sent(colleague, refused, kept, Reader.EMPLOYER)
    assert open_count() == 0


def test_who_object_to_one_decision_get_one_new_decision(client, consultant, colleague, refused):
    """It stands in the letter to each; only once it is taken another can follow it."""
    first = _lodged(consultant, refused)
    second = _lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    _ended(colleague, refused, first)
    new = _opened(colleague, refused, first)
    row = _ended(colleague, refused, second)
    assert (row.new_number, row.may_open_new) == (new.number, False)
    with pytest.raises(ObjectionRefused):
        actions.open_new_case(actor=colleague, case_id=refused.id, objection_id=second)
    _granted(colleague, new)
    _sent(colleague, refused, second, Reader.EMPLOYER)
    assert new.number in text_in(Letter.objects.get())
    work = client.get(f"/werkvoorraad/{new.number}/besluit/brief/werkgever/")
    assert (work.status_code, str(second) in work["Location"]) == (302, True)
    assert objection(case_id=refused.id, objection_id=second).may_open_new


def test_an_appeal_runs_from_the_letter_on_the_objection_to_who_appeals(
    client, consultant, colleague, refused
):
    """Awb 6:8: not from that of the first decision; the day is taken where none is typed."""
    kept = _lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    _ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    _sent(colleague, refused, kept)
    work = _sent(
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
    kept = _lodged(consultant, refused)
    _ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    _sent(colleague, refused, kept)
    appeal = _lodged(consultant, refused, kind=Kind.APPEAL, sent_on=TODAY)
    _ended(colleague, refused, appeal)
    new = _granted(colleague, _opened(colleague, refused, appeal))

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
    kept = _lodged(consultant, refused)
    _ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    url = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/brief/aanvrager/"
    given = {"sent_on": TODAY.isoformat(), "motivation": "Het besluit klopte."}
    pages = [{**given, "once": str(uuid7())} for _ in range(2)]
    looks = [{**page, "seen": value_of("seen", browser.post(url, page))} for page in pages]
    sent = browser.post(url, looks[0])
    assert browser.post(url, looks[0])["Location"] == sent["Location"]
    second = browser.post(url, looks[1]).content.decode()
    for text in ("De brief is veranderd", "Er ging al een brief weg"):
        assert text in second
    assert Letter.objects.count() == 1
