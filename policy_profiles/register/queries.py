"""Reads of the shared register: the policy that everyone may see, as it holds on a day."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from policy_profiles.mapping import LayerData, layer_to_data, profile_of_state
from policy_profiles.register.baselines import SHARED_KINDS, baselines
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
    UWV, whose policy is the baseline itself, is not told twice. Whoever asks of many days gives
    the organisations (`rows`), which are read anew otherwise.
    """
    shared = list(_shared(on))
    open_ones = tenant_queries.launched_tenants() if rows is None else rows
    tenants = {row.schema_name: row for row in open_ones}
    shown = [
        found
        for found in _in_force(on)
        if found["schema_name"] in tenants
        and not is_the_baseline_itself(tenants[found["schema_name"]], found["name"])
    ]
    states = states_of_periods({_key(found, on) for found in shown})
    own = [
        _row(tenants[found["schema_name"]], found, _as_of(states[_key(found, on)], on))
        for found in shown
    ]
    own.sort(key=lambda row: (row.is_fictitious, row.tenant_name.casefold()))
    return [*shared, *own]


def is_the_baseline_itself(tenant: TenantRow, name: str) -> bool:
    """Whether what an organisation published under this name is the baseline: UWV's own."""
    return tenant.kind == TenantKind.UWV and name == BASELINE


def _shared(on: date) -> Iterator[PublishedRow]:
    kinds = {name: layer.kind for name, layer in shipped_layers().items()}
    known = baselines()
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


def _in_force(on: date) -> list[dict[str, Any]]:
    with context.as_benchmark():
        found = PublishedProfile.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=on),
            valid_from__lte=on,
            known_to__isnull=True,
        )
        rows = found.values("id", "schema_name", "name", "breaks", "valid_from")
        return [dict(row) for row in rows]


def _row(tenant: TenantRow, found: dict[str, Any], profile: Profile) -> PublishedRow:
    return PublishedRow(
        code=code_of(tenant.schema_name),
        title=profile.title,
        tenant_name=tenant.name,
        schema_name=tenant.schema_name,
        is_fictitious=profile.is_fictitious or tenant.is_synthetic_policy,
        valid_from=found["valid_from"],
        profile=profile,
        content_hash=profile.content_hash,
    )


def _key(found: dict[str, Any], on: date) -> tuple[UUID, int]:
    """A published period, and in which of its states it is on a day."""
    return found["id"], bisect_right(found["breaks"], on)


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
