"""Policy values taken apart: every parameter as cells, one or many, each with its origin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rulebook import wording
from rulebook.parameter import NOT_STATED, Parameter, ParameterValue, Scalar
from rulebook.profile import Origin, ResolvedValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value: of a table its row and column, of anything else both empty."""

    row: str
    column: str
    value: Scalar
    origin: Origin


class State(StrEnum):
    """How a value, or one code of a set, stands to the baseline."""

    SAME = "same"
    OTHER = "other"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value, or one code of a set, in words."""

    words: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCell:
    """A cell beside that of the UWV baseline in the same place."""

    cell: Cell
    baseline: Cell

    @property
    def differs(self) -> bool:
        """Whether the value is another than the baseline's; a same value of one's own is not."""
        return self.cell.value != self.baseline.value

    @property
    def is_stated(self) -> bool:
        """Whether one of the two says anything here."""
        return not (self.cell.value is NOT_STATED and self.baseline.value is NOT_STATED)

    @property
    def is_inherited(self) -> bool:
        """Whether the value comes from where the baseline has it from."""
        return self.cell.origin == self.baseline.origin


def cells_of(resolved: ResolvedValue) -> tuple[Cell, ...]:
    """Take a policy value apart, in the order of the parameter's rows and columns."""
    return tuple(_cells(resolved))


def compared(resolved: ResolvedValue, baseline: ResolvedValue) -> tuple[ComparedCell, ...]:
    """Put each cell of a value beside the same cell of the baseline's."""
    pairs = zip(_cells(resolved), _cells(baseline), strict=True)
    return tuple(ComparedCell(cell=own, baseline=below) for own, below in pairs)


def words_of(parameter: Parameter, value: Scalar, language: str) -> str:
    """Say the value of one cell in words, with its unit."""
    if isinstance(value, tuple) and value:
        return ", ".join(_code(parameter, code, language) for code in value)
    if isinstance(value, str):
        return _code(parameter, value, language)
    return wording.parameter_value(parameter, value, language)


def parts_of(parameter: Parameter, pair: ComparedCell, language: str) -> tuple[Part, ...]:
    """Say a value beside the baseline's: of a set what both have, what is more and what less."""
    own, below = pair.cell.value, pair.baseline.value
    if not (isinstance(own, tuple) and isinstance(below, tuple) and pair.differs and own):
        state = State.OTHER if pair.differs else State.SAME
        return (Part(words=words_of(parameter, own, language), state=state),)
    return tuple(
        Part(
            words=_code(parameter, code, language),
            state=State.SAME
            if code in own and code in below
            else State.MORE
            if code in own
            else State.LESS,
        )
        for code in parameter.codes
        if code in own or code in below
    )


def _code(parameter: Parameter, code: str, language: str) -> str:
    """Give the word of a code as it stands within a sentence; "UWV" keeps its capitals."""
    label = wording.code_of(parameter, code, language)
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def _cells(resolved: ResolvedValue) -> Iterator[Cell]:
    parameter, value = resolved.parameter, resolved.value
    if not parameter.rows and not isinstance(value, Mapping):
        yield Cell(row="", column="", value=value, origin=resolved.origin)
        return
    for row in parameter.rows:
        for column in parameter.columns or ("",):
            yield Cell(
                row=row,
                column=column,
                value=_in_table(value, row, column),
                origin=resolved.cells.get((row, column), resolved.origin),
            )


def _in_table(value: ParameterValue, row: str, column: str) -> Scalar:
    """Give one cell; of a table that nobody states none is stated."""
    if not isinstance(value, Mapping):
        return NOT_STATED
    return value[row][column] if column else value[row]
