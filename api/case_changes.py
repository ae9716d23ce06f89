"""What changed in a job while support ran, as plain data for REST and GraphQL; never of health."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from assessments import queries
from assessments.changes.queries import KeptChange, NothingGranted, Support, support_of
from assessments.changes.reckoning.history import Kind
from assessments.changes.reckoning.reckoning import Reckoned, reckoned

_DAY = timedelta(days=1)


def changes_of_case(*, number: str) -> dict[str, Any]:
    """Give what the support of a case is after what changed in the job, and those changes.

    An illness is left out, and why hours were added: both may tell of health. So that nobody works
    an illness out of what it did to hours and days, all hours and days here are reckoned as if
    there was none.

    Raises:
        CaseUnknown: there is no case of that number here.
    """
    case = queries.case(number=number)
    try:
        support = support_of(case_id=case.id)
    except NothingGranted:
        return {"minutesNow": None, "lastDayNow": None, "changes": []}
    told = [each for each in support.kept if each.change.kind is not Kind.ILLNESS]
    now = _after(support, told)
    return {
        "minutesNow": now.minutes,
        "lastDayNow": now.last_day.isoformat(),
        "changes": [_change(each, _minutes_with(support, told, each)) for each in told],
    }


def _after(support: Support, told: Sequence[KeptChange]) -> Reckoned:
    return reckoned(support.grant, [each.change for each in told], support.profile)


def _minutes_with(support: Support, told: Sequence[KeptChange], one: KeptChange) -> int:
    """Give the minutes after a change and those recorded before it."""
    before = [each for each in told if each.recorded_at <= one.recorded_at]
    return _after(support, before).minutes


def _change(kept: KeptChange, minutes_after: int) -> dict[str, Any]:
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
        "minutesAfter": minutes_after,
        "recordedAt": kept.recorded_at.isoformat(),
    }
