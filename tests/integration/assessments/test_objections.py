"""Objection and appeal: terms by the law, dated steps, a coded outcome, a new case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.actions import decide as decide_case
from assessments.choices import AsAdvised
from assessments.letters.codes import Reader
from assessments.letters.term import last_day_to_object
from assessments.letters.validity import Standing, standing_of
from assessments.objections import actions
from assessments.objections.actions import Step
from assessments.objections.clock import decide_by, is_late
from assessments.objections.codes import (
    REASONS,
    Kind,
    LateReason,
    LodgedBy,
    NotHeard,
    Outcome,
    OutcomeReason,
)
from assessments.objections.lodging import Lodged
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.queries import objection, objections_of, open_objections
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.status import CHANGES, Change, ObjectionChangeNotAllowed
from assessments.objections.takers import TookFormerDecision
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from assessments.second_person.actions import agree, propose_decision
from audit.models import AuditEvent
from audit.wording import action_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
SENT = TODAY - timedelta(days=70)


@pytest.fixture
def colleague(eikenberg, make_user):
    return make_user(eikenberg, "consultant")


@pytest.fixture
def refused(consultant, open_case):
    """A case refused ten weeks ago."""
    case = open_case(weekly_hours=300, growth_expected=False)
    add_person(actor=consultant, case_id=case.id, identity=Identity(surname="Vermeer"))
    case = queries.case(number=case.number)
    decide_case(
        actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised(),
        decided_on=SENT,
    )  # fmt: skip
    return queries.case(number=case.number)


def _lodged(**changed) -> Lodged:
    given = Lodged(
        kind=Kind.OBJECTION, lodged_by=LodgedBy.PERSON, received_on=SENT + timedelta(days=20),
        sent_on=SENT,
    )  # fmt: skip
    return replace(given, **changed)


@pytest.fixture
def lodge(consultant, refused):
    def lodged(**changed):
        return actions.lodge(actor=consultant, case_id=refused.id, lodged=_lodged(**changed))

    return lodged


def _standing(made, reader=Reader.CLIENT):
    return standing_of(decision_id=made.id, reader=reader)


def _step(actor, case, kept, change, **given):
    step = Step(change=change, day=given.pop("day", TODAY), **given)
    return actions.add_step(actor=actor, case_id=case.id, objection_id=kept, step=step)


def _ended(actor, case, kept, outcome, reason):
    _step(actor, case, kept, Change.HEAR)
    return _step(actor, case, kept, Change.END, outcome=outcome, outcome_reason=reason)


@pytest.mark.parametrize(
    "last, committee, adjourned, by",
    [
        (date(2026, 10, 20), False, False, date(2026, 12, 1)),
        (date(2026, 10, 20), True, False, date(2027, 1, 12)),
        (date(2026, 10, 20), False, True, date(2027, 1, 12)),
        (date(2026, 10, 20), True, True, date(2027, 2, 23)),
        (date(2026, 11, 13), False, False, date(2026, 12, 28)),  # Christmas
        (date(2026, 4, 13), False, False, date(2026, 5, 26)),  # 25 May is Whit Monday
    ],
)
def test_the_last_day_to_decide(last, committee, adjourned, by):
    """Awb 7:10: six weeks, twelve with a committee, six more when adjourned."""
    assert decide_by(last_day=last, with_committee=committee, adjourned=adjourned) == by


@pytest.mark.parametrize(
    "posted, received, late",
    [
        (None, date(2026, 4, 13), False),  # the last day
        (None, date(2026, 4, 14), True),
        (date(2026, 4, 13), date(2026, 4, 15), False),
        (date(2026, 4, 13), date(2026, 4, 20), False),  # a week after it
        (date(2026, 4, 13), date(2026, 4, 21), True),
        (date(2026, 4, 14), date(2026, 4, 15), True),
    ],
)
def test_what_was_posted_in_time_is_in_time(posted, received, late):
    """Awb 6:9 (2), of a decision sent on 2 March 2026."""
    last = last_day_to_object(date(2026, 3, 2))
    assert last == date(2026, 4, 13)
    assert is_late(received_on=received, last_day=last, posted_on=posted) is late


def test_from_receipt_to_a_new_decision(consultant, colleague, refused, lodge):
    """Every step on record; the decision shows as objected to, and then as replaced."""
    made = queries.decision(number=refused.number)
    assert _standing(made) == Standing.IN_FORCE
    kept = lodge()
    assert _standing(made) == Standing.OBJECTED
    for reader in (Reader.EMPLOYER, Reader.COACH):  # that somebody objects is not told at work
        assert _standing(made, reader) == Standing.IN_FORCE
    assert [row.id for row in open_objections()] == [kept]
    _step(consultant, refused, kept, Change.PLAN_HEARING, day=TODAY + timedelta(days=3))
    row = _ended(colleague, refused, kept, Outcome.UPHELD, OutcomeReason.OTHER_FACTS)
    assert row.changes_decision
    assert _standing(made) == Standing.REPLACED
    opened = actions.open_new_case(actor=colleague, case_id=refused.id, objection_id=kept)
    assert opened.facts == refused.facts
    assert objection(case_id=refused.id, objection_id=kept).new_number == opened.number
    with pytest.raises(ObjectionRefused):
        actions.open_new_case(actor=colleague, case_id=refused.id, objection_id=kept)
    told = [each.action for each in AuditEvent.objects.filter(object_id=str(refused.id))]
    wanted = {"objection.lodged", *(CHANGES[c].audit_action for c in (
        Change.PLAN_HEARING, Change.HEAR, Change.END, Change.NEW_CASE))}  # fmt: skip
    assert wanted <= set(told)


def test_who_decided_does_not_decide_on_the_objection(consultant, refused, lodge):
    """Awb 10:3 (3); withdrawing is the other side's doing, so anybody records that."""
    kept = lodge()
    _step(consultant, refused, kept, Change.WAIVE, not_heard=NotHeard.UNFOUNDED)
    with pytest.raises(actions.DecidedBySame):
        _step(
            consultant, refused, kept, Change.END, outcome=Outcome.REJECTED,
            outcome_reason=OutcomeReason.STANDS,
        )  # fmt: skip
    row = _step(
        consultant, refused, kept, Change.WITHDRAW, outcome=Outcome.WITHDRAWN,
        outcome_reason=OutcomeReason.EXPLAINED,
    )  # fmt: skip
    assert row.ended.outcome == Outcome.WITHDRAWN


