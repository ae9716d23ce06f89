"""Parameters: the named policy values, each with its type, unit, bounds, freedom and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from rulebook.data_file import parsed
from rulebook.headings import SECTIONS, TOPICS
from rulebook.own_words import NOT_STATED, NotStated, OwnWords
from rulebook.text import Text

__all__ = ["NOT_STATED", "PARAMETERS", "SECTIONS", "TOPICS", "OwnWords", "Parameter"]

#: A plain value: yes/no, a code, a set of codes, a quantity, words of one's own, None (no limit),
#: or the mark that no layer states it; or a table.
Scalar = bool | int | str | tuple[str, ...] | OwnWords | NotStated | None
TableValue = Mapping[str, Any]
ParameterValue = Scalar | TableValue

_TYPES: Final = ("yes_no", "code", "codes", "quantity", "table", "text_pair")
_UNITS: Final = (
    *("", "minutes", "basis_points", "months", "days", "weeks", "cents", "count"),
    *("number", "tenths"),
)
#: Signs that words of one's own may not hold: they are plain text in one line.
_NOT_PLAIN: Final = re.compile(r"[<>\x00-\x1f\x7f]")


class NotAParameterValue(ValueError):
    """A value does not fit the parameter that it was given for."""

    def __init__(self, parameter: str, value: object, fix: str) -> None:
        super().__init__(f"{parameter}: {value!r} does not fit; {fix}.")
        self.parameter = parameter
        self.value = value


class BadParameter(ValueError):
    """A parameter's own definition contradicts itself."""

    def __init__(self, parameter: str, problem: str) -> None:
        super().__init__(f"{parameter}: {problem}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One named policy value: what it may be, who may change it, and how it is called.

    `section` is the part of the policy that it belongs to, `topic` the harmonisation topic.
    `freedom` is "fixed" (only the law layer gives it), "band" (region and municipality stay inside
    `band`) or "free". Quantities are whole numbers of `unit`; tables map rows, or rows and columns.
    Words of one's own have `bounds` as their length. `may_be_unstated`: without a value in any
    layer it is `NOT_STATED`, and a rule that reads it asks nothing.
    """

    id: str
    type: str
    label: Text
    help: Text
    freedom: str
    topic: str
    section: str
    unit: str = ""
    nullable: bool = False
    may_be_unstated: bool = False
    codes: tuple[str, ...] = ()
    code_labels: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    band: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.type not in _TYPES:
            raise BadParameter(self.id, f"type {self.type!r} is not one of {', '.join(_TYPES)}")
        if self.unit not in _UNITS:
            raise BadParameter(self.id, f"unit {self.unit!r} is not one of {', '.join(_UNITS)}")
        if self.topic not in TOPICS:
            raise BadParameter(self.id, f"topic {self.topic!r} is not a harmonisation topic")
        if self.section not in SECTIONS:
            raise BadParameter(self.id, f"section {self.section!r} is not in rulebook/headings.py")
        if self.freedom not in ("fixed", "band", "free") or (self.freedom == "band") != bool(
            self.band
        ):
            raise BadParameter(self.id, "freedom is fixed, free, or band with its limits")

    def checked(self, value: object) -> ParameterValue:
        """`value` in its normal form.

        Raises:
            NotAParameterValue: wrong type, unknown code, out of bounds, or an incomplete table.
        """
        if self.type == "table":
            return self._checked_table(value)
        return self._checked_scalar(value)

    def checked_cell(self, row: str, column: str | None, value: object) -> Scalar:
        """One cell of a table in its normal form.

        Raises:
            NotAParameterValue: the table has no such row or column, or the value does not fit.
        """
        if row not in self.rows or (column or "") not in (self.columns or ("",)):
            raise NotAParameterValue(self.id, (row, column), "the table has no such cell")
        return self._checked_scalar(value)

    def _checked_scalar(self, value: object) -> Scalar:
        if value is None:
            if not self.nullable:
                raise NotAParameterValue(self.id, value, "give a value")
            return None
        if self.type == "codes":
            return self._checked_codes(value)
        if self.type == "text_pair":
            return self._checked_words(value)
        if self.codes:
            if value not in self.codes:
                raise NotAParameterValue(self.id, value, f"choose one of {', '.join(self.codes)}")
            return str(value)
        if self.type == "yes_no":
            if not isinstance(value, bool):
                raise NotAParameterValue(self.id, value, "answer yes or no (true or false)")
            return value
        return self._checked_quantity(value)

    def _checked_codes(self, value: object) -> tuple[str, ...]:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise NotAParameterValue(self.id, value, "give a list of codes")
        unknown = [code for code in value if code not in self.codes]
        if unknown or len(set(value)) != len(value):
            raise NotAParameterValue(
                self.id, value, f"choose from {', '.join(self.codes)}, each once"
            )
        return tuple(code for code in self.codes if code in value)

    def _checked_words(self, value: object) -> OwnWords:
        if isinstance(value, OwnWords):
            value = {"nl": value.nl, "en": value.en}
        if not isinstance(value, Mapping) or not value.get("nl") or set(value) - {"nl", "en"}:
            raise NotAParameterValue(self.id, value, "give a text as nl, and if you like as en")
        low, high = self.bounds or (1, 80)
        texts = [value["nl"], value.get("en") or ""]
        for text in texts:
            if not isinstance(text, str) or _NOT_PLAIN.search(text) or len(text) > high:
                fix = f"give one line of plain text, {low} to {high} characters, without < and >"
                raise NotAParameterValue(self.id, value, fix)
        return OwnWords(*(text.strip() for text in texts))

    def _checked_quantity(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise NotAParameterValue(self.id, value, f"give a whole number of {self.unit}")
        if self.bounds and not self.bounds[0] <= value <= self.bounds[1]:
            low, high = self.bounds
            raise NotAParameterValue(self.id, value, f"stay between {low} and {high} {self.unit}")
        return value

    def _checked_table(self, value: object) -> TableValue:
        if not isinstance(value, Mapping) or set(value) != set(self.rows):
            raise NotAParameterValue(
                self.id, value, f"give exactly the rows {', '.join(self.rows)}"
            )
        if not self.columns:
            return MappingProxyType({r: self.checked_cell(r, None, value[r]) for r in self.rows})
        return MappingProxyType({row: self._checked_row(row, value[row]) for row in self.rows})

    def _checked_row(self, row: str, cells: object) -> Mapping[str, Scalar]:
        if not isinstance(cells, Mapping) or set(cells) != set(self.columns):
            raise NotAParameterValue(
                self.id, cells, f"give {row} exactly {', '.join(self.columns)}"
            )
        return MappingProxyType({c: self.checked_cell(row, c, cells[c]) for c in self.columns})


def _from_data(data: Mapping[str, Any], section: str) -> Parameter:
    def pair(key: str) -> tuple[int, int] | None:
        return (data[key][0], data[key][1]) if key in data else None

    listed = [data.get(key) or () for key in ("codes", "rows", "columns")]
    labels = {
        code: Text.from_data(text)
        for group in listed
        if isinstance(group, Mapping)
        for code, text in group.items()
    }
    return Parameter(
        id=data["id"],
        type=data["type"],
        label=Text.from_data(data["label"]),
        help=Text.from_data(data["help"]),
        freedom=data["freedom"],
        topic=data["topic"],
        section=section,
        unit=data.get("unit", ""),
        nullable=data.get("nullable", False),
        may_be_unstated=data.get("may_be_unstated", False),
        codes=tuple(listed[0]),
        code_labels=MappingProxyType(labels),
        rows=tuple(listed[1]),
        columns=tuple(listed[2]),
        bounds=pair("bounds"),
        band=pair("band"),
    )


@cache
def _load() -> Mapping[str, Parameter]:
    """Every file of `parameters/`, by name: "03-application_and_channels.yaml" is a section."""
    files = resources.files("rulebook").joinpath("parameters").iterdir()
    found: dict[str, Parameter] = {}
    for file in sorted(files, key=lambda file: file.name):
        section = file.name.removesuffix(".yaml").partition("-")[2]
        for data in parsed(file.read_text("utf-8")):
            if data["id"] in found:
                raise BadParameter(data["id"], "there are two of this name")
            found[data["id"]] = _from_data(data, section)
    return MappingProxyType(found)


#: Every parameter by its id, in the order of the policy sheet.
PARAMETERS: Final[Mapping[str, Parameter]] = _load()
