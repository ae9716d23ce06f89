"""The organisation's own figures of outcomes, and what is known of one person's work."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import queries
from assessments.models import Case
from assessments.queries import CaseRow, DecisionRow
from audit.models import AuditEvent
from outcomes import own_figures
from outcomes.actions import record_outcome
from outcomes.observations import Observation
from outcomes.own_figures import career_of, own_outcomes
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def followed(
    consultant: User, open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]
) -> CaseRow:
    """A job of 200 days that ended 100 days ago, and the next one three days later."""
    begun = timezone.localdate() - 300 * DAY
    days = dict.fromkeys(("employment_start", "contract_start", "support_start"), begun)
    case = open_case(**days, contract_end=begun + 395 * DAY, received_on=begun)
    decide(case)
    record_outcome(
        actor=consultant,
        case_id=case.id,
        observation=Observation(
            kind="other_job",
            observed_on=timezone.localdate(),
            ended_on=begun + 199 * DAY,
            reason="moved_up",
            next_job_started_on=begun + 202 * DAY,
        ),
        supersedes=None,
    )
    return queries.case(number=case.number)


@pytest.fixture
def one_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have shares be told from one person on, so that one case shows what is counted."""
    monkeypatch.setattr(own_figures, "LEAST_FOLLOWED", 1)


@pytest.mark.usefixtures("one_is_enough")
def test_job_retention_and_sustained_work_stand_side_by_side(followed: CaseRow) -> None:
    """B-01: the job ended before a year was over, and the work went on."""
    first, second = career_of(client_reference=followed.client_reference)
    assert (second.start - first.start).days == 202
    found = own_outcomes()
    by_code = {(each.code, each.with_trial): each for each in found.after_start}
    assert by_code["I-08", False].shares["6m"] == 1
    assert by_code["I-08", True].shares["6m"] == 1
    assert by_code["I-09", False].shares["6m"] == 1
    assert by_code["I-09", False].shares["1y"] is None
    [resumed, _, service] = found.after_end
    assert (service.followed, found.keeps_services) == (0, False)  # nobody told of any
    assert (resumed.shares["1w"], resumed.followed) == (Fraction(1), 1)
    assert (found.people, found.ends, found.direct, found.early) == (1, 1, (1, 1), (0, 1))


def test_pages_show_the_figures_and_what_is_known_of_a_person(
    client: Client, followed: CaseRow
) -> None:
    """One person makes no share: not 100 %, and beside each dash how many were followed."""
    page = client.get("/werkvoorraad/uitkomsten/").content.decode()
    assert "100 %" not in page
    assert "nog 1<" in page
    assert "minder dan 5 zo lang gevolgd" in page
    assert "I-09" in page
    [told, *_] = client.get("/api/v1/outcome-figures").json()["afterStart"]
    assert set(told["shares"].values()) == {None}
    assert told["followedAt"] == {"6m": 1, "1y": 0, "2y": 0, "3y": 0}
    career = client.get(f"/werkvoorraad/{followed.number}/besluit/loopbaan/").content.decode()
    assert career.count("Baan vanaf") == 2
    assert "Direct naar ander werk" in career


def test_without_outcomes_the_page_says_what_to_do(client: Client) -> None:
    """Instead of a table of dashes."""
    assert "Er zijn nog geen uitkomsten" in client.get("/werkvoorraad/uitkomsten/").content.decode()


