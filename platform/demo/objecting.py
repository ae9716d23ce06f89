"""Objections to some refusals of the demonstration, each ended; how many and how is invented."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from assessments.codes import DecisionOutcome
from assessments.letters.term import last_day_to_object
from assessments.models import Decision
from assessments.objections.codes import REASONS, Kind, LodgedBy, NotHeard, Outcome
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.status import CHANGES, Change, ObjectionStatus
from audit.actions import record_many
from demo.draws import Draws
from tenants.copying import copy_in

#: Of a hundred refusals so many are objected to, by the person.
_PERCENT: Final = 9
_ENDED: Final = {
    Outcome.UPHELD: 12,
    Outcome.PARTLY: 14,
    Outcome.REJECTED: 62,
    Outcome.INADMISSIBLE: 12,
}
_WEEK: Final = timedelta(weeks=1)


def objected(*, schema_name: str, consultant: User) -> None:
    """Put objections to refusals on record, with how they ended."""
    draws = Draws(schema_name, "objections")
    refused = Decision.objects.filter(outcome=DecisionOutcome.REFUSE)
    chosen = [
        decision
        for decision in refused.order_by("case__external_reference")
        if draws.whether(_PERCENT)
    ]
    lodged = [_lodged(decision, consultant, draws) for decision in chosen]
    steps = [step for each in lodged for step in _steps(each, consultant, draws)]
    cases = [decision.case_id for decision in chosen]
    copy_in(lodged)
    copy_in(steps)
    for action in ("objection.lodged", CHANGES[Change.END].audit_action):
        _record(cases, action, consultant)


def _lodged(decision: Decision, consultant: User, draws: Draws) -> Objection:
    return Objection(
        decision_id=decision.id,
        kind=Kind.OBJECTION,
        lodged_by=LodgedBy.PERSON,
        received_on=decision.decided_on + draws.whole(1, 5) * _WEEK,
        sent_on=decision.decided_on,
        last_day=last_day_to_object(decision.decided_on),
        status=ObjectionStatus.ENDED,
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _steps(objection: Objection, consultant: User, draws: Draws) -> Sequence[ObjectionStep]:
    outcome = draws.pick(_ENDED)
    reason = draws.pick(dict.fromkeys(REASONS[outcome], 1))
    made = {
        "objection": objection,
        "recorded_by": consultant.id,
        "recorded_at": timezone.now(),
    }
    not_heard = ObjectionStep(
        change=Change.WAIVE,
        day=objection.received_on + _WEEK,
        not_heard=NotHeard.NOT_WANTED,
        **made,
    )
    end = ObjectionStep(
        change=Change.END,
        day=objection.received_on + 5 * _WEEK,
        outcome=outcome,
        outcome_reason=reason,
        **made,
    )
    return not_heard, end


def _record(cases: Sequence[UUID], action: str, consultant: User) -> None:
    told = [(case_id, {"example": True}) for case_id in cases]
    record_many(actor=consultant, action=action, object_kind="case", objects=told)
