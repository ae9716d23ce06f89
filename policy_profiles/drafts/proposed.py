"""Values of a draft that come from a proposal to harmonise, and so rest on no rule yet."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from rulebook.layer import DatedValue, Layer
from rulebook.own_rule import OWN_RULE

#: The source of such a value until somebody saves it under a rule; Dutch, as all sources here are.
PROPOSED: Final[Mapping[str, str]] = MappingProxyType(
    {"id": OWN_RULE, "title": "Voorstel om af te stemmen", "register": "nog niet vastgesteld"}
)


def is_proposed(value: DatedValue) -> bool:
    """Whether a value still stands as a proposal brought it, without a rule of one's own."""
    source = value.source
    return {"id": source.id, "title": source.title, "register": source.register} == PROPOSED


def proposed_in(layer: Layer, parameters: Iterable[str]) -> tuple[str, ...]:
    """Give those of the parameters whose value in the own layer came from a proposal."""
    return tuple(
        name
        for name in parameters
        if any(is_proposed(value) for value in layer.values.get(name, ()))
    )
