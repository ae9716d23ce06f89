"""Writing whether a coach may do something in a case."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import check_day, held, tell
from assessments.following.status import FollowChange
from assessments.plans.codes import Activity
from assessments.practice.codes import REASONS, Answer, AnswerReason
from assessments.practice.models import ActivityAnswer
from assessments.sent_once import identifier


class ReasonOfAnother(ValueError):
    """This reason belongs to the other answer."""

    def __init__(self) -> None:
        super().__init__("Name a reason that goes with this answer.")


@transaction.atomic
def answer_activity(
    *,
    actor: User,
    case_id: UUID,
    activity: Activity,
    answer: Answer,
    reason: AnswerReason,
    on: date,
    once: UUID | None = None,
) -> None:
    """Put on record whether a coach may do something, and why.

    Args:
        actor: who answers.
        case_id: the case.
        activity: what the coach wants to do.
        answer: whether it may.
        reason: why; one of those that go with the answer.
        on: on which day that was said.
        once: the key of the page: the same page sent twice is kept once.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the day has not come.
        ReasonOfAnother: the reason does not go with the answer.
    """
    held(actor, case_id, FollowChange.ALLOW)
    check_day(on)
    if reason not in REASONS[answer]:
        raise ReasonOfAnother
    said = {
        "case_id": case_id, "activity": activity.value, "answer": answer.value,
        "reason": reason.value, "on": on,
    }  # fmt: skip
    key = identifier(once=once, said=said)
    if ActivityAnswer.objects.filter(pk=key).exists():
        return
    ActivityAnswer.objects.create(id=key, **said, recorded_by=actor.id, recorded_at=timezone.now())
    told = {"activity": activity.value, "answer": answer.value, "reason": reason.value}
    tell(actor, case_id, FollowChange.ALLOW, told)
