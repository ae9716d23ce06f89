"""Writing that coaching, wage value and trial placement were judged together, and the outcome."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.actions import save_facts
from assessments.joint.codes import JointPart, TrialVerdict
from assessments.joint.models import JointAssessment
from assessments.plans.codes import Participant
from assessments.queries import CaseRow
from audit.actions import record
from rulebook.facts import FactValue


class SessionToCome(ValueError):
    """What is put on record has happened."""

    def __init__(self) -> None:
        super().__init__("Give today or an earlier day.")


class NothingJudged(ValueError):
    """A session judged at least one of the three."""

    def __init__(self) -> None:
        super().__init__("Say what was found of coaching, wage value or the trial placement.")


class TrialDaysMissing(ValueError):
    """An approved trial placement has a first and a last day."""

    def __init__(self) -> None:
        super().__init__("Give the first and the last day; the last is not before the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What was found in one session; None and empty: that was not judged.

    Attributes:
        on: the day.
        with_whom: who was there beside who assesses.
        need: code of the need for coaching, on the shared scale.
        wage_value: in basis points.
        trial: what was found of the trial placement.
        trial_starts_on, trial_ends_on: its first and last day, where it was approved.
    """

    on: date
    with_whom: tuple[Participant, ...]
    need: str = ""
    wage_value: int | None = None
    trial: TrialVerdict | None = None
    trial_starts_on: date | None = None
    trial_ends_on: date | None = None

    @property
    def parts(self) -> tuple[JointPart, ...]:
        """What was judged."""
        judged = {
            JointPart.COACHING: bool(self.need),
            JointPart.WAGE_VALUE: self.wage_value is not None,
            JointPart.TRIAL: self.trial is not None,
        }
        return tuple(part for part, is_judged in judged.items() if is_judged)


@transaction.atomic
def record_session(*, actor: User, case_id: UUID, revision: int, session: Session) -> CaseRow:
    """Put a session on record, and what it found of need and wage value into the facts.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed, StaleCase: as for `save_facts`.
        NotAFactValue, ContradictoryFacts: the facts cannot be; nothing is saved.
        SessionToCome, NothingJudged, TrialDaysMissing: this is no session that was held.
    """
    _check(session)
    facts: dict[str, FactValue | None] = {}
    if session.need:
        facts["need"] = session.need
    if session.wage_value is not None:
        facts["wage_value"] = session.wage_value
    case = save_facts(actor=actor, case_id=case_id, revision=revision, facts=facts)
    is_approved = session.trial is TrialVerdict.APPROVED
    JointAssessment.objects.create(
        case_id=case_id,
        on=session.on,
        with_whom=[str(who.value) for who in session.with_whom],
        parts=[str(part.value) for part in session.parts],
        trial_verdict=session.trial.value if session.trial else "",
        trial_starts_on=session.trial_starts_on if is_approved else None,
        trial_ends_on=session.trial_ends_on if is_approved else None,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    record(
        actor=actor, action="case.assessed_together", object_kind="case", object_id=case_id,
        details={"parts": len(session.parts)},
    )  # fmt: skip
    return case


def _check(session: Session) -> None:
    if session.on > timezone.localdate():
        raise SessionToCome
    if not session.parts:
        raise NothingJudged
    if session.trial is not TrialVerdict.APPROVED:
        return
    first, last = session.trial_starts_on, session.trial_ends_on
    if first is None or last is None or last < first:
        raise TrialDaysMissing
