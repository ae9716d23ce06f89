"""What a change of policy touches in the work itself; the apps above say it through this hook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedCase:
    """A case by its number and the address of its page, for who may see cases.

    `decision` and the day of it are those of a decided case; None for an open one.
    """

    number: str
    address: str
    decision: UUID | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """How many there are in all, and the first of them."""

    count: int = 0
    cases: tuple[TouchedCase, ...] = ()

    def __add__(self, other: "Touched") -> "Touched":
        """Take two together."""
        return Touched(count=self.count + other.count, cases=(*self.cases, *other.cases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How one app answers both questions, for the organisation that this work is inside of.

    `open_cases` gives those not decided yet that can be judged under rules that hold up to a day.
    `decisions` gives those taken between two days, under one version or under any.
    """

    open_cases: Callable[[date | None], Touched]
    decisions: Callable[[UUID | None, date, date | None], Touched]


counters: list[Counter] = []


def open_cases(*, valid_to: date | None = None) -> Touched:
    """Give the cases that are still open and can be judged under rules that hold up to a day."""
    return sum((one.open_cases(valid_to) for one in counters), Touched())


def decisions(
    *, version_id: UUID | None, valid_from: date, valid_to: date | None = None
) -> Touched:
    """Give the decisions taken from one day up to another; None for every version."""
    return sum((one.decisions(version_id, valid_from, valid_to) for one in counters), Touched())
