"""Withdrawing a baseline before its first day: asked by one administrator, done by another."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.baselines.platform_actions import NoSuchProposal, ProposalDecided
from policy_profiles.baselines.platform_queries import NoSuchWithdrawal
from policy_profiles.register.models import (
    WITHDRAWAL,
    ProposedWithdrawal,
    PublishedBaseline,
    WithdrawnBaseline,
)
from rulebook.text import Text
from tenants.identifiers import uuid7

_COLUMNS = ", ".join(WITHDRAWAL)
# Copied by the database, so that what is withdrawn is what was asked; when is its own clock.
_WITHDRAW = (
    "INSERT INTO public.policy_register_withdrawnbaseline"  # noqa: S608 - names of columns only
    f" (id, proposal_id, checked_by, {_COLUMNS})"
    f" SELECT %s, id, %s, {_COLUMNS} FROM public.policy_register_proposedwithdrawal WHERE id = %s"
)


class BaselineHasBegun(ValueError):
    """A baseline holds already, so decisions may rest on it."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"This baseline holds since {day} and cannot be withdrawn: publish the right one, from "
            "today or a later day."
        )
        self.day = day


class WithdrawalMakerIsChecker(Exception):
    """Nobody withdraws a baseline on their own word alone."""

    def __init__(self) -> None:
        super().__init__("You asked for this withdrawal: ask another administrator to confirm it.")


class WithdrawalAsked(Exception):
    """Withdrawing this baseline was asked already."""

    def __init__(self) -> None:
        super().__init__("A withdrawal was asked already: another administrator confirms it.")


@transaction.atomic
def propose_withdrawal(*, actor: User, proposal_id: UUID, reason: Text) -> None:
    """Ask to withdraw a published baseline that has yet to begin, for another to confirm.

    Args:
        actor: who asks.
        proposal_id: of what was put forward and published.
        reason: what everybody may read, in both languages.

    Raises:
        NotPermitted, NoSuchProposal: who or what does not allow it.
        BaselineHasBegun: it holds already.
        WithdrawalAsked: it was asked already, or done.
    """
    baseline = _published(actor, proposal_id)
    if ProposedWithdrawal.objects.filter(baseline=baseline).exists():
        raise WithdrawalAsked
    try:
        with transaction.atomic():
            ProposedWithdrawal.objects.create(
                baseline=baseline,
                valid_from=baseline.valid_from,
                reason_nl=reason.nl,
                reason_en=reason.en,
                made_by=actor.id,
                made_at=timezone.now(),
            )
    except IntegrityError as twice:  # a colleague asked at this moment
        raise WithdrawalAsked from twice
    _record(actor, "baseline.withdrawal_proposed", baseline)


@transaction.atomic
def withdraw_baseline(*, actor: User, proposal_id: UUID) -> None:
    """Withdraw a baseline as another administrator asked: from now on it never holds.

    Raises:
        NotPermitted, NoSuchProposal: who or what does not allow it.
        BaselineHasBegun: its first day has come since.
        NoSuchWithdrawal: nobody asked for it.
        WithdrawalMakerIsChecker: the actor asked for it.
        ProposalDecided: it was withdrawn already.
    """
    baseline = _published(actor, proposal_id)
    asked = ProposedWithdrawal.objects.filter(baseline=baseline).first()
    if asked is None:
        raise NoSuchWithdrawal(proposal_id)
    if asked.made_by == actor.id:
        raise WithdrawalMakerIsChecker
    if WithdrawnBaseline.objects.filter(baseline=baseline).exists():
        raise ProposalDecided
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WITHDRAW, [uuid7(), actor.id, asked.id])
    except IntegrityError as refused:
        if "withdrawn_before_it_holds" in str(refused):  # by the clock of the database
            raise BaselineHasBegun(baseline.valid_from) from refused
        raise ProposalDecided from refused
    _record(actor, "baseline.withdrawn", baseline)


def _published(actor: User, proposal_id: UUID) -> PublishedBaseline:
    """Give what was published of a proposal and has yet to begin."""
    check_permission(actor, Permission.MANAGE_BASELINE)
    found = PublishedBaseline.objects.filter(proposal_id=proposal_id).defer("layers").first()
    if found is None:
        raise NoSuchProposal(proposal_id)
    if found.valid_from <= timezone.localdate():
        raise BaselineHasBegun(found.valid_from)
    return found


def _record(actor: User, action: str, baseline: PublishedBaseline) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="baseline",
        object_id=baseline.label,
        details={"hash": baseline.chain_hash, "valid_from": baseline.valid_from.isoformat()},
    )
