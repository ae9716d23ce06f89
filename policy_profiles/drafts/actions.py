"""Writes to drafts: starting, changing value by value, planning, discarding and offering."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles import queries
from policy_profiles.actions import propose
from policy_profiles.beginning import beginning, taken_apart
from policy_profiles.deviations.unexplained import check_explained, differs
from policy_profiles.drafts.queries import (
    NoSuchDraft,
    bases,
    layers_below_draft,
    own_layer,
    profile_of_row,
    row_of,
)
from policy_profiles.mapping import breaks_of, layer_from_json, layer_to_data
from policy_profiles.models import ProfileDraft
from policy_profiles.register.baselines import baselines
from policy_profiles.versions.in_force import PeriodEmpty
from policy_profiles.versions.proposing import has_invented_policy
from rulebook.layer import DatedValue
from rulebook.profile import resolve
from rulebook.profiles import NoSuchProfile


class DraftChanged(Exception):
    """Somebody changed the draft since it was read, so what was read is not what would be saved."""

    def __init__(self, draft_id: UUID) -> None:
        super().__init__(
            f"The draft {draft_id} was changed in the meantime: read it again and save once more."
        )


class StillToDiscuss(Exception):
    """Values of a new baseline or of a proposal are to be discussed; nobody decided on them yet."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        super().__init__(
            f"These values are still to be discussed: {', '.join(parameters)}. Save each, or let "
            "it inherit, and then offer the draft."
        )
        self.parameters = parameters


class DraftOffered(Exception):
    """The draft waits for a colleague, who publishes exactly what was read."""

    def __init__(self, draft_id: UUID) -> None:
        super().__init__(f"The draft {draft_id} is in review. Take it back before you change it.")


