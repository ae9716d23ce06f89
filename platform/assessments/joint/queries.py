"""Reads of sessions in which several things were judged together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.joint.codes import JointPart, TrialVerdict
from assessments.joint.models import JointAssessment
from assessments.plans.codes import Participant
from tenants.among import among


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRow:
    """One session as it was held."""

    on: date
    with_whom: tuple[str, ...]
    parts: tuple[str, ...]
    trial_verdict: str
    trial_starts_on: date | None
    trial_ends_on: date | None

    @property
    def who(self) -> str:
        """Who was there, in words."""
        return ", ".join(str(Participant(code).label) for code in self.with_whom)

    @property
    def what(self) -> str:
        """What was judged, in words."""
        return ", ".join(str(JointPart(code).label) for code in self.parts)

    @property
    def trial_label(self) -> str:
        """What was found of the trial placement; empty where that was not judged."""
        return str(TrialVerdict(self.trial_verdict).label) if self.trial_verdict else ""


def sessions_of(*, case_id: UUID) -> tuple[JointRow, ...]:
    """Give the sessions of a case, the latest first."""
    return sessions_of_many(case_ids=[case_id]).get(case_id, ())


def sessions_of_many(*, case_ids: Sequence[UUID]) -> Mapping[UUID, tuple[JointRow, ...]]:
    """Give by case its sessions, the latest first; cases without one are left out."""
    found = JointAssessment.objects.filter(among("case_id", case_ids))
    by_case: dict[UUID, list[JointRow]] = defaultdict(list)
    for row in found.order_by("-on", "-recorded_at", "-id"):
        held = JointRow(
            on=row.on,
            with_whom=tuple(row.with_whom),
            parts=tuple(row.parts),
            trial_verdict=row.trial_verdict,
            trial_starts_on=row.trial_starts_on,
            trial_ends_on=row.trial_ends_on,
        )
        by_case[row.case_id].append(held)
    return {case_id: tuple(rows) for case_id, rows in by_case.items()}


def latest_on_trial(sessions: Iterable[JointRow]) -> JointRow | None:
    """Give the session that said last what was found of the trial placement; None for none."""
    return next((row for row in sessions if row.trial_verdict), None)


def trial_approved(sessions: Iterable[JointRow]) -> bool:
    """Whether the latest word on the trial placement is that it was approved."""
    latest = latest_on_trial(sessions)
    return latest is not None and latest.trial_verdict == TrialVerdict.APPROVED


def judged_together(sessions: Iterable[JointRow], parts: frozenset[str]) -> bool:
    """Whether one session judged all of these parts."""
    return any(parts <= set(row.parts) for row in sessions)
