"""What a draft lies on: the chain below its own layer, as it is when the draft begins."""

from collections.abc import Sequence
from typing import Any

from policy_profiles.mapping import chain_hash, layer_to_data
from policy_profiles.register.baselines import label_of
from rulebook.layer import Layer


def beginning(below: Sequence[Layer]) -> dict[str, Any]:
    """Give the columns of a draft that say what it lies on.

    The chain is kept whole: another baseline, or another release, changes nothing in the draft.
    """
    layers = [layer_to_data(layer) for layer in below]
    return {
        "base": below[-1].name,
        "baseline": label_of(below),
        "below": layers,
        "below_hash": chain_hash(layers),
    }


def taken_apart(layers: Sequence[Layer]) -> tuple[tuple[Layer, ...], dict[str, Any]]:
    """Take a chain apart in what organisations share and the values of the own layer on it."""
    *below, top = layers
    if top.kind != "municipality":
        return tuple(layers), {}
    return tuple(below), dict(layer_to_data(top)["values"])
