"""Layers: sparse sets of dated values that lie on top of one another; silence means inherit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from rulebook.data_file import parsed
from rulebook.deviation import Deviation, IncompleteDeviation, deviation_from_data
from rulebook.own_rule import NamelessRule, source_of
from rulebook.parameter import PARAMETERS, NotAParameterValue, ParameterValue, Scalar
from rulebook.source import CERTAINTIES, Source, UnknownSource
from rulebook.text import MissingTranslation, Text

#: The kinds of layer, from the bottom up.
LAYER_KINDS: Final = ("law", "baseline", "region", "municipality")


#: The kinds that lie on the baseline, and so can deviate from it.
DEVIATING_KINDS: Final = ("region", "municipality")


class BadLayer(ValueError):
    """A layer cannot be used; every problem is listed, none is picked silently."""

    def __init__(self, layer: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"Layer {layer!r} cannot be used:\n- " + "\n- ".join(problems))
        self.layer = layer
        self.problems = problems


class IncompleteValue(ValueError):
    """One value of a layer lacks something, or its days make no sense."""


_PROBLEMS = (
    NotAParameterValue,
    IncompleteValue,
    IncompleteDeviation,
    NamelessRule,
    UnknownSource,
    MissingTranslation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """One value, or some cells of a table, from a day up to but not including another.

    `cells` maps (row, column) to a value and leaves the other cells to the layer below; `column`
    is "" for a table of one column. `deviation` says why a region or municipality has another value
    than the baseline; a value that is as in the baseline needs none.
    """

    parameter: str
    value: ParameterValue = None
    cells: Mapping[tuple[str, str], Scalar] | None = None
    valid_from: date | None
    valid_to: date | None
    source: Source
    certainty: str
    note: Text | None = None
    deviation: Deviation | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the value is in force on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: DatedValue) -> bool:
        """Whether there is a day on which both would be in force."""
        starts_before = other.valid_to is None or (self.valid_from or date.min) < other.valid_to
        ends_after = self.valid_to is None or (other.valid_from or date.min) < self.valid_to
        return starts_before and ends_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A named, versioned, sparse set of values of one kind."""

    name: str
    kind: str
    version: str
    title: Text
    description: Text
    above: str | None
    is_fictitious: bool
    values: Mapping[str, tuple[DatedValue, ...]]


def layer_from_yaml(text: str) -> Layer:
    """Read a layer file.

    Raises:
        BadLayer: with all problems: unknown parameters, values that do not fit or leave their
            band, changes to fixed values, values that overlap in time, unknown sources.
    """
    return layer_from_data(parsed(text))


def layer_from_data(data: Mapping[str, Any]) -> Layer:
    """Build a layer from parsed data; see `layer_from_yaml`."""
    if not isinstance(data, Mapping):
        raise BadLayer("", ("a layer is a mapping with name, layer, version, title and values",))
    name, kind = str(data.get("name")), str(data.get("layer"))
    problems = _heading_problems(data, kind)
    given = data.get("values") or {}
    if not isinstance(given, Mapping):
        problems.append("values: give a mapping of parameters to values")
        given = {}
    values: dict[str, tuple[DatedValue, ...]] = {}
    for parameter, entries in given.items():
        dated = _dated_values(parameter, entries, kind, problems)
        values[parameter] = dated
        problems.extend(_overlaps(parameter, dated))
    if problems:
        raise BadLayer(name, tuple(problems))
    return Layer(
        name=name,
        kind=kind,
        version=str(data["version"]),
        title=Text.from_data(data["title"]),
        description=Text.from_data(data["description"]),
        above=data.get("above"),
        is_fictitious=bool(data.get("fictitious", False)),
        values=MappingProxyType(values),
    )


def _heading_problems(data: Mapping[str, Any], kind: str) -> list[str]:
    problems = []
    if kind not in LAYER_KINDS:
        problems.append(f"layer: {kind!r} is not one of {', '.join(LAYER_KINDS)}")
    problems.extend(f"{key}: is missing" for key in ("name", "version") if not data.get(key))
    for key in ("title", "description"):
        try:
            Text.from_data(data.get(key))
        except MissingTranslation:
            problems.append(f"{key}: give it in Dutch (nl) and in English (en)")
    return problems


