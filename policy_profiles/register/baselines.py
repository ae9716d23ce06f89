"""The UWV baseline over time: the one that ships, and those that were published after it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from uuid import UUID

from policy_profiles.mapping import States, check_layers, profile_of_state, states_of
from policy_profiles.register.models import PublishedBaseline
from rulebook.layer import Layer
from rulebook.profile import Profile, resolve
from rulebook.profiles import (
    BASELINE,
    NoSuchProfile,
    layers_below,
    load_shipped,
    shipped_layers,
    shipped_profile_names,
)
from rulebook.text import Text

#: The kinds of layer that organisations share; what lies above is an organisation's own.
SHARED_KINDS = ("law", "baseline", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineVersion:
    """One UWV baseline. `id` and the days are None for the one that ships.

    `label` is the version of its layer; it tells baselines apart, also inside what an organisation
    published on one.
    """

    id: UUID | None
    label: str
    valid_from: date | None
    known_from: datetime | None
    explanation: Text
    breaks: tuple[date, ...] = ()

    def profile(self, *, on: date) -> Profile:
        """Resolve it as it would hold on a day, in force or not."""
        if self.id is None:
            return load_shipped(BASELINE, on)
        return _dated_state(self.id, bisect_right(self.breaks, on), on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A published baseline that was withdrawn before its first day, when, and why."""

    version: BaselineVersion
    at: datetime
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Baselines:
    """Every baseline as it is known now: the one that ships first, then by the first day.

    Those that were `withdrawn` never hold and stand apart.
    """

    versions: tuple[BaselineVersion, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def every(self) -> tuple[BaselineVersion, ...]:
        """Those that hold, held or will hold, and those that never will."""
        return (*self.versions, *(each.version for each in self.withdrawn))

    def withdrawal_of(self, label: str) -> Withdrawn | None:
        """Give why the baseline of this version never holds; None where it does."""
        return next((each for each in self.withdrawn if each.version.label == label), None)

    def as_known(self, at: datetime) -> "Baselines":
        """Give those that were published by a moment."""
        known = (one for one in self.versions if one.known_from is None or one.known_from <= at)
        return Baselines(versions=tuple(known), withdrawn=self.withdrawn)

    def on(self, day: date) -> BaselineVersion:
        """Give the one that holds on a day: of those that begin on one day, the latest known."""
        begun = [one for one in self.versions if one.valid_from is None or one.valid_from <= day]
        return begun[-1]

    def end_of(self, day: date) -> date | None:
        """Give the first day after `day` on which another one holds; None where none will."""
        later = [one.valid_from for one in self.versions if one.valid_from]
        return min((first for first in later if first > day), default=None)

    def before(self, version: BaselineVersion) -> BaselineVersion:
        """Give the one that would have held on the first day of a published one without it."""
        known = [
            one
            for one in self.versions
            if one.known_from is None
            or (version.known_from is not None and one.known_from < version.known_from)
        ]
        return Baselines(versions=tuple(known)).on(version.valid_from or date.min)

    def first_days(self) -> tuple[date, ...]:
        """Give the days on which a published one begins to hold, in order."""
        return tuple(one.valid_from for one in self.versions if one.valid_from)

    def profile_on(self, day: date) -> Profile:
        """Give the baseline as it holds on a day."""
        return self.on(day).profile(on=day)

    def place_of(self, layers: Sequence[Layer]) -> int:
        """Say on which of the versions a chain of layers stands; -1 for one that is older."""
        label = label_of(layers)
        found = [place for place, one in enumerate(self.versions) if one.label == label]
        return found[-1] if found else -1

    def shared_layers(self, name: str, day: date) -> tuple[Layer, ...]:
        """Give the chain that ends in a shared layer, on the baseline that holds on a day.

        Raises:
            NoSuchProfile: no shared layer that can lie below one's own has this name.
        """
        shipped = shipped_layers().get(name)
        if shipped is None or shipped.kind not in SHARED_KINDS:
            raise NoSuchProfile(name)
        if shipped.kind == "law":
            return (shipped,)
        above = [layer for layer in layers_below(name) if layer.kind == "region"]
        return (*self.profile_on(day).layers, *above)

    def profile_of(self, name: str, day: date) -> Profile:
        """Give a profile that ships as it holds on a day: a shared one on the baseline of then.

        That of an organisation is what it published, and keeps the baseline that it ships with.

        Raises:
            NoSuchProfile: no profile of that name ships.
        """
        if name == BASELINE:
            return self.profile_on(day)
        own = name not in shipped_profile_names() or shipped_layers()[name].kind == "municipality"
        if own or self.on(day).id is None:
            return load_shipped(name, day)
        return _shared_profile(name, self.on(day), day)


def baselines() -> Baselines:
    """Give every baseline, in one small query; contents are read once a process.

    For everyone: each role of the database may read them.
    """
    found = PublishedBaseline.objects.order_by("valid_from", "known_from", "id").values_list(
        "id", "label", "valid_from", "known_from", "explanation_nl", "explanation_en", "breaks",
        "withdrawal__withdrawn_at", "withdrawal__reason_nl", "withdrawal__reason_en",
    )  # fmt: skip
    published: list[BaselineVersion] = []
    withdrawn: list[Withdrawn] = []
    for key, label, valid_from, known_from, nl, en, breaks, at, *reason in found:
        version = BaselineVersion(
            id=key,
            label=label,
            valid_from=valid_from,
            known_from=known_from,
            explanation=Text(nl, en),
            breaks=tuple(breaks),
        )
        if at is None:
            published.append(version)
        else:
            withdrawn.append(Withdrawn(version=version, at=at, reason=Text(*reason)))
    return Baselines(versions=(shipped_baseline(), *published), withdrawn=tuple(withdrawn))


def shipped_baseline() -> BaselineVersion:
    """Give the baseline that ships with this release: the first of all."""
    layer = shipped_layers()[BASELINE]
    return BaselineVersion(
        id=None,
        label=layer.version,
        valid_from=None,
        known_from=None,
        explanation=layer.description,
    )


def label_of(layers: Sequence[Layer]) -> str:
    """Give the version of the baseline that a chain of layers stands on; empty without one."""
    return next((layer.version for layer in layers if layer.kind == "baseline"), "")


def baseline_with_hash(content_hash: str) -> Profile | None:
    """Give the baseline that has these values, whether or not it holds today; None if none has."""
    shipped = _shipped_states()
    if content_hash in shipped.content_hashes:
        return load_shipped(BASELINE, shipped.day_of(content_hash))
    found = PublishedBaseline.objects.filter(content_hashes__contains=[content_hash])
    row = found.order_by("known_from").values_list("id", "breaks", "content_hashes").first()
    if row is None:
        return None
    key, breaks, hashes = row
    states = States(breaks=tuple(breaks), content_hashes=tuple(hashes))
    day = states.day_of(content_hash)
    return _dated_state(key, bisect_right(states.breaks, day), day)


@cache
def _shipped_states() -> States:
    return states_of(layers_below(BASELINE))


@lru_cache(maxsize=64)
def _state(baseline_id: UUID, place: int) -> Profile:
    """Resolve one state of a published baseline; it never changes, so this is done once."""
    fields = ("name", "layers", "breaks", "content_hashes", "chain_hash")
    row = PublishedBaseline.objects.values(*fields).get(pk=baseline_id)
    check_layers(row["name"], row["layers"], row.pop("chain_hash"))
    return profile_of_state(place=place, **row)


@lru_cache(maxsize=1024)
def _dated_state(baseline_id: UUID, place: int, on: date) -> Profile:
    """The state as of a day: one object a day, so that what is made of a profile is made once."""
    return replace(_state(baseline_id, place), on=on)


@lru_cache(maxsize=1024)
def _shared_profile(name: str, baseline: BaselineVersion, on: date) -> Profile:
    above = [layer for layer in layers_below(name) if layer.kind == "region"]
    return resolve((*baseline.profile(on=on).layers, *above), on=on)