@transaction.atomic
def start_draft(
    *, actor: User, title: str, base: str | None = None, planned_from: date | None = None
) -> UUID:
    """Begin a draft beside the version in force, which keeps holding.

    It keeps the UWV baseline that it begins on: that of the version it starts from, or for an empty
    one that of today.

    Args:
        actor: who makes it.
        title: what the version will be called, at most 40 characters.
        base: the shared layer that it lies on, without values of its own; None to start from the
            version in force today, with its own values.
        planned_from: the day on which it is meant to begin to hold, if known.

    Raises:
        NotPermitted: the actor does not edit policy.
        NoSuchProfile: no layer of that name can lie below one's own.
        NoProfileInForce: none holds today, and no base is given.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    values: dict[str, Any] = {}
    started_from = None
    if base is None:
        pinned = queries.profile_on(on=timezone.localdate())
        below, values = taken_apart(pinned.profile.layers)
        started_from = pinned.version_id
    elif base not in bases():
        raise NoSuchProfile(base)
    else:
        below = baselines().shared_layers(base, timezone.localdate())
    now = timezone.now()
    draft = ProfileDraft.objects.create(
        title=title.strip(),
        values=values,
        planned_from=planned_from,
        started_from_id=started_from,
        made_by=actor.id,
        made_at=now,
        changed_by=actor.id,
        changed_at=now,
        edited_by=[actor.id],
        **beginning(below),
    )
    _record(actor, "draft.started", draft)
    return draft.id


@transaction.atomic
def set_value(
    *, actor: User, draft_id: UUID, revision: int, parameter: str, entry: Mapping[str, Any]
) -> None:
    """Give one parameter, or some cells of it, a value of the organisation's own.

    Args:
        actor: who changes it.
        draft_id: the draft.
        revision: the one that was read.
        parameter: the id of the parameter.
        entry: `value`, or `cells` for some cells of a table, with `source` and, if wanted, `note`
            and `deviation`, as a layer's file holds them. How sure it is follows from the
            organisation: "published", or "fictitious" for one that is an example. A deviation is
            left out where the value is as in the baseline.

    Raises:
        NotPermitted, NoSuchDraft, DraftOffered, DraftChanged: who or when does not allow it.
        BadLayer, ValueMissing: the value does not fit; all problems at once.
    """
    draft = _held(actor, draft_id, revision)
    sure = "fictitious" if has_invented_policy() else "published"
    given = {**entry, "certainty": sure}
    below = layers_below_draft(below_hash=draft.below_hash)
    layer = layer_from_json(
        own_layer(title=draft.title, base=draft.base, values={parameter: given})
    )
    resolve((*below, layer), on=timezone.localdate())  # cells need a table below them
    if not _differs_ever(layer.values[parameter], parameter, draft):
        given.pop("deviation", None)
    stored = layer_to_data(layer)["values"][parameter][0]
    if "deviation" not in given:
        stored.pop("deviation", None)
    draft.values = {**draft.values, parameter: stored}
    _decide(draft, parameter)
    _save_edited(draft, actor)
    _record(actor, "draft.value_set", draft, parameter=parameter)


@transaction.atomic
def clear_value(*, actor: User, draft_id: UUID, revision: int, parameter: str) -> None:
    """Take a parameter's own value away, so that it has what the layer below has.

    Raises:
        NotPermitted, NoSuchDraft, DraftOffered, DraftChanged: who or when does not allow it.
    """
    draft = _held(actor, draft_id, revision)
    draft.values = {name: entry for name, entry in draft.values.items() if name != parameter}
    _decide(draft, parameter)
    _save_edited(draft, actor)
    _record(actor, "draft.value_cleared", draft, parameter=parameter)


@transaction.atomic
def plan_draft(
    *,
    actor: User,
    draft_id: UUID,
    revision: int,
    title: str,
    planned_from: date | None,
    planned_to: date | None = None,
) -> None:
    """Name a draft and say from when to when it is meant to hold; both days may stay open.

    Raises:
        NotPermitted, NoSuchDraft, DraftOffered, DraftChanged: who or when does not allow it.
        PeriodEmpty: it would end before it begins.
    """
    draft = _held(actor, draft_id, revision)
    if planned_from and planned_to and planned_to <= planned_from:
        raise PeriodEmpty(planned_from, planned_to)
    draft.title = title.strip()
    draft.planned_from, draft.planned_to = planned_from, planned_to
    _save_edited(draft, actor)
    _record(actor, "draft.planned", draft)


@transaction.atomic
def discard_draft(*, actor: User, draft_id: UUID, revision: int) -> None:
    """Remove a draft; versions that were made of it stay.

    Raises:
        NotPermitted, NoSuchDraft, DraftOffered, DraftChanged: who or when does not allow it.
    """
    draft = _held(actor, draft_id, revision)
    _record(actor, "draft.discarded", draft)
    draft.delete()


@transaction.atomic
def offer_draft(*, actor: User, draft_id: UUID, revision: int) -> UUID:
    """Make a version of a draft, for a colleague to check and publish; the draft is then held.

    Returns:
        the identifier of the version in review.

    Raises:
        NotPermitted, NoSuchDraft, DraftOffered, DraftChanged: who or when does not allow it.
        StillToDiscuss: of a new baseline or a proposal, some values are to be discussed yet.
        DeviationsUnexplained: values differ from the baseline and do not say why.
        BadLayer, InventedPolicy: as `actions.propose`.
    """
    draft = _held(actor, draft_id, revision)
    if draft.to_discuss:
        raise StillToDiscuss(tuple(draft.to_discuss))
    day = _day(draft)
    check_explained(
        layers=profile_of_row(row_of(draft), on=day).layers,
        valid_from=day,
        valid_to=draft.planned_to,
    )
    layer = own_layer(title=draft.title, base=draft.base, values=draft.values)
    makers = {draft.made_by, *draft.edited_by}
    below = layers_below_draft(below_hash=draft.below_hash)
    draft.offered_as_id = propose(actor=actor, layer=layer, below=below, made_with=makers)
    _save(draft, actor)
    _record(actor, "draft.offered", draft)
    return draft.offered_as_id


def _decide(draft: ProfileDraft, parameter: str) -> None:
    """Saving a value, or letting it inherit, is the decision that it waited for."""
    draft.to_discuss = [name for name in draft.to_discuss if name != parameter]


def _held(actor: User, draft_id: UUID, revision: int) -> ProfileDraft:
    """Give a draft that may be changed, held until the transaction ends."""
    check_permission(actor, Permission.EDIT_POLICY)
    draft = ProfileDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NoSuchDraft(draft_id)
    if draft.offered_as_id is not None:
        raise DraftOffered(draft_id)
    if draft.revision != revision:
        raise DraftChanged(draft_id)
    return draft


def _save_edited(draft: ProfileDraft, actor: User) -> None:
    draft.edited_by = sorted({*draft.edited_by, actor.id})
    _save(draft, actor)


def _save(draft: ProfileDraft, actor: User) -> None:
    draft.revision += 1
    draft.changed_by, draft.changed_at = actor.id, timezone.now()
    draft.save()


def _differs_ever(values: Iterable[DatedValue], parameter: str, draft: ProfileDraft) -> bool:
    """Whether a value is another than the baseline's on the draft's first day or any later."""
    first, known = _day(draft), baselines()
    below_draft = layers_below_draft(below_hash=draft.below_hash)
    turns = sorted({*breaks_of(below_draft), *known.first_days()})
    later = (day for day in turns if day > first)
    days = (first, *(day for day in later if not draft.planned_to or day < draft.planned_to))
    below = [known.profile_on(day)[parameter] for day in days]
    return any(differs(value, each) for value in values for each in below)


def _day(draft: ProfileDraft) -> date:
    return draft.planned_from or timezone.localdate()


def _record(actor: User, action: str, draft: ProfileDraft, **details: str) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="profile_draft",
        object_id=draft.id,
        details={"revision": draft.revision, **details},
    )
