"""The last day to object to a decision, by the day on which it was sent (pure)."""

from datetime import date, timedelta
from typing import Final

from assessments.term.clock.working_days import next_working_day

#: Six weeks (Awb 6:7), counted from the day after it was sent (Awb 6:8, 1).
TIME_TO_OBJECT: Final = timedelta(weeks=6)


def last_day_to_object(sent_on: date) -> date:
    """Give the last day to object, moved on from a weekend or holiday (Atw 1)."""
    return next_working_day(sent_on + TIME_TO_OBJECT)
