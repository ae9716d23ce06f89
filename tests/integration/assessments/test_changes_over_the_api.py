"""What changed in a job, over REST and GraphQL: the own cases alone, and nothing of health."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.changes.actions import record_change
from assessments.changes.queries import support_of
from assessments.changes.reckoning.history import Change, Kind
from assessments.queries import case as case_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
ASKED = '{ caseChanges(number: "%s") { minutesNow lastDayNow changes { kind weeklyMinutes } } }'


def test_changes_are_read_and_no_illness_can_be_worked_out_of_them(
    client, consultant, open_case, decide
):
    """Other hours are told; with an illness beside them every answer is what it was without."""
    begun = TODAY - 100 * DAY
    days = dict.fromkeys(("employment_start", "contract_start", "support_start"), begun)
    case = case_of(number=decide(open_case(**days, received_on=begun)).number)
    address = f"/api/v1/cases/{case.number}/changes"
    asked = json.dumps({"query": ASKED % case.number})

    def recorded(**changed):
        record_change(
            actor=consultant, case_id=case.id, change=Change(**changed),
            revision=case_of(number=case.number).revision,
        )  # fmt: skip

    def answers():
        graph = client.post("/graphql", asked, content_type="application/json").json()
        return client.get(address), graph["data"]["caseChanges"]

    assert client.get(address).json()["changes"] == []
    recorded(kind=Kind.HOURS, day=begun + 20 * DAY, weekly_minutes=20 * 60)
    well, well_told = answers()
    recorded(kind=Kind.ILLNESS, day=begun + 40 * DAY, until=begun + 90 * DAY)
    ill, ill_told = answers()
    support = support_of(case_id=case.id).now
    told = well.json()
    assert (support.minutes, support.last_day.isoformat()) != (
        told["minutesNow"],
        told["lastDayNow"],
    )  # fmt: skip - the illness does count for the case itself
    assert (ill.content, ill["ETag"], ill_told) == (well.content, well["ETag"], well_told)
    recorded(kind=Kind.HOURS, day=begun + 95 * DAY, weekly_minutes=16 * 60)
    later = client.get(address).json()
    assert [each["weeklyMinutes"] for each in later["changes"]] == [1200, 960]
    assert later["changes"][1]["minutesAfter"] == later["minutesNow"]
    assert later["changes"][0]["minutesAfter"] == told["minutesNow"]
    assert "ill" not in ill.content.decode().lower()
    assert well_told["changes"] == [{"kind": "hours", "weeklyMinutes": 1200}]


def test_a_case_without_support_has_no_changes_and_an_unknown_one_is_not_there(client, open_case):
    """Null, and 404."""
    case = open_case()
    told = client.get(f"/api/v1/cases/{case.number}/changes").json()
    assert told == {"minutesNow": None, "lastDayNow": None, "changes": []}
    assert client.get("/api/v1/cases/2020-99999/changes").status_code == 404
