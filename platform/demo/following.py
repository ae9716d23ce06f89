"""What ran after some decisions of the demonstration: the log, an evaluation, a contact.

Like the decisions they lie in the years of the demonstration, so today they ask for nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from assessments.following.codes import ContactWay, EvaluationOutcome, EvaluationPart
from assessments.following.models import ContactMoment, Evaluation, LogEntry
from assessments.following.status import WAYS, FollowChange
from assessments.models import SupportPeriod
from assessments.plans.codes import Activity, Participant
from audit.actions import record_many
from demo.draws import Draws
from tenants.copying import copy_in

#: Of so many cases of a tenant, those whose support ended last.
FOLLOWED: Final = 40
_DAY: Final = timedelta(days=1)
_DONE: Final = (
    (Activity.INTRODUCE, "Kennis gemaakt op de werkplek"),
    (Activity.TRAIN, "Taken geoefend met een lijst"),
    (Activity.GUIDE_AT_WORK, "Meegelopen en besproken hoe het gaat"),
    (Activity.GUIDE_MANAGER, "Met de leidinggevende gekeken naar het rooster"),
)
_CAME_TO: Final = (
    EvaluationOutcome.AS_IS,
    EvaluationOutcome.FEWER_HOURS,
    EvaluationOutcome.OTHER_GOALS,
)


def follow(*, schema_name: str, consultant: User) -> None:
    """Put on record what ran in some decided cases; the same for a tenant each time."""
    draws = Draws(schema_name, "following")
    newest = SupportPeriod.objects.select_related("decision").order_by(
        "-ends_on", "decision__case__external_reference"
    )
    periods = list(newest[:FOLLOWED])
    log = [row for period in periods for row in _log(period, consultant, draws)]
    evaluations = [_evaluation(period, consultant, draws) for period in periods]
    contacts = [_contact(period, consultant) for period in periods]
    for rows, change in (
        (log, FollowChange.LOG),
        (evaluations, FollowChange.EVALUATE),
        (contacts, FollowChange.CONTACT),
    ):
        copy_in(rows)
        _record(rows, change, consultant)


def _log(period: SupportPeriod, consultant: User, draws: Draws) -> Iterator[LogEntry]:
    """Some visits spread over the period, together at most half of what was granted."""
    days = (period.ends_on - period.starts_on).days
    each = min(max(period.minutes // (2 * len(_DONE)), 1), 180)
    for place, (activity, headline) in enumerate(_DONE):
        first = period.starts_on + days * place // len(_DONE) * _DAY
        day = first + draws.whole(0, days // len(_DONE)) * _DAY
        yield LogEntry(
            case_id=period.decision.case_id,
            first_day=day,
            last_day=day,
            minutes=each,
            activities=[activity.value],
            headline=headline,
            recorded_by=consultant.id,
            recorded_at=timezone.now(),
        )


def _evaluation(period: SupportPeriod, consultant: User, draws: Draws) -> Evaluation:
    return Evaluation(
        case_id=period.decision.case_id,
        held_on=period.ends_on,
        parts=[EvaluationPart.COACH_REPORT.value, EvaluationPart.THREE_WAY_TALK.value],
        outcome=draws.pick(dict.fromkeys(_CAME_TO, 1)).value,
        self_reliance=draws.whole(2, 5),
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _contact(period: SupportPeriod, consultant: User) -> ContactMoment:
    return ContactMoment(
        case_id=period.decision.case_id,
        on=_halfway(period.starts_on, period.ends_on),
        way=ContactWay.PHONE.value,
        with_whom=[Participant.PERSON.value, Participant.EMPLOYER.value],
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _halfway(first: date, last: date) -> date:
    return first + (last - first).days // 2 * _DAY


def _record(rows: Sequence[Model], change: FollowChange, consultant: User) -> None:
    told = [(row.case_id, {"example": True}) for row in rows]  # type: ignore[attr-defined]
    record_many(
        actor=consultant, action=WAYS[change].audit_action, object_kind="case", objects=told
    )
