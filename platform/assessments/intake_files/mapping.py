"""A mapping: which of our columns and codes a file's own columns and codes are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from assessments.intake_files.targets import Target
from rulebook.case_format.cells import folded
from rulebook.case_format.table import Table

#: Of a percentage: a part of one, as Excel keeps a cell that shows 40 %. Of hours: minutes.
FRACTION, MINUTES = "fraction", "minutes"
_DAY_WITHOUT_SIGNS: Final = re.compile(r"(19|20|21)(\d\d)(\d\d)(\d\d)")
_NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """What one column of a file is.

    Attributes:
        target: name of our column; empty where it is not read.
        unit: `FRACTION` or `MINUTES` where a number is written so.
        values: own values, folded, and what they stand for; empty for "not known".
        only: read only rows that hold one of these, folded; of a column that is not read itself.
    """

    target: str = ""
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """The choices of a whole file, by the names of its columns as `column_keys` gives them.

    `fixed` holds what every row says of a target that no column tells; empty for "not known".
    """

    columns: Mapping[str, ColumnChoice]
    fixed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def as_data(self) -> dict[str, Any]:
        """Give the mapping as plain data."""
        return {
            "columns": {
                key: {
                    "target": each.target,
                    "unit": each.unit,
                    "values": dict(each.values),
                    "only": list(each.only),
                }
                for key, each in self.columns.items()
            },
            "fixed": dict(self.fixed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file in our columns: `targets` and `names` stand in the order of the cells of its rows.

    `names` are the file's own, for messages; a target is empty where a column is not read.
    """

    table: Table
    targets: tuple[str, ...]
    names: tuple[str, ...]

    def place_of(self, target: str) -> int | None:
        """The place of one of our columns in every row; None where the file lacks it."""
        return self.targets.index(target) if target in self.targets else None


def mapping_from_data(data: Mapping[str, Any]) -> ColumnMapping:
    """Give a mapping from what `as_data` gave."""
    columns = {
        key: ColumnChoice(
            target=each["target"],
            unit=each["unit"],
            values=dict(each["values"]),
            only=tuple(each["only"]),
        )
        for key, each in data["columns"].items()
    }
    return ColumnMapping(columns=columns, fixed=dict(data["fixed"]))


def column_keys(header: Sequence[str]) -> tuple[str, ...]:
    """Give each column a key: its name, folded; the second of one name is told apart."""
    keys: list[str] = []
    for name in header:
        key = folded(name)
        keys.append(key if key not in keys else f"{key} #{len(keys) + 1}")
    return tuple(keys)


def applied(table: Table, mapping: ColumnMapping, targets: Mapping[str, Target]) -> Incoming:
    """Give the rows of a file in our columns and codes; what is not translated stays as it is."""
    choices = [mapping.columns.get(key, ColumnChoice()) for key in column_keys(table.header)]
    fixed = {name: text for name, text in mapping.fixed.items() if name in targets}
    told = {choice.target for choice in choices}
    added = tuple(name for name in fixed if name not in told)
    readers = [_reader(choice, targets.get(choice.target)) for choice in choices]
    filters = [(place, each.only) for place, each in enumerate(choices) if each.only]
    rows = table.rows
    if added or filters or any(readers):
        after = tuple(fixed[name] for name in added)
        rows = tuple(
            (number, _translated(cells, readers) + after)
            for number, cells in table.rows
            if all(_holds(cells, place, only) for place, only in filters)
        )
    names = [targets[name].label.nl for name in added]
    return Incoming(
        table=replace(table, header=(*table.header, *names), rows=rows),
        targets=(*(each.target for each in choices), *added),
        names=(*table.header, *names),
    )


def _holds(cells: Sequence[str], place: int, only: tuple[str, ...]) -> bool:
    return place >= len(cells) or folded(cells[place]) in only


Reader = Callable[[str], str]


def _translated(cells: Sequence[str], readers: Sequence[Reader | None]) -> tuple[str, ...]:
    if len(cells) != len(readers):  # told by the reader of the rows
        return tuple(cells)
    return tuple([read(cell) if read else cell for cell, read in zip(cells, readers, strict=True)])


def _reader(choice: ColumnChoice, target: Target | None) -> Reader | None:
    """Give what turns a cell into one of ours; None where it stays as it is."""
    if target is None:
        return None
    if choice.values:
        return _remembered(lambda text: choice.values.get(folded(text), text))
    if choice.unit == FRACTION:
        return _remembered(_percentage)
    if choice.unit == MINUTES:
        return _remembered(_hours)
    return _remembered(_day) if target.kind == "date" else None


def _remembered(read: Reader) -> Reader:
    known: dict[str, str] = {}

    def remembered(text: str) -> str:
        found = known.get(text)
        if found is None:
            found = known[text] = read(text)
        return found

    return remembered


def _percentage(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    hundred = Fraction(text.replace(",", ".")) * 100
    return f"{float(hundred):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _hours(text: str) -> str:
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        return text
    return f"{int(text) // 60}:{int(text) % 60:02d}"


def _day(text: str) -> str:
    """Eight digits as systems write a day, 20260131; anything else is left to the reader."""
    found = _DAY_WITHOUT_SIGNS.fullmatch(text)
    if not found:
        return text
    try:
        return date(int(found[1] + found[2]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return text
