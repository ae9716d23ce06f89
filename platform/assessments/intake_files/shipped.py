"""Mappings that come with Meetlat: what their columns are, and what their codes stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from assessments.intake_files.guessing import data_of
from assessments.intake_files.mapping import ColumnChoice, ColumnMapping, column_keys
from rulebook.case_format.cells import folded
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedCode:
    """What a code of a shipped mapping stands for: which list it is of, how sure, and whence."""

    of: str
    code: str
    label: Text
    certainty: str
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedMapping:
    """A mapping that comes with Meetlat: what it tells its columns by, and what they are."""

    name: Text
    kind: str
    told_by: tuple[str, ...]
    columns: Mapping[str, ColumnChoice]
    fixed: Mapping[str, str]
    codes: tuple[ShippedCode, ...] = ()

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a file of these columns is what this mapping is for."""
        names = {folded(name) for name in header}
        return all(name in names for name in self.told_by)


@cache
def shipped_mappings() -> tuple[ShippedMapping, ...]:
    """Give the mappings that come with Meetlat."""
    return (_shipped(data_of("srg.yaml")),)


def shipped_codes(kind: str, header: Sequence[str]) -> tuple[ShippedCode, ...]:
    """Give what the codes of a file stand for that a shipped mapping was made for."""
    fitting = (each for each in shipped_mappings() if each.kind == kind and each.fits(header))
    return next((each.codes for each in fitting), ())


def shipped_for(kind: str, header: Sequence[str]) -> ColumnMapping | None:
    """Give the shipped mapping that a file was made for, laid on its columns; None without."""
    for each in shipped_mappings():
        if each.kind == kind and each.fits(header):
            keys = column_keys(header)
            columns = {key: each.columns.get(key, ColumnChoice()) for key in keys}
            return ColumnMapping(columns=columns, fixed=each.fixed)
    return None


def _shipped(data: Mapping[str, Any]) -> ShippedMapping:
    columns = {}
    for column in data["columns"]:
        only = tuple(column.get("only", ()))
        choice = ColumnChoice(target=column.get("target", ""), only=only)
        columns.update({folded(name): choice for name in column["names"]})
    return ShippedMapping(
        name=Text.from_data(data["name"]),
        kind=data["kind"],
        told_by=tuple(data["told_by"]),
        columns=MappingProxyType(columns),
        fixed=MappingProxyType(dict(data["fixed"])),
        codes=tuple(
            ShippedCode(
                of=each["of"],
                code=each["code"],
                label=Text.from_data(each["label"]),
                certainty=each["certainty"],
                source=Text.from_data(data["sources"][each["source"]]),
            )
            for each in data["codes"]
        ),
    )