def test_neither_of_two_who_took_it_decides_on_it_or_anew(
    client, eikenberg, make_user, consultant, colleague, open_case
):
    """Awb 10:3 (3): who decided and who agreed leave it, and what follows, to a third."""
    case, third = open_case(), make_user(eikenberg, "consultant")
    made = propose_decision(
        actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised()
    )
    agree(actor=colleague, case_id=case.id, proposal_id=made.id)
    kept = actions.lodge(
        actor=consultant, case_id=case.id, lodged=_lodged(sent_on=TODAY, received_on=TODAY)
    )
    _step(consultant, case, kept, Change.HEAR)
    ends = {"outcome": Outcome.UPHELD, "outcome_reason": OutcomeReason.RULES_APPLIED}
    for taker in (consultant, colleague):
        with pytest.raises(actions.DecidedBySame):
            _step(taker, case, kept, Change.END, **ends)
    _step(third, case, kept, Change.END, **ends)
    new = actions.open_new_case(actor=consultant, case_id=case.id, objection_id=kept)
    new = queries.case(number=new.number)
    given = {"case_id": new.id, "revision": new.revision, "choice": AsAdvised()}
    for taker in (consultant, colleague):
        with pytest.raises(TookFormerDecision):
            decide_case(actor=taker, **given)
        with pytest.raises(TookFormerDecision):
            propose_decision(actor=taker, **given)
        browser = Client(SERVER_NAME=eikenberg.host)
        browser.force_login(taker)
        page = browser.get(f"/werkvoorraad/{new.number}/besluiten/", follow=True)
        assert "Een collega die daar niet bij was" in page.content.decode()
    waiting = propose_decision(actor=third, **given)
    with pytest.raises(TookFormerDecision):
        agree(actor=colleague, case_id=new.id, proposal_id=waiting.id)
    assert decide_case(actor=third, **given).decided_by == third.id


