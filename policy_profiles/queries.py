"""Reads of profiles: which holds on a day, which has a hash, and what everyone published."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from policy_profiles.mapping import States, profile_of_state
from policy_profiles.models import ProfilePeriod, ProfileVersion
from policy_profiles.register.baselines import baseline_with_hash, baselines
from policy_profiles.register.queries import PublishedRow, published_profiles
from policy_profiles.status import VersionStatus
from rulebook.profile import Profile
from tenants import context

__all__ = [
    "NoProfileInForce",
    "NoSuchContent",
    "NoSuchVersion",
    "PinnedProfile",
    "PublishedRow",
    "VersionRow",
    "baseline_on",
    "is_returned",
    "labels_of_versions",
    "period_known_now",
    "profile_by_hash",
    "profile_of_version",
    "profile_on",
    "published_profiles",
    "status_of",
    "version_row",
    "versions",
]


class NoProfileInForce(LookupError):
    """No version of the organisation's policy holds on a day."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"No policy profile is in force on {on}. Publish one for that day, or choose a day on "
            "which one is."
        )
        self.on = on


class NoSuchVersion(LookupError):
    """There is no version with this identifier in this organisation."""

    def __init__(self, version_id: UUID) -> None:
        super().__init__(
            f"There is no profile version {version_id} here: choose one from the list."
        )
        self.version_id = version_id


class NoSuchContent(LookupError):
    """No profile that this organisation knows ever came to these values."""

    def __init__(self, content_hash: str) -> None:
        super().__init__(
            f"No profile here has the values with hash {content_hash}. The receipt of a decision "
            "holds them itself."
        )
        self.content_hash = content_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedProfile:
    """A profile as it holds on a day, with what is needed to say later which one it was.

    `version_id` is None for the UWV baseline, which is known by its hash. The days are those from
    and up to which a version is in force; of the baseline that ships the first is None.
    """

    version_id: UUID | None
    profile: Profile
    content_hash: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in the list of versions; the days are None where it is in force on none."""

    id: UUID
    name: str
    label: str
    base: tuple[str, ...]
    chain_hash: str
    status: VersionStatus
    valid_from: date | None
    valid_to: date | None
    made_by: UUID
    made_with: tuple[UUID, ...]
    made_at: datetime
    checked_by: UUID | None


def profile_on(*, on: date, known_at: datetime | None = None) -> PinnedProfile:
    """Give the organisation's own profile that holds on a day.

    Args:
        on: the day; a period's first day is in it, its `valid_to` is not.
        known_at: as it was known at that moment; None for what is known now.

    Raises:
        NoProfileInForce: no version holds on that day.
        ContentChanged: what is stored is not what was published.
    """
    period = (
        ProfilePeriod.objects.filter(_known(known_at), _holds(on))
        .values_list("version_id", "valid_from", "valid_to", "version__breaks")
        .first()
    )
    if period is None:
        raise NoProfileInForce(on)
    version_id, valid_from, valid_to, breaks = period
    profile = _own_profile(version_id, breaks, on)
    return PinnedProfile(
        version_id=version_id,
        profile=profile,
        content_hash=profile.content_hash,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def baseline_on(*, on: date) -> PinnedProfile:
    """Give the UWV baseline as it holds on a day: the same for every organisation.

    That is the newest that was published to hold by then, or else the one that ships. Whoever asks
    for several days asks `register.baselines.baselines` once.
    """
    found = baselines()
    profile = found.profile_on(on)
    return PinnedProfile(
        version_id=None,
        profile=profile,
        content_hash=profile.content_hash,
        valid_from=found.on(on).valid_from,
        valid_to=found.end_of(on),
    )


def profile_by_hash(*, content_hash: str) -> PinnedProfile:
    """Give the profile that has these values, whether or not it holds today.

    Looks among the organisation's own versions, then among the UWV baselines.

    Raises:
        NoSuchContent: none has, or ever had.
        ContentChanged: what is stored is not what was published.
    """
    found = (
        ProfileVersion.objects.filter(content_hashes__contains=[content_hash])
        .order_by("made_at", "id")
        .values_list("id", "breaks", "content_hashes")
        .first()
    )
    if found is None:
        baseline = baseline_with_hash(content_hash)
        if baseline is None:
            raise NoSuchContent(content_hash)
        return PinnedProfile(version_id=None, profile=baseline, content_hash=content_hash)
    version_id, breaks, hashes = found
    states = States(breaks=tuple(breaks), content_hashes=tuple(hashes))
    profile = _own_profile(version_id, states.breaks, states.day_of(content_hash))
    return PinnedProfile(version_id=version_id, profile=profile, content_hash=content_hash)


def versions() -> list[VersionRow]:
    """Give every version of the organisation, the newest first."""
    found = ProfileVersion.objects.prefetch_related("periods").select_related("returned")
    return [_row(version) for version in found.order_by("-made_at", "-id").defer("layers")]


def version_row(*, version_id: UUID) -> VersionRow:
    """Give one version.

    Raises:
        NoSuchVersion: there is none.
    """
    found = ProfileVersion.objects.prefetch_related("periods").select_related("returned")
    version = found.defer("layers").filter(pk=version_id).first()
    if version is None:
        raise NoSuchVersion(version_id)
    return _row(version)


def profile_of_version(*, version_id: UUID, on: date) -> Profile:
    """Resolve a version as it would hold on a day, in force or not.

    Raises:
        NoSuchVersion: there is none.
        ContentChanged: what is stored is not what was made.
    """
    breaks = ProfileVersion.objects.filter(pk=version_id).values_list("breaks", flat=True).first()
    if breaks is None:
        raise NoSuchVersion(version_id)
    return _own_profile(version_id, breaks, on)


def labels_of_versions(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the labels of versions by their identifier as text, for the audit record."""
    found = ProfileVersion.objects.filter(pk__in=identifiers).values_list("pk", "label")
    return {str(key): label for key, label in found}


