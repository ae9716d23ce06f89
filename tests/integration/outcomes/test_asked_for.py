"""What became of a job is asked for on the worklist, and no more once it is recorded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import actions
from assessments.following import gathering_days
from assessments.following.attention import open_lines, signals_in
from assessments.following.norms import Norms
from assessments.queries import case as case_of
from outcomes.actions import record_outcome
from outcomes.codes import OutcomeKind
from outcomes.observations import Observation
from tests.assessment_fixtures import complete_facts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def asks_nothing_else(monkeypatch):
    """A policy that asks nothing of following."""
    monkeypatch.setattr(gathering_days, "_norms_on", lambda _day: Norms())


@pytest.fixture
def supported(consultant, decide):
    """A case with support in a job that began so many days ago, on a contract for so many."""

    def opened(*, began, contract, client="K-1"):
        first = TODAY - began * DAY
        begun = dict.fromkeys(("employment_start", "contract_start", "support_start"), first)
        facts = {**begun, "received_on": first, "contract_end": first + contract * DAY}
        case = actions.open_case(actor=consultant, client_reference=client)
        case = actions.save_facts(
            actor=consultant, case_id=case.id, revision=case.revision,
            facts=complete_facts(**facts),
        )  # fmt: skip
        return case_of(number=decide(case).number)

    return opened


def kinds(case):
    """What asks for attention in a case."""
    return [signal.kind.value for signal in signals_in(case_id=case.id, today=TODAY)]


def seen(consultant, case, kind=OutcomeKind.IN_JOB, **more):
    """Record what was seen of a job today."""
    told = Observation(kind=kind, observed_on=TODAY, **more)
    record_outcome(actor=consultant, case_id=case.id, observation=told, supersedes=None)


def test_half_a_year_into_a_job_it_is_asked_whether_it_is_there(client, consultant, supported):
    """I-08: one word of today answers it; the line leads to where that is recorded."""
    case = supported(began=190, contract=400)
    assert kinds(case) == ["still_in_job"]
    page = client.get("/werkvoorraad/aandacht/?wie=alle&soort=still_in_job").content.decode()
    assert "Is de baan er nog?" in page
    assert f"/werkvoorraad/{case.number}/besluit/#uitkomst" in page
    seen(consultant, case)
    assert kinds(case) == []


def test_a_contract_that_is_over_asks_what_became_of_the_job(consultant, supported):
    """Until the end is recorded, or that the job goes on."""
    ended, goes_on = (supported(began=300, contract=270, client=each) for each in ("K-1", "K-2"))
    assert (kinds(ended), kinds(goes_on)) == (["job_end"], ["job_end"])
    seen(consultant, ended, OutcomeKind.ENDED, ended_on=TODAY - 30 * DAY, reason="not_renewed")
    seen(consultant, goes_on)
    assert (kinds(ended), kinds(goes_on)) == ([], [])


def test_a_job_that_two_cases_support_is_asked_about_once(consultant, supported):
    """In the newest; what was recorded in the other counts, also when that is closed."""
    first, second = (supported(began=190, contract=400) for _ in range(2))
    asked = {line.number: len(line.signals) for line in open_lines(today=TODAY)}
    assert asked == {first.number: 0, second.number: 1}
    assert (kinds(first), kinds(second)) == ([], ["still_in_job"])
    seen(consultant, first)
    actions.close_case(actor=consultant, case_id=first.id, revision=first.revision)
    assert kinds(second) == []
