"""When an application that was not completed may be left aside, and until when (Awb 4:5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessments.term.clock.reckoning import TIME_TO_LEAVE_ASIDE, Clock, Letter
from assessments.term.clock.working_days import next_working_day

_DAY: Final = timedelta(days=1)


class NotAside(StrEnum):
    """Why an application may not be left aside on a day."""

    NO_LETTER = "no_letter"
    ANSWERED = "answered"
    STILL_TIME = "still_time"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Whether an application may be left aside on a day; the days are there after a letter.

    Attributes:
        refusal: why not; None where it may.
        first: the first day on which it may: the one after the time to complete.
        last: the last day on which it may: four weeks later (Awb 4:5, 4).
    """

    refusal: NotAside | None
    first: date | None = None
    last: date | None = None


def unanswered_letter(clock: Clock) -> Letter | None:
    """Give the letter that nobody answered and that gave most time; None where there is none."""
    unanswered = [each for each in clock.letters if each.completed_on is None]
    return max(unanswered, key=lambda each: each.last_day_to_complete, default=None)


def leaving_aside(clock: Clock, *, on: date) -> Aside:
    """Say whether an application may be left aside on a day.

    Only the letters count that nobody answered. What came late was completed all the same, and is
    judged on its content: who waited for it does not send it back.
    """
    if not clock.letters:
        return Aside(refusal=NotAside.NO_LETTER)
    letter = unanswered_letter(clock)
    if letter is None:
        return Aside(refusal=NotAside.ANSWERED)
    until = letter.last_day_to_complete
    first, last = until + _DAY, next_working_day(until + TIME_TO_LEAVE_ASIDE)
    refusal = None
    if on < first:
        refusal = NotAside.STILL_TIME
    elif on > last:
        refusal = NotAside.TOO_LATE
    return Aside(refusal=refusal, first=first, last=last)
