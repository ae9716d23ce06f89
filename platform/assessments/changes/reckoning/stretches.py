"""The days of a grant, cut where something changes: which count, and from when their years do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import numpy as np

from assessments.changes.reckoning.history import Change, Facts, Grant, Kind, Segment
from rulebook.award import award
from rulebook.facts import EPOCH
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import Plan

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


class State(StrEnum):
    """Whether the days of a stretch count, and why not."""

    COUNTS = "counts"
    SUSPENDED = "suspended"
    NO_CONTRACT = "no_contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days of which everything is the same, up to but not including `end`.

    `year` is 1, 2 or 3 (and later) of the tables; 0 at a trial placement or where nobody can tell.
    """

    start: date
    end: date
    state: State
    facts: Facts
    origin: date | None
    year: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days


def window_end(grant: Grant, segments: Sequence[Segment], plan: Plan) -> date:
    """Give the first day without support, where a contract goes on or support stopped with it.

    Support that was granted up to the end of the contract goes on with the contract, as far as the
    policy would have granted it at once. A contract never makes it shorter here: its own end does.
    """
    ended = grant.facts.get("contract_end")
    has_gone_on = any(each.kind in (Kind.CONTRACT, Kind.EMPLOYER) for each in segments)
    if not has_gone_on or not isinstance(ended, date) or grant.end != ended + _DAY:
        return grant.end
    last = segments[-1].facts
    facts = {name: value for name, value in grant.facts.items() if name != "contract_end"}
    facts |= {name: last[name] for name in ("contract_end", "contract_form") if name in last}
    granted = award(CaseFrame.from_rows([facts]), plan)
    if not granted.known[0]:
        return grant.end
    return max(grant.end, EPOCH + timedelta(days=int(granted.end[0])))


def suspensions(changes: Iterable[Change], plan: Plan) -> tuple[tuple[date, date], ...]:
    """Give the days on which support stands still, up to but not including the last of each.

    Protocol Jobcoach UWV 2014, A.6: illness of over four weeks, unless approved beforehand.
    """
    weeks = plan.limits["illness.maximum_weeks"]
    if weeks is None:
        return ()
    found = [
        (each.day + weeks * _WEEK, each.until or date.max)
        for each in changes
        if each.kind is Kind.ILLNESS and not each.is_approved
    ]
    return tuple(sorted((start, end) for start, end in found if start < end))


def stretches_of(
    grant: Grant, segments: Sequence[Segment], changes: Sequence[Change], plan: Plan
) -> tuple[Stretch, ...]:
    """Cut the days of a grant where the job, the illness or the year of the tables changes."""
    end = window_end(grant, segments, plan)
    still = suspensions(changes, plan)
    days = {grant.start, end}
    days |= {segment.start for segment in segments}
    days |= {segment.works_until for segment in segments if segment.works_until}
    days |= {day for stand in still for day in stand}
    cuts = sorted(day for day in days if grant.start <= day <= end)
    found: list[Stretch] = []
    missed = 0
    for first, after in pairwise(cuts):
        segment = [each for each in segments if each.start <= first][-1]
        state = _state(first, segment, still)
        origin = _origin(grant, segments, segment, plan)
        if origin is not None and plan.answers.get("duration.break_keeps_counting") is False:
            origin += missed * _DAY
        found += _by_year(first, after, state, segment.facts, origin)
        missed += (after - first).days if state is State.SUSPENDED else 0
    return tuple(found)


def _state(first: date, segment: Segment, still: tuple[tuple[date, date], ...]) -> State:
    if segment.works_until is not None and first >= segment.works_until:
        return State.NO_CONTRACT
    is_still = any(start <= first < end for start, end in still)
    return State.SUSPENDED if is_still else State.COUNTS


def _origin(grant: Grant, segments: Sequence[Segment], segment: Segment, plan: Plan) -> date | None:
    """The day from which years count; another employer begins them anew, unless policy says not."""
    restarts = plan.answers.get("duration.new_employer_restarts") is not False
    if plan.codes["bands.count_from"] == "employment":
        found = (segment if restarts else segments[0]).facts.get("employment_start")
        return found if isinstance(found, date) else None
    employers = [
        each.start
        for each in segments
        if each.kind is Kind.EMPLOYER and each.start <= segment.start
    ]
    if employers and restarts:
        return employers[-1]
    first = grant.facts.get("coaching_start")
    if isinstance(first, date):
        return first
    return grant.start if grant.facts.get("request_kind") == "first" else None


def _by_year(
    first: date, after: date, state: State, facts: Facts, origin: date | None
) -> list[Stretch]:
    """One stretch for each year of the tables that the days lie in."""
    is_trial = facts.get("work_situation") == "trial_placement"
    turns = [] if origin is None or is_trial else [add_months_to(origin, m) for m in (12, 24)]
    cuts = [first, *(day for day in turns if first < day < after), after]
    return [
        Stretch(
            start=start,
            end=end,
            state=state,
            facts=facts,
            origin=origin,
            year=1 + sum(day <= start for day in turns) if turns else 0,
        )
        for start, end in pairwise(cuts)
    ]


def as_numbers(days: Sequence[date]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Give days as the rulebook counts them."""
    return np.array([(day - EPOCH).days for day in days], dtype=np.int32)
