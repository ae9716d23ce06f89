"""Case facts: the fields that the rules may ask for, and how a value becomes a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from rulebook.data_file import parsed
from rulebook.text import Text

FactValue = bool | str | int | date

EPOCH: Final = date(1970, 1, 1)
#: The first and last day that the engine's calendar knows.
FIRST_DAY: Final = date(1950, 1, 1)
LAST_DAY: Final = date(2149, 12, 31)
#: "Not known" in number columns; in code and yes/no columns it is 0.
UNKNOWN: Final = -(2**31)
NO: Final = 1
YES: Final = 2

_PLAIN_TYPES: Final = frozenset({bool, str, int, date})
#: The largest value that a quantity may take: a week of 80 hours, a year of 4,160, 200 %, …
_LARGEST: Final[Mapping[str, int]] = MappingProxyType(
    {"minutes": 260_000, "basis_points": 20_000, "weeks": 520, "months": 600}
)
_LARGEST_OF_FACT: Final[Mapping[str, int]] = MappingProxyType({"weekly_hours": 4_800})


class NotAFactValue(ValueError):
    """A value does not fit the fact that it was given for."""

    def __init__(self, fact: str, value: object, fix: Text) -> None:
        super().__init__(f"{fact}: {value!r} does not fit. {fix.en}")
        self.fact = fact
        self.value = value
        self.fix = fix


@dataclass(frozen=True, slots=True, kw_only=True)
class FactField:
    """One fact: its name, kind, codes and the words that people see.

    `kind` is yes_no, code, date, minutes, basis_points (35 % = 3500), weeks or months.
    """

    name: str
    kind: str
    group: str
    label: Text
    help: Text
    code_labels: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    encodings: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of a coded fact, in order; empty for other kinds."""
        return tuple(self.code_labels)

    @property
    def is_small(self) -> bool:
        """Whether the column holds codes (0 = not known) instead of quantities."""
        return self.kind in ("yes_no", "code")

    @property
    def largest(self) -> int:
        """The largest quantity that this fact accepts, in its own unit."""
        return _LARGEST_OF_FACT.get(self.name, _LARGEST.get(self.kind, 0))

    def encode(self, value: FactValue | None) -> int:
        """The number that stands for `value` in a column; None is "not known".

        Raises:
            NotAFactValue: the value has another type, is no code, or is out of range.
        """
        if value is None:
            return 0 if self.is_small else UNKNOWN
        if self.kind == "yes_no":
            return self._encode_yes_no(value)
        if self.kind == "code":
            return self._encode_code(value)
        if self.kind == "date":
            return self._encode_date(value)
        return self._encode_quantity(value)

    def encode_all(self, values: Sequence[FactValue | None]) -> list[int]:
        """The numbers that stand for many values; each different one is worked out once.

        Raises:
            NotAFactValue: as for `encode`.
        """
        # By type as well: a 1 is no answer yes, though it equals one.
        types = set(map(type, values)) - {type(None)}
        if len(types) > 1 or not types <= _PLAIN_TYPES:
            return [self.encode(value) for value in values]
        numbers = {value: self.encode(value) for value in set(values)}
        return [numbers[value] for value in values]

    def decode(self, number: int) -> FactValue | None:
        """The plain value that a column's number stands for."""
        if self.is_small:
            if number == 0:
                return None
            return number == YES if self.kind == "yes_no" else self.codes[number - 1]
        if number == UNKNOWN:
            return None
        return EPOCH + timedelta(days=number) if self.kind == "date" else number

    def _encode_yes_no(self, value: FactValue) -> int:
        if not isinstance(value, bool):
            raise NotAFactValue(self.name, value, Text("Antwoord ja of nee.", "Answer yes or no."))
        return YES if value else NO

    def _encode_code(self, value: FactValue) -> int:
        number = self.encodings.get(value) if isinstance(value, str) else None
        if number is None:
            allowed = ", ".join(self.codes)
            raise NotAFactValue(
                self.name, value, Text(f"Kies een van: {allowed}.", f"Choose one of: {allowed}.")
            )
        return number

    def _encode_date(self, value: FactValue) -> int:
        if type(value) is not date:
            fix = Text("Geef een datum, zoals 31-12-2025.", "Give a date, such as 2025-12-31.")
            raise NotAFactValue(self.name, value, fix)
        if not FIRST_DAY <= value <= LAST_DAY:
            fix = Text("Kies een datum tussen 1950 en 2149.", "Choose a date from 1950 to 2149.")
            raise NotAFactValue(self.name, value, fix)
        return value.toordinal() - _EPOCH_ORDINAL

    def _encode_quantity(self, value: FactValue) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            fix = Text("Geef een getal.", "Give a number.")
            raise NotAFactValue(self.name, value, fix)
        if not 0 <= value <= self.largest:
            shown = largest_in_words(self)
            fix = Text(
                f"Geef een getal van 0 tot en met {shown.nl}.",
                f"Give a number from 0 to {shown.en}.",
            )
            raise NotAFactValue(self.name, value, fix)
        return value


def largest_in_words(fact: FactField) -> Text:
    """The upper limit in the unit in which people give the fact: hours, percent, weeks, months."""
    if fact.kind == "minutes":
        return Text(f"{fact.largest // 60} uur", f"{fact.largest // 60} hours")
    if fact.kind == "basis_points":
        return Text(f"{fact.largest // 100} %", f"{fact.largest // 100} %")
    return Text(str(fact.largest), str(fact.largest))


_EPOCH_ORDINAL: Final = EPOCH.toordinal()


def _field_from_data(data: Mapping[str, Any]) -> FactField:
    labels = {str(code): Text.from_data(text) for code, text in (data.get("codes") or {}).items()}
    return FactField(
        name=data["name"],
        kind=data["kind"],
        group=data["group"],
        label=Text.from_data(data["label"]),
        help=Text.from_data(data["help"]),
        code_labels=MappingProxyType(labels),
        encodings=MappingProxyType({code: place for place, code in enumerate(labels, start=1)}),
    )


@cache
def _load() -> tuple[FactField, ...]:
    text = resources.files("rulebook").joinpath("facts.yaml").read_text("utf-8")
    return tuple(_field_from_data(data) for data in parsed(text))


#: Every fact, in the order in which people are asked for it.
FACTS: Final[tuple[FactField, ...]] = _load()
FACT_BY_NAME: Final[Mapping[str, FactField]] = MappingProxyType({f.name: f for f in FACTS})