def test_an_outcome_is_recorded_over_rest_once(client: Client, followed: CaseRow) -> None:
    """It names the one that it takes the place of; a missing reason is said at its field."""
    address = f"/api/v1/cases/{followed.number}/outcomes"
    [holds] = client.get(address).json()["outcomes"]
    ended = (timezone.localdate() - 50 * DAY).isoformat()
    given = {
        "kind": "ended",
        "observedOn": timezone.localdate().isoformat(),
        "endedOn": ended,
        "supersedes": holds["id"],
    }
    refused = client.post(address, given, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "reason"
    given["reason"] = "bankruptcy"
    told = client.post(address, given, content_type="application/json").json()
    assert (told["endedOn"], told["isCurrent"]) == (ended, True)
    again = client.post(address, given, content_type="application/json")
    assert (again.status_code, again.json()["type"]) == (
        409,
        "urn:meetlat:problem:changed-meanwhile",
    )
    assert len(client.get(address).json()["outcomes"]) == 2


@pytest.mark.usefixtures("one_is_enough")
@pytest.mark.parametrize(
    ("after_days", "provider", "shares", "same"),
    [
        (0, "same", {"1w": 1, "3m": 1}, (1, 1)),
        (20, "other", {"1w": 0, "3m": 1}, (0, 1)),
        (20, "unknown", {"1w": 0, "3m": 1}, (0, 0)),
    ],
)
def test_a_service_after_a_job_counts_from_its_end(
    client: Client,
    consultant: User,
    open_case: Callable[..., CaseRow],
    decide: Callable[..., DecisionRow],
    after_days: int,
    provider: str,
    shares: dict[str, int],
    same: tuple[int, int],
) -> None:
    """I-06 and I-07, recorded over REST; a later outcome without word of it leaves it standing."""
    ended = timezone.localdate() - 100 * DAY
    begun = ended - 200 * DAY
    days = dict.fromkeys(("employment_start", "contract_start", "support_start"), begun)
    case = open_case(**days, contract_end=ended, received_on=begun)
    decide(case)
    given = {
        "kind": "ended",
        "observedOn": timezone.localdate().isoformat(),
        "endedOn": ended.isoformat(),
        "reason": "bankruptcy",
        "serviceStartedOn": (ended + (after_days + 1) * DAY).isoformat(),
        "serviceProvider": "",
    }
    address = f"/api/v1/cases/{case.number}/outcomes"
    refused = client.post(address, given, content_type="application/json")
    assert refused.json()["errors"][0]["field"] == "serviceProvider"
    given["serviceProvider"] = provider
    told = client.post(address, given, content_type="application/json").json()
    assert told["serviceProvider"] == provider
    later = Observation(
        kind="ended", observed_on=timezone.localdate(), ended_on=ended, reason="bankruptcy"
    )
    record_outcome(
        actor=consultant, case_id=case.id, observation=later, supersedes=UUID(told["id"])
    )
    figures = client.get("/api/v1/outcome-figures").json()
    [i06] = [each for each in figures["afterEnd"] if each["code"] == "I-06"]
    assert {name: i06["shares"][name] for name in shares} == shares
    assert figures["servicesBySameOrganisation"] == {"part": same[0], "whole": same[1]}
    page = client.get("/werkvoorraad/uitkomsten/").content.decode()
    assert "Begonnen met een vervolgdienst" in page
    if provider == "same":
        take_the_service_back(client, case)


def take_the_service_back(client: Client, case: CaseRow) -> None:
    """Recorded by mistake: it counts no more, stays on record, and a second time there is none."""
    decision = f"/werkvoorraad/{case.number}/besluit/"
    where = f"{decision}uitkomst/vervolgdienst-terug/"
    assert where in client.get(decision).content.decode()
    seen = value_of("supersedes", client.get(where))
    assert client.post(where, {"supersedes": seen}).status_code == 302
    figures = client.get("/api/v1/outcome-figures").json()
    [i06] = [each for each in figures["afterEnd"] if each["code"] == "I-06"]
    assert (i06["followed"], figures["servicesBySameOrganisation"]["whole"]) == (0, 0)
    page = client.get(decision).content.decode()
    assert "Er is geen vervolgdienst." in page
    assert "Vervolgdienst sinds" in page  # what was recorded is still there
    assert where not in page
    assert client.get(where).status_code == 302
    actions = AuditEvent.objects.filter(object_id=str(case.id)).values_list("action", flat=True)
    assert list(actions).count("outcome.service_taken_back") == 1


@pytest.mark.usefixtures("one_is_enough")
@pytest.mark.parametrize(
    ("in_view_after", "told"), [(0, (1, 1, Fraction(365))), (30, (0, 0, None))]
)
def test_the_first_year_tells_who_stopped_and_leaves_out_who_came_late(
    consultant: User,
    open_case: Callable[..., CaseRow],
    decide: Callable[..., DecisionRow],
    in_view_after: int,
    told: tuple[int, int, Fraction | None],
) -> None:
    """I-10: one who stopped after 100 days and was closed is not in the mean: it is told beside."""
    today = timezone.localdate()
    begun = today - 500 * DAY
    for reference, stopped in (("K-1", False), ("K-2", True)):
        days = dict.fromkeys(("employment_start", "contract_start"), begun)
        view = begun + in_view_after * DAY
        case = open_case(**days, support_start=view,
                         contract_end=begun + 900 * DAY, received_on=begun)  # fmt: skip
        decide(case)
        Case.objects.filter(pk=case.id).update(client_reference=reference)
        end = begun + 100 * DAY
        seen = (
            Observation(kind="ended", observed_on=end, ended_on=end, reason="resigned")
            if stopped
            else Observation(kind="in_job", observed_on=today)
        )
        record_outcome(actor=consultant, case_id=case.id, observation=seen, supersedes=None)
    year = own_outcomes().first_year
    assert (year.followed, year.stopped, year.days) == told
