"""Time to mend an objection (Awb 6:6), and the decision on it as a letter (Awb 7:12)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import queries
from assessments.actions import decide as decide_case
from assessments.choices import AsAdvised, Otherwise
from assessments.going_back import RowsOfThisRelease
from assessments.letters.codes import Language, Reader
from assessments.letters.models import Letter
from assessments.letters.pdf import as_pdf
from assessments.letters.queries import letter
from assessments.letters.term import last_day_to_object
from assessments.letters.validity import Standing, checked_letter
from assessments.objections import actions
from assessments.objections.actions import DecidedBySame, Step
from assessments.objections.clock import decide_by, suspended_days
from assessments.objections.codes import (
    Kind,
    LateReason,
    LodgedBy,
    NotHeard,
    Outcome,
    OutcomeReason,
    WorkReason,
)
from assessments.objections.letters import (
    Draft,
    MotivationMissing,
    NoOutcomeToTell,
    letter_of_outcome,
    mark_of,
    send_outcome,
)
from assessments.objections.lodging import Lodged
from assessments.objections.new_decision import NewDecisionMissing
from assessments.objections.queries import objection
from assessments.objections.readers import readers_of
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.sent_days import sent_days
from assessments.objections.status import Change
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from rulebook.wording import date_long
from tenants.identifiers import uuid7
from tests.integration.assessments.test_updates import go_back
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
SENT = TODAY - timedelta(days=70)
WHY = "Uw paniekstoornis weegt zwaarder dan wij dachten."


@pytest.fixture
def colleague(eikenberg, make_user):
    return make_user(eikenberg, "consultant")


@pytest.fixture
def refused(consultant, open_case):
    """A case refused ten weeks ago, of Anna Vermeer."""
    case = open_case(weekly_hours=300, growth_expected=False)
    add_person(
        actor=consultant, case_id=case.id,
        identity=Identity(surname="Vermeer", street="Dorpsstraat", house_number="1"),
    )  # fmt: skip
    case = queries.case(number=case.number)
    decide_case(
        actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised(),
        decided_on=SENT,
    )  # fmt: skip
    return queries.case(number=case.number)


@pytest.fixture
def lodged(consultant, refused):
    """An objection by the person, twenty days after the decision was sent."""
    given = Lodged(
        kind=Kind.OBJECTION, lodged_by=LodgedBy.PERSON, received_on=SENT + timedelta(days=20),
        sent_on=SENT,
    )  # fmt: skip
    return actions.lodge(actor=consultant, case_id=refused.id, lodged=given)


@pytest.fixture
def step(colleague, refused, lodged):
    def stepped(change, day=TODAY, **given):
        return actions.add_step(
            actor=colleague, case_id=refused.id, objection_id=lodged,
            step=Step(change=change, day=day, **given),
        )  # fmt: skip

    return stepped


@pytest.mark.parametrize(
    ("asked", "mend_by", "mended", "days", "by"),
    [
        (date(2026, 4, 20), date(2026, 5, 4), date(2026, 4, 27), 6, date(2026, 6, 1)),
        (date(2026, 4, 20), date(2026, 5, 4), None, 14, date(2026, 6, 8)),
        (date(2026, 4, 20), date(2026, 5, 4), date(2026, 5, 20), 14, date(2026, 6, 8)),
        (date(2026, 4, 1), date(2026, 4, 15), None, 2, date(2026, 5, 27)),
        (date(2026, 4, 1), date(2026, 4, 15), date(2026, 4, 10), 0, date(2026, 5, 26)),
    ],
)
def test_the_term_stands_still_while_something_has_to_be_mended(asked, mend_by, mended, days, by):
    """Awb 7:10 (2), of a decision sent on 2 March 2026: the weeks run from 14 April.

    The first is pushed from Sunday 31 May, the last from Whit Monday.
    """
    last = last_day_to_object(date(2026, 3, 2))
    found = suspended_days(last_day=last, asked_on=asked, mend_by=mend_by, mended_on=mended)
    assert found == days
    assert decide_by(last_day=last, with_committee=False, suspended=found) == by


def test_nobody_is_sent_away_for_what_is_lacking_without_time_to_mend_it(step, refused, lodged):
    """Awb 6:6: asked, a term, and only then inadmissible; what came in time is looked at."""
    ends = {"outcome": Outcome.INADMISSIBLE, "outcome_reason": OutcomeReason.NO_GROUNDS}
    step(Change.WAIVE, not_heard=NotHeard.INADMISSIBLE, day=TODAY - timedelta(days=5))
    with pytest.raises(ObjectionRefused) as early:
        step(Change.END, **ends)
    assert early.value.refusal is Refusal.TIME_TO_MEND
    with pytest.raises(ObjectionRefused) as backwards:
        step(Change.ASK, day=TODAY, until=TODAY)
    assert backwards.value.refusal is Refusal.MEND_BY
    with pytest.raises(ObjectionRefused):
        step(Change.MEND)  # nobody asked
    before = objection(case_id=refused.id, objection_id=lodged).ends_on
    row = step(Change.ASK, day=TODAY - timedelta(days=20), until=TODAY - timedelta(days=6))
    assert (row.mend_by, row.suspended) == (TODAY - timedelta(days=6), 14)
    assert row.ends_on >= before + timedelta(days=14)
    assert step(Change.END, **ends).ended.outcome is Outcome.INADMISSIBLE


def test_what_was_mended_in_time_cannot_be_inadmissible_for_it(step):
    """But it can be for another reason."""
    step(Change.ASK, day=TODAY - timedelta(days=20), until=TODAY - timedelta(days=6))
    step(Change.MEND, day=TODAY - timedelta(days=8))
    step(Change.HEAR)
    with pytest.raises(ObjectionRefused) as refused:
        step(Change.END, outcome=Outcome.INADMISSIBLE, outcome_reason=OutcomeReason.NO_GROUNDS)
    assert refused.value.refusal is Refusal.TIME_TO_MEND
    step(Change.END, outcome=Outcome.REJECTED, outcome_reason=OutcomeReason.STANDS)


@pytest.fixture
def long_ago(monkeypatch):
    """Decisions of this module were sent four months ago: the term to decide is over."""
    monkeypatch.setitem(globals(), "SENT", TODAY - timedelta(days=120))


def test_asking_to_mend_brings_no_lapsed_term_back(long_ago, step, refused, lodged):
    """Awb 7:10 (2) lets a term stand still that runs; asking itself stays possible (6:6)."""
    before = objection(case_id=refused.id, objection_id=lodged).ends_on
    assert before < TODAY - timedelta(days=10)
    row = step(Change.ASK, day=TODAY - timedelta(days=10), until=TODAY - timedelta(days=2))
    assert (row.ends_on, row.suspended) == (before, 0)
    with pytest.raises(ObjectionRefused) as late:
        step(Change.ADJOURN)
    assert late.value.refusal is Refusal.TERM_IS_OVER


def test_a_court_gives_time_to_mend_itself(step, colleague, consultant, refused):
    """Awb 6:6 speaks to who decides: on an appeal that is the court, and we asked for nothing."""
    step(Change.HEAR)
    step(Change.END, outcome=Outcome.REJECTED, outcome_reason=OutcomeReason.STANDS)
    given = Lodged(
        kind=Kind.APPEAL, lodged_by=LodgedBy.PERSON, received_on=TODAY, sent_on=TODAY
    )  # fmt: skip
    appeal = actions.lodge(actor=consultant, case_id=refused.id, lodged=given)
    for each in (
        Step(change=Change.HEAR, day=TODAY),
        Step(
            change=Change.END, day=TODAY, outcome=Outcome.INADMISSIBLE,
            outcome_reason=OutcomeReason.NO_GROUNDS,
        ),
    ):  # fmt: skip
        row = actions.add_step(actor=colleague, case_id=refused.id, objection_id=appeal, step=each)
    assert row.ended.outcome is Outcome.INADMISSIBLE


def _draft(reader=Reader.CLIENT, **changed):
    given = {"motivation": WHY if reader is Reader.CLIENT else "", "language": Language.NL}
    return Draft(
        reader=reader, organisation="Eikenberg", checked_at="https://e.example/controle/",
        **{**given, **changed},
    )  # fmt: skip


def _written(actor, case, kept, draft):
    row = objection(case_id=case.id, objection_id=kept)
    return letter_of_outcome(actor=actor, case=case, row=row, draft=draft, sent_on=TODAY)


def test_the_decision_on_an_objection_gives_reasons_and_the_way_to_the_court(
    colleague, refused, lodged, step
):
    """Awb 7:12, 3:45 and 6:7: what, why, whether there was a hearing, where to and by when."""
    with pytest.raises(NoOutcomeToTell):
        _written(colleague, refused, lodged, _draft())
    step(Change.HEAR)
    step(Change.END, outcome=Outcome.REJECTED, outcome_reason=OutcomeReason.STANDS_EXPLAINED)
    with pytest.raises(MotivationMissing):
        _written(colleague, refused, lodged, _draft(motivation=" "))
    said = " ".join(_written(colleague, refused, lodged, _draft()).lines)
    for text in (
        "Het bezwaar is ongegrond",
        WHY,
        "Het besluit was goed, de uitleg is aangevuld",
        "was er een hoorzitting",
        "beroep gaan bij de rechtbank",
        "griffierecht: geld dat u betaalt",
        "voorlopige voorziening: een tijdelijke beslissing",
        "Dorpsstraat 1",
    ):
        assert text in said
    assert date_long(last_day_to_object(TODAY), "nl") in said
    with pytest.raises(NoOutcomeToTell):  # that a person objected is not told at work
        _written(colleague, refused, lodged, _draft(Reader.EMPLOYER))
    english = " ".join(_written(colleague, refused, lodged, _draft(language=Language.EN)).lines)
    assert "On " in english
    assert "there was a hearing" in english


@pytest.fixture
def anew(colleague, refused):
    """Take the decision in place of the one that fell: anew(kept); twelve hours are granted."""

    def taken(kept):
        new = actions.open_new_case(actor=colleague, case_id=refused.id, objection_id=kept)
        new = queries.case(number=new.number)
        grant = Otherwise(
            outcome="grant_otherwise", reason="person", minutes=720,
            starts_on=TODAY, ends_on=TODAY + timedelta(days=180),
        )  # fmt: skip
        decide_case(
            actor=colleague, case_id=new.id, revision=new.revision, choice=grant,
            motivation=WHY,
        )  # fmt: skip
        return queries.case(number=new.number)

    return taken


def test_the_new_decision_stands_in_the_same_letter(
    sign_in, eikenberg, colleague, refused, objected, anew
):
    """Awb 7:11 (2): revoked and replaced at once, in what is sent to each who objected or asked.

    Until it is taken there is no letter and the term goes on; against it one appeals, and it has no
    second letter to who got this one.
    """
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    kept = objected(LodgedBy.EMPLOYER, Outcome.UPHELD, OutcomeReason.WEIGHED)
    work = _draft(Reader.EMPLOYER, reasons=(WorkReason.WORK_ASKS_MORE,))
    with pytest.raises(NewDecisionMissing):
        _written(colleague, refused, kept, work)
    page = reverse("assessments:objection", args=[refused.number, kept])
    assert "Neem eerst het nieuwe besluit" in browser.get(page).content.decode()
    asked = reverse("assessments:outcome_letter", args=[refused.number, kept, "werkgever"])
    assert browser.get(asked)["Location"] == page
    new = anew(kept)
    whole = " ".join(_written(colleague, refused, kept, _draft()).lines)
    told = _written(colleague, refused, kept, work)
    for said in (whole, " ".join(told.lines)):
        for text in (
            "herroepen het besluit",
            "Ons nieuwe besluit",
            "Wij kennen 12 uur begeleiding",
            new.number,
            "beroep gaan bij de rechtbank",
        ):
            assert text in said
    assert "Waarom wij nu dit besluiten" in whole
    assert WHY not in " ".join(told.lines)
    row = objection(case_id=refused.id, objection_id=kept)
    asked = {"case": refused, "row": row, "draft": work, "sent_on": TODAY, "once": uuid7()}
    sent = letter(
        actor=colleague, case_id=refused.id,
        letter_id=send_outcome(actor=colleague, seen=mark_of(told), **asked),
    )  # fmt: skip
    assert sent.content.receipt == queries.decision(number=new.number).sha256
    assert checked_letter(given=sent.line.code).decided_on == TODAY


def test_against_a_decision_after_an_objection_one_appeals(
    sign_in, eikenberg, colleague, refused, lodged, step, anew
):
    """Awb 7:1: to the workplace as well, which reads the way to the court; no objection is taken.

    The person gets the new decision with the one on the objection alone.
    """
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    step(Change.HEAR)
    step(Change.END, outcome=Outcome.PARTLY, outcome_reason=OutcomeReason.OTHER_FACTS)
    opened = anew(lodged)
    page = browser.get(reverse("assessments:decision", args=[opened.number])).content.decode()
    assert "Naar het bezwaar en die brief" in page
    own = reverse("assessments:write_letter", args=[opened.number, "aanvrager"])
    assert own not in page
    instead = reverse("assessments:outcome_letter", args=[refused.number, lodged, "aanvrager"])
    assert browser.get(own)["Location"] == instead
    work = browser.get(reverse("assessments:write_letter", args=[opened.number, "werkgever"]))
    assert "Daarom kunt u hiertegen geen bezwaar maken." in work.content.decode()
    against = Lodged(
        kind=Kind.OBJECTION, lodged_by=LodgedBy.EMPLOYER, received_on=TODAY, sent_on=TODAY
    )  # fmt: skip
    with pytest.raises(ObjectionRefused) as refusal:
        actions.lodge(actor=colleague, case_id=opened.id, lodged=against)
    assert refusal.value.refusal is Refusal.APPEAL_ONLY
    appeal = replace(against, kind=Kind.APPEAL)
    assert actions.lodge(actor=colleague, case_id=opened.id, lodged=appeal)


@pytest.fixture
def objected(consultant, colleague, refused):
    """Have somebody else than the person object, and end it: objected(LodgedBy.EMPLOYER)."""

    def ended(by, outcome=Outcome.REJECTED, reason=OutcomeReason.STANDS, **lodged):
        given = {"received_on": SENT + timedelta(days=20), **lodged}
        kept = actions.lodge(
            actor=consultant, case_id=refused.id,
            lodged=Lodged(kind=Kind.OBJECTION, lodged_by=by, sent_on=SENT, **given),
        )  # fmt: skip
        for each in (
            Step(change=Change.WAIVE, day=TODAY, not_heard=NotHeard.NOT_WANTED),
            Step(change=Change.END, day=TODAY, outcome=outcome, outcome_reason=reason),
        ):
            actions.add_step(actor=colleague, case_id=refused.id, objection_id=kept, step=each)
        return kept

    return ended


@pytest.mark.parametrize(
    ("by", "reader"),
    [(LodgedBy.EMPLOYER, Reader.EMPLOYER), (LodgedBy.OTHER, Reader.OTHER)],
)
def test_whoever_objected_reads_the_reasons_and_nothing_of_health(
    colleague, refused, objected, by, reader
):
    """Awb 7:12 (1): reasons that this reader can open, and who may see the rest (8:32)."""
    kept = objected(by)
    row = objection(case_id=refused.id, objection_id=kept)
    assert readers_of(row) == (Reader.CLIENT, reader)
    with pytest.raises(MotivationMissing):  # what was typed for the person is no reason to others
        _written(colleague, refused, kept, _draft(reader, motivation=WHY))
    reasons = (WorkReason.NO_NEW_FACTS, WorkReason.COACH_MEETS)  # the last fits no rejection
    draft = _draft(reader, motivation=WHY, reasons=reasons)
    told = _written(colleague, refused, kept, draft)
    work = " ".join(told.lines)
    for text in (WHY, "paniek", "Dorpsstraat", refused.client_reference):
        assert text not in work
    assert ("Vermeer" in work) is (reader is Reader.EMPLOYER)
    for text in (
        "kregen wij uw bezwaar",
        "Het besluit en de uitleg waren goed.",
        "In het bezwaar staat niets nieuws over het werk.",
        "Het aantal uren per week is daarvoor te klein.",
        "u wilde niet gehoord worden",
        "uw arts of advocaat (Awb 8:32)",
        "beroep gaan bij de rechtbank",
    ):
        assert text in work
    assert "De begeleider voldoet aan onze eisen." not in work
    asked = {"case": refused, "row": row, "draft": draft, "sent_on": TODAY, "once": uuid7()}
    made = send_outcome(actor=colleague, seen=mark_of(told), **asked)
    assert Letter.objects.get(pk=made).reader == reader
    with pytest.raises(RowsOfThisRelease):  # an earlier release knows no such letter
        go_back("0025_objections_are_mended_and_answered")


def test_what_was_not_judged_is_explained_by_its_days(colleague, refused, objected):
    """Inadmissible as too late: the day it came and the last one, to whoever objected."""
    kept = objected(
        LodgedBy.OTHER, Outcome.INADMISSIBLE, OutcomeReason.TOO_LATE,
        received_on=TODAY, late_reason=LateReason.NOT_EXCUSED,
    )  # fmt: skip
    said = " ".join(_written(colleague, refused, kept, _draft(Reader.OTHER)).lines)
    assert f"De laatste dag was {date_long(last_day_to_object(SENT), 'nl')}" in said
    assert "gezondheid" not in said


def test_the_page_asks_for_reasons_that_another_can_read(sign_in, eikenberg, refused, objected):
    """One at least; the letter is shown before it goes, and says for whom it is."""
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    kept = objected(LodgedBy.OTHER)
    page = browser.get(reverse("assessments:objection", args=[refused.number, kept]))
    url = reverse("assessments:outcome_letter", args=[refused.number, kept, "betrokkene"])
    assert url in page.content.decode()
    given = {"sent_on": TODAY.isoformat(), "once": value_of("once", browser.get(url))}
    empty = browser.post(url, given)
    assert (empty.status_code, "Kies ten minste één reden" in empty.content.decode()) == (400, True)
    look = browser.post(url, {**given, "reasons": ["own_interest"]})
    assert "Het eigen belang van het bedrijf" in look.content.decode()
    seen = {"seen": value_of("seen", look)}
    assert browser.post(url, {**given, **seen, "reasons": ["own_interest"]}).status_code == 302


def test_a_decision_on_an_objection_is_frozen_and_sent_by_somebody_else(
    consultant, colleague, refused, lodged, step
):
    """Awb 10:3; the first letter about the decision itself stays the one that terms run from."""
    step(Change.HEAR)
    step(Change.END, outcome=Outcome.REJECTED, outcome_reason=OutcomeReason.STANDS)
    row = objection(case_id=refused.id, objection_id=lodged)
    asked = {"case": refused, "row": row, "draft": _draft(), "sent_on": TODAY, "once": uuid7()}
    seen = mark_of(_written(colleague, refused, lodged, _draft()))
    with pytest.raises(DecidedBySame):
        send_outcome(actor=consultant, seen=seen, **asked)
    made = send_outcome(actor=colleague, seen=seen, **asked)
    assert send_outcome(actor=colleague, seen=seen, **asked) == made
    assert Letter.objects.get().objection_id == lodged
    opened = letter(actor=colleague, case_id=refused.id, letter_id=made)
    assert WHY in opened.content.lines
    assert as_pdf(opened).startswith(b"%PDF-")
    days = sent_days(case_id=refused.id, decision_id=row_decision(refused))
    assert days.of(kind=Kind.OBJECTION, lodged_by=LodgedBy.PERSON) is None
    told = checked_letter(given=opened.line.code)
    assert told is not None
    assert told.standing is Standing.ON_OBJECTION


def row_decision(case):
    return queries.decision(number=case.number).id


def test_the_page_shows_the_letter_before_it_is_sent(
    sign_in, eikenberg, consultant, open_case, refused, lodged, step
):
    """Reasons are asked for; what was not shown so is not sent."""
    step(Change.WAIVE, not_heard=NotHeard.NOT_WANTED)
    step(Change.END, outcome=Outcome.REJECTED, outcome_reason=OutcomeReason.STANDS)
    other = sign_in(eikenberg, "consultant")
    other.cookies["django_language"] = "nl"
    url = reverse("assessments:outcome_letter", args=[refused.number, lodged, "aanvrager"])
    first = other.get(url)
    assert "Bekijk de brief" in first.content.decode()
    given = {"sent_on": TODAY.isoformat(), "once": str(uuid7()), "motivation": ""}
    assert other.post(url, given).status_code == 400
    look = other.post(url, {**given, "motivation": WHY})
    assert WHY in look.content.decode()
    assert not Letter.objects.exists()
    english = other.post(url, {**given, "motivation": WHY, "show_in": "en"})
    for text in (WHY, "Decision on the objection"):
        assert text in english.content.decode()
    typed = other.post(url, {**given, "motivation": "", "sent_on": "31", "show_in": "en"})
    assert (typed.status_code, value_of("sent_on", typed)) == (200, "31")
    seen = value_of("seen", look)
    changed = other.post(url, {**given, "motivation": WHY + " Echt.", "seen": seen})
    assert (changed.status_code, Letter.objects.count()) == (200, 0)
    sent = other.post(url, {**given, "motivation": WHY, "seen": seen})
    assert (sent.status_code, Letter.objects.count()) == (302, 1)
    page = other.get(reverse("assessments:objection", args=[refused.number, lodged]))
    assert "Beslissing als brief" in page.content.decode()
    work = other.get(
        reverse("assessments:outcome_letter", args=[refused.number, lodged, "werkgever"])
    )
    assert work.status_code == 404


def test_time_to_mend_is_given_on_its_page(client, refused, lodged):
    """Two weeks are proposed; what was asked and by when stands with the objection."""
    url = reverse("assessments:objection_step", args=[refused.number, lodged, "aanvullen"])
    first = client.get(url)
    given = {name: value_of(name, first) for name in ("day", "until")}
    assert client.post(url, {**given, "until": given["day"]}).status_code == 400
    assert client.post(url, given).status_code == 302
    row = objection(case_id=refused.id, objection_id=lodged)
    assert (row.asked_on, row.mend_by) == (TODAY, TODAY + timedelta(weeks=2))
    page = client.get(reverse("assessments:objection", args=[refused.number, lodged]))
    assert "Aanvullen uiterlijk" in page.content.decode()
