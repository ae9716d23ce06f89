"""Reads of the shared register: the policy that everyone may see, as it holds on a day."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from policy_profiles.mapping import LayerData, layer_to_data, profile_of_state
from policy_profiles.register.baselines import SHARED_KINDS, Baselines, baselines
from policy_profiles.register.models import PublishedProfile
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, shipped_layers, shipped_profile_names
from rulebook.text import Text
from tenants import context
from tenants import queries as tenant_queries
from tenants.identifiers import code_of
from tenants.models import TenantKind
from tenants.queries import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """A profile that is published and in force: a shared agreement, or that of one organisation.

    `code` stands in addresses. `tenant_name` and `schema_name` are empty for what is shared: the
    UWV baseline and regional agreements. `valid_from` is None for what ships.
    """

    code: str
    title: Text
    tenant_name: str
    schema_name: str
    is_fictitious: bool
    valid_from: date | None
    profile: Profile
    content_hash: str

    @property
    def layers(self) -> list[LayerData]:
        """The data of all layers, bottom first, as their YAML files hold them."""
        return [layer_to_data(layer) for layer in self.profile.layers]


def published_profiles(*, on: date, rows: Sequence[TenantRow] | None = None) -> list[PublishedRow]:
    """Give every published profile that holds on a day, of organisations that are open.

    The UWV baseline comes first, then regional agreements, real organisations and fictitious ones.
    UWV, whose policy is the baseline itself, is not told twice. Whoever has read the organisations
    gives them (`rows`); they are read anew otherwise. Of several days: `register_between`.
    """
    return register_between(on, on, rows=rows).published(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPeriod:
    """For which days an organisation published something; what it says never changes."""

    id: UUID
    schema_name: str
    name: str
    breaks: tuple[date, ...]
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is among its own; the last one is not."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def state_on(self, day: date) -> tuple[UUID, int]:
        """Name the period, and in which of its states it is on a day."""
        return self.id, bisect_right(self.breaks, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the register says of some days: two that are equal give the same on each of them.

    `tenants` are the organisations that are open.
    """

    tenants: tuple[TenantRow, ...]
    periods: tuple[PublishedPeriod, ...]
    baselines: Baselines

    def published(self, on: date) -> list[PublishedRow]:
        """Give what `published_profiles` gives of one of the days that were asked."""
        tenants = {row.schema_name: row for row in self.tenants}
        shown = [
            found
            for found in self.periods
            if found.holds_on(on)
            and found.schema_name in tenants
            and not is_the_baseline_itself(tenants[found.schema_name], found.name)
        ]
        states = states_of_periods({found.state_on(on) for found in shown})
        own = [
            _row(tenants[found.schema_name], found, _as_of(states[found.state_on(on)], on))
            for found in shown
        ]
        own.sort(key=lambda row: (row.is_fictitious, row.tenant_name.casefold()))
        return [*_shared(self.baselines, on), *own]


def register_between(
    first: date, last: date, *, rows: Sequence[TenantRow] | None = None
) -> Register:
    """Read once what the register says of every day from `first` to `last`."""
    open_ones = tenant_queries.launched_tenants() if rows is None else rows
    return Register(
        tenants=tuple(open_ones), periods=tuple(_periods(first, last)), baselines=baselines()
    )


def is_the_baseline_itself(tenant: TenantRow, name: str) -> bool:
    """Whether what an organisation published under this name is the baseline: UWV's own."""
    return tenant.kind == TenantKind.UWV and name == BASELINE


def _shared(known: Baselines, on: date) -> Iterator[PublishedRow]:
    kinds = {name: layer.kind for name, layer in shipped_layers().items()}
    for name in shipped_profile_names():  # the baseline first
        if kinds[name] not in SHARED_KINDS:
            continue
        profile = known.profile_of(name, on)
        yield PublishedRow(
            code=name,
            title=profile.title,
            tenant_name="",
            schema_name="",
            is_fictitious=profile.is_fictitious,
            valid_from=known.on(on).valid_from if name == BASELINE else None,
            profile=profile,
            content_hash=profile.content_hash,
        )


def _periods(first: date, last: date) -> Iterator[PublishedPeriod]:
    """Read every period that holds on one of the days and was not taken back."""
    fields = ("id", "schema_name", "name", "breaks", "valid_from", "valid_to")
    with context.as_benchmark():
        found = PublishedProfile.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=first),
            valid_from__lte=last,
            known_to__isnull=True,
        )
        rows = list(found.order_by("id").values_list(*fields))
    for key, schema_name, name, breaks, valid_from, valid_to in rows:
        yield PublishedPeriod(
            id=key,
            schema_name=schema_name,
            name=name,
            breaks=tuple(breaks),
            valid_from=valid_from,
            valid_to=valid_to,
        )


def _row(tenant: TenantRow, found: PublishedPeriod, profile: Profile) -> PublishedRow:
    return PublishedRow(
        code=code_of(tenant.schema_name),
        title=profile.title,
        tenant_name=tenant.name,
        schema_name=tenant.schema_name,
        is_fictitious=profile.is_fictitious or tenant.is_synthetic_policy,
        valid_from=found.valid_from,
        profile=profile,
        content_hash=profile.content_hash,
    )


@lru_cache(maxsize=2048)
def _as_of(state: Profile, on: date) -> Profile:
    """The state as of a day: one object a day, so that what is made of a profile is made once."""
    return replace(state, on=on)


def states_of_periods(wanted: set[tuple[UUID, int]]) -> dict[tuple[UUID, int], Profile]:
    """Resolve states of published periods; their content never changes, so each once a process.

    All that are new here are read in one query.
    """
    known = {key: _STATES[key] for key in wanted & _STATES.keys()}
    new = wanted - known.keys()
    if not new:
        return known
    with context.as_benchmark():
        found = PublishedProfile.objects.filter(pk__in={period_id for period_id, _ in new})
        rows = {row.id: row for row in found}
    known |= {key: _resolved(rows[key[0]], key[1]) for key in new}
    if len(_STATES) + len(new) > _MOST_STATES:
        _STATES.clear()
    _STATES.update(known)
    return known


def _resolved(row: PublishedProfile, place: int) -> Profile:
    return profile_of_state(
        name=row.name,
        layers=row.layers,
        breaks=row.breaks,
        content_hashes=row.content_hashes,
        place=place,
    )


_STATES: dict[tuple[UUID, int], Profile] = {}
_MOST_STATES = 1024
