"""Objections as the tests of them lodge, end and answer them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import queries
from assessments.actions import decide as decide_case
from assessments.choices import AsAdvised, Otherwise
from assessments.letters.codes import Language, Reader
from assessments.objections import actions
from assessments.objections.actions import Step
from assessments.objections.codes import Kind, LodgedBy, Outcome, OutcomeReason, WorkReason
from assessments.objections.letters import Draft, letter_of_outcome, mark_of, send_outcome
from assessments.objections.lodging import Lodged
from assessments.objections.queries import objection
from assessments.objections.status import Change
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from tenants.identifiers import uuid7

TODAY = timezone.localdate()
DAY = timedelta(days=1)
SENT = TODAY - 30 * DAY


@pytest.fixture
def colleague(eikenberg, make_user):
    """Somebody who took no part in the decision."""
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


def lodged(
    actor, case, *, by=LodgedBy.PERSON, kind=Kind.OBJECTION, sent_on=SENT, received_on=TODAY
):
    """Lodge one against a decision, today or on another day."""
    given = Lodged(kind=kind, lodged_by=by, received_on=received_on, sent_on=sent_on)
    return actions.lodge(actor=actor, case_id=case.id, lodged=given)


def ended(
    actor, case, kept, outcome=Outcome.UPHELD, reason=OutcomeReason.RULES_APPLIED, *, day=TODAY
):
    """Hear, and end it."""
    for step in (
        Step(change=Change.HEAR, day=day),
        Step(change=Change.END, day=day, outcome=outcome, outcome_reason=reason),
    ):
        actions.add_step(actor=actor, case_id=case.id, objection_id=kept, step=step)
    return objection(case_id=case.id, objection_id=kept)


def opened(actor, case, kept):
    """Open the case in which is decided anew."""
    new = actions.open_new_case(actor=actor, case_id=case.id, objection_id=kept)
    return queries.case(number=new.number)


def granted(actor, case):
    """Decide a case: twelve hours are granted."""
    grant = Otherwise(
        outcome="grant_otherwise", reason="person", minutes=720,
        starts_on=TODAY, ends_on=TODAY + 180 * DAY,
    )  # fmt: skip
    decide_case(actor=actor, case_id=case.id, revision=case.revision, choice=grant)
    return queries.case(number=case.number)


def sent(actor, case, kept, reader=Reader.CLIENT, reason=WorkReason.NEW_FACTS, sent_on=TODAY):
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
