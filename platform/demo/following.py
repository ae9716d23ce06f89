"""What ran after some decisions of the demonstration: the log, evaluations, a contact, growth.

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
from demo.growing import grow
from tenants.copying import copy_in

#: Of so many cases of a tenant, those whose support ended last.
FOLLOWED: Final = 120
_LONGEST_VISIT: Final = 180  # minutes
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
    newest = SupportPeriod.objects.select_related("decision__case").order_by(
        "-ends_on", "decision__case__external_reference"
    )
    periods = list(newest[:FOLLOWED])
    log = [row for period in periods for row in _log(period, consultant, draws)]
    evaluations = [row for period in periods for row in _evaluations(period, consultant, draws)]
    contacts = [_contact(period, consultant) for period in periods]
    for rows, change in (
        (log, FollowChange.LOG),
        (evaluations, FollowChange.EVALUATE),
        (contacts, FollowChange.CONTACT),
    ):
        copy_in(rows)
        _record(rows, change, consultant)
    grow(periods, schema_name=schema_name, consultant=consultant)


def _log(period: SupportPeriod, consultant: User, draws: Draws) -> Iterator[LogEntry]:
    """Visits spread over the period, together more than half of what was granted, never more."""
    days = (period.ends_on - period.starts_on).days
    used = period.minutes * draws.whole(55, 100) // 100
    visits = max(len(_DONE), -(-used // _LONGEST_VISIT))
    for place in range(visits):
        activity, headline = _DONE[place % len(_DONE)]
        first = period.starts_on + days * place // visits * _DAY
        day = first + draws.whole(0, days // visits) * _DAY
        yield LogEntry(
            case_id=period.decision.case_id,
            first_day=day,
            last_day=day,
            minutes=max(used // visits, 1),
            activities=[activity.value],
            headline=headline,
            recorded_by=consultant.id,
            recorded_at=timezone.now(),
        )


def _evaluations(period: SupportPeriod, consultant: User, draws: Draws) -> Iterator[Evaluation]:
    """One half-way and one at the end: some weeks late in a fifth, and in a tenth not at all."""
    halfway = _halfway(period.starts_on, period.ends_on)
    yield _evaluation(period, halfway, consultant, draws)
    if draws.whether(90):
        late = draws.whole(10, 40) if draws.whether(22) else 0
        yield _evaluation(period, period.ends_on + late * _DAY, consultant, draws)


def _evaluation(period: SupportPeriod, held_on: date, consultant: User, draws: Draws) -> Evaluation:
    return Evaluation(
        case_id=period.decision.case_id,
        held_on=held_on,
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
