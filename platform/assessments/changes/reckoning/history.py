"""What happened to a job while support ran, and the stretches of days that it cuts that time in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rulebook.facts import FactValue

Facts = Mapping[str, FactValue]


class Kind(StrEnum):
    """What may happen to a job that is supported, or to the hours granted for it."""

    HOURS = "hours"
    POSITION = "position"
    EMPLOYER = "employer"
    CONTRACT = "contract"
    ILLNESS = "illness"
    EXTRA = "extra"
    ENDED = "ended"


class Settlement(StrEnum):
    """How hours are settled when a job ends early; the codes of `early_end.settlement`."""

    PRO_RATA = "pro_rata"
    ACTUAL_HOURS = "actual_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One dated change; days are half-open.

    Attributes:
        kind: what changed.
        day: the first day on which it holds; of an end, the first day without the job.
        until: of an illness the first day back at work, of a contract the first day after it;
            None where there is no such day (yet).
        weekly_minutes: the new hours a week; None where they stay as they are.
        yearly_minutes: the new hours a year, for a contract that states those.
        contract_form: the new kind of contract; empty where it stays.
        is_approved: whether support during this illness was approved in writing beforehand.
        minutes: extra hours granted; of an end, the hours spent so far, or None.
        settlement: of an end, how it is settled where the policy does not say.
    """

    kind: Kind
    day: date
    until: date | None = None
    weekly_minutes: int | None = None
    yearly_minutes: int | None = None
    contract_form: str = ""
    is_approved: bool = False
    minutes: int | None = None
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Support as it was decided: from `start` up to but not including `end`, on these facts."""

    start: date
    end: date
    minutes: int
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A time in which the facts of the job stay the same, up to but not including `end`.

    `works_until` is the first day after its contract, where that counts; `kind` is the change that
    it began with, None for the job as it was decided on.
    """

    start: date
    facts: Facts
    kind: Kind | None
    works_until: date | None


#: Changes that come with a contract of their own.
_NEW_CONTRACTS: Final = (Kind.CONTRACT, Kind.EMPLOYER)
#: Changes that leave the job as it is.
_NOT_OF_THE_JOB: Final = (Kind.ILLNESS, Kind.EXTRA, Kind.ENDED)
#: In which order changes of one day count.
_ORDER: Final = tuple(Kind)


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Give changes by day; of one day in a fixed order, whatever the order they were given in."""
    return tuple(sorted(changes, key=lambda each: (each.day, _ORDER.index(each.kind))))


def until_the_end(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Give the changes in order, without those that never came because the job had ended."""
    ordered = in_order(changes)
    end = next((each.day for each in ordered if each.kind is Kind.ENDED), date.max)
    return tuple(each for each in ordered if each.day < end or each.kind is Kind.ENDED)


def segments_of(
    grant: Grant, changes: Sequence[Change], *, hours_may_change: bool
) -> tuple[Segment, ...]:
    """Give the job as it was from day to day, first the facts that were decided on.

    Args:
        grant: what was decided.
        changes: in any order.
        hours_may_change: whether the policy lets hours change within a period. Where not, other
            hours wait for the next period; another employer is another matter.
    """
    steps: list[tuple[date, Facts, Kind | None]] = [(grant.start, grant.facts, None)]
    for change in in_order(changes):
        if change.kind not in _NOT_OF_THE_JOB:
            facts = facts_after(steps[-1][1], change, hours_may_change=hours_may_change)
            steps.append((change.day, facts, change.kind))
    return tuple(
        Segment(start=day, facts=facts, kind=kind, works_until=_works_until(steps, place))
        for place, (day, facts, kind) in enumerate(steps)
    )


def _works_until(steps: Sequence[tuple[date, Facts, Kind | None]], place: int) -> date | None:
    """The first day after the contract of a step, where another contract shows that it counts.

    A contract that came with a change, or that another one follows, is over when it says so, also
    where days lie between. What was decided beyond a contract stands as it was decided.
    """
    is_changed = any(kind in _NEW_CONTRACTS for _, _, kind in steps)
    return _after_contract(steps[place][1]) if is_changed else None


def facts_after(facts: Facts, change: Change, *, hours_may_change: bool = True) -> Facts:
    """Give the facts of a job after one change to it."""
    after: dict[str, FactValue] = dict(facts)
    if hours_may_change or change.kind in _NEW_CONTRACTS:
        _take_hours(after, change)
    if change.contract_form:
        after["contract_form"] = change.contract_form
    if change.kind in _NEW_CONTRACTS:
        after["contract_start"] = change.day
        after.pop("contract_end", None)
        if change.until is not None:
            after["contract_end"] = date.fromordinal(change.until.toordinal() - 1)
    if change.kind is Kind.EMPLOYER:
        after["employment_start"] = change.day
    return MappingProxyType(after)


def _take_hours(after: dict[str, FactValue], change: Change) -> None:
    """A contract states hours a week or a year; what it no longer states is gone."""
    if change.yearly_minutes is not None:
        after.pop("weekly_hours", None)
        after["yearly_hours"] = change.yearly_minutes
    elif change.weekly_minutes is not None:
        after.pop("yearly_hours", None)
        after["weekly_hours"] = change.weekly_minutes


def _after_contract(facts: Facts) -> date | None:
    end = facts.get("contract_end")
    if facts.get("contract_form") == "permanent" or not isinstance(end, date):
        return None
    return date.fromordinal(end.toordinal() + 1)
