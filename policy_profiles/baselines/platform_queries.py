"""Reads of proposed baselines, for those who check and publish them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from policy_profiles.baselines.platform_actions import NoSuchProposal
from policy_profiles.mapping import chain_from_json, check_layers, completed
from policy_profiles.register.models import ProposedBaseline, PublishedBaseline
from rulebook.profile import Profile, resolve
from rulebook.text import Text


class ProposalState(StrEnum):
    """What became of a proposed baseline."""

    WAITING = "waiting"
    PUBLISHED = "published"
    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"


class NoSuchWithdrawal(LookupError):
    """Nobody asked for the withdrawal of this baseline."""

    def __init__(self, proposal_id: UUID) -> None:
        super().__init__(f"Nobody asked to withdraw {proposal_id}: ask for it on its page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRow:
    """That withdrawing a baseline was asked; `decided_at` is None while nobody confirmed it."""

    reason: Text
    made_by: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposed baseline without its content; `decided_at` is None while it waits."""

    id: UUID
    label: str
    valid_from: date
    explanation: Text
    state: ProposalState
    made_by: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    withdrawal: WithdrawalRow | None = None

    def can_be_withdrawn(self, *, on: date) -> bool:
        """Whether it is published and has yet to begin on a day."""
        return self.state is ProposalState.PUBLISHED and self.valid_from > on


def proposal_rows() -> list[ProposalRow]:
    """Give every baseline that was ever put forward, the newest first."""
    found = ProposedBaseline.objects.select_related(
        "published", "published__proposed_withdrawal", "published__withdrawal"
    )
    light = found.defer("layers", "published__layers")
    return [_row(proposal) for proposal in light.order_by("-made_at", "-id")]


def proposal_row(*, proposal_id: UUID) -> ProposalRow:
    """Give one.

    Raises:
        NoSuchProposal: there is none.
    """
    found = [row for row in proposal_rows() if row.id == proposal_id]
    if not found:
        raise NoSuchProposal(proposal_id)
    return found[0]


def profile_of_proposal(*, proposal_id: UUID, on: date) -> Profile:
    """Resolve a proposed baseline as it would hold on a day.

    Raises:
        NoSuchProposal: there is none.
        LayersChanged: the content is not what was put forward.
    """
    found = ProposedBaseline.objects.filter(pk=proposal_id)
    row = found.values_list("name", "layers", "chain_hash").first()
    if row is None:
        raise NoSuchProposal(proposal_id)
    check_layers(*row)
    layers = row[1]
    return resolve(completed(chain_from_json(layers)), on=on)


def _row(proposal: ProposedBaseline) -> ProposalRow:
    published = getattr(proposal, "published", None)
    state, by, at = ProposalState.WAITING, None, None
    if published is not None:
        state, by, at = ProposalState.PUBLISHED, published.checked_by, published.known_from
    elif proposal.withdrawn_at is not None:
        state, by, at = ProposalState.TAKEN_BACK, proposal.withdrawn_by, proposal.withdrawn_at
    withdrawal = _withdrawal(published) if published is not None else None
    if withdrawal is not None and withdrawal.decided_at is not None:
        state = ProposalState.WITHDRAWN
    return ProposalRow(
        id=proposal.id,
        label=proposal.label,
        valid_from=proposal.valid_from,
        explanation=Text(proposal.explanation_nl, proposal.explanation_en),
        state=state,
        made_by=proposal.made_by,
        made_at=proposal.made_at,
        decided_by=by,
        decided_at=at,
        withdrawal=withdrawal,
    )


def _withdrawal(published: PublishedBaseline) -> WithdrawalRow | None:
    asked = getattr(published, "proposed_withdrawal", None)
    if asked is None:
        return None
    confirmed = getattr(published, "withdrawal", None)
    return WithdrawalRow(
        reason=Text(asked.reason_nl, asked.reason_en),
        made_by=asked.made_by,
        made_at=asked.made_at,
        decided_by=confirmed.checked_by if confirmed else None,
        decided_at=confirmed.withdrawn_at if confirmed else None,
    )
