"""Reads of proposals: what waits for a second person, and what a proposal says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from assessments.choices import AsAdvised, Choice, LeaveAside, Otherwise
from assessments.second_person.models import DecisionProposal
from assessments.second_person.status import Answer, ReturnReason
from assessments.status import CaseStatus


class ProposalUnknown(LookupError):
    """Nothing of this case waits for a second person."""

    def __init__(self) -> None:
        super().__init__("Nothing of this case waits for a second person: look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposal; `is_stale` where the case changed after it was made."""

    id: UUID
    number: str
    client_reference: str
    choice: Choice
    motivation: str
    revision: int
    proposed_by: UUID
    proposed_at: datetime
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """What a colleague answered to a proposal that was given back."""

    answered_by: UUID
    reason: str
    explanation: str


def waiting_proposals(*, besides: UUID | None = None) -> tuple[ProposalRow, ...]:
    """Give the proposals that wait, oldest first; `besides` leaves out those of one person."""
    found = _waiting().order_by("proposed_at", "id")
    if besides is not None:
        found = found.exclude(proposed_by=besides)
    return tuple(_row(each) for each in found)


def waiting_count(*, besides: UUID) -> int:
    """Give how many proposals wait for somebody who did not make them."""
    return _waiting().exclude(proposed_by=besides).count()


def waiting_of(*, case_id: UUID) -> ProposalRow | None:
    """Give the proposal of a case that waits; None where none does."""
    found = _waiting().filter(case_id=case_id).first()
    return _row(found) if found else None


def last_returned(*, case_id: UUID) -> ReturnedRow | None:
    """Give why the last proposal of a case was given back; None where it was not."""
    found = (
        DecisionProposal.objects.filter(case_id=case_id)
        .select_related("answer")
        .order_by("-proposed_at", "-id")
        .first()
    )
    answer = getattr(found, "answer", None)
    if answer is None or answer.answer != Answer.RETURNED:
        return None
    return ReturnedRow(
        answered_by=answer.answered_by,
        reason=str(ReturnReason(answer.reason).label),
        explanation=answer.explanation,
    )


def choice_as_data(choice: Choice) -> dict[str, Any]:
    """Give a choice as it is kept: codes, minutes, ISO days."""
    if isinstance(choice, AsAdvised):
        return {"kind": "advised"}
    if isinstance(choice, LeaveAside):
        return {"kind": "aside"}
    return {
        "kind": "otherwise",
        "outcome": str(choice.outcome),
        "reason": str(choice.reason),
        "minutes": choice.minutes,
        "starts_on": choice.starts_on.isoformat() if choice.starts_on else None,
        "ends_on": choice.ends_on.isoformat() if choice.ends_on else None,
    }


def choice_from_data(data: Mapping[str, Any]) -> Choice:
    """Give the choice that was kept."""
    if data["kind"] == "advised":
        return AsAdvised()
    if data["kind"] == "aside":
        return LeaveAside()
    days = {name: data[name] for name in ("starts_on", "ends_on")}
    return Otherwise(
        outcome=data["outcome"],
        reason=data["reason"],
        minutes=data["minutes"],
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
    )


def _waiting() -> QuerySet[DecisionProposal]:
    return DecisionProposal.objects.filter(
        answer__isnull=True, case__status=CaseStatus.DRAFT
    ).select_related("case")


def _row(found: DecisionProposal) -> ProposalRow:
    return ProposalRow(
        id=found.id,
        number=found.case.number,
        client_reference=found.case.client_reference,
        choice=choice_from_data(found.choice),
        motivation=found.motivation,
        revision=found.revision,
        proposed_by=found.proposed_by,
        proposed_at=found.proposed_at,
        is_stale=found.revision != found.case.revision,
    )
