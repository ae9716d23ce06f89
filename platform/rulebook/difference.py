"""Differences: what changes from one profile to another, cell by cell, with both origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rulebook.parameter import PARAMETERS, ParameterValue
from rulebook.profile import Origin, Profile, ResolvedValue


class DoesNotApply(ValueError):
    """A difference starts from another value than the one that stands there."""

    def __init__(self, difference: Difference, found: object) -> None:
        place = ".".join(filter(None, (difference.parameter, difference.row, difference.column)))
        super().__init__(
            f"{place}: the difference starts from {difference.old!r} and {found!r} stands there. "
            "Work the differences out again."
        )
        self.difference = difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One value that is another in the second profile; of a table one cell.

    `row` and `column` are empty outside tables, and for a table that only one of the two states.
    """

    parameter: str
    row: str
    column: str
    old: ParameterValue
    new: ParameterValue
    old_origin: Origin
    new_origin: Origin


def differences(a: Profile, b: Profile) -> tuple[Difference, ...]:
    """What has to change in `a` to come to the values of `b`, in the order of the policy sheet."""
    return tuple(
        found
        for name in PARAMETERS
        if a[name].value != b[name].value
        for found in _of_parameter(name, a[name], b[name])
    )


def applied(
    values: Mapping[str, ParameterValue], found: Iterable[Difference]
) -> dict[str, ParameterValue]:
    """The values with every difference put into them.

    Raises:
        DoesNotApply: a value is another than the one that a difference starts from.
    """
    result: dict[str, Any] = dict(values)
    for difference in found:
        standing = result[difference.parameter]
        if _at(standing, difference.row, difference.column) != difference.old:
            raise DoesNotApply(difference, _at(standing, difference.row, difference.column))
        result[difference.parameter] = _changed(standing, difference)
    return result


def values_of(profile: Profile) -> dict[str, ParameterValue]:
    """The values of a profile without where they come from."""
    return {name: resolved.value for name, resolved in profile.values.items()}


def other_evidence(a: Profile, b: Profile) -> tuple[str, ...]:
    """The parameters of one value in both, of which source, certainty or note is another."""
    return tuple(
        name
        for name in PARAMETERS
        if a[name].value == b[name].value and _evidence(a[name]) != _evidence(b[name])
    )


def _of_parameter(name: str, a: ResolvedValue, b: ResolvedValue) -> Iterator[Difference]:
    if not (isinstance(a.value, Mapping) and isinstance(b.value, Mapping)):
        yield _difference(name, "", "", a, b)
        return
    for row, column in _places(a):
        if _at(a.value, row, column) != _at(b.value, row, column):
            yield _difference(name, row, column, a, b)


def _difference(name: str, row: str, column: str, a: ResolvedValue, b: ResolvedValue) -> Difference:
    return Difference(
        parameter=name,
        row=row,
        column=column,
        old=_at(a.value, row, column),
        new=_at(b.value, row, column),
        old_origin=a.cells.get((row, column), a.origin),
        new_origin=b.cells.get((row, column), b.origin),
    )


def _places(resolved: ResolvedValue) -> Iterator[tuple[str, str]]:
    for row in resolved.parameter.rows:
        for column in resolved.parameter.columns or ("",):
            yield row, column


def _at(value: ParameterValue, row: str, column: str) -> Any:  # noqa: ANN401 - a cell or a value
    if not (row and isinstance(value, Mapping)):
        return value
    return value[row][column] if column else value[row]


def _changed(standing: Any, difference: Difference) -> Any:  # noqa: ANN401 - a value or a table
    if not difference.row:
        return difference.new
    row: Any = difference.new
    if difference.column:
        row = MappingProxyType({**standing[difference.row], difference.column: difference.new})
    return MappingProxyType({**standing, difference.row: row})


def _evidence(resolved: ResolvedValue) -> list[tuple[object, ...]]:
    origins = [resolved.cells.get(place, resolved.origin) for place in _places(resolved)]
    return [(o.source, o.certainty, o.note) for o in origins or [resolved.origin]]
