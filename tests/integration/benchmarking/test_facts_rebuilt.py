"""Facts made again from an organisation's own tables are those that stand, whatever happened."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions import create_user
from accounts.models import User
from assessments import actions as cases
from assessments.bulk_actions import NewCase, add_cases
from assessments.changes.actions import record_change
from assessments.changes.reckoning.history import Change, Kind
from assessments.choices import AsAdvised, Otherwise
from assessments.following.actions import record_measure
from assessments.following.codes import EvaluationOutcome, EvaluationPart, SelfReliance, WageSource
from assessments.following.evaluating import GoalSeen, Held, record_evaluation
from assessments.following.keeping_log import Done, take_back, write_log
from assessments.following.models import LogEntry
from assessments.objections import actions as objecting
from assessments.objections.codes import Kind as ObjectionKind
from assessments.objections.codes import LodgedBy, Outcome, OutcomeReason
from assessments.objections.status import Change as Step
from assessments.plans.actions import put_goal
from assessments.plans.codes import GoalOutcome
from assessments.plans.rules import GoalValues
from assessments.queries import CaseRow, case
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.participation.agreement import send_anew
from benchmarking.quality.page import own_quality
from benchmarking.quality.queries import registration_quality
from benchmarking.rebuild import compared, standing_rows
from outcomes.actions import record_outcome
from outcomes.observations import Observation
from outcomes.queries import current_outcome
from tenants import context
from tests.assessment_fixtures import complete_facts, put_policy_in_force
from tests.tenant_fixtures import TwoTenants

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
HERE = "eikenberg"
TODAY = timezone.localdate()
DAY = timedelta(days=1)
STARTED = TODAY - 200 * DAY


@pytest.fixture(scope="module")
def people(for_whole_module: None, two_tenants: TwoTenants) -> tuple[User, User]:
    """Two consultants, and a policy in force."""
    with context.inside(HERE):
        put_policy_in_force()
        found = [
            create_user(email=f"{name}@eikenberg.localhost", name=name, roles=["consultant"])
            for name in ("een", "twee")
        ]
    return found[0], found[1]


def _decided(actor: User, client: str, *, otherwise: bool = False, **facts: object) -> CaseRow:
    known = {
        "employment_start": STARTED, "contract_start": STARTED, "received_on": STARTED - 20 * DAY,
        "support_start": STARTED, "contract_end": None, "contract_form": "permanent", **facts,
    }  # fmt: skip
    opened = cases.open_case(actor=actor, client_reference=client)
    opened = cases.save_facts(
        actor=actor, case_id=opened.id, revision=opened.revision,
        facts=complete_facts(**known),  # type: ignore[arg-type]
    )  # fmt: skip
    choice = Otherwise(outcome="refuse", reason="other_support") if otherwise else AsAdvised()
    cases.decide(
        actor=actor, case_id=opened.id, revision=opened.revision, choice=choice,
        decided_on=STARTED + 10 * DAY,
    )  # fmt: skip
    return case(number=opened.number)


def _plan(actor: User, one: CaseRow, chance: random.Random) -> None:
    goal = GoalValues(
        horizon="short", scope="current_job", by_when=TODAY + 60 * DAY, minutes=600,
        activities=("train",), specific="a", measured_by="b", action="c",
    )  # fmt: skip
    key = put_goal(actor=actor, case_id=one.id, seen=0, values=goal)
    seen = GoalSeen(outcome=chance.choice([GoalOutcome.REACHED, GoalOutcome.PARTLY]))
    held = Held(
        on=STARTED + chance.randrange(20, 180) * DAY, parts=(EvaluationPart.COACH_REPORT,),
        outcome=EvaluationOutcome.AS_IS, self_reliance=SelfReliance(chance.randrange(1, 6)),
        goals={key: seen},
    )  # fmt: skip
    record_evaluation(actor=actor, case_id=one.id, evaluation=held)


def _log(actor: User, one: CaseRow, chance: random.Random) -> None:
    day = STARTED + chance.randrange(5, 90) * DAY
    done = Done(first_day=day, last_day=day, minutes=30, activities=("train",))
    write_log(actor=actor, case_id=one.id, done=done)


def _log_taken_back(actor: User, one: CaseRow, chance: random.Random) -> None:
    _log(actor, one, chance)
    entry = LogEntry.objects.filter(case_id=one.id, takes_back=None, taken_back_by=None).first()
    assert entry is not None
    take_back(actor=actor, case_id=one.id, entry_id=entry.id)


def _measure(actor: User, one: CaseRow, chance: random.Random) -> None:
    record_measure(
        actor=actor, case_id=one.id, on=TODAY, weekly_minutes=chance.randrange(18, 30) * 60,
        wage_value=chance.randrange(30, 70) * 100, source=WageSource.MEASURED,
    )  # fmt: skip


def _change(actor: User, one: CaseRow, chance: random.Random) -> None:
    change = Change(
        kind=Kind.HOURS, day=STARTED + chance.randrange(30, 90) * DAY, weekly_minutes=20 * 60
    )
    revision = case(number=one.number).revision
    record_change(actor=actor, case_id=one.id, revision=revision, change=change)


def _object(actor: User, one: CaseRow, colleague: User, chance: random.Random) -> None:
    lodged = objecting.Lodged(
        kind=ObjectionKind.OBJECTION, lodged_by=LodgedBy.PERSON,
        received_on=STARTED + 20 * DAY, sent_on=STARTED + 10 * DAY,
    )  # fmt: skip
    found = objecting.lodge(actor=actor, case_id=one.id, lodged=lodged)
    if chance.random() < 0.7:
        not_heard = objecting.NotHeardReason.NOT_WANTED
        for step in (
            objecting.Step(change=Step.WAIVE, day=STARTED + 25 * DAY, not_heard=not_heard),
            objecting.Step(
                change=Step.END, day=STARTED + 30 * DAY, outcome=Outcome.PARTLY,
                outcome_reason=OutcomeReason.MOTIVATION,
            ),
        ):  # fmt: skip
            objecting.add_step(actor=colleague, case_id=one.id, objection_id=found, step=step)


def _see(actor: User, one: CaseRow, chance: random.Random) -> None:
    before = current_outcome(case_id=one.id)
    ended = STARTED + chance.randrange(60, 150) * DAY
    seen = chance.choice(
        [
            Observation(kind="in_job", observed_on=TODAY),
            Observation(kind="ended", observed_on=TODAY, ended_on=ended, reason="illness"),
            Observation(
                kind="other_job", observed_on=TODAY, ended_on=ended, reason="moved_up",
                next_job_started_on=ended + 5 * DAY,
            ),
        ]
    )  # fmt: skip
    record_outcome(
        actor=actor, case_id=one.id, observation=seen, supersedes=before.id if before else None
    )


Act = Callable[[User, CaseRow, random.Random], None]
ACTS: tuple[Act, ...] = (_log, _log_taken_back, _measure, _change, _see)


@pytest.fixture(scope="module")
def histories(people: tuple[User, User]) -> list[CaseRow]:
    """Ten cases of six people, with plans, logs, measures, changes, objections and outcomes."""
    actor, colleague = people
    chance = random.Random(81)
    with context.inside(HERE):
        found = [
            _decided(actor, f"K-{place % 6}", otherwise=place == 3, wage_value=3500 + 100 * place)
            for place in range(10)
        ]
        for place, one in enumerate(found):
            acts: tuple[Act, ...] = (_see,) if place == 3 else ACTS
            if place % 3 == 0:
                _object(actor, one, colleague, chance)
            if place % 4 == 1:
                _plan(actor, one, chance)
            for act in chance.choices(acts, k=chance.randrange(1, 6)):
                act(actor, one, chance)
    return found


def test_made_again_they_are_the_same_to_the_byte(histories: list[CaseRow]) -> None:
    """Every column, the identifier among them; corrections stand as what they came to."""
    found = {each.kind: each for each in compared(HERE)}
    assert [each for each in found.values() if not each.is_whole] == []
    assert found["decisionfact"].stands == 10
    assert found["periodfact"].stands == 9, "a refusal starts no support"
    assert found["outcomefact"].stands >= 3
    assert sum(each.same for each in found.values()) == sum(e.stands for e in found.values())


def test_what_was_recorded_later_took_the_place_of_what_was_sent_before(
    histories: list[CaseRow],
) -> None:
    with context.as_benchmark():
        own = {"tenant_schema": HERE}
        assert PeriodFact.objects.filter(revision__gt=1, **own).exists()
        assert DecisionFact.objects.filter(objection="partly", revision=4, **own).exists()
        told = PeriodFact.objects.filter(used_minutes__gt=0, **own)
        assert {row.used_minutes % 30 for row in told} == {0}
        assert PeriodFact.objects.filter(goals_set=1, goals_missed=0, **own).exists()
        assert OutcomeFact.objects.filter(kind="other_job", work_days__gt=0, **own).exists()


def test_what_does_not_follow_from_the_tables_is_found(histories: list[CaseRow]) -> None:
    """A row of no decision, and one that says otherwise, put there behind the application."""
    with context.as_benchmark():
        row = DecisionFact.objects.filter(tenant_schema=HERE).order_by("-revision").first()
        extra = DecisionFact.objects.filter(tenant_schema=HERE).order_by("-revision").first()
    assert row is not None
    assert extra is not None
    row.id, row.revision, row.awarded_minutes = uuid4(), row.revision + 1, 1
    extra.id, extra.pseudonym = uuid4(), "f" * 64
    with context.inside(HERE), transaction.atomic():
        DecisionFact.objects.bulk_create([row, extra])
    [found, *_others] = compared(HERE)
    assert (found.stands, found.same, found.other, found.missing) == (11, 9, 2, 0)
    assert not found.is_whole


def test_sent_anew_the_next_edition_holds_the_same(histories: list[CaseRow]) -> None:
    """Under pseudonyms of its own: rows of two editions cannot be put together."""
    old = standing_rows(DecisionFact, schema_name=HERE)
    with context.inside(HERE):
        assert send_anew() == 10
    new = standing_rows(DecisionFact, schema_name=HERE)
    assert len(new) == len(old) == 10
    assert not set(new) & set(old)
    assert all(each.is_whole for each in compared(HERE))


def test_people_are_counted_once_a_year(histories: list[CaseRow]) -> None:
    """Six people had ten decisions; one refusal is no grant."""
    with context.as_benchmark():
        rows = DecisionFact.objects.filter(tenant_schema=HERE, edition=1)
        latest = {row.pseudonym: row for row in rows.order_by("revision")}.values()
    assert sum(bool(row.first_in_year) for row in latest) == 6
    assert sum(bool(row.first_grant_in_year) for row in latest) == 6


def test_an_organisation_sees_how_well_it_registers(histories: list[CaseRow]) -> None:
    """Everybody's need was judged, nobody said the sector; decided 190 days before recording."""
    found = registration_quality(tenant_schema=HERE)
    columns = {(each.fact, each.column): each for each in found.columns}
    assert columns["decision", "need"].completeness == 1
    assert columns["decision", "sector"].completeness == 0
    assert columns["decision", "need"].rows == 10
    assert columns["outcome", "reason"].rows < columns["outcome", "sector"].rows
    assert found.decisions_recorded.shares is not None
    assert found.decisions_recorded.shares["quarter"] == 0
    assert found.outcomes_recorded.shares is not None
    assert found.outcomes_recorded.shares["week"] == 1
    assert found.breaks == ()
    # Of a few ends a share without a reason is one person who can work no more.
    reason = own_quality(tenant_schema=HERE).outcomes[0]
    assert (reason.filled, reason.fits_nowhere, reason.used) == (None, None, None)


