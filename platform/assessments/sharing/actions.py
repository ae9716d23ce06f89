"""Writing what a person said of sharing."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import check_day, held, tell
from assessments.following.status import FollowChange
from assessments.sent_once import identifier
from assessments.sharing.codes import Said, Shared, Way
from assessments.sharing.models import SharingWord


class OnlyEmployersApply(ValueError):
    """That an employer applied says nothing of what a coach gets."""

    def __init__(self) -> None:
        super().__init__("Name only the letter to the employer where the employer applied.")


@transaction.atomic
def record_words(
    *,
    actor: User,
    case_id: UUID,
    about: Sequence[Shared],
    said: Said,
    way: Way,
    on: date,
    once: UUID | None = None,
) -> None:
    """Put on record what was said of sharing; agreeing and taking back are the same act.

    Args:
        actor: who does it.
        case_id: the case, in whatever state: leave can always be taken back (AVG 7, 3).
        about: what it is about; each is kept by itself.
        said: what was said.
        way: how that is known.
        on: on which day; the word of the last day holds.
        once: the key of the page: the same page sent twice is kept once.

    Raises:
        NotPermitted, CaseUnknown: not by this person, or there is no such case.
        NotYet: the day has not come.
        OnlyEmployersApply: that somebody applied was said of another than the employer.
    """
    held(actor, case_id, FollowChange.SHARE)
    check_day(on)
    if said is Said.PARTY and any(shared is not Shared.LETTER_EMPLOYER for shared in about):
        raise OnlyEmployersApply
    for shared in about:
        told = {
            "case_id": case_id, "shared": shared.value, "said": said.value, "way": way.value,
            "on": on,
        }  # fmt: skip
        key = identifier(once=once, said=told)
        if SharingWord.objects.filter(pk=key).exists():
            continue
        SharingWord.objects.create(id=key, **told, recorded_by=actor.id, recorded_at=timezone.now())
        tell(actor, case_id, FollowChange.SHARE, {"shared": shared.value, "said": said.value})