def test_what_came_late_says_so_and_what_came_in_time_does_not(lodge):
    late = SENT + timedelta(days=60)
    for wrong in ({"received_on": late}, {"late_reason": LateReason.EXCUSED}):
        with pytest.raises(ObjectionRefused) as refusal:
            lodge(**wrong)
        assert refusal.value.refusal == Refusal.LATE_REASON
    assert lodge(received_on=late, late_reason=LateReason.EXCUSED)


def test_what_was_posted_in_time_needs_no_reason(lodge, refused):
    last = last_day_to_object(SENT)
    by_post = {"posted_on": last, "received_on": last + timedelta(days=2)}
    with pytest.raises(ObjectionRefused) as refusal:
        lodge(**by_post, late_reason=LateReason.EXCUSED)
    assert refusal.value.refusal == Refusal.LATE_REASON
    row = objection(case_id=refused.id, objection_id=lodge(**by_post))
    assert (row.late_reason, row.posted_on) == (None, last)
    assert row.ends_on == decide_by(last_day=last, with_committee=False)


@pytest.mark.parametrize(
    "given, refusal",
    [
        ({"received_on": TODAY + timedelta(days=1)}, Refusal.FUTURE),
        ({"received_on": SENT - timedelta(days=1)}, Refusal.BEFORE_DECISION),
        ({"sent_on": SENT - timedelta(days=1)}, Refusal.BEFORE_DECISION),
        ({"posted_on": SENT - timedelta(days=1)}, Refusal.BEFORE_DECISION),
        ({"posted_on": SENT + timedelta(days=21)}, Refusal.POSTED_AFTER_RECEIPT),
        ({"kind": Kind.APPEAL}, Refusal.NO_OBJECTION),
    ],
)
def test_days_that_cannot_be(lodge, given, refusal):
    with pytest.raises(ObjectionRefused) as refused:
        lodge(**given)
    assert refused.value.refusal == refusal


def test_an_objection_between_decision_and_letter_is_one(lodge, refused):
    """Awb 6:10: the letter goes later, and the term runs from it; nobody types a false day."""
    kept = lodge(sent_on=SENT + timedelta(days=10), received_on=SENT + timedelta(days=2))
    row = objection(case_id=refused.id, objection_id=kept)
    assert row.late_reason is None
    assert row.last_day == last_day_to_object(SENT + timedelta(days=10))


def test_one_at_a_time_and_an_appeal_after_it(consultant, colleague, refused, lodge):
    kept = lodge()
    with pytest.raises(ObjectionRefused):
        lodge()
    lodge(lodged_by=LodgedBy.EMPLOYER)
    _ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    appeal = lodge(kind=Kind.APPEAL, sent_on=TODAY, received_on=TODAY)
    row = objection(case_id=refused.id, objection_id=appeal)
    assert row.ends_on is None  # the court has terms of its own
    with pytest.raises(ObjectionChangeNotAllowed):
        _step(consultant, refused, appeal, Change.ADJOURN)
    row = _ended(consultant, refused, appeal, Outcome.INADMISSIBLE, OutcomeReason.TOO_LATE)
    assert row.status.value == "ended"
    assert len(objections_of(case_id=refused.id)) == 3


