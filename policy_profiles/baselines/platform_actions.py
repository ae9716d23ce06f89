"""Publishing a UWV baseline: put forward by one platform administrator, published by another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.baselines.uploads import is_taken, read_baseline
from policy_profiles.mapping import (
    chain_from_json,
    chain_hash,
    check_layers,
    layer_to_data,
    states_of,
)
from policy_profiles.register.baselines import baselines
from policy_profiles.register.models import CONTENT, ProposedBaseline, PublishedBaseline
from policy_profiles.versions.in_force import DayOutOfReach, latest_day
from rulebook.text import Text
from tenants.identifiers import uuid7

_COLUMNS = ", ".join(CONTENT)
# Copied by the database, so that what is published is what was put forward; when is its own clock.
_PUBLISH = (
    "INSERT INTO public.policy_register_publishedbaseline"  # noqa: S608 - names of columns only
    f" (id, proposal_id, checked_by, {_COLUMNS})"
    f" SELECT %s, id, %s, {_COLUMNS} FROM public.policy_register_proposedbaseline WHERE id = %s"
)


class BaselineMakerIsChecker(Exception):
    """Nobody publishes a baseline that they put forward themselves."""

    def __init__(self) -> None:
        super().__init__("You put this baseline forward: ask another administrator to publish it.")


class BaselineInThePast(ValueError):
    """A baseline would hold on days on which decisions were taken under another."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} has passed. A baseline holds from today or from a later day.")
        self.day = day


class NoSuchProposal(LookupError):
    """There is no proposed baseline with this identifier."""

    def __init__(self, proposal_id: UUID) -> None:
        super().__init__(f"There is no proposed baseline {proposal_id}: choose one from the list.")


class ProposalDecided(Exception):
    """The proposed baseline was published or taken back already."""

    def __init__(self) -> None:
        super().__init__("This baseline was published or taken back: look at the list again.")


class LabelTaken(Exception):
    """Another baseline of this version was published in the meantime."""

    def __init__(self, label: str) -> None:
        super().__init__(f"There is a baseline {label} already: put it forward under another name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBaseline:
    """What a baseline is put forward with: the bundle, the first day, and why it is another."""

    content: bytes
    valid_from: date
    explanation: Text


@transaction.atomic
def propose_baseline(*, actor: User, new: NewBaseline) -> UUID:
    """Put a baseline forward, for another platform administrator to check and publish.

    Raises:
        NotPermitted: the actor does not manage the baseline.
        BadBundle: the content is no baseline; everything that is the matter.
        BaselineInThePast, DayOutOfReach: it would hold from a day that has passed, or too far off.
    """
    check_permission(actor, Permission.MANAGE_BASELINE)
    found = read_baseline(new.content)
    _check_day(new.valid_from)
    layers = [layer_to_data(layer) for layer in found.layers]
    states = states_of(chain_from_json(layers))  # of what is stored, not of what was given
    proposal = ProposedBaseline.objects.create(
        name=found.layers[-1].name,
        label=found.label,
        base=[layer.name for layer in found.layers[:-1]],
        layers=layers,
        breaks=list(states.breaks),
        content_hashes=list(states.content_hashes),
        chain_hash=chain_hash(layers),
        is_fictitious=False,
        valid_from=new.valid_from,
        explanation_nl=new.explanation.nl,
        explanation_en=new.explanation.en,
        made_by=actor.id,
        made_at=timezone.now(),
    )
    _record(actor, "baseline.proposed", proposal)
    return proposal.id


@transaction.atomic
def publish_baseline(*, actor: User, proposal_id: UUID) -> UUID:
    """Publish a proposed baseline exactly as it was put forward; the actor is its checker.

    Raises:
        NotPermitted, NoSuchProposal, ProposalDecided: who or what does not allow it.
        BaselineMakerIsChecker: the actor put it forward.
        BaselineInThePast: its first day has passed since.
        LabelTaken: another one of this version was published since.
        LayersChanged: the content is not what was put forward.
    """
    proposal = _open_proposal(actor, proposal_id)
    if proposal.made_by == actor.id:
        raise BaselineMakerIsChecker
    _check_day(proposal.valid_from)
    if is_taken(proposal.label, baselines()):
        raise LabelTaken(proposal.label)
    check_layers(proposal.name, proposal.layers, proposal.chain_hash)
    published_id = _copy(proposal, actor)
    _record(actor, "baseline.published", proposal)
    return published_id


@transaction.atomic
def take_back_baseline(*, actor: User, proposal_id: UUID) -> None:
    """Take a proposed baseline back, so that it cannot be published any more.

    Raises:
        NotPermitted, NoSuchProposal, ProposalDecided: who or what does not allow it.
    """
    proposal = _open_proposal(actor, proposal_id)
    proposal.withdrawn_by, proposal.withdrawn_at = actor.id, timezone.now()
    proposal.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record(actor, "baseline.taken_back", proposal)


def _copy(proposal: ProposedBaseline, actor: User) -> UUID:
    published_id = uuid7()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_PUBLISH, [published_id, actor.id, proposal.id])
    except IntegrityError as refused:
        if "published_baseline_label" in str(refused):  # another was published at this moment
            raise LabelTaken(proposal.label) from refused
        raise
    return published_id


def _open_proposal(actor: User, proposal_id: UUID) -> ProposedBaseline:
    """Give a proposal that nobody decided on, held until the transaction ends."""
    check_permission(actor, Permission.MANAGE_BASELINE)
    proposals = ProposedBaseline.objects.filter(pk=proposal_id)
    if not proposals.exists():
        raise NoSuchProposal(proposal_id)
    proposal = proposals.select_for_update().first()
    if proposal is None:  # row-level security locks none that was taken back
        raise ProposalDecided
    is_published = PublishedBaseline.objects.filter(proposal=proposal).exists()
    if is_published or proposal.withdrawn_at is not None:
        raise ProposalDecided
    return proposal


def _check_day(day: date) -> None:
    if day < timezone.localdate():
        raise BaselineInThePast(day)
    if day > latest_day():
        raise DayOutOfReach(day)


def _record(actor: User, action: str, proposal: ProposedBaseline) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="baseline",
        object_id=proposal.label,
        details={"hash": proposal.chain_hash, "valid_from": proposal.valid_from.isoformat()},
    )
