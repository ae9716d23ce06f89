"""One job, supported by several cases, is one job: in what others hear and in every figure."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import actions as assessing
from assessments.choices import AsAdvised
from assessments.models import Case
from assessments.queries import CaseRow
from benchmarking.models import OutcomeFact
from outcomes import events
from outcomes.actions import NewOutcome, record_outcome, record_outcomes
from outcomes.jobs import followed_jobs
from outcomes.models import Outcome
from outcomes.observations import Observation
from tenants import context
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts, put_policy_in_force
from tests.at_once import PEOPLE, at_once
from tests.tenant_fixtures import TwoTenants

Decided = Callable[..., CaseRow]

TODAY = timezone.localdate()
STARTED = TODAY - timedelta(days=200)


@pytest.fixture
def decided(consultant: User) -> Decided:
    """Decide a case of a client: decided("K-1", employment_start=…)."""

    def made(client: str = "K-1", **facts: object) -> CaseRow:
        return _decided(consultant, client, **facts)

    return made


def _decided(actor: User, client: str, **changed: object) -> CaseRow:
    given: dict[str, object] = {
        "employment_start": STARTED,
        "contract_start": STARTED,
        "received_on": STARTED,
        **changed,
    }
    case = assessing.open_case(actor=actor, client_reference=client)
    case = assessing.save_facts(
        actor=actor,
        case_id=case.id,
        revision=case.revision,
        facts=complete_facts(**given),  # type: ignore[arg-type]
    )
    assessing.decide(actor=actor, case_id=case.id, revision=case.revision, choice=AsAdvised())
    return case


def _seen(day: date) -> Observation:
    return Observation(kind="in_job", observed_on=day)


def _ended(day: date) -> Observation:
    return Observation(kind="ended", observed_on=day, ended_on=day, reason="not_renewed")


def _facts() -> list[OutcomeFact]:
    """Read, of every job, the fact row that holds."""
    schema = context.current_schema_name()
    with context.as_benchmark():
        rows = list(OutcomeFact.objects.filter(tenant_schema=schema).order_by("revision"))
    return list({row.pseudonym: row for row in rows}.values())


def test_a_first_and_a_follow_up_case_are_one_job(decided: Decided, consultant: User) -> None:
    """Retention would otherwise count whoever is helped for long twice over."""
    first = decided(support_start=STARTED + timedelta(days=20))
    follow_up = decided(support_start=STARTED + timedelta(days=150))
    record_outcome(
        actor=consultant,
        case_id=first.id,
        observation=_seen(TODAY - timedelta(days=60)),
        supersedes=None,
    )
    record_outcome(
        actor=consultant, case_id=follow_up.id, observation=_ended(TODAY), supersedes=None
    )
    [fact] = _facts()
    assert (fact.revision, fact.ended, fact.duration_days) == (2, True, 200)
    assert fact.entered_days == 20, "the job came into view with its first support"


def test_what_was_seen_on_the_latest_day_holds(decided: Decided, consultant: User) -> None:
    """An older look, recorded later on the other case, brings nobody back into the job."""
    first, follow_up = decided(), decided()
    for case, seen in ((follow_up, _ended(TODAY)), (first, _seen(TODAY - timedelta(days=90)))):
        record_outcome(actor=consultant, case_id=case.id, observation=seen, supersedes=None)
    [fact] = _facts()
    assert (fact.revision, fact.ended, fact.duration_days) == (2, True, 200)


def test_another_job_of_the_same_client_is_another_job(decided: Decided, consultant: User) -> None:
    """So is the same first day with another client."""
    next_start = STARTED + timedelta(days=100)
    cases = (
        decided(),
        decided(employment_start=next_start, contract_start=next_start),
        decided("K-2"),
    )
    for case in cases:
        record_outcome(actor=consultant, case_id=case.id, observation=_seen(TODAY), supersedes=None)
    assert sorted(fact.duration_days or 0 for fact in _facts()) == [100, 200, 200]


def test_work_goes_on_in_the_next_job(decided: Decided, consultant: User) -> None:
    """Five days between two jobs are no end of work (I-09); what came later changes the first."""
    next_start = STARTED + timedelta(days=105)
    first = decided()
    moved = Observation(
        kind="other_job", observed_on=next_start, ended_on=STARTED + timedelta(days=100),
        reason="moved_up", next_job_started_on=next_start,
    )  # fmt: skip
    record_outcome(actor=consultant, case_id=first.id, observation=moved, supersedes=None)
    [fact] = _facts()
    assert (fact.work_days, fact.work_ended) == (105, False)
    assert (fact.next_days, fact.next_ended, fact.next_is_trial) == (0, False, "no")
    second = decided(employment_start=next_start, contract_start=next_start)
    record_outcome(actor=consultant, case_id=second.id, observation=_ended(TODAY), supersedes=None)
    former, later = sorted(_facts(), key=lambda fact: fact.duration_days or 0, reverse=True)
    assert (former.duration_days, later.duration_days) == (100, 95)
    assert (former.work_days, former.work_ended) == (200, True)
    assert (former.next_days, former.next_ended) == (95, True)
    assert (later.work_days, later.work_ended, later.next_days) == (95, True, None)
    assert {former.recorded_after, later.recorded_after} == {"later", "week"}


def test_without_a_first_day_a_case_stands_by_itself(consultant: User) -> None:
    """Nobody can tell that two of them are one job."""
    opened = [assessing.open_case(actor=consultant, client_reference="K-1") for _ in range(2)]
    cases = list(Case.objects.filter(pk__in=[case.id for case in opened]))
    for case in cases:
        Outcome.objects.create(
            case=case, kind="in_job", observed_on=TODAY, recorded_at=timezone.now()
        )
    jobs = followed_jobs(clients={case.client_reference for case in cases})
    assert {job.case_id for job in jobs} == {case.id for case in cases}
    assert {job.started_on for job in jobs} == {None}


def test_a_file_with_both_cases_tells_the_job_once(
    decided: Decided, consultant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many outcomes at once: one message a job, with what holds after all of them."""
    heard: list[events.FollowedJob] = []
    monkeypatch.setattr(events, "_listeners", [heard.extend])
    rows = [
        NewOutcome(case_id=decided().id, observation=_seen(TODAY - timedelta(days=5))),
        NewOutcome(case_id=decided().id, observation=_ended(TODAY)),
    ]
    record_outcomes(actor=consultant, outcomes=rows)
    [job] = heard
    assert (job.case_id, job.revision, job.kind) == (rows[0].case_id, 2, "ended")


def test_two_people_at_once_record_of_one_job(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Each on another case of it, at the same moment: still one job."""
    home: TenantRow = real_commits.first
    user = make_user(home, "consultant")
    with context.inside(home.schema_name):
        put_policy_in_force()
        cases = [_decided(user, "K-at-once") for _ in range(PEOPLE)]
    seen = _seen(TODAY)
    at_once(
        home.schema_name,
        lambda place: record_outcome(
            actor=user, case_id=cases[place].id, observation=seen, supersedes=None
        ),
    )
    with context.inside(home.schema_name):
        [fact] = _facts()
    assert fact.revision == PEOPLE
