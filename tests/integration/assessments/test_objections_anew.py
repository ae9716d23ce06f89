"""What follows an objection that is upheld: who decides anew, how long it is open, and letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import queries
from assessments.actions import decide as decide_case
from assessments.choices import AsAdvised, Otherwise
from assessments.objections import actions
from assessments.objections.actions import Lodged, Step
from assessments.objections.codes import Kind, LodgedBy, Outcome, OutcomeReason
from assessments.objections.queries import objection
from assessments.objections.status import Change
from assessments.objections.takers import TookFormerDecision
from assessments.people.actions import add_person
from assessments.people.identity import Identity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
SENT = TODAY - timedelta(days=30)


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
        starts_on=TODAY, ends_on=TODAY + timedelta(days=180),
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
