"""Reads of drafts: which there are, what they say, and the profile that a draft comes to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from policy_profiles.mapping import (
    LayerData,
    chain_from_json,
    check_layers,
    completed,
    layer_from_json,
)
from policy_profiles.models import ProfileDraft
from rulebook.layer import LAYER_KINDS, Layer
from rulebook.profile import Profile, resolve
from rulebook.profiles import BASELINE, shipped_layers
from tenants import context
from tenants import queries as tenant_queries
from tenants.identifiers import code_of

_MUNICIPALITY = LAYER_KINDS[-1]


class NoSuchDraft(LookupError):
    """There is no draft with this identifier in this organisation."""

    def __init__(self, draft_id: UUID | str) -> None:
        super().__init__(f"There is no draft {draft_id} here: choose one from the list.")
        self.draft_id = draft_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft as it stands; `offered_as` is its version in review, and then nothing changes.

    `baseline` is the version of the UWV baseline that it lies on, `to_discuss` what has to be
    decided of a new one before it can be offered.
    """

    id: UUID
    title: str
    base: str
    baseline: str
    below_hash: str
    values: Mapping[str, Any]
    to_discuss: tuple[str, ...]
    planned_from: date | None
    planned_to: date | None
    revision: int
    started_from: UUID | None
    offered_as: UUID | None
    returned_as: UUID | None
    made_by: UUID
    changed_by: UUID
    changed_at: datetime

    @property
    def is_offered(self) -> bool:
        """Whether it waits for a colleague, and so cannot be changed."""
        return self.offered_as is not None


def draft_rows() -> list[DraftRow]:
    """Give every draft of the organisation, the one changed last first."""
    found = ProfileDraft.objects.defer("below").order_by("-changed_at", "-id")
    return [row_of(draft) for draft in found]


def draft_row(*, draft_id: UUID) -> DraftRow:
    """Give one draft.

    Raises:
        NoSuchDraft: there is none.
    """
    draft = ProfileDraft.objects.defer("below").filter(pk=draft_id).first()
    if draft is None:
        raise NoSuchDraft(draft_id)
    return row_of(draft)


def row_of(draft: ProfileDraft) -> DraftRow:
    """Give a draft as a frozen row."""
    return DraftRow(
        id=draft.id,
        title=draft.title,
        base=draft.base,
        baseline=draft.baseline,
        below_hash=draft.below_hash,
        values=draft.values,
        to_discuss=tuple(draft.to_discuss),
        planned_from=draft.planned_from,
        planned_to=draft.planned_to,
        revision=draft.revision,
        started_from=draft.started_from_id,
        offered_as=draft.offered_as_id,
        returned_as=draft.returned_as_id,
        made_by=draft.made_by,
        changed_by=draft.changed_by,
        changed_at=draft.changed_at,
    )


def draft_titles(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the titles of drafts by their identifier as text, for the audit record."""
    found = ProfileDraft.objects.filter(pk__in=identifiers).values_list("pk", "title")
    return {str(key): title for key, title in found}


def profile_of_draft(*, draft_id: UUID, on: date) -> Profile:
    """Resolve a draft as it would hold on a day, for a look, a comparison or a what-if.

    What says the same is resolved once a process.

    Raises:
        NoSuchDraft: there is none.
        BadLayer: what is stored does not fit the parameters of this release any more.
    """
    return profile_of_row(draft_row(draft_id=draft_id), on=on)


def profile_of_row(draft: DraftRow, *, on: date) -> Profile:
    """Resolve a draft that was read already, as it would hold on a day."""
    layer = own_layer(title=draft.title, base=draft.base, values=draft.values)
    schema_name = context.current_schema_name()
    return _resolved(schema_name, draft.below_hash, json.dumps(layer, sort_keys=True), on)


def layers_below_draft(*, below_hash: str) -> tuple[Layer, ...]:
    """Give the chain that a draft lies on; parameters newer than it are as this release has them.

    Args:
        below_hash: as the draft says.

    Raises:
        NoSuchDraft: no draft lies on it any more.
        LayersChanged: what is stored is not what the draft was begun on.
    """
    return _below(context.current_schema_name(), below_hash)


def day_of(draft: DraftRow, *, today: date) -> date:
    """Give the day on which a draft is looked at: the one it is planned for, else today."""
    return draft.planned_from or today


def bases() -> tuple[str, ...]:
    """Give the shipped layers that an own layer can lie on: the baseline first."""
    below = LAYER_KINDS.index("baseline"), LAYER_KINDS.index("region")
    names = [
        name for name, layer in shipped_layers().items() if LAYER_KINDS.index(layer.kind) in below
    ]
    return tuple(sorted(names, key=lambda name: (name != BASELINE, name)))


def own_layer(
    *, title: str, base: str, values: Mapping[str, Any], is_synthetic: bool | None = None
) -> LayerData:
    """Give the layer of an organisation's own as its JSON holds it.

    Args:
        title: what the version is called.
        base: the shared layer that it lies on.
        values: by parameter, as in `ProfileDraft.values`.
        is_synthetic: whether the policy is an example; None to look it up.
    """
    schema_name = context.current_schema_name()
    tenant = {row.schema_name: row for row in tenant_queries.tenants()}[schema_name]
    if is_synthetic is None:
        is_synthetic = tenant.is_synthetic_policy
    name = tenant.name
    below = shipped_layers()[base].title
    return {
        "name": code_of(schema_name),
        "layer": _MUNICIPALITY,
        "above": base,
        "version": title,
        "title": {"nl": name, "en": name},
        "description": {
            "nl": f"Eigen beleid van {name}, op basis van: {below.nl}.",
            "en": f"{name}'s own policy, on top of: {below.en}.",
        },
        "fictitious": is_synthetic,
        "values": dict(values),
    }


@lru_cache(maxsize=256)
def _resolved(schema_name: str, below_hash: str, own: str, on: date) -> Profile:
    """Resolve a draft; what lies below is read once, so only the own layer is read here.

    That layer as text is part of the key: it holds all that it was made of.
    """
    own_layer = layer_from_json(json.loads(own))
    return resolve((*_below(schema_name, below_hash), own_layer), on=on)


@lru_cache(maxsize=64)
def _below(schema_name: str, below_hash: str) -> tuple[Layer, ...]:
    """Read a chain that drafts lie on; what has the same hash is the same."""
    found = ProfileDraft.objects.filter(below_hash=below_hash).values_list("below", flat=True)
    below = found.first()
    if below is None:
        raise NoSuchDraft(f"on {below_hash}")  # it was discarded while this page was made
    check_layers(f"a draft of {schema_name}", below, below_hash)
    return completed(chain_from_json(below))
