"""Beginning a draft with the own part of a set of common values; nothing happens by itself."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from policy_profiles.begun_before import same_draft
from policy_profiles.drafts.actions import clear_value, set_value, start_draft
from policy_profiles.drafts.proposed import PROPOSED
from policy_profiles.drafts.queries import DraftRow, draft_row, profile_of_row
from policy_profiles.models import ProfileDraft
from policy_profiles.one_at_a_time import one_at_a_time
from rulebook.parameter import ParameterValue
from rulebook.profile import Profile, plain, resolve


class NothingToChange(ValueError):
    """The own policy has all these values already."""

    def __init__(self) -> None:
        super().__init__(
            "The policy in force has these values already: choose a set that changes something."
        )


@transaction.atomic
def draft_towards(*, actor: User, title: str, values: Mapping[str, ParameterValue]) -> UUID:
    """Begin a draft from what holds now, with the values of a proposal in it.

    A value that lies below the own layer is inherited again; any other is stated by the own layer,
    with a source that says that no rule was set yet and without a reason. Each of those is still to
    be discussed, so somebody has to save it under its rule before the draft can be offered. The
    same draft, as by a second press of the button, begins once.

    Args:
        actor: who begins it.
        title: what the version will be called.
        values: by parameter, what everybody would have.

    Returns:
        the identifier of the draft; of the same one that this person began before, if it is there.

    Raises:
        NotPermitted: the actor does not edit policy.
        NoProfileInForce: none holds today.
        NothingToChange: no value is another than the one that holds.
        BadLayer: a value cannot be set here.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    one_at_a_time("draft begun")
    with transaction.atomic():
        draft_id = _begun(actor, title, values)
        begun_before = same_draft(draft_id=draft_id)
        if begun_before is not None:
            transaction.set_rollback(True)  # of what was just begun, to this block's beginning
    return begun_before or draft_id


def _begun(actor: User, title: str, values: Mapping[str, ParameterValue]) -> UUID:
    draft_id = start_draft(actor=actor, title=title)
    changed = [
        name
        for name, value in values.items()
        if _put(actor, draft_row(draft_id=draft_id), name, value)
    ]
    if not changed:
        raise NothingToChange
    stated = [name for name in changed if name in draft_row(draft_id=draft_id).values]
    ProfileDraft.objects.filter(pk=draft_id).update(to_discuss=stated)
    return draft_id


def _put(actor: User, draft: DraftRow, parameter: str, value: ParameterValue) -> bool:
    """Give one parameter its value in the draft; False where it has that already."""
    standing = profile_of_row(draft, on=timezone.localdate())
    if standing[parameter].value == value:
        return False
    if parameter in draft.values and _below(standing)[parameter].value == value:
        clear_value(actor=actor, draft_id=draft.id, revision=draft.revision, parameter=parameter)
        return True
    entry = {"value": plain(value), "source": dict(PROPOSED)}
    set_value(
        actor=actor, draft_id=draft.id, revision=draft.revision, parameter=parameter, entry=entry
    )
    return True


def _below(profile: Profile) -> Profile:
    return resolve(profile.layers[:-1], on=profile.on)
