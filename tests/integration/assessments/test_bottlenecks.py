"""Bottlenecks of the work itself that no other test of a room holds: extra hours, log per goal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.changes.queries import support_of
from assessments.following import queries as following
from assessments.following.keeping_log import Done, write_log
from assessments.models import JobChange
from assessments.plans.actions import put_goal
from assessments.plans.rules import GoalValues
from assessments.queries import case as case_of
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
GOAL = GoalValues(
    horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
    measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
    by_when=TODAY + 120 * DAY, minutes=600, activities=("train",),
)  # fmt: skip


@pytest.fixture
def followed(open_case, decide):
    """A decided case with support since ten days."""
    return case_of(number=decide(open_case()).number)


@pytest.mark.parametrize("days_left", [100, 5])
def test_k4_2_l5_extra_hours_are_one_form_and_one_look(client, followed, days_left):
    """K4.2-l5, K2.3-e, K5-d: no two forms of two people, no advice apart, no month before the end.

    Hours and a coded reason are asked, what comes of it is shown, and one press records it.
    """
    granted = support_of(case_id=followed.id)
    page = f"/werkvoorraad/{followed.number}/wijzigingen/"
    day = granted.last_day - days_left * DAY
    asked = {
        "revision": str(followed.revision), "wijziging": "extra-uren", "day": f"{day:%d-%m-%Y}",
        "minutes": "7:30", "reason": "crisis",
    }  # fmt: skip
    looked = client.post(f"{page}extra-uren/", asked, follow=True)
    assert not JobChange.objects.exists()
    client.post(f"{page}nakijken/", {"gezien": value_of("gezien", looked)})
    now = support_of(case_id=followed.id)
    assert now.now.minutes == granted.now.minutes + 450
    assert now.last_day == granted.last_day
    assert JobChange.objects.get().reason == "crisis"


def test_k3_2_loop7_hours_of_the_log_stand_at_their_goal(client, consultant, followed):
    """K3.2-loop7: a log that tells what an assessor needs: which goal the hours went to."""
    other = replace(GOAL, specific="Vraagt hulp als iets misgaat")
    for seen, goal in enumerate((GOAL, other)):
        key = put_goal(actor=consultant, case_id=followed.id, seen=seen, values=goal)
    where = f"/werkvoorraad/{followed.number}/begeleiding/"
    page = client.get(f"{where}logboek/")
    entry = {
        "once": value_of("once", page), "first_day": f"{TODAY - DAY:%d-%m-%Y}", "minutes": "1:30",
        "activities": "train", "goal": str(key),
    }  # fmt: skip
    assert client.post(f"{where}logboek/", entry).status_code == 302
    [row] = following.log_of(case_id=followed.id)
    assert (row.goal_key, row.minutes) == (key, 90)
    assert f"Doel: {other.specific}" in client.get(f"{where}logboek/").content.decode()
    goals = client.get(where).content.decode().split("Doelen door de tijd")[1].split("</table>")[0]
    [line] = [text for text in goals.split("<tr>") if other.specific in text]
    assert "1:30" in line
    [unused] = [text for text in goals.split("<tr>") if GOAL.specific in text]
    assert "1:30" not in unused


def test_k2_1_b_hours_towards_other_work_are_told_apart(client, consultant, followed):
    """K2.1-b: looking for other work is not hidden in coaching, and never counted as more."""
    where = f"/werkvoorraad/{followed.number}/begeleiding/"
    search = ("job_finding", "job_interview")
    written = ((90, search), (60, ("train", "job_finding")), (45, ("train",)))
    apart = "naar het zoeken van ander werk"
    assert apart not in client.get(where).content.decode()
    for minutes, activities in written:
        day = TODAY - DAY
        done = Done(first_day=day, last_day=day, minutes=minutes, activities=activities)
        write_log(actor=consultant, case_id=followed.id, done=done)
    page = client.get(where).content.decode()
    assert f"Van de gebruikte uren ging 1:30 uur {apart}." in page
    assert "In nog 1:00 uur was dat een deel van wat er gebeurde." in page
