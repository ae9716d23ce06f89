"""The end of a job: a coded reason, settled hours and the next job, in one act or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import queries
from assessments.changes.actions import EndTakenBackAlone, take_back
from assessments.changes.queries import standing_changes, support_of
from assessments.entry import hours_as_typed
from assessments.following.keeping_log import Done, write_log
from assessments.models import Case, JobChange
from assessments.queries import CaseRow, DecisionRow
from outcomes.models import Outcome
from outcomes.queries import current_outcome

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def decided(open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]) -> CaseRow:
    """Support of a half-year that has run for a hundred days."""
    begun = timezone.localdate() - 100 * DAY
    days = dict.fromkeys(("employment_start", "contract_start", "support_start"), begun)
    case = open_case(**days, contract_end=begun + 395 * DAY, received_on=begun)
    decide(case)
    return queries.case(number=case.number)


def asked(case: CaseRow, **given: str) -> dict[str, str]:
    last = f"{timezone.localdate() - 10 * DAY:%d-%m-%Y}"
    shown = {"revision": str(case.revision), "ended_on": last, "reason": "not_renewed"}
    return {**shown, **given}


def test_an_end_is_looked_at_and_then_recorded_with_its_hours(
    client: Client, decided: CaseRow
) -> None:
    """91 of the days are settled in proportion; what was spent above that is named."""
    page = f"/werkvoorraad/{decided.number}/besluit/einde/"
    granted = support_of(case_id=decided.id).grant
    whole = granted.minutes // 60
    answer = client.post(page, asked(decided, spent=str(whole)), follow=True)
    text = answer.content.decode()
    assert "te veel besteed" in text
    assert not Outcome.objects.exists()
    seen = text.split('name="gezien" value="')[1].split('"')[0]
    client.post(f"{page}nakijken/", {"gezien": seen})
    outcome = current_outcome(case_id=decided.id)
    assert outcome is not None
    assert (outcome.kind, outcome.reason) == ("ended", "not_renewed")
    support = support_of(case_id=decided.id)
    assert support.last_day == outcome.ended_on == timezone.localdate() - 10 * DAY
    days = (granted.end - granted.start).days
    assert abs(support.now.minutes - granted.minutes * 91 / days) <= 1
    assert client.get(page).status_code == 302
    assert (Outcome.objects.count(), JobChange.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": ""}, "Kies waarom de baan is gestopt."),
        ({"ended_on": "01-01-2030"}, "Geef vandaag of een eerdere dag."),
        ({"ended_on": "01-01-2001"}, "De baan begon op"),
    ],
)
def test_b_24_a_job_never_ends_without_a_day_and_a_coded_reason(
    client: Client, decided: CaseRow, given: dict[str, str], said: str
) -> None:
    """B-24: why jobs end is registered nowhere. Here it is asked every time."""
    page = f"/werkvoorraad/{decided.number}/besluit/einde/"
    answer = client.post(page, asked(decided, **given))
    assert (answer.status_code, said in answer.content.decode()) == (400, True)
    assert not Outcome.objects.exists()


def test_l6_the_hours_that_the_log_knows_are_not_asked_again(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """K4.2-l6: settling by the hours really spent rests on the log, and can be typed over."""
    day = timezone.localdate() - 20 * DAY
    done = Done(first_day=day, last_day=day, minutes=90, activities=("train",))
    write_log(actor=consultant, case_id=decided.id, done=done)
    page = client.get(f"/werkvoorraad/{decided.number}/besluit/einde/").content.decode()
    assert 'name="spent" value="1:30"' in page


def test_b_01_from_job_to_job_nothing_is_asked_twice(client: Client, decided: CaseRow) -> None:
    """K2.4-b and B-01: the end of a job leads straight to support in the next one, filled in."""
    page = f"/werkvoorraad/{decided.number}/besluit/einde/"
    begins = timezone.localdate() - 8 * DAY
    given = asked(decided, next_job_started_on=f"{begins:%d-%m-%Y}", reason="moved_up")
    text = client.post(page, given, follow=True).content.decode()
    seen = text.split('name="gezien" value="')[1].split('"')[0]
    answer = client.post(f"{page}nakijken/", {"gezien": seen}, follow=True)
    assert f"{begins:%d-%m-%Y}" in answer.content.decode()
    following = {
        "received_on": f"{timezone.localdate():%d-%m-%Y}",
        "employment_start": f"{begins:%d-%m-%Y}",
        "work_situation": "employment",
        "contract_form": "permanent",
        "weekly_hours": "28",
        "wage_value": "50",
        "illness_weeks": "0",
        "need": "light",
    }
    client.post(f"/werkvoorraad/{decided.number}/volgende-baan/", following)
    opened = Case.objects.get(previous_id=decided.id)
    row = queries.case(number=opened.number)
    assert row.facts["employment_start"] == row.facts["support_start"] == begins
    assert (row.facts["request_kind"], row.facts["weekly_hours"]) == ("first", 28 * 60)
    assert row.facts["structural_limitation"] is True
    assert "contract_end" not in row.facts
    assert row.client_reference == decided.client_reference
    again = client.get(f"/werkvoorraad/{decided.number}/volgende-baan/")
    assert again["Location"].endswith(f"/werkvoorraad/{opened.number}/")


def test_hours_of_the_log_are_filled_in(client: Client, consultant: User, decided: CaseRow) -> None:
    """In the end as spent, in the follow-up as what was left over."""
    granted = support_of(case_id=decided.id).grant
    done = Done(
        first_day=granted.start,
        last_day=granted.start,
        minutes=300,
        activities=("introduce",),
        headline="Kennismaking op de werkvloer",
    )
    write_log(actor=consultant, case_id=decided.id, done=done)
    page = f"/werkvoorraad/{decided.number}"
    assert 'name="spent" value="5"' in client.get(f"{page}/besluit/einde/").content.decode()
    left = hours_as_typed(granted.minutes - 300)
    assert f'name="unused_hours" value="{left}"' in client.get(f"{page}/vervolg/").content.decode()


def test_an_end_is_taken_back_whole(client: Client, consultant: User, decided: CaseRow) -> None:
    """The hours and the outcome were made in one act: else support ran on of a job that ended."""
    page = f"/werkvoorraad/{decided.number}/besluit/einde/"
    text = client.post(page, asked(decided), follow=True).content.decode()
    client.post(
        f"{page}nakijken/", {"gezien": text.split('name="gezien" value="')[1].split('"')[0]}
    )
    [end] = standing_changes(case_id=decided.id)
    revision = queries.case(number=decided.number).revision
    with pytest.raises(EndTakenBackAlone):
        take_back(actor=consultant, case_id=decided.id, revision=revision, change_id=end.id)
    changes = f"/werkvoorraad/{decided.number}/wijzigingen/"
    assert "/terug/" not in client.get(changes).content.decode()
    assert client.get(f"{changes}regel/{end.id}/terug/").status_code == 404
    client.post(f"{page}terug/", {"revision": str(revision - 1)})  # of an old screen
    assert standing_changes(case_id=decided.id) == (end,)
    assert "Einde terugnemen" in client.get(f"{page}terug/").content.decode()
    done = client.post(f"{page}terug/", {"revision": str(revision)}, follow=True)
    assert "De baan loopt weer door." in done.content.decode()
    outcome, support = current_outcome(case_id=decided.id), support_of(case_id=decided.id)
    assert outcome is not None
    assert (outcome.kind, outcome.ended_on, outcome.supersedes is None) == ("in_job", None, False)
    assert (support.ended, support.now.minutes) == (None, support.grant.minutes)
    assert client.get(f"{page}terug/").status_code == 302
