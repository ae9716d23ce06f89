"""Writes to profiles: adopting what ships, proposing, publishing, ending and withdrawing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.deviations.unexplained import DeviationsUnexplained, check_explained
from policy_profiles.mapping import chain_from_json
from policy_profiles.models import (
    SHIPPED,
    ProfileDraft,
    ProfilePeriod,
    ProfileVersion,
    VersionReturn,
)
from policy_profiles.queries import (
    NoSuchVersion,
    is_returned,
    period_known_now,
    status_of,
)
from policy_profiles.status import EndReason, ReturnReason, VersionChange, Way, check_change
from policy_profiles.versions.in_force import (
    DayOutOfReach,
    PeriodEmpty,
    PeriodTaken,
    change_last_day,
    close,
    period_ending,
    period_holding,
    put_into_force,
)
from policy_profiles.versions.proposing import (
    InventedPolicy,
    add_version,
    own_chain,
    refuse_invention,
)
from rulebook.layer import Layer
from rulebook.profiles import NoSuchProfile, layers_below, shipped_profile_names

__all__ = [
    "DayOutOfReach",
    "DeviationsUnexplained",
    "ExplanationMissing",
    "InventedPolicy",
    "MakerIsChecker",
    "PeriodEmpty",
    "PeriodTaken",
    "adopt_shipped",
    "end",
    "give_back",
    "propose",
    "publish",
    "withdraw",
]


class MakerIsChecker(Exception):
    """Nobody checks and publishes a version that they made, or whose draft they changed."""

    def __init__(self) -> None:
        super().__init__(
            "You made this version, or a part: ask a colleague to check and publish it."
        )


class ExplanationMissing(ValueError):
    """A version is given back without saying what to do about it."""

    def __init__(self) -> None:
        super().__init__("Say in a few words what has to change before it can be published.")


def adopt_shipped(
    *, actor: User | None, name: str, valid_from: date, valid_to: date | None = None
) -> UUID:
    """Put a profile that ships with Meetlat into force in the tenant that this work is inside of.

    Used when a tenant is made. The content ships, so nobody of the organisation is its maker; the
    actor, if any, is named as the one who checked it.

    Args:
        actor: None for the machine itself.
        name: one of `rulebook.profiles.shipped_profile_names()`.
        valid_from: the first day on which it is in force.
        valid_to: the first day on which it is not any more; None for no end.

    Raises:
        NoSuchProfile: no profile of that name ships.
        InventedPolicy: the profile is fictitious and this organisation is not.
        PeriodTaken, PeriodEmpty: the days are not free, or there are none.
    """
    if name not in shipped_profile_names():
        raise NoSuchProfile(name)
    chain = layers_below(name)
    refuse_invention(chain)
    with transaction.atomic():
        version = add_version(chain, made_by=SHIPPED)
        put_into_force(
            version,
            checked_by=actor.id if actor else None,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        _record(actor, "profile.adopted", version, valid_from=valid_from.isoformat())
    return version.id


def propose(
    *,
    actor: User,
    layer: Mapping[str, Any],
    below: Sequence[Layer] = (),
    made_with: Collection[UUID] = (),
) -> UUID:
    """Add a draft: a layer of the organisation's own on top of a shared layer.

    Args:
        layer: the data of the layer as its YAML file would hold them; `above` names the layer
            that it lies on, such as `uwv-baseline`.
        below: the chain of layers that it lies on; empty for the one it names, as it is today.
        made_with: who else made it; none of them can publish it either.

    Raises:
        NotPermitted: the actor does not edit policy.
        NoSuchProfile: no shared layer has the name in `above`.
        BadLayer, WrongOrder, ValueMissing: the layer cannot be used; all problems at once.
        InventedPolicy: it holds invented values and this organisation exists.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    chain = own_chain(layer, below)
    refuse_invention(chain)
    with transaction.atomic():
        version = add_version(chain, made_by=actor.id, made_with=made_with)
        _record(actor, "profile.proposed", version)
    return version.id


