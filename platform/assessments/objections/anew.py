"""The decision in place of one that does not stand: its case, and until when it waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.letters.codes import Reader
from assessments.letters.models import Letter
from assessments.models import Case
from assessments.objections.codes import CHANGES_THE_DECISION, Kind, LodgedBy
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.status import Change, ObjectionStatus
from assessments.status import CaseStatus

_WORK = {LodgedBy.EMPLOYER: Reader.EMPLOYER}


class AnswersAnObjection(Exception):
    """A case that was opened to decide anew cannot be withdrawn: the objection waits for it."""

    def __init__(self) -> None:
        super().__init__(
            "This case decides anew after an objection or appeal (Awb 7:11): take a decision."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """In which case is decided anew; `number` is empty where in none, or none yet.

    `may_open`: whether another can be opened for it.
    """

    number: str
    may_open: bool


def anew_after(found: Objection, steps: Iterable[ObjectionStep]) -> Anew:
    """Give where is decided anew after this: in its own case, or in that of another objection.

    Where two object to one decision, one new decision answers both. Once it is taken, another can
    still follow for who gets more by their own.
    """
    own = _new_case(steps)
    if own is not None:
        return Anew(number=own.number, may_open=False)
    if not any(step.outcome in CHANGES_THE_DECISION for step in steps):
        return Anew(number="", may_open=False)
    beside = [each for each in found.decision.objections.all() if each.kind == found.kind]
    shared = [case for case in (_new_case(each.steps.all()) for each in beside) if case]
    if not shared:
        return Anew(number="", may_open=True)
    last = max(shared, key=lambda case: case.id)
    return Anew(number=last.number, may_open=last.status != CaseStatus.DRAFT)


def _new_case(steps: Iterable[ObjectionStep]) -> Case | None:
    """Give where is decided anew; one that was withdrawn decides nothing, so another may come."""
    cases = [step.new_case for step in steps if step.new_case]
    return next((case for case in cases if case.status != CaseStatus.WITHDRAWN), None)


def decides_anew(*, case_id: UUID) -> bool:
    """Whether a case was opened to decide anew, after an objection or appeal."""
    return ObjectionStep.objects.filter(new_case_id=case_id).exists()


def check_no_answer_is_due(*, case_id: UUID) -> None:
    """Let pass a case that was not opened to decide anew.

    Raises:
        AnswersAnObjection: it was, so there is always a decision to take.
    """
    if decides_anew(case_id=case_id):
        raise AnswersAnObjection


def still_open() -> QuerySet[Objection]:
    """Give what has no outcome, or has one that the new decision was not sent to everybody for.

    A term to decide is met by sending (Awb 3:41, 7:10): who objected and who applied each get
    theirs. Sent outside Meetlat counts as sent to each.
    """
    changed = ObjectionStep.objects.filter(
        objection=OuterRef("pk"), outcome__in=CHANGES_THE_DECISION
    )
    elsewhere = ObjectionStep.objects.filter(objection=OuterRef("pk"), change=Change.SENT)
    return Objection.objects.filter(
        ~Q(status=ObjectionStatus.ENDED) | Q(Exists(changed)) & ~Q(Exists(elsewhere)) & ~_answered()
    )


def _answered() -> Q:
    """Whether the letters went: on an objection those on it, after an appeal those of the decision.

    No letter of a decision goes to somebody else; so after their appeal that to the person counts.
    """
    told = {**_WORK, LodgedBy.OTHER: Reader.OTHER}
    on_it = _to_each(Letter.objects.filter(objection=OuterRef("pk")), told)
    anew = Letter.objects.filter(
        decision__case__after_objection__objection__decision=OuterRef("decision"),
        decision__case__after_objection__objection__kind=Kind.APPEAL,
        objection=None,
    )
    return Q(on_it, kind=Kind.OBJECTION) | Q(_to_each(anew, _WORK), kind=Kind.APPEAL)


def _to_each(letters: QuerySet[Letter], readers: dict[LodgedBy, Reader]) -> Q:
    """Whether one went to the person, and one to who lodged it where that was somebody else."""
    sent = Q(Exists(letters.filter(reader=Reader.CLIENT)))
    for by, reader in readers.items():
        sent &= ~Q(lodged_by=by) | Q(Exists(letters.filter(reader=reader)))
    return sent