def test_no_outcome_of_before_the_hearing(consultant, colleague, refused, lodge):
    kept = lodge()
    _step(consultant, refused, kept, Change.HEAR, day=TODAY - timedelta(days=3))
    ends = {"outcome": Outcome.REJECTED, "outcome_reason": OutcomeReason.STANDS}
    with pytest.raises(ObjectionRefused) as refusal:
        _step(colleague, refused, kept, Change.END, day=TODAY - timedelta(days=4), **ends)
    assert refusal.value.refusal == Refusal.BEFORE_HEARING
    assert _step(colleague, refused, kept, Change.END, day=TODAY - timedelta(days=3), **ends).ended


def test_adjourned_once_and_in_time(consultant, refused, lodge):
    kept = lodge()
    before = objection(case_id=refused.id, objection_id=kept).ends_on
    row = _step(consultant, refused, kept, Change.ADJOURN)
    assert row.ends_on >= before + timedelta(weeks=6)
    with pytest.raises(ObjectionRefused):
        _step(consultant, refused, kept, Change.ADJOURN)


def test_the_database_holds_codes_reasons_and_what_was_written(refused, lodge, consultant):
    kept = lodge()
    now = timezone.now()
    base = {"objection_id": kept, "day": TODAY, "recorded_by": consultant.id, "recorded_at": now}
    for wrong in (
        {"change": "end", "outcome": "upheld", "outcome_reason": "stands"},
        {"change": "end"},
        {"change": "heard"},
        {"change": "new_case"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ObjectionStep.objects.create(**base, **wrong)
    for change in (
        lambda: Objection.objects.filter(pk=kept).update(received_on=TODAY),
        lambda: Objection.objects.filter(pk=kept).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_every_outcome_has_reasons_and_every_change_its_words():
    assert set(REASONS) == set(Outcome)
    for way in CHANGES.values():
        assert str(action_in_words(way.audit_action)) != way.audit_action


def test_the_pages_from_receipt_to_outcome(client, eikenberg, colleague, refused):
    """The consultant lodges; the one who decided is told that a colleague ends it."""
    where = f"/werkvoorraad/{refused.number}/bezwaar/"
    form = {
        "kind": "objection", "lodged_by": "person", "sent_on": f"{SENT:%d-%m-%Y}",
        "received_on": f"{SENT + timedelta(days=60):%d-%m-%Y}", "late_reason": "",
    }  # fmt: skip
    page = client.post(f"{where}nieuw/", form)
    assert page.status_code == 400
    assert "als het na de laatste dag binnenkwam" in page.content.decode()
    by_post = {**form, "posted_on": f"{SENT + timedelta(days=40):%d-%m-%Y}"}
    assert client.post(f"{where}nieuw/", by_post).status_code == 400  # more than a week after it
    page = client.post(f"{where}nieuw/", {**form, "late_reason": "excused"}, follow=True)
    assert "Beslis uiterlijk op" in page.content.decode()
    kept = page.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1]
    assert "Bezwaren (1)" in client.get("/werkvoorraad/").content.decode()
    assert refused.number in client.get("/werkvoorraad/bezwaren/").content.decode()
    assert "Te laat, maar" in page.content.decode()
    other = Client(SERVER_NAME=eikenberg.host)
    other.force_login(colleague)
    day = f"{TODAY:%d-%m-%Y}"
    other.post(f"{where}{kept}/niet-horen/", {"day": day, "not_heard": "met"})
    wrong = {"day": day, "outcome": "upheld", "outcome_reason": "stands"}
    assert other.post(f"{where}{kept}/uitkomst/", wrong).status_code == 400
    right = {**wrong, "outcome_reason": "rules_applied"}
    done = other.post(f"{where}{kept}/uitkomst/", right, follow=True).content.decode()
    assert "Nieuw besluit voorbereiden" in done
    opened = other.post(f"{where}{kept}/nieuwe-casus/", follow=True).content.decode()
    assert "is geopend" in opened
    shown = other.get(f"/werkvoorraad/{refused.number}/besluit/").content.decode()
    assert "Gegrond" in shown
