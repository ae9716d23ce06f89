"""What happens to an application and moves its clock, and why a line would not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What may happen, in the order in which it counts within one day."""

    SUBMITTED = "submitted"
    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    EXTENDED = "extended"
    DEFAULT_NOTICE = "default_notice"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


#: After these nothing runs any more, whatever day stands on another line.
ENDS: frozenset[Kind] = frozenset({Kind.WITHDRAWN, Kind.DECIDED})


class LateReason(StrEnum):
    """Why a decision comes after its term."""

    OTHERS_SLOW = "others_slow"
    WAGE_VALUE = "wage_value"
    NO_COACH = "no_coach"
    TALK_MISSED = "talk_missed"
    AGREED = "agreed"
    WORKLOAD = "workload"
    FOUND_LATE = "found_late"


class Refusal(StrEnum):
    """Why an event does not fit among the others."""

    ALREADY_SUBMITTED = "already_submitted"
    NOT_SUBMITTED = "not_submitted"
    BEFORE_SUBMISSION = "before_submission"
    IN_THE_FUTURE = "in_the_future"
    ENDED = "ended"
    TERM_IS_OVER = "term_is_over"
    NO_TIME_TO_COMPLETE = "no_time_to_complete"
    NOTHING_ASKED = "nothing_asked"
    ALREADY_EXTENDED = "already_extended"
    STANDS_STILL = "stands_still"
    NOT_LATER = "not_later"
    NOT_REASONABLE = "not_reasonable"
    NOT_OVER = "not_over"
    NO_REASON = "no_reason"


class EventRefused(ValueError):
    """An event cannot be true together with the others; nothing is changed."""

    def __init__(self, event: Event, refusal: Refusal) -> None:
        super().__init__(
            f"{event.kind.value} on {event.day} does not fit: {refusal.value}. Look at the lines "
            "before it, and change its day or correct one of them."
        )
        self.event = event
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated event.

    Attributes:
        days: of a submission, the days within which to decide; of a letter that something is
            missing, the days to complete. Both as the policy of that day had them.
        until: of an extension, the last day to decide that the notice names.
        reason: of a decision that is late.
    """

    kind: Kind
    day: date
    days: int = 0
    until: date | None = None
    reason: LateReason | None = None


def in_order(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give events in the order in which they count."""
    return tuple(sorted(events, key=place_of))


def place_of(event: Event) -> tuple[bool, date, int]:
    """Give what orders events: by day, within a day by kind; what ends the clock comes last."""
    return event.kind in ENDS, event.day, list(Kind).index(event.kind)
