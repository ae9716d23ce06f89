"""From dated events to a clock: how long it stood still, its last day, and where it is on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessments.term.clock.events import ENDS, Event, EventRefused, Kind, Refusal, in_order
from assessments.term.clock.working_days import is_working_day

_DAY: Final = timedelta(days=1)
#: The Algemene termijnenwet does not hold for terms of more days than this (Atw art. 4, a).
LONGEST_MOVED_TERM: Final = 90
#: After a notice of default there are two weeks left, then 42 days at most (Awb 4:17, 1 and 3).
GRACE_AFTER_NOTICE: Final = timedelta(days=14)
LONGEST_PENALTY: Final = timedelta(days=42)
#: Within which an application may be left aside after its time to complete (Awb 4:5, 4).
TIME_TO_LEAVE_ASIDE: Final = timedelta(days=28)


class State(StrEnum):
    """Where a clock is on a day."""

    NOT_SUBMITTED = "not_submitted"
    RUNNING = "running"
    STANDS_STILL = "stands_still"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that something is missing; `completed_on` None where nothing came (yet)."""

    day: date
    last_day_to_complete: date
    completed_on: date | None = None

    @property
    def stands_still(self) -> tuple[date, date]:
        """The first and last day on which the clock stands still for it (Awb 4:15, 1 a).

        From the day after the letter, up to but not including the day on which it was completed,
        or up to and including the last day that there was for it. The last may lie before the
        first: then there is none.
        """
        last = self.last_day_to_complete
        if self.completed_on is not None:
            last = min(last, self.completed_on - _DAY)
        return self.day + _DAY, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock after all its events; without a submission there is none.

    Attributes:
        events: in the order in which they count.
        letters: that something is missing, with what came of each.
        counted_to: the last of the days that were given, before weekends and holidays are looked
            at; with an extension the day that it came to.
        ends_on: the last day to decide.
    """

    events: tuple[Event, ...] = ()
    letters: tuple[Letter, ...] = ()
    counted_to: date | None = None
    ends_on: date | None = None

    def first(self, kind: Kind) -> Event | None:
        """Give the first event of a kind, or None."""
        return next((event for event in self.events if event.kind is kind), None)

    @property
    def ended(self) -> Event | None:
        """The decision or withdrawal that ended it."""
        return next((event for event in self.events if event.kind in ENDS), None)

    @property
    def notice_that_counts(self) -> Event | None:
        """The first notice of default after the term; an earlier one counts for nothing."""
        notices = [event for event in self.events if event.kind is Kind.DEFAULT_NOTICE]
        return next((event for event in notices if self.ends_on and event.day > self.ends_on), None)

    def state_on(self, day: date) -> State:
        """Say where the clock is on a day, as far as is known now."""
        if self.ends_on is None or self.events[0].day > day:
            return State.NOT_SUBMITTED
        if self.ended is not None and self.ended.day <= day:
            return State.ENDED
        if self.stands_still_on(day):
            return State.STANDS_STILL
        return State.OVER if day > self.ends_on else State.RUNNING

    def stands_still_on(self, day: date) -> bool:
        """Whether a day does not count, because something is missing."""
        return any(first <= day <= last for first, last in self.pauses)

    @property
    def pauses(self) -> tuple[tuple[date, date], ...]:
        """The stretches in which it stands still, first and last day, none touching another."""
        return _merged(self.letters)


def reckoned(events: tuple[Event, ...], *, today: date) -> Clock:
    """Work out the clock of an application.

    Args:
        events: in whatever order.
        today: later events cannot have happened.

    Raises:
        EventRefused: an event does not fit those before it; the first one that does not.
    """
    clock = Clock()
    is_submitted = any(event.kind is Kind.SUBMITTED for event in events)
    for event in in_order(events):
        if event.day > today:
            raise EventRefused(event, Refusal.IN_THE_FUTURE)
        refusal = _refusal(clock, event)
        if refusal is Refusal.NOT_SUBMITTED and is_submitted:
            refusal = Refusal.BEFORE_SUBMISSION
        if refusal is not None:
            raise EventRefused(event, refusal)
        clock = _after(clock, event)
    return clock


def _refusal(clock: Clock, event: Event) -> Refusal | None:
    if event.kind is Kind.SUBMITTED:
        return Refusal.ALREADY_SUBMITTED if clock.events else None
    if clock.ended is not None:
        return Refusal.ENDED
    if clock.ends_on is None:  # an application that nobody submitted can be decided or withdrawn
        return None if event.kind in ENDS else Refusal.NOT_SUBMITTED
    check = _CHECKS.get(event.kind)
    return check(clock, event, clock.ends_on) if check else None


def _letter_refused(clock: Clock, event: Event, ends_on: date) -> Refusal | None:  # noqa: ARG001 - one form for all
    if event.days < 1:
        return Refusal.NO_TIME_TO_COMPLETE
    return Refusal.TERM_IS_OVER if event.day > ends_on else None


def _completion_refused(clock: Clock, event: Event, ends_on: date) -> Refusal | None:  # noqa: ARG001 - one form for all
    return None if any(each.completed_on is None for each in clock.letters) else _NOTHING


def _extension_refused(clock: Clock, event: Event, ends_on: date) -> Refusal | None:
    """Once, within the term, while it runs, and for a reasonable time (Awb 4:14, 3).

    The law does not say what is reasonable; here at most as long as the term itself.
    """
    if clock.first(Kind.EXTENDED) is not None:
        return Refusal.ALREADY_EXTENDED
    if event.day > ends_on:
        return Refusal.TERM_IS_OVER
    if any(each.completed_on is None and each.last_day_to_complete >= event.day
           for each in clock.letters):  # fmt: skip
        return Refusal.STANDS_STILL
    if event.until is None or event.until <= ends_on:
        return Refusal.NOT_LATER
    longest = ends_on + timedelta(days=clock.events[0].days)
    return Refusal.NOT_REASONABLE if event.until > longest else None


def _lateness_refused(clock: Clock, event: Event, ends_on: date) -> Refusal | None:  # noqa: ARG001 - one form for all
    if event.reason is None:
        return Refusal.NO_REASON
    return None if event.day > ends_on else Refusal.NOT_OVER


_NOTHING: Final = Refusal.NOTHING_ASKED
_CHECKS: Final = {
    Kind.INCOMPLETE: _letter_refused,
    Kind.COMPLETED: _completion_refused,
    Kind.EXTENDED: _extension_refused,
    Kind.LATE: _lateness_refused,
}


def _after(clock: Clock, event: Event) -> Clock:
    letters = clock.letters
    if event.kind is Kind.INCOMPLETE:
        last = event.day + timedelta(days=event.days)
        letters = (*letters, Letter(day=event.day, last_day_to_complete=last))
    if event.kind is Kind.COMPLETED:
        letters = tuple(
            each if each.completed_on else replace(each, completed_on=event.day) for each in letters
        )
    whole = replace(clock, events=(*clock.events, event), letters=letters)
    return _with_end(whole)


def _with_end(clock: Clock) -> Clock:
    submitted = clock.first(Kind.SUBMITTED)
    if submitted is None:
        return clock
    pauses = _merged(clock.letters)
    extended = clock.first(Kind.EXTENDED)
    if extended is not None and extended.until is not None:
        # The notice names a day; only standing still after it moves that day.
        after = tuple(pause for pause in pauses if pause[0] > extended.day)
        end = _pushed(extended.until, after)
        return replace(clock, counted_to=end, ends_on=end)
    counted_to = _pushed(submitted.day + timedelta(days=submitted.days), pauses)
    moves = submitted.days <= LONGEST_MOVED_TERM
    ends_on = _first_open_day(counted_to, pauses) if moves else counted_to
    return replace(clock, counted_to=counted_to, ends_on=ends_on)


def _pushed(end: date, pauses: tuple[tuple[date, date], ...]) -> date:
    """Move an end on by every stretch of standing still that begins before it."""
    for first, last in pauses:
        if first <= end:
            end += last - first + _DAY
    return end


def _first_open_day(day: date, pauses: tuple[tuple[date, date], ...]) -> date:
    """Give the day itself, or the next that is a working day and on which the clock runs."""
    while not is_working_day(day) or any(first <= day <= last for first, last in pauses):
        day += _DAY
    return day


def _merged(letters: tuple[Letter, ...]) -> tuple[tuple[date, date], ...]:
    merged: list[tuple[date, date]] = []
    for first, last in sorted(letter.stands_still for letter in letters):
        if last < first:
            continue
        if merged and first <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)
