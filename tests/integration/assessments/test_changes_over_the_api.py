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


def test_changes_are_read_without_a_word_of_health(client, consultant, open_case, decide):
    """Other hours are told; an illness is not, and still counts in what the support is now."""
    begun = TODAY - 100 * DAY
    days = dict.fromkeys(("employment_start", "contract_start", "support_start"), begun)
    case = case_of(number=decide(open_case(**days, received_on=begun)).number)
    address = f"/api/v1/cases/{case.number}/changes"
    assert client.get(address).json()["changes"] == []
    for change in (
        Change(kind=Kind.HOURS, day=begun + 20 * DAY, weekly_minutes=20 * 60),
        Change(kind=Kind.ILLNESS, day=begun + 40 * DAY, until=begun + 90 * DAY),
    ):
        record_change(
            actor=consultant, case_id=case.id, change=change,
            revision=case_of(number=case.number).revision,
        )  # fmt: skip
    answer = client.get(address)
    told = answer.json()
    assert [each["kind"] for each in told["changes"]] == ["hours"]
    assert told["changes"][0]["weeklyMinutes"] == 1200
    support = support_of(case_id=case.id)
    assert (told["minutesNow"], told["lastDayNow"]) == (
        support.now.minutes, support.last_day.isoformat(),
    )  # fmt: skip
    text = answer.content.decode().lower()
    assert "ill" not in text
    assert (begun + 40 * DAY).isoformat() not in text
    asked = json.dumps({"query": ASKED % case.number})
    same = client.post("/graphql", asked, content_type="application/json").json()
    assert same["data"]["caseChanges"]["minutesNow"] == told["minutesNow"]
    assert same["data"]["caseChanges"]["changes"] == [{"kind": "hours", "weeklyMinutes": 1200}]


def test_a_case_without_support_has_no_changes_and_an_unknown_one_is_not_there(client, open_case):
    """Null, and 404."""
    case = open_case()
    told = client.get(f"/api/v1/cases/{case.number}/changes").json()
    assert told == {"minutesNow": None, "lastDayNow": None, "changes": []}
    assert client.get("/api/v1/cases/2020-99999/changes").status_code == 404
