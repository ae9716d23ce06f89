"""How this organisation works its own cases: need against hours, and how alike it answers."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.choices import Otherwise
from assessments.plans.codes import Activity
from assessments.practice.actions import answer_activity
from assessments.practice.codes import Answer, AnswerReason
from assessments.practice.models import ActivityAnswer
from assessments.practice.need_and_hours import LEAST, need_and_hours
from assessments.practice.queries import LEAST_EACH, how_alike
from assessments.practice.rank import goes_along, ranks
from assessments.rules_in_force import rules_on
from audit.models import AuditEvent
from tests.assessment_fixtures import stating
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
DAY = timedelta(days=1)
NEED = "/werkvoorraad/praktijk/behoefte/"
ACTIVITIES = "/werkvoorraad/praktijk/activiteiten/"


def test_ranks_that_are_equal_share_their_mean():
    """As Spearman has it; of what is the same throughout nothing is said."""
    assert ranks([30, 10, 30, 20]) == [3.5, 1, 3.5, 2]
    assert goes_along([1, 2, 3], [10, 20, 90]) == pytest.approx(1)
    assert goes_along([1, 2, 3], [9, 5, 1]) == pytest.approx(-1)
    assert goes_along([1, 2, 3], [4, 4, 4]) is None


def test_k2_3_c_whether_hours_follow_need_or_contract_shows(client, open_case, decide):
    """K2.3-c: need and contract each stand beside granted hours, with how far they go along.

    Nothing is said of fewer decisions than the page names.
    """
    grants = {"light": 600, "medium": 1200, "intensive": 2400}
    assert "nog niets om te vergelijken" in client.get(NEED).content.decode()
    for place in range(LEAST):
        need = list(grants)[place % 3]
        case = open_case(need=need, weekly_hours=(12 + 4 * (place % 4)) * 60)
        decide(
            case,
            Otherwise(
                outcome="grant_otherwise", reason="person", minutes=grants[need],
                starts_on=TODAY, ends_on=TODAY + 139 * DAY,
            ),
        )  # fmt: skip
        if place == 0:
            assert "nog niets over te zeggen" in client.get(NEED).content.decode()
    found = need_and_hours(today=TODAY)
    assert found.count == LEAST
    assert found.with_need == pytest.approx(1)
    assert abs(found.with_contract) < 1
    assert {row.key: row.dots for row in found.by_need}["light"] == (30, 30, 30, 30)
    assert all(row.weekly is None for row in found.by_need)  # of each need there are too few
    read = client.get(NEED).content.decode()
    assert "volgen de behoefte meer dan het contract" in read
    assert read.count("<circle") == 2 * LEAST


def test_k3_2_loop8_what_a_coach_may_do_is_answered_and_laid_side_by_side(
    client, eikenberg, make_user, consultant, open_case
):
    """K3.2-loop8: each answer has a reason, and a report tells how alike they are."""
    case = open_case()
    page = f"/werkvoorraad/{case.number}/plan/mag-dit/"
    form = {
        "once": value_of("once", client.get(page)), "activity": "job_finding",
        "answer": "allowed", "reason": "person", "on": f"{TODAY:%d-%m-%Y}",
    }  # fmt: skip
    assert "past" in client.post(page, {**form, "reason": "employer"}).content.decode()
    for _ in range(2):  # sent twice it stands once
        assert client.post(page, form)["Location"] == page
    assert AuditEvent.objects.filter(action="activity.answered", object_id=case.id).count() == 1
    assert "deze persoon heeft het nodig" in client.get(page).content.decode()
    for actor, allowed in ((consultant, 4), (make_user(eikenberg, "consultant"), 1)):
        for place in range(LEAST_EACH):
            may = place < allowed
            answer_activity(
                actor=actor, case_id=case.id, activity=Activity.JOB_FINDING, on=TODAY,
                answer=Answer.ALLOWED if may else Answer.NOT_ALLOWED,
                reason=AnswerReason.GOAL if may else AnswerReason.OTHER_HELP,
            )  # fmt: skip
    own = stating(rules_on(on=TODAY), {"tasks.job_finding": "excluded"}).own
    rows = {row.activity: row for row in how_alike(own=own, today=TODAY)}
    told = rows[Activity.JOB_FINDING]
    assert (told.policy, told.asked, told.allowed, told.against) == ("no", 11, 6, 6)
    assert (told.lowest, told.highest) == (Fraction(1, 5), Fraction(4, 5))
    assert dict(told.reasons)[AnswerReason.OTHER_HELP] == 5
    assert rows[Activity.AFTERCARE].asked == 0
    read = client.get(ACTIVITIES).content.decode()
    assert "6 van 11" in read
    assert "20 % – 80 %" in read


def test_k3_2_loop8_the_database_holds_the_reason_to_the_answer(consultant, open_case):
    """K3.2-loop8: no answer stands on record with a reason of the other one."""
    row = {
        "case_id": open_case().id, "activity": "train", "answer": "allowed", "reason": "employer",
        "on": TODAY, "recorded_by": consultant.id, "recorded_at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityAnswer.objects.create(**row)
