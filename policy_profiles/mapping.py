"""Between the rulebook's layers and plain JSON, and the days on which a chain of layers changes."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from rulebook.layer import DatedValue, Layer, layer_from_data
from rulebook.own_rule import source_as_data
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile, plain, resolve
from rulebook.profiles import BASELINE, layers_below
from rulebook.text import Text

LayerData = dict[str, Any]

_ONE_DAY = timedelta(days=1)


class ContentChanged(RuntimeError):
    """What is stored does not come to the values that were published."""

    def __init__(self, name: str, published: str, found: str) -> None:
        super().__init__(
            f"The profile {name} was published as {published} and now reads as {found}. Nothing is "
            "decided under it: restore the table from a back-up."
        )


class LayersChanged(RuntimeError):
    """The layers that are stored are not those that the hash beside them was made of."""

    def __init__(self, name: str, stated: str, found: str) -> None:
        super().__init__(
            f"The layers of {name} are stored under the hash {stated} and have {found}. Nothing is "
            "read from them: restore the table from a back-up."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What a chain of layers comes to over time.

    `breaks` are the days on which a value starts or stops to hold, in order; `content_hashes` has
    one resolved content more than that: the first holds before the first break.
    """

    breaks: tuple[date, ...]
    content_hashes: tuple[str, ...]

    def hash_on(self, day: date) -> str:
        """Give the hash of the values that hold on a day."""
        return self.content_hashes[bisect_right(self.breaks, day)]

    def day_of(self, content_hash: str) -> date:
        """Give a day on which the values with this hash hold.

        Raises:
            ValueError: the chain never comes to these values.
        """
        return days_of(self.breaks)[self.content_hashes.index(content_hash)]


def layer_to_data(layer: Layer) -> LayerData:
    """Write a layer as the plain JSON that its YAML file holds, with dates as ISO text."""
    data: LayerData = {
        "name": layer.name,
        "layer": layer.kind,
        "version": layer.version,
        "title": _text(layer.title),
        "description": _text(layer.description),
        "fictitious": layer.is_fictitious,
        "values": {name: [_value(v) for v in dated] for name, dated in layer.values.items()},
    }
    return {**data, "above": layer.above} if layer.above else data


def layer_from_json(data: Mapping[str, Any]) -> Layer:
    """Read a layer back from plain JSON.

    Raises:
        BadLayer: with all problems at once, as for a YAML file.
    """
    values = {
        name: [_with_days(entry) for entry in (entries if isinstance(entries, list) else [entries])]
        for name, entries in (data.get("values") or {}).items()
    }
    return layer_from_data({**data, "values": values})


def chain_from_json(layers: Sequence[Mapping[str, Any]]) -> tuple[Layer, ...]:
    """Read a whole chain of layers, bottom first."""
    return tuple(layer_from_json(data) for data in layers)


def breaks_of(layers: Sequence[Layer]) -> tuple[date, ...]:
    """Give the days on which a value of a chain starts or stops to hold, in order.

    The first day of the calendar is none: nothing held before it.
    """
    dated = [value for layer in layers for values in layer.values.values() for value in values]
    days = {day for value in dated for day in (value.valid_from, value.valid_to) if day}
    return tuple(sorted(days - {date.min}))


def states_of(layers: Sequence[Layer]) -> States:
    """Work out on which days a chain of layers changes, and what it comes to in between.

    Raises:
        WrongOrder, ValueMissing: the layers do not make a profile.
    """
    breaks = breaks_of(layers)
    hashes = (resolve(layers, on=day).content_hash for day in days_of(breaks))
    return States(breaks=breaks, content_hashes=tuple(hashes))


def profile_of_state(
    *,
    name: str,
    layers: Sequence[Mapping[str, Any]],
    breaks: Sequence[date],
    content_hashes: Sequence[str],
    place: int,
) -> Profile:
    """Resolve a stored chain in one of its states, and compare it with what was published.

    A parameter that is newer than the chain has the value of the UWV baseline of this release.

    Raises:
        ContentChanged: the values are not those that were published.
    """
    stored = chain_from_json(layers)
    names = {parameter for layer in stored for parameter in layer.values}
    profile = resolve(completed(stored), on=days_of(breaks)[place])
    found = values_hash(profile, names)
    if found != content_hashes[place]:
        raise ContentChanged(name, content_hashes[place], found)
    return profile


def values_hash(profile: Profile, names: Collection[str]) -> str:
    """Give the hash of these parameters' values; of all of them it is `profile.content_hash`.

    What is not stated has no part in it.
    """
    return _hash({name: plain(profile[name].value) for name in names if profile[name].is_stated})


def completed(stored: Sequence[Layer]) -> tuple[Layer, ...]:
    """Give a stored chain what the baseline of this release says of parameters newer than it."""
    names = {parameter for layer in stored for parameter in layer.values}
    if not (newer := set(PARAMETERS) - names):
        return tuple(stored)
    shipped = {layer.kind: layer for layer in layers_below(BASELINE)}
    return tuple(
        replace(layer, values={**_only(shipped[layer.kind].values, newer), **layer.values})
        if layer.kind in shipped
        else layer
        for layer in stored
    )


def _only(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: values[name] for name in values if name in names}


def days_of(breaks: Sequence[date]) -> tuple[date, ...]:
    """Give a day in each state: its first, and for the state before the first break its last."""
    return (breaks[0] - _ONE_DAY if breaks else date.min, *breaks)


def chain_hash(layers: Sequence[LayerData]) -> str:
    """Give the hash of a chain of layers with all their sources: SHA-256 of its canonical JSON."""
    return _hash(list(layers))


def check_layers(name: str, layers: Sequence[LayerData], stated: str) -> None:
    """Hold stored layers to the hash that is stored beside them.

    Raises:
        LayersChanged: they are others.
    """
    found = chain_hash(layers)
    if found != stated:
        raise LayersChanged(name, stated, found)


def _hash(content: object) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _value(value: DatedValue) -> dict[str, Any]:
    data: dict[str, Any] = {"certainty": value.certainty, "source": source_as_data(value.source)}
    if value.cells is None:
        data["value"] = plain(value.value)
    else:
        data["cells"] = _cells(value.cells)
    days = {"from": value.valid_from, "to": value.valid_to}
    data.update({name: day.isoformat() for name, day in days.items() if day})
    if value.note:
        data["note"] = _text(value.note)
    if value.deviation:
        data["deviation"] = value.deviation.as_data()
    return data


def _cells(cells: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for (row, column), value in cells.items():
        if column:
            data.setdefault(row, {})[column] = plain(value)
        else:
            data[row] = plain(value)
    return data


def _with_days(entry: object) -> object:
    """Turn the ISO text of `from` and `to` into days; what is no mapping is refused further on."""
    if not isinstance(entry, Mapping):
        return entry
    days = {
        name: date.fromisoformat(entry[name])
        for name in ("from", "to")
        if isinstance(entry.get(name), str)
    }
    return {**entry, **days}
