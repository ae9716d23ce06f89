"""What reads of cases give: frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assessments.codes import had_advice
from assessments.status import CaseStatus
from rulebook.facts import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as the work needs it; `facts` holds known facts only."""

    id: UUID
    number: str
    client_reference: str
    municipality_code: str
    facts: Mapping[str, FactValue]
    requested_minutes: int | None
    visited_steps: tuple[str, ...]
    status: str
    revision: int
    external_reference: str
    is_synthetic: bool
    opened_at: datetime
    changed_at: datetime

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(CaseStatus(self.status).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A granted stretch of coaching; both days included."""

    starts_on: date
    ends_on: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision with its periods and the hash of its receipt."""

    id: UUID
    case_id: UUID
    number: str
    outcome: str
    granted_minutes: int
    deviation_reason: str
    motivation: str
    decided_on: date
    decided_by: UUID | None
    recorded_at: datetime
    own_hash: str
    own_verdict: str
    own_minutes: int | None
    own_failed: tuple[str, ...]
    baseline_hash: str
    baseline_verdict: str
    baseline_minutes: int | None
    baseline_failed: tuple[str, ...]
    periods: tuple[Period, ...]
    receipt_id: UUID
    sha256: str
    engine_version: str

    @property
    def is_deviation(self) -> bool:
        """Whether it was decided otherwise than the rules advised: tailoring."""
        return bool(self.deviation_reason) and had_advice(
            outcome=self.outcome, verdict=self.own_verdict, minutes=self.own_minutes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """One line of the worklist; a case without a decision has no outcome.

    `ends_on` is the last day to decide, of an open case whose application was submitted.
    """

    number: str
    client_reference: str
    municipality_code: str
    status: str
    received_on: date | None
    support_start: date | None
    outcome: str
    granted_minutes: int | None
    changed_at: datetime
    ends_on: date | None = None

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(CaseStatus(self.status).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistPage:
    """One page of the worklist; `count` is that of all pages."""

    rows: tuple[WorklistRow, ...]
    count: int
    page: int
    pages: int