def _dated_values(
    parameter: str, entries: object, kind: str, problems: list[str]
) -> tuple[DatedValue, ...]:
    if parameter not in PARAMETERS:
        problems.append(f"{parameter}: there is no such parameter")
        return ()
    if PARAMETERS[parameter].freedom == "fixed" and kind != "law":
        problems.append(f"{parameter}: the law fixes this value; leave it out of a {kind} layer")
        return ()
    dated = []
    listed: list[Any] = entries if isinstance(entries, list) else [entries]
    for entry in listed:
        try:
            value = _dated_value(parameter, entry)
            _check_band(value, kind)
            _check_may_deviate(value, kind)
        except _PROBLEMS as problem:
            problems.append(f"{parameter}: {problem}")
        else:
            dated.append(value)
    return tuple(dated)


def _check_complete(entry: object) -> None:
    if not isinstance(entry, Mapping):
        raise IncompleteValue("give a mapping with value, certainty and source")
    missing = [key for key in ("certainty", "source") if key not in entry]
    if "value" not in entry and "cells" not in entry:
        missing.insert(0, "value")
    if missing:
        raise IncompleteValue(f"{' and '.join(missing)} missing")
    if not all(isinstance(entry[key], Mapping) for key in ("source", "cells") if key in entry):
        raise IncompleteValue("source and cells are mappings")
    start, end = entry.get("from"), entry.get("to")
    if not all(day is None or type(day) is date for day in (start, end)):
        raise IncompleteValue("from and to are dates, such as 2025-12-31")
    if start and end and end <= start:
        raise IncompleteValue("`to` is the first day without the value, so it lies after `from`")


def _dated_value(parameter: str, entry: Mapping[str, Any]) -> DatedValue:
    definition = PARAMETERS[parameter]
    _check_complete(entry)
    certainty = entry["certainty"]
    if not isinstance(certainty, str) or certainty not in CERTAINTIES:
        raise NotAParameterValue(
            parameter, certainty, f"certainty is one of {', '.join(CERTAINTIES)}"
        )
    cells: dict[tuple[str, str], Scalar] | None = None
    if "cells" in entry:
        cells = dict(_cells(parameter, entry["cells"]))
    value = None if cells is not None else definition.checked(entry["value"])
    return DatedValue(
        parameter=parameter,
        value=value,
        cells=None if cells is None else MappingProxyType(cells),
        valid_from=entry.get("from"),
        valid_to=entry.get("to"),
        source=source_of(entry["source"]),
        certainty=certainty,
        note=Text.from_data(entry["note"]) if "note" in entry else None,
        deviation=deviation_from_data(entry["deviation"]) if "deviation" in entry else None,
    )


def _cells(parameter: str, data: Mapping[str, Any]) -> list[tuple[tuple[str, str], Scalar]]:
    definition = PARAMETERS[parameter]
    cells = []
    for row, content in data.items():
        columns = content if isinstance(content, Mapping) else {"": content}
        for column, value in columns.items():
            cells.append(((row, column), definition.checked_cell(row, column or None, value)))
    return cells


def _check_band(value: DatedValue, kind: str) -> None:
    band = PARAMETERS[value.parameter].band
    if band is None or kind not in DEVIATING_KINDS or not isinstance(value.value, int):
        return
    if not band[0] <= value.value <= band[1]:
        fix = f"the baseline allows {band[0]} to {band[1]}"
        raise NotAParameterValue(value.parameter, value.value, fix)


def _check_may_deviate(value: DatedValue, kind: str) -> None:
    if value.deviation and kind not in DEVIATING_KINDS:
        raise IncompleteDeviation(f"deviation: a {kind} layer is not on top of the baseline")


def _overlaps(parameter: str, dated: tuple[DatedValue, ...]) -> list[str]:
    return [
        f"{parameter}: the values from {earlier.valid_from} and {later.valid_from} hold at one time"
        for place, earlier in enumerate(dated)
        for later in dated[place + 1 :]
        if earlier.overlaps(later)
    ]
