"""Answering a new baseline value by value, and sharing the answers with the region."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.baselines.models import BaselineAnswer
from policy_profiles.baselines.queries import Answers, Pending, answers_to, this_baseline
from policy_profiles.baselines.regional import has_region, own_proposals, proposals_to
from policy_profiles.baselines.transition import Choice, Stand
from policy_profiles.register.models import RegionalProposal
from tenants import context


class AnswersChanged(Exception):
    """Somebody answered since the page was read, so what was seen is not what would be changed."""

    def __init__(self) -> None:
        super().__init__("Somebody answered in the meantime: read the list again and save again.")


class CannotKeep(ValueError):
    """A value was chosen to be kept that no layer of one's own can state."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        super().__init__(
            f"These values cannot be kept: {', '.join(parameters)}. Adopt the new one, or leave it "
            "to be discussed and state a value in the draft."
        )
        self.parameters = parameters


class NoSuchRegionalProposal(LookupError):
    """Nobody in the region proposes anything under this name."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(f"{schema_name} shares no proposal in this region.")


class NoRegion(LookupError):
    """The labour-market region of an organisation is not known: there is nobody to share with."""

    def __init__(self) -> None:
        super().__init__("The labour-market region of this organisation is not known.")


class NothingToShare(ValueError):
    """An organisation shares a proposal before it answered anything."""

    def __init__(self) -> None:
        super().__init__("Answer at least one value before you share the answers.")


class NothingShared(LookupError):
    """An organisation takes a proposal back that it never made, or took back already."""

    def __init__(self) -> None:
        super().__init__("This organisation shares no answers to that baseline: read the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """A choice with, if given, the code of the reason and a note without personal data."""

    choice: Choice
    reason: str = ""
    note: str = ""


@transaction.atomic
def save_answers(*, actor: User, label: str, stand: int, answers: Mapping[str, NewAnswer]) -> int:
    """Keep the answers that are others than those that count; gives how many were added.

    Args:
        actor: who answers.
        label: the version of the new baseline.
        stand: how far the answers were when they were read.
        answers: by parameter.

    Raises:
        NotPermitted, NoNewBaseline: who or what does not allow it.
        AnswersChanged: somebody answered since.
        CannotKeep: a value cannot be stated in a layer of one's own.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    pending = this_baseline(label)
    added = _add(actor, pending, stand, answers)
    if added:
        _record(actor, "baseline.answered", label, added)
    return added


@transaction.atomic
def adopt_proposal(*, actor: User, label: str, stand: int, schema_name: str) -> int:
    """Take over all that an organisation in the region proposes; each answer can still be changed.

    What the organisation sets itself is left alone: a proposal cannot let go of an own value. Notes
    stay with who wrote them, as what is kept is explained in one's own words. Gives how many
    answers were added.

    Raises:
        NotPermitted, NoNewBaseline, AnswersChanged: as `save_answers`.
        NoSuchRegionalProposal: that organisation shares none here.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    pending = this_baseline(label)
    found = [one for one in proposals_to(label=label) if one.schema_name == schema_name]
    if not found or found[0].is_own:
        raise NoSuchRegionalProposal(schema_name)
    counting = answers_to(label=label).rows
    proposed = {
        name: NewAnswer(
            choice=given.choice,
            note=counting[name].note if name in counting else "",
            reason=counting[name].reason if name in counting else "",
        )
        for name, given in found[0].answers.items()
        if name in pending.asked
        and (given.choice is not Choice.KEEP or pending.transition.can_keep(name))
    }
    added = _add(actor, pending, stand, proposed)
    if added:
        _record(actor, "baseline.adopted_from_region", label, added, proposer=schema_name)
    return added


@transaction.atomic
def share_answers(*, actor: User, label: str) -> None:
    """Share the answers of now with the region: parameter, choice and note, and nothing else.

    Raises:
        NotPermitted, NoNewBaseline: who or what does not allow it.
        NoRegion: it is not known with whom to share.
        NothingToShare: nothing was answered.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    this_baseline(label)
    if not has_region():
        raise NoRegion
    found = answers_to(label=label)
    if not found.rows:
        raise NothingToShare
    shared = {
        name: {"choice": row.choice.value, "note": row.note} for name, row in found.rows.items()
    }
    _share(actor, "baseline.shared", label, shared)


@transaction.atomic
def unshare_answers(*, actor: User, label: str) -> None:
    """Take the own proposal back; who took it over keeps the answers.

    Raises:
        NotPermitted: the actor does not edit policy.
        NothingShared: there is no proposal of one's own to that baseline.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    if not own_proposals().get(label):
        raise NothingShared
    _share(actor, "baseline.unshared", label, {})


def _add(actor: User, pending: Pending, stand: int, answers: Mapping[str, NewAnswer]) -> int:
    found = answers_to(label=pending.version.label)
    if found.stand != stand:
        raise AnswersChanged
    new = {
        name: given
        for name, given in answers.items()
        if name in pending.transition.parameters and not _is_the_same(found, name, given)
    }
    _check_kept(pending, new)
    now = timezone.now()
    rows = [
        BaselineAnswer(
            baseline=pending.version.label,
            number=number,
            parameter=name,
            choice=given.choice.value,
            reason=given.reason,
            note=given.note.strip(),
            answered_by=actor.id,
            answered_at=now,
        )
        for number, (name, given) in enumerate(new.items(), start=stand + 1)
    ]
    try:
        with transaction.atomic():
            BaselineAnswer.objects.bulk_create(rows)
    except IntegrityError as taken:
        raise AnswersChanged from taken
    return len(rows)


def _check_kept(pending: Pending, answers: Mapping[str, NewAnswer]) -> None:
    transition = pending.transition
    refused = tuple(
        name
        for name, given in answers.items()
        if given.choice is Choice.KEEP
        and (transition.stand_of(name) is Stand.LAW or not transition.can_keep(name))
    )
    if refused:
        raise CannotKeep(refused)


def _is_the_same(found: Answers, name: str, given: NewAnswer) -> bool:
    row = found.rows.get(name)
    said = (given.choice, given.reason, given.note.strip())
    return row is not None and (row.choice, row.reason, row.note) == said


def _record(actor: User, action: str, label: str, added: int, **details: str | UUID) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="baseline",
        object_id=label,
        details={"answers": added, **details},
    )


def _share(actor: User, action: str, label: str, answers: Mapping[str, Any]) -> None:
    RegionalProposal.objects.create(
        schema_name=context.current_schema_name(),
        baseline=label,
        answers=answers,
        shared_at=timezone.now(),
    )
    record(
        actor=actor,
        action=action,
        object_kind="baseline",
        object_id=label,
        details={"answers": len(answers)},
    )
