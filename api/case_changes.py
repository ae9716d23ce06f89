"""What changed in a job while support ran, as plain data for REST and GraphQL; never of health."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assessments import queries
from assessments.changes.queries import KeptChange, NothingGranted, support_of
from assessments.changes.reckoning.history import Kind

_DAY = timedelta(days=1)


def changes_of_case(*, number: str) -> dict[str, Any]:
    """Give what a case's support is now, and what changed it.

    An illness is left out, and why hours were added: both may tell of health. What they did to the
    hours stands in what the support is now.

    Raises:
        CaseUnknown: there is no case of that number here.
    """
    case = queries.case(number=number)
    try:
        support = support_of(case_id=case.id)
    except NothingGranted:
        return {"minutesNow": None, "lastDayNow": None, "changes": []}
    told = [each for each in support.kept if each.change.kind is not Kind.ILLNESS]
    return {
        "minutesNow": support.now.minutes,
        "lastDayNow": support.last_day.isoformat(),
        "changes": [_change(each) for each in told],
    }


def _change(kept: KeptChange) -> dict[str, Any]:
    change = kept.change
    ended = change.kind is Kind.ENDED
    last = change.day - _DAY if ended else change.until - _DAY if change.until else None
    return {
        "id": str(kept.id),
        "kind": change.kind.value,
        "startsOn": None if ended else change.day.isoformat(),
        "lastDay": last.isoformat() if last else None,
        "weeklyMinutes": change.weekly_minutes,
        "yearlyMinutes": change.yearly_minutes,
        "contractForm": change.contract_form,
        "extraMinutes": change.minutes if change.kind is Kind.EXTRA else None,
        "minutesAfter": kept.minutes_after,
        "recordedAt": kept.recorded_at.isoformat(),
    }
