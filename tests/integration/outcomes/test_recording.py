"""Outcomes of decided cases, under the tenant's own database role."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments import queries as cases
from assessments.queries import CaseRow, DecisionRow
from assessments.status import ChangeNotAllowed
from audit.models import AuditEvent
from outcomes import events, observations
from outcomes.actions import NewOutcome, StaleOutcome, record_outcome, record_outcomes
from outcomes.models import Outcome
from outcomes.observations import Observation
from outcomes.queries import current_outcome, outcomes_of
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]


@pytest.fixture
def decided(open_case: Opener, decide: Decider) -> CaseRow:
    """A case that was decided as advised."""
    return cases.case(number=decide(open_case()).number)


def _today() -> date:
    return timezone.localdate()


def _ended(**given: object) -> Observation:
    values: dict[str, object] = {
        "kind": "ended",
        "observed_on": _today(),
        "ended_on": _today() - timedelta(days=1),
        "reason": "not_renewed",
    }
    return Observation(**{**values, **given})


def test_a_later_outcome_takes_the_place_of_the_first(decided: CaseRow, consultant: User) -> None:
    """Both stay on record; the last one holds."""
    first = record_outcome(
        actor=consultant, case_id=decided.id, supersedes=None,
        observation=Observation(kind="in_job", observed_on=_today(), situation="hours_more"),
    )  # fmt: skip
    second = record_outcome(
        actor=consultant, case_id=decided.id, observation=_ended(), supersedes=first.id
    )
    chain = outcomes_of(case_id=decided.id)
    assert [row.id for row in chain] == [second.id, first.id]
    assert [row.is_current for row in chain] == [True, False]
    assert AuditEvent.objects.filter(action="outcome.recorded").count() == 2


def test_two_people_do_not_record_over_each_other(decided: CaseRow, consultant: User) -> None:
    """Who did not see the newest outcome is told so."""
    record_outcome(actor=consultant, case_id=decided.id, observation=_ended(), supersedes=None)
    with pytest.raises(StaleOutcome):
        record_outcome(actor=consultant, case_id=decided.id, observation=_ended(), supersedes=None)
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "gone"}, observations.KindUnknown),
        ({"reason": ""}, observations.EndReasonMissing),
        ({"reason": "mood"}, observations.EndReasonMissing),
        ({"ended_on": None}, observations.EndMissing),
        ({"ended_on": date(2020, 1, 1)}, observations.EndBeforeStart),
        ({"ended_on": date(2099, 1, 1)}, observations.EndAfterObservation),
        ({"observed_on": date(2099, 1, 1)}, observations.SeenInTheFuture),
        ({"kind": "other_job"}, observations.NextJobMissing),
        ({"next_job_started_on": date(2020, 1, 1)}, observations.NextJobOutOfOrder),
        ({"kind": "in_job"}, observations.LastingJobHasNoEnd),
        ({"situation": "hours_more"}, observations.SituationDoesNotFit),
    ],
)
def test_what_cannot_have_been_seen_is_refused(
    decided: CaseRow,
    consultant: User,
    given: dict[str, object],
    refusal: type[observations.ObservationRefused],
) -> None:
    """Every refusal has its own name, and nothing stays behind."""
    with pytest.raises(refusal):
        record_outcome(
            actor=consultant, case_id=decided.id, observation=_ended(**given), supersedes=None
        )
    assert current_outcome(case_id=decided.id) is None


def test_only_a_decided_case_has_an_outcome(open_case: Opener, consultant: User) -> None:
    """A draft has nothing to follow."""
    case = open_case()
    with pytest.raises(ChangeNotAllowed):
        record_outcome(actor=consultant, case_id=case.id, observation=_ended(), supersedes=None)


def test_only_who_may_records(
    eikenberg: TenantRow, decided: CaseRow, make_user: Callable[..., User]
) -> None:
    """An analyst looks at figures, not at people."""
    with pytest.raises(NotPermitted):
        record_outcome(
            actor=make_user(eikenberg, "analyst"), case_id=decided.id, observation=_ended(),
            supersedes=None,
        )  # fmt: skip


def test_many_outcomes_are_all_or_nothing(
    open_case: Opener, decide: Decider, consultant: User
) -> None:
    """One impossible outcome keeps the others out as well."""
    numbers = [decide(open_case()).number for _ in range(2)]
    first, second = (cases.case(number=number) for number in numbers)
    rows = [
        NewOutcome(case_id=first.id, observation=_ended()),
        NewOutcome(case_id=second.id, observation=_ended(reason="")),
    ]
    with pytest.raises(observations.EndReasonMissing):
        record_outcomes(actor=consultant, outcomes=rows)
    assert not Outcome.objects.exists()
    record_outcomes(actor=consultant, outcomes=[rows[0], NewOutcome(
        case_id=first.id, observation=_ended(reason="illness"))])  # fmt: skip
    held = current_outcome(case_id=first.id)
    assert held is not None
    assert held.reason == "illness"


def test_listeners_hear_of_an_outcome_in_its_transaction(
    decided: CaseRow, consultant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They get what a fact row needs: the job, its place after earlier ones, the facts."""
    heard: list[events.FollowedJob] = []
    monkeypatch.setattr(events, "_listeners", [heard.extend])
    record_outcome(actor=consultant, case_id=decided.id, observation=_ended(), supersedes=None)
    [told] = heard
    assert told.started_on == decided.facts["employment_start"]
    assert (told.kind, told.reason, told.revision) == ("ended", "not_renewed", 1)
    assert told.facts == decided.facts


@pytest.mark.parametrize(
    "statement", ["UPDATE outcomes_outcome SET id = id", "DELETE FROM outcomes_outcome"]
)
def test_what_was_recorded_cannot_be_changed(eikenberg: TenantRow, statement: str) -> None:
    """A correction is a new row."""
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