def test_what_leaves_holds_no_day(histories: list[CaseRow]) -> None:
    days = {date.isoformat(STARTED + place * DAY) for place in range(1, 200)}
    for model in (DecisionFact, PeriodFact, OutcomeFact):
        for values in standing_rows(model, schema_name=HERE).values():
            told = {value.isoformat() for value in values if isinstance(value, date)}
            assert {day for day in told & days if not day.endswith("-01")} == set()


def test_what_arrives_with_its_decision_is_told_as_the_tables_tell_it(
    histories: list[CaseRow], people: tuple[User, User]
) -> None:
    """Of a case from a file nothing is asked of the tables; read back, the same comes of it."""
    chance = random.Random(20_261_122)
    refused = Otherwise(outcome="refuse", reason="other_support")
    less = Otherwise(
        outcome="grant_otherwise", reason="workplace", minutes=600, starts_on=STARTED,
        ends_on=STARTED + 90 * DAY,
    )  # fmt: skip
    with context.inside(HERE), transaction.atomic():
        clients = [*(one.client_reference for one in histories), "S-new", 'S-"{odd}",\\']
        for _file in range(3):
            add_cases(
                actor=people[0],
                cases=[
                    NewCase(
                        client_reference=chance.choice(clients),
                        facts=complete_facts(received_on=STARTED - chance.choice([20, 70]) * DAY),
                        external_reference=chance.choice(["", f"row-{uuid4()}"]),
                        decided_on=STARTED + chance.randrange(40) * DAY,
                        choice=chance.choice([AsAdvised(), refused, less]),
                    )
                    for _row in range(15)
                ],
            )
    found = compared(HERE)
    assert all(each.is_whole for each in found)
    assert found[0].stands >= 45
