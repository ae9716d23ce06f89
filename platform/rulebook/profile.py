"""Profiles: the layers resolved at a date, every value knowing its layer and source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from rulebook.layer import LAYER_KINDS, DatedValue, Layer
from rulebook.own_words import NOT_STATED, OwnWords
from rulebook.parameter import PARAMETERS, Parameter, ParameterValue
from rulebook.source import NOT_STATED_CODE, Source
from rulebook.text import Text


class ValueMissing(LookupError):
    """No layer gives a parameter a value on the date asked for."""

    def __init__(self, profile: str, parameters: tuple[str, ...], on: date) -> None:
        names = ", ".join(parameters)
        super().__init__(
            f"Profile {profile!r} has no value on {on} for: {names}. Add them to a layer."
        )
        self.parameters = parameters


class WrongOrder(ValueError):
    """Layers lie on one another in an order that the law does not know."""

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__(
            f"Layers go {' → '.join(LAYER_KINDS)}, each kind once; got {' → '.join(kinds)}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one value or cell came from."""

    layer: str
    layer_name: str
    version: str
    source: Source
    certainty: str
    note: Text | None = None


#: Where a value comes from that no layer states.
NOWHERE: Final = Origin(
    layer="",
    layer_name="",
    version="",
    source=Source(id="", kind="none", register="", title=""),
    certainty=NOT_STATED_CODE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedValue:
    """A parameter's value in a profile, with its origin and, for tables, that of each cell."""

    parameter: Parameter
    value: ParameterValue
    origin: Origin
    cells: Mapping[tuple[str, str], Origin] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_stated(self) -> bool:
        """Whether a layer gives this value; else it is `NOT_STATED`, from `NOWHERE`."""
        return self.value is not NOT_STATED

    @property
    def certainty(self) -> str:
        """How sure the value is; for a table of mixed origin, that of the least sure cell."""
        if not self.is_stated:
            return NOT_STATED_CODE
        order = ["verified", "published", "source_document", "computed", "fictitious", "unverified"]
        found = {self.origin.certainty, *(origin.certainty for origin in self.cells.values())}
        return max(found, key=order.index)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """The resolved set of parameters at a date. Compare profiles by `content_hash`."""

    name: str
    title: Text
    description: Text
    on: date
    is_fictitious: bool
    layers: tuple[Layer, ...]
    values: Mapping[str, ResolvedValue]
    content_hash: str

    def __getitem__(self, parameter: str) -> ResolvedValue:
        return self.values[parameter]

    def differences_from(self, other: Profile) -> tuple[str, ...]:
        """The ids of the parameters whose values differ between the two profiles."""
        return tuple(p for p in PARAMETERS if self[p].value != other[p].value)


def resolve(layers: Sequence[Layer], *, on: date) -> Profile:
    """Lay `layers` on one another, bottom first, as they hold on the day `on`.

    Raises:
        WrongOrder: the kinds are not in the order law, baseline, region, municipality.
        ValueMissing: a parameter that may not be unstated has no value on that day.
    """
    kinds = [layer.kind for layer in layers]
    places = [LAYER_KINDS.index(kind) for kind in kinds]
    if places != sorted(set(places)):
        raise WrongOrder(kinds)
    values: dict[str, ResolvedValue] = {}
    for layer in layers:
        for parameter, dated in layer.values.items():
            for entry in (candidate for candidate in dated if candidate.holds_on(on)):
                values[parameter] = _laid_over(values.get(parameter), entry, layer)
    silent = {name: parameter for name, parameter in PARAMETERS.items() if name not in values}
    missing = tuple(name for name, parameter in silent.items() if not parameter.may_be_unstated)
    top = layers[-1]
    if missing:
        raise ValueMissing(top.name, missing, on)
    values |= {name: _not_stated(parameter) for name, parameter in silent.items()}
    ordered = MappingProxyType({parameter: values[parameter] for parameter in PARAMETERS})
    return Profile(
        name=top.name,
        title=top.title,
        description=top.description,
        on=on,
        is_fictitious=any(layer.is_fictitious for layer in layers),
        layers=tuple(layers),
        values=ordered,
        content_hash=_content_hash(ordered),
    )


def _not_stated(parameter: Parameter) -> ResolvedValue:
    return ResolvedValue(parameter=parameter, value=NOT_STATED, origin=NOWHERE)


def _laid_over(below: ResolvedValue | None, entry: DatedValue, layer: Layer) -> ResolvedValue:
    origin = Origin(
        layer=layer.kind,
        layer_name=layer.name,
        version=layer.version,
        source=entry.source,
        certainty=entry.certainty,
        note=entry.note,
    )
    parameter = PARAMETERS[entry.parameter]
    if entry.cells is None:
        return ResolvedValue(parameter=parameter, value=entry.value, origin=origin)
    if below is None or not isinstance(below.value, Mapping):
        raise ValueMissing(layer.name, (entry.parameter,), entry.valid_from or date.min)
    table: dict[str, Any] = {
        row: dict(cells) if isinstance(cells, Mapping) else cells
        for row, cells in below.value.items()
    }
    for (row, column), value in entry.cells.items():
        if column:
            table[row][column] = value
        else:
            table[row] = value
    cells = {**below.cells, **dict.fromkeys(entry.cells, origin)}
    return ResolvedValue(
        parameter=parameter,
        value=parameter.checked(table),
        origin=below.origin,
        cells=MappingProxyType(cells),
    )


def plain(value: ParameterValue) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A value as JSON holds it: lists for sets of codes, plain dictionaries for tables.

    "Not stated" is null there, as "no limit" is; whoever writes it out says which of the two.
    """
    if isinstance(value, Mapping):
        return {key: plain(cell) for key, cell in value.items()}
    if isinstance(value, OwnWords):
        return {"nl": value.nl, "en": value.en} if value.en else {"nl": value.nl}
    if value is NOT_STATED:
        return None
    return list(value) if isinstance(value, tuple) else value


def _content_hash(values: Mapping[str, ResolvedValue]) -> str:
    """Of what is stated: a parameter that a later release adds changes no hash until it is."""
    content = {name: plain(found.value) for name, found in values.items() if found.is_stated}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
