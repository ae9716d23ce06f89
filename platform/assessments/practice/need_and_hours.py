"""Judged need beside granted hours, and beside the hours of the contract (bottleneck K2.3-c).

Where hours are a percentage of the contract, somebody in a small job gets few whatever they need.
Whether that happens here shows in the own decisions.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from assessments.models import Decision
from assessments.practice.rank import goes_along
from rulebook.facts import FACT_BY_NAME
from rulebook.month_arithmetic import add_months_to

#: Under how many decisions nothing is said of them together; a choice, told where it is shown.
LEAST: Final = 10
#: Over how many months decisions are looked at.
MONTHS: Final = 24
#: Dots of a row at most; the latest decisions.
MOST_DOTS: Final = 400
#: The classes of contract hours a week: from, and up to but not including; in minutes.
CLASSES: Final = ((0, 720), (720, 1200), (1200, 1680), (1680, 2160), (2160, 10_080))
NEEDS: Final = ("very_light", "light", "medium", "intensive")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """One decision: judged need, minutes a week in the contract, and minutes a week granted."""

    need: str
    contract: int
    weekly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Those of one need, or of one class of contract hours; medians None under `LEAST`."""

    key: str
    count: int
    contract: int | None
    weekly: int | None
    dots: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAndHours:
    """All of it. How far hours go along with need and with contract is None under `LEAST`."""

    since: date
    count: int
    with_need: float | None
    with_contract: float | None
    by_need: tuple[Row, ...]
    by_contract: tuple[Row, ...]
    most: int

    @property
    def follows_need(self) -> bool:
        """Whether hours go along with need more than with the contract."""
        return (self.with_need or 0) > (self.with_contract or 0)


def need_and_hours(*, today: date) -> NeedAndHours:
    """Work it out from the decisions of the last two years that granted hours."""
    since = add_months_to(today, -MONTHS)
    found = tuple(_granted(since))
    tells = len(found) >= LEAST
    weekly = [each.weekly for each in found]
    needs = [NEEDS.index(each.need) for each in found]
    return NeedAndHours(
        since=since,
        count=len(found),
        with_need=goes_along(needs, weekly) if tells else None,
        with_contract=goes_along([each.contract for each in found], weekly) if tells else None,
        by_need=_rows(found, {need: _needs(need) for need in NEEDS}),
        by_contract=_rows(found, {f"{a}-{b}": _between(a, b) for a, b in CLASSES}),
        most=max(weekly, default=0),
    )


def _granted(since: date) -> Iterable[Granted]:
    """The decisions with a judged need and hours in the contract, the latest first."""
    rows = (
        Decision.objects.filter(granted_minutes__gt=0, decided_on__gte=since)
        .prefetch_related("periods")
        .select_related("case")
        .only("granted_minutes", "decided_on", "case__facts")
        .order_by("-decided_on", "-id")
    )
    for row in rows:
        facts = row.case.facts
        days = sum((each.ends_on - each.starts_on).days + 1 for each in row.periods.all())
        contract = facts.get("weekly_hours")
        if days and isinstance(contract, int) and facts.get("need") in NEEDS:
            weekly = round(row.granted_minutes * _WEEK / days)
            yield Granted(need=facts["need"], contract=contract, weekly=weekly)


def _rows(
    found: Sequence[Granted], groups: Mapping[str, Callable[[Granted], bool]]
) -> tuple[Row, ...]:
    rows = []
    for key, holds in groups.items():
        some = [each for each in found if holds(each)]
        tells = len(some) >= LEAST
        rows.append(
            Row(
                key=key,
                count=len(some),
                contract=round(median(each.contract for each in some)) if tells else None,
                weekly=round(median(each.weekly for each in some)) if tells else None,
                dots=tuple(each.weekly for each in some[:MOST_DOTS]),
            )
        )
    return tuple(rows)


def _needs(need: str) -> Callable[[Granted], bool]:
    return lambda each: each.need == need


def _between(first: int, until: int) -> Callable[[Granted], bool]:
    return lambda each: first <= each.contract < until


def need_label(need: str, language: str) -> str:
    """Give a judged need in words."""
    return FACT_BY_NAME["need"].code_labels[need].in_language(language)
