"""Making a version of a chain of layers: what may be in it, and what is kept of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from policy_profiles.mapping import (
    LayerData,
    chain_from_json,
    chain_hash,
    layer_from_json,
    layer_to_data,
    states_of,
)
from policy_profiles.models import ProfileVersion
from policy_profiles.register.baselines import baselines
from rulebook.layer import Layer
from tenants import context
from tenants import queries as tenant_queries
from tenants.actions import RealMunicipalityWithInventedPolicy


class InventedPolicy(RealMunicipalityWithInventedPolicy):
    """An organisation that exists never carries policy that somebody made up."""

    def __init__(self, name: str) -> None:
        super().__init__(())
        text = (
            f"The profile {name} holds invented values and this organisation exists. Leave out "
            "what is not known: the layer below then holds."
        )
        self.args = (text,)


def own_chain(layer: Mapping[str, Any], below: Sequence[Layer] = ()) -> tuple[Layer, ...]:
    """Lay a layer of the organisation's own on what lies below it.

    Args:
        layer: the data of the layer.
        below: the chain that it lies on; empty for the shared layer that it names in `above`, on
            the UWV baseline that holds today.

    Raises:
        NoSuchProfile: no shared layer has that name.
        BadLayer: the layer cannot be used; all problems at once.
    """
    own = layer_from_json(layer)
    below = below or baselines().shared_layers(str(layer.get("above")), timezone.localdate())
    return (*below, own)


def refuse_invention(chain: Sequence[Layer]) -> None:
    """Let only an invented organisation have invented policy.

    Raises:
        InventedPolicy: the chain holds invented values and this organisation exists.
    """
    own = chain[-1]
    invented = any(layer.is_fictitious for layer in chain) or any(
        value.certainty == "fictitious" for dated in own.values.values() for value in dated
    )
    if invented and not has_invented_policy():
        raise InventedPolicy(own.name)


def has_invented_policy() -> bool:
    """Whether the policy of the tenant that this work is inside of is made up, as an example."""
    schema_name = context.current_schema_name()
    tenants = {row.schema_name: row for row in tenant_queries.tenants()}
    return tenants[schema_name].is_synthetic_policy


def add_version(
    chain: Sequence[Layer], *, made_by: UUID, made_with: Collection[UUID] = ()
) -> ProfileVersion:
    """Add a version that holds this chain of layers whole.

    Raises:
        WrongOrder, ValueMissing: the layers do not make a profile.
    """
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
        made_with=sorted(set(made_with) - {made_by}),
        made_at=timezone.now(),
    )