@transaction.atomic
def publish(
    *,
    actor: User,
    version_id: UUID,
    valid_from: date,
    valid_to: date | None = None,
    succeeds: bool = False,
) -> None:
    """Put a version into force and into the register for everyone; the actor is its checker.

    Args:
        actor: somebody else than its makers.
        version_id: what was read.
        valid_from: the first day on which it is in force, before or after today.
        valid_to: the first day on which it is not any more; None for no end.
        succeeds: let the version that holds on the first day, if any, hold no longer from then on.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
        MakerIsChecker: the actor made this version, or changed the draft that it was made of.
        DeviationsUnexplained: values differ from the baseline and do not say why.
        DayOutOfReach: it would begin or end before there was policy, or too far ahead.
        PeriodTaken, PeriodEmpty: the days are not free, or there are none.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version, way = _ready_for(VersionChange.PUBLISH, version_id)
    if actor.id in (version.made_by, *version.made_with):
        raise MakerIsChecker
    check_explained(
        layers=chain_from_json(version.layers), valid_from=valid_from, valid_to=valid_to
    )
    before = period_holding(on=valid_from) if succeeds else None
    if before is not None and before.valid_from < valid_from:
        change_last_day(before, valid_to=valid_from)
        ended = {"valid_to": valid_from.isoformat(), "reason": EndReason.REPLACED.value}
        _record(actor, "profile.ended", before.version, **ended)
    put_into_force(version, checked_by=actor.id, valid_from=valid_from, valid_to=valid_to)
    ProfileDraft.objects.filter(offered_as=version).delete()  # it is a version in force now
    _record(actor, way.audit_action, version, valid_from=valid_from.isoformat())


@transaction.atomic
def give_back(
    *, actor: User, version_id: UUID, reason: ReturnReason, explanation: str = ""
) -> None:
    """Give a version in review back to its maker, whose draft can be changed again.

    The maker can do that too, under the reason `taken_back`, and under no other.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
        MakerIsChecker: the maker gives another reason than taking it back.
        ExplanationMissing: a colleague does not say what has to change.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version, way = _ready_for(VersionChange.RETURN, version_id)
    is_maker = version.made_by == actor.id
    if is_maker != (reason == ReturnReason.TAKEN_BACK):
        raise MakerIsChecker
    if not is_maker and not explanation.strip():
        raise ExplanationMissing
    VersionReturn.objects.create(
        version=version,
        reason=reason,
        explanation=explanation.strip(),
        returned_by=actor.id,
        returned_at=timezone.now(),
    )
    ProfileDraft.objects.filter(offered_as=version).update(offered_as=None, returned_as=version)
    _record(actor, way.audit_action, version, reason=reason.value)


@transaction.atomic
def end(*, actor: User, version_id: UUID, on: date, reason: EndReason = EndReason.OTHER) -> None:
    """Let a version hold no longer from the day `on`; what was decided before keeps it.

    A day before today ends it with retroactive effect.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
        PeriodEmpty: the version begins on that day or later: withdraw it.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version, way = _ready_for(VersionChange.END, version_id)
    change_last_day(period_known_now(version.periods.all()), valid_to=on)
    _record(actor, way.audit_action, version, valid_to=on.isoformat(), reason=reason.value)


@transaction.atomic
def withdraw(
    *,
    actor: User,
    version_id: UUID,
    reason: EndReason = EndReason.OTHER,
    reinstate: bool = False,
) -> None:
    """Say that a version should never have held, on any day; what was known before stays on record.

    Args:
        actor: somebody who edits policy.
        version_id: the version in force, now or later.
        reason: why.
        reinstate: let the version that ended where this one began hold on its days again.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version, way = _ready_for(VersionChange.WITHDRAW, version_id)
    period = period_known_now(version.periods.all())
    before = period_ending(on=period.valid_from) if reinstate else None
    close(period)
    _record(actor, way.audit_action, version, reason=reason.value)
    if before is not None:
        change_last_day(before, valid_to=period.valid_to)
        _record(actor, "profile.reinstated", before.version)


def _ready_for(change: VersionChange, version_id: UUID) -> tuple[ProfileVersion, Way]:
    """Give a version that allows the change; what is decided about it now is decided once.

    Its draft is held, and all its periods: also one that was closed while this waited, so that
    whoever comes next waits for the same row and then reads what is known by then.
    """
    list(ProfileDraft.objects.select_for_update().filter(offered_as=version_id).values_list("pk"))
    held = ProfilePeriod.objects.select_for_update().filter(version_id=version_id)
    list(held.order_by("pk").values_list("pk"))
    version = ProfileVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NoSuchVersion(version_id)
    status = status_of(version.periods.all(), is_returned=is_returned(version))
    return version, check_change(status=status, change=change)


def _record(actor: User | None, action: str, version: ProfileVersion, **details: str) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="profile_version",
        object_id=version.id,
        details={"name": version.name, "hash": version.chain_hash, **details},
    )
