"""A form between filling it in and recording it: kept an hour, for who filled it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.forms import Field
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.kept_models import KeptAnswers
from assessments.people.sealing import CannotBeOpened, seal, unseal
from audit.actions import record

KEPT_FOR = timedelta(hours=1)
#: In characters, for a field without a limit of its own: a code or a key, which is never so long.
LONGEST_CODE = 200
_PURPOSE = "kept answers"


class CaseForm(TextChoices):
    """The forms of a case that are kept."""

    DECISION = "decision"
    CHANGE = "change"
    ENDING = "ending"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Answers as they were typed, and the revision of the case that they were given to."""

    answers: Mapping[str, str]
    revision: int


def answers_in(posted: Mapping[str, str], fields: Mapping[str, Field]) -> dict[str, str]:
    """Give what was posted for these fields of a form, as it was typed.

    Without NUL, which neither a form nor PostgreSQL takes. Of what is too long there stays one
    character more than its field allows, so that the form still says that it is too long.
    """
    return {
        name: _kept_of(
            str(posted.get(name, "")).replace("\x00", ""),
            longest=getattr(field, "max_length", None) or LONGEST_CODE,
        )
        for name, field in fields.items()
    }


def _kept_of(text: str, *, longest: int) -> str:
    if len(text) <= longest:
        return text
    text = text.strip()  # as the form does before it counts
    # One that is no space behind it: else the form would take what was cut as if it were all.
    return text[:longest] + text[longest:].lstrip()[:1]


@transaction.atomic
def keep(
    *, actor: User, case_id: UUID, form: CaseForm, answers: Mapping[str, str], revision: int
) -> None:
    """Keep what somebody filled in, in place of what was kept of that form before.

    Args:
        actor: who filled it in; nobody else gets it back.
        case_id: the case that it is about.
        form: which form.
        answers: by the names of its fields.
        revision: that of the case on the page that was filled in.

    Raises:
        NotPermitted: the actor may not decide cases.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    forget_expired_answers()
    row, _is_new = KeptAnswers.objects.update_or_create(
        case_id=case_id,
        form=form,
        kept_by=actor.id,
        defaults={"revision": revision, "expires_at": timezone.now() + KEPT_FOR},
    )
    row.sealed = seal(answers, purpose=_PURPOSE, row=row.id)
    row.save(update_fields=["sealed"])
    record(
        actor=actor,
        action="case.answers_kept",
        object_kind="case",
        object_id=case_id,
        details={"form": form.value},
    )


def kept(*, actor: User, case_id: UUID, form: CaseForm) -> Kept | None:
    """Give what the actor filled in; None where nothing is kept, or no key opens it, any more."""
    found = KeptAnswers.objects.filter(
        case_id=case_id, form=form, kept_by=actor.id, expires_at__gte=timezone.now()
    ).first()
    if found is None:
        return None
    try:
        answers = unseal(found.sealed, purpose=_PURPOSE, row=found.id)
    except CannotBeOpened:  # the key was changed within the hour: it is typed once more
        return None
    return Kept(answers=answers, revision=found.revision)


def forget_answers(*, case_id: UUID, form: CaseForm, actor: User | None = None) -> None:
    """Remove what is kept of a form of a case: of the actor, or without one of everybody.

    Part of what was done with the answers, which is recorded there.
    """
    found = KeptAnswers.objects.filter(case_id=case_id, form=form)
    (found.filter(kept_by=actor.id) if actor else found).delete()


@transaction.atomic
def forget_expired_answers() -> None:
    """Remove all that was kept long enough; the worker does so too."""
    expired = KeptAnswers.objects.filter(expires_at__lt=timezone.now()).select_for_update()
    for answers in expired.only("id", "case_id", "form"):
        record(
            actor=None,
            action="case.answers_expired",
            object_kind="case",
            object_id=answers.case_id,
            details={"form": answers.form},
        )
        answers.delete()
