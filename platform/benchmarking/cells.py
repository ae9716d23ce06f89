"""Counted fact rows as they come from the database: by organisation, year, group and contract."""

from dataclasses import dataclass

from benchmarking.statistics.split import HoursTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class CellKey:
    """Whose cases a row counts: organisation, year, target group and contract class."""

    tenant_schema: str
    year: int
    target_group: str
    contract_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCell:
    """The decisions of one cell: how many were refused, and their hours."""

    key: CellKey
    refused: int
    hours: HoursTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionCell:
    """The refusals of one cell in which one criterion was not met by the own rules."""

    key: CellKey
    criterion: str
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCell:
    """The followed jobs of one cell; `ended` those that ended and were followed after it."""

    key: CellKey
    followed: int
    ended: int
    ended_early: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many jobs of an organisation had the event, or were last seen, on a day.

    `entered` is the day on which following began, counted from the same start.
    """

    tenant_schema: str
    days: int
    events: int
    censored: int
    entered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """The jobs of one cell that had the event, or were last seen, on a day; as in `DayCount`."""

    key: CellKey
    days: int
    events: int
    censored: int
    entered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The filters of a comparison; None is all."""

    year: int | None = None
    target_group: str | None = None
    contract_class: str | None = None

    def holds(self, key: CellKey) -> bool:
        """Tell whether a cell lies inside the selection."""
        return (
            self.year in (None, key.year)
            and self.target_group in (None, key.target_group)
            and self.contract_class in (None, key.contract_class)
        )
