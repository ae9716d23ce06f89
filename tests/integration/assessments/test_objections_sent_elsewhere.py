"""A decision on an objection whose letter was written and sent outside Meetlat."""

from functools import partial

import pytest

from assessments import queries
from assessments.letters.codes import Reader
from assessments.objections import actions
from assessments.objections.actions import DecidedBySame, Step
from assessments.objections.codes import (
    Correction,
    Kind,
    LodgedBy,
    Outcome,
    OutcomeReason,
    WorkReason,
)
from assessments.objections.queries import open_count
from assessments.objections.refusals import ObjectionRefused
from assessments.objections.sent_days import sent_days
from assessments.objections.status import Change
from audit.models import AuditEvent
from tests.objections_at_work import (
    DAY,
    TODAY,
    ended,
    granted,
    lodged,
    opened,
    sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]


def outside(day):
    """Give the step that puts the day on record."""
    return Step(change=Change.SENT, day=day)


def test_a_decision_that_went_outside_meetlat_ends_it(client, consultant, colleague, refused):
    """An organisation that writes its letters elsewhere puts their day on record, once."""
    kept = lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    row = ended(colleague, refused, kept)
    given = {"actor": colleague, "case_id": refused.id, "objection_id": kept}
    page = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/"
    assert "buiten Meetlat" not in client.get(page).content.decode()  # nothing to send yet
    assert client.get(f"{page}buiten-meetlat/")["Location"] == page
    with pytest.raises(ObjectionRefused, match="new_decision"):
        actions.add_step(step=outside(TODAY), **given)
    granted(colleague, opened(colleague, refused, kept))
    assert f"{page}buiten-meetlat/" in client.get(page).content.decode()
    for day, why in ((TODAY + DAY, "future"), (TODAY - DAY, "before")):
        with pytest.raises(ObjectionRefused, match=why):
            actions.add_step(step=outside(day), **given)
    with pytest.raises(DecidedBySame):
        actions.add_step(**{**given, "actor": consultant}, step=outside(TODAY))
    assert (open_count(), row.sent_elsewhere_on) == (1, None)
    form = {"day": f"{TODAY:%d-%m-%Y}"}
    for _ in range(2):  # sent twice it stands once
        assert client.post(f"{page}buiten-meetlat/", form)["Location"] == page
    with pytest.raises(ObjectionRefused, match="before"):
        actions.add_step(step=outside(TODAY - DAY), **given)
    assert open_count() == 0
    assert "De beslissing is buiten Meetlat verzonden op" in client.get(page).content.decode()
    recorded = AuditEvent.objects.filter(action="objection.sent_elsewhere", object_id=refused.id)
    assert recorded.count() == 1


def test_nothing_is_asked_once_every_letter_went(client, consultant, colleague, refused):
    """Whoever wrote them in Meetlat is not asked whether they went outside it."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    page = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/"
    assert "Leg de dag vast" in client.get(page).content.decode()
    sent(colleague, refused, kept)
    assert "Leg de dag vast" not in client.get(page).content.decode()


def test_an_appeal_runs_from_the_day_that_the_decision_went_elsewhere(
    consultant, colleague, refused
):
    """Awb 6:8; a letter of Meetlat to the same reader goes before it."""
    kept = lodged(consultant, refused, by=LodgedBy.EMPLOYER)
    row = ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    step = {"actor": colleague, "case_id": refused.id, "objection_id": row.id}
    actions.add_step(step=outside(TODAY), **step)
    made = queries.decision(number=refused.number)
    days = sent_days(case_id=refused.id, decision_id=made.id)
    assert {days.of(kind=Kind.APPEAL, lodged_by=by) for by in LodgedBy} == {TODAY}
    sent(colleague, refused, kept, Reader.EMPLOYER, WorkReason.NO_NEW_FACTS, TODAY + DAY)
    days = sent_days(case_id=refused.id, decision_id=made.id)
    assert days.of(kind=Kind.APPEAL, lodged_by=LodgedBy.EMPLOYER) == TODAY + DAY
    assert days.of(kind=Kind.APPEAL, lodged_by=LodgedBy.PERSON) == TODAY


def test_a_day_that_was_put_on_record_wrongly_is_set_right(client, consultant, colleague, refused):
    """With a reason, by one more step: the day that stood there stays to be read.

    The term to appeal runs from the right day, also when it is set right more than once.
    """
    kept = lodged(consultant, refused, received_on=TODAY - 6 * DAY)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS, day=TODAY - 5 * DAY)
    given = {"actor": colleague, "case_id": refused.id, "objection_id": kept}
    page = f"/werkvoorraad/{refused.number}/bezwaar/{kept}/"
    mended = f"{page}dag-verbeteren/"
    assert client.get(mended)["Location"] == page  # nothing to set right yet
    actions.add_step(step=outside(TODAY - 4 * DAY), **given)
    assert mended in client.get(page).content.decode()
    form = {"day": f"{TODAY - 2 * DAY:%d-%m-%Y}", "correction": ""}
    assert client.post(mended, form).status_code == 400
    form["correction"] = "mistyped"
    for _ in range(2):  # sent twice it stands once
        assert client.post(mended, form)["Location"] == page
    by_hand = partial(actions.add_step, **given)
    mended_on = partial(Step, change=Change.CORRECT, correction=Correction.OTHER_LETTER)
    for day, why in ((TODAY + DAY, "future"), (TODAY - 6 * DAY, "before")):
        with pytest.raises(ObjectionRefused, match=why):
            by_hand(step=mended_on(day=day))
    with pytest.raises(ObjectionRefused, match="reason"):
        by_hand(step=Step(change=Change.CORRECT, day=TODAY))
    with pytest.raises(DecidedBySame):
        by_hand(step=mended_on(day=TODAY), actor=consultant)
    read = client.get(page).content.decode()
    assert "De dag van verzenden is verbeterd: De dag was verkeerd ingevuld" in read
    assert read.count("De beslissing is buiten Meetlat verzonden") == 2  # as it stood, and now
    days = sent_days(case_id=refused.id, decision_id=queries.decision(number=refused.number).id)
    assert days.of(kind=Kind.APPEAL, lodged_by=LodgedBy.PERSON) == TODAY - 2 * DAY
    row = by_hand(step=mended_on(day=TODAY - 3 * DAY))  # earlier again: what was recorded last
    assert row.sent_elsewhere_on == TODAY - 3 * DAY
    recorded = AuditEvent.objects.filter(action="objection.sent_day_corrected")
    assert sorted(each.details["reason"] for each in recorded) == ["mistyped", "other_letter"]


def test_after_an_appeal_the_new_decision_can_go_elsewhere_too(
    eikenberg, make_user, consultant, colleague, refused
):
    """The court annulled the decision on the objection; an appeal that failed asks no letter."""
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    appeal = lodged(consultant, refused, kind=Kind.APPEAL, sent_on=TODAY)
    ended(colleague, refused, appeal)
    new = granted(colleague, opened(colleague, refused, appeal))
    step = {"actor": colleague, "case_id": refused.id, "objection_id": appeal}
    assert open_count() == 1
    actions.add_step(step=outside(TODAY), **step)
    assert open_count() == 0
    made = queries.decision(number=new.number)
    assert sent_days(case_id=new.id, decision_id=made.id).only == TODAY
    lost = lodged(consultant, refused, kind=Kind.APPEAL, by=LodgedBy.OTHER, sent_on=TODAY)
    ended(colleague, refused, lost, Outcome.REJECTED, OutcomeReason.STANDS)
    with pytest.raises(ObjectionRefused):
        actions.add_step(step=outside(TODAY), **{**step, "objection_id": lost})
