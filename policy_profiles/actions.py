"""Writes to profiles: adopting what ships, proposing, publishing, ending and withdrawing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg import errors

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.mapping import (
    LayerData,
    chain_from_json,
    chain_hash,
    layer_from_json,
    layer_to_data,
    states_of,
)
from policy_profiles.models import SHIPPED, ProfilePeriod, ProfileVersion
from policy_profiles.queries import NoSuchVersion, period_known_now, status_of
from policy_profiles.register.models import PublishedProfile
from policy_profiles.status import VersionChange, check_change
from rulebook.layer import Layer
from rulebook.profiles import NoSuchProfile, layers_below, shipped_profile_names
from tenants import context
from tenants import queries as tenant_queries
from tenants.actions import RealMunicipalityWithInventedPolicy

_CONTENT = (
    "name",
    "label",
    "base",
    "layers",
    "breaks",
    "content_hashes",
    "chain_hash",
    "is_fictitious",
)


class MakerIsChecker(Exception):
    """Nobody checks and publishes a version of their own making."""

    def __init__(self) -> None:
        super().__init__("You made this version: ask a colleague to check and publish it.")


class PeriodTaken(Exception):
    """Another version is in force on one of the days."""

    def __init__(self, valid_from: date, valid_to: date | None) -> None:
        until = f"to {valid_to}" if valid_to else "on"
        super().__init__(
            f"Another version is in force from {valid_from} {until}, or on part of those days. "
            "End that version first, or choose other days."
        )
        self.valid_from = valid_from
        self.valid_to = valid_to


class PeriodEmpty(Exception):
    """A version would be in force on no day at all."""

    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            f"From {valid_from} to {valid_to} there is no day: choose a later last day."
        )


class InventedPolicy(RealMunicipalityWithInventedPolicy):
    """An organisation that exists never carries policy that somebody made up."""

    def __init__(self, name: str) -> None:
        super().__init__(())
        text = (
            f"The profile {name} holds invented values and this organisation exists. Leave out "
            "what is not known: the layer below then holds."
        )
        self.args = (text,)


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
    _refuse_invention(chain)
    with transaction.atomic():
        version = _add(chain, made_by=SHIPPED)
        _put_into_force(
            version,
            checked_by=actor.id if actor else None,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        _record(actor, "profile.adopted", version, valid_from=valid_from.isoformat())
    return version.id


def propose(*, actor: User, layer: Mapping[str, Any]) -> UUID:
    """Add a draft: a layer of the organisation's own on top of the shipped layer it names.

    Args:
        layer: the data of the layer as its YAML file would hold them; `above` names the layer
            that it lies on, such as `uwv-baseline`.

    Raises:
        NotPermitted: the actor does not edit policy.
        NoSuchProfile: nothing ships under the name in `above`.
        BadLayer, WrongOrder, ValueMissing: the layer cannot be used; all problems at once.
        InventedPolicy: it holds invented values and this organisation exists.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    below = str(layer.get("above"))
    if below not in shipped_profile_names():
        raise NoSuchProfile(below)
    chain = (*layers_below(below), layer_from_json(layer))
    _refuse_invention(chain)
    with transaction.atomic():
        version = _add(chain, made_by=actor.id)
        _record(actor, "profile.proposed", version)
    return version.id


@transaction.atomic
def publish(
    *, actor: User, version_id: UUID, valid_from: date, valid_to: date | None = None
) -> None:
    """Put a draft into force and into the register for everyone; the actor is its checker.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
        MakerIsChecker: the actor made this version.
        PeriodTaken, PeriodEmpty: the days are not free, or there are none.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version = _version(version_id)
    way = check_change(status=status_of(version.periods.all()), change=VersionChange.PUBLISH)
    if version.made_by == actor.id:
        raise MakerIsChecker
    _put_into_force(version, checked_by=actor.id, valid_from=valid_from, valid_to=valid_to)
    _record(actor, way.audit_action, version, valid_from=valid_from.isoformat())


@transaction.atomic
def end(*, actor: User, version_id: UUID, on: date) -> None:
    """Let a version hold no longer from the day `on`; what was decided before keeps it.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
        PeriodEmpty: the version begins on that day or later: withdraw it.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version = _version(version_id)
    way = check_change(status=status_of(version.periods.all()), change=VersionChange.END)
    period = period_known_now(version.periods.all())
    _close(period)
    _put_into_force(version, checked_by=actor.id, valid_from=period.valid_from, valid_to=on)
    _record(actor, way.audit_action, version, valid_to=on.isoformat())


@transaction.atomic
def withdraw(*, actor: User, version_id: UUID) -> None:
    """Say that a version should never have held, on any day; what was known before stays on record.

    Raises:
        NotPermitted, NoSuchVersion, ChangeNotAllowed: who, what or when does not allow it.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    version = _version(version_id)
    way = check_change(status=status_of(version.periods.all()), change=VersionChange.WITHDRAW)
    _close(period_known_now(version.periods.all()))
    _record(actor, way.audit_action, version)


def _refuse_invention(chain: Sequence[Layer]) -> None:
    schema_name = context.current_schema_name()
    tenants = {row.schema_name: row for row in tenant_queries.tenants()}
    own = chain[-1]
    invented = any(layer.is_fictitious for layer in chain) or any(
        value.certainty == "fictitious" for dated in own.values.values() for value in dated
    )
    if invented and not tenants[schema_name].is_synthetic_policy:
        raise InventedPolicy(own.name)


def _add(chain: Sequence[Layer], *, made_by: UUID) -> ProfileVersion:
    layers: list[LayerData] = [layer_to_data(layer) for layer in chain]
    states = states_of(chain_from_json(layers))  # of what is stored, not of what was given
    return ProfileVersion.objects.create(
        name=chain[-1].name,
        label=chain[-1].version,
        base=[layer.name for layer in chain[:-1]],
        layers=layers,
        breaks=list(states.breaks),
        content_hashes=list(states.content_hashes),
        chain_hash=chain_hash(layers),
        is_fictitious=any(layer.is_fictitious for layer in chain),
        made_by=made_by,
        made_at=timezone.now(),
    )


def _version(version_id: UUID) -> ProfileVersion:
    version = ProfileVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NoSuchVersion(version_id)
    return version


def _put_into_force(
    version: ProfileVersion, *, checked_by: UUID | None, valid_from: date, valid_to: date | None
) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise PeriodEmpty(valid_from, valid_to)
    period = ProfilePeriod(
        version=version,
        made_by=version.made_by,
        checked_by=checked_by,
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=timezone.now(),
    )
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError as refused:
        if isinstance(refused.__cause__, errors.ExclusionViolation):
            raise PeriodTaken(valid_from, valid_to) from refused
        raise
    PublishedProfile.objects.create(
        id=period.id,
        schema_name=context.current_schema_name(),
        version_id=version.id,
        valid_from=period.valid_from,
        valid_to=period.valid_to,
        known_from=period.known_from,
        **{field: getattr(version, field) for field in _CONTENT},
    )


def _close(period: ProfilePeriod) -> None:
    now = timezone.now()
    ProfilePeriod.objects.filter(pk=period.pk).update(known_to=now)
    PublishedProfile.objects.filter(pk=period.pk).update(known_to=now)


def _record(actor: User | None, action: str, version: ProfileVersion, **details: str) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="profile_version",
        object_id=version.id,
        details={"name": version.name, "hash": version.chain_hash, **details},
    )
