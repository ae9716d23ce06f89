"""The end of a clock that does not come from a decision: the application is withdrawn."""

from uuid import UUID

from django.utils import timezone

from accounts.models import User
from assessments.term.clock.events import Kind
from assessments.term.models import TermEvent, TermStanding


def end_by_withdrawal(*, actor: User, case_id: UUID) -> None:
    """Put on record that an application that ran was withdrawn today.

    Part of withdrawing the case, which is recorded there. One that was never submitted has no
    clock that could end.
    """
    if TermStanding.objects.filter(case_id=case_id).exists():
        TermEvent.objects.create(
            case_id=case_id,
            kind=Kind.WITHDRAWN.value,
            day=timezone.localdate(),
            recorded_by=actor.id,
            recorded_at=timezone.now(),
        )
