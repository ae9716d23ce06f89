"""A frame of cases: one column per fact, one row per case; a single case is a frame of one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from rulebook.facts import FACT_BY_NAME, FACTS, UNKNOWN, FactField, FactValue

#: int8 for codes and yes/no, int32 for quantities and days; the field tells which.
Column = NDArray[Any]
Mask = NDArray[np.bool_]
Step = TypeVar("Step", bound=Callable[..., Any])


class UnknownFact(KeyError):
    """A row names a fact that the rulebook does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"There is no fact {self.name!r}; the facts are {', '.join(FACT_BY_NAME)}."


class UnequalColumns(ValueError):
    """The columns of a frame differ in length."""

    def __init__(self, name: str, length: int, expected: int) -> None:
        super().__init__(f"Column {name!r} has {length} rows where the others have {expected}.")


def _dtype(fact: FactField) -> type[np.int8] | type[np.int32]:
    return np.int8 if fact.is_small else np.int32


@dataclass(frozen=True, slots=True)
class CaseFrame:
    """Case facts as a structure of arrays.

    `columns` holds every fact: int8 for codes and yes/no (0 = not known), int32 for quantities and
    dates in days since 1970 (`UNKNOWN` = not known). A fact that nobody gave takes no memory.
    `outermost` remembers the lowest and highest number of columns, and `worked` what several rules
    ask of the same cases; see `once`.
    """

    n: int
    columns: Mapping[str, Column]
    outermost: dict[object, int] = field(default_factory=dict, compare=False, repr=False)
    worked: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_rows(cls, rows: Sequence[Mapping[str, FactValue | None]]) -> CaseFrame:
        """Build a frame from plain values; a fact that a row leaves out is not known.

        Raises:
            UnknownFact: a row names a fact that does not exist.
            NotAFactValue: a value does not fit its fact.
        """
        given = {name for row in rows for name in row}
        for name in given:
            if name not in FACT_BY_NAME:
                raise UnknownFact(name)
        columns: dict[str, Column] = {}
        for name in given:
            fact = FACT_BY_NAME[name]
            numbers = fact.encode_all([row.get(name) for row in rows])
            columns[name] = np.array(numbers, dtype=_dtype(fact))
        return cls.from_columns(columns, n=len(rows))

    @classmethod
    def from_columns(cls, columns: Mapping[str, Column], *, n: int) -> CaseFrame:
        """Build a frame from encoded columns; missing facts are filled with "not known".

        Raises:
            UnknownFact: a column names a fact that does not exist.
            UnequalColumns: a column does not have `n` rows.
        """
        for name, column in columns.items():
            if name not in FACT_BY_NAME:
                raise UnknownFact(name)
            if len(column) != n:
                raise UnequalColumns(name, len(column), n)
        whole = {**_nothing_known(n), **columns}
        return cls(n, MappingProxyType(whole))

    def slice(self, start: int, stop: int) -> CaseFrame:
        """The rows from `start` up to but not including `stop`, without copying."""
        columns = {name: column[start:stop] for name, column in self.columns.items()}
        return CaseFrame(max(0, min(stop, self.n) - start), MappingProxyType(columns))

    def take(self, places: Sequence[int]) -> CaseFrame:
        """The cases in these places, in their order."""
        rows = np.asarray(places, dtype=np.intp)
        columns = {name: _rows_of(column, rows) for name, column in self.columns.items()}
        return CaseFrame(len(rows), MappingProxyType(columns))

    def anew(self) -> CaseFrame:
        """The same cases with nothing worked out yet."""
        return CaseFrame(self.n, self.columns, self.outermost)

    def where(self, name: str, code: int) -> Mask:
        """The cases of which a coded fact has this code; `nobody` where none has."""
        key = (name, code)
        mask: Mask | None = self.worked.get(key)
        if mask is None:
            found = self._lowest(name) <= code <= self._highest(name)
            mask = self.columns[name] == code if found else nobody(self.n)
            self.worked[key] = mask
        return mask

    def lacking(self, name: str) -> Mask:
        """The cases that lack a quantity or date; `nobody` where none does."""
        if self._lowest(name) != UNKNOWN:
            return nobody(self.n)
        lacking: Mask = self.columns[name] == UNKNOWN
        return lacking

    def has(self, name: str) -> bool:
        """Whether anybody gave this quantity or date."""
        return self._lowest(name) != UNKNOWN or self._highest(name) != UNKNOWN

    def codes(self, name: str) -> range:
        """The codes from the lowest to the highest that any case has."""
        return range(self._lowest(name), self._highest(name) + 1)

    def _lowest(self, name: str) -> int:
        return self._outermost(name, np.minimum)

    def _highest(self, name: str) -> int:
        return self._outermost(name, np.maximum)

    def _outermost(self, name: str, which: np.ufunc) -> int:
        key = (name, which)
        found = self.outermost.get(key)
        if found is None:
            column = self.columns[name]
            if self.n > 1 and column.strides != (0,):
                found = int(which.reduce(column))
            else:  # one number, or one that is repeated
                found = int(column[0]) if self.n else UNKNOWN
            self.outermost[key] = found
        return found

    def row(self, index: int) -> dict[str, FactValue | None]:
        """The plain values of one case, in the order of the facts."""
        return {f.name: f.decode(int(self.columns[f.name][index])) for f in FACTS}

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]


def _rows_of(column: Column, rows: NDArray[np.intp]) -> Column:
    """The numbers in some rows; one number that is repeated stays so, and takes no memory."""
    if column.strides == (0,):
        return np.broadcast_to(column[:1], (len(rows),)) if len(column) else column
    return column[rows]


@lru_cache(maxsize=16)
def nobody(n: int) -> Mask:
    """None of `n` cases: one object for all who ask, so that it can be told by being the same."""
    mask = np.zeros(n, dtype=bool)
    mask.flags.writeable = False
    return mask


def once(step: Step) -> Step:
    """Have a step worked out once for a frame, though several rules ask for it.

    A step takes a frame and what it is to be worked out for, such as a plan.
    """

    @wraps(step)
    def worked(frame: CaseFrame, given: Any) -> Any:  # noqa: ANN401 - whatever the step gives
        key = (step, given)
        if key not in frame.worked:
            frame.worked[key] = step(frame, given)
        return frame.worked[key]

    return cast("Step", worked)


@lru_cache(maxsize=64)
def _nothing_known(n: int) -> Mapping[str, Column]:
    """Every fact as "not known" for `n` cases; one number each, read-only, so safe to share."""
    return {
        fact.name: np.broadcast_to(np.array(fact.encode(None), dtype=_dtype(fact)), (n,))
        for fact in FACTS
    }