def status_of(periods: Iterable[ProfilePeriod], *, is_returned: bool = False) -> VersionStatus:
    """Say where a version stands, from all its periods and whether it was given back."""
    listed = list(periods)
    if not listed:
        return VersionStatus.RETURNED if is_returned else VersionStatus.IN_REVIEW
    known = [period for period in listed if period.known_to is None]
    if not known:
        return VersionStatus.WITHDRAWN
    return VersionStatus.ENDED if known[0].valid_to else VersionStatus.PUBLISHED


def period_known_now(periods: Iterable[ProfilePeriod]) -> ProfilePeriod:
    """Give the one period that holds as it is known now.

    Raises:
        LookupError: there is none; `status_of` is in review, returned or withdrawn.
    """
    for period in periods:
        if period.known_to is None:
            return period
    raise LookupError("This version is not in force on any day.")


def is_returned(version: ProfileVersion) -> bool:
    """Whether a version was given back instead of published."""
    return hasattr(version, "returned")


def _known(at: datetime | None) -> Q:
    if at is None:
        return Q(known_to__isnull=True)
    return Q(known_from__lte=at) & (Q(known_to__isnull=True) | Q(known_to__gt=at))


def _holds(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _row(version: ProfileVersion) -> VersionRow:
    periods = list(version.periods.all())
    known = [period for period in periods if period.known_to is None]
    return VersionRow(
        id=version.id,
        name=version.name,
        label=version.label,
        base=tuple(version.base),
        chain_hash=version.chain_hash,
        status=status_of(periods, is_returned=is_returned(version)),
        valid_from=known[0].valid_from if known else None,
        valid_to=known[0].valid_to if known else None,
        made_by=version.made_by,
        made_with=tuple(version.made_with),
        made_at=version.made_at,
        checked_by=known[0].checked_by if known else None,
    )


@lru_cache(maxsize=512)
def _own_state(schema_name: str, version_id: UUID, place: int) -> Profile:  # noqa: ARG001 - the key
    """Resolve one state of a version; a version never changes, so this is done once a process."""
    row = ProfileVersion.objects.values("name", "layers", "breaks", "content_hashes").get(
        pk=version_id
    )
    return profile_of_state(place=place, **row)


def _own_profile(version_id: UUID, breaks: Sequence[date], on: date) -> Profile:
    place = bisect_right(breaks, on)
    return _dated_state(context.current_schema_name(), version_id, place, on)


@lru_cache(maxsize=2048)
def _dated_state(schema_name: str, version_id: UUID, place: int, on: date) -> Profile:
    """The state as of a day: one object a day, so that what is made of a profile is made once."""
    return replace(_own_state(schema_name, version_id, place), on=on)
