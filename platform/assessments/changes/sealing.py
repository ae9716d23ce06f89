"""A recalculation as one canonical text, so that it can be shown and done again later."""

from datetime import date
from typing import Any
from uuid import UUID

from assessments.changes.reckoning.history import Change
from assessments.changes.reckoning.lines import lines_of
from assessments.changes.reckoning.reckoning import Reckoned
from rulebook.canonical import canonical
from rulebook.engine import ENGINE_VERSION
from rulebook.profile import Profile

FORMAT = "meetlat-change/1"


def text_of_reckoning(
    *, decision_id: UUID, pinned: str, before: int, after: Reckoned, profile: Profile
) -> str:
    """Give everything that the hours after a change rest on, and what they came to.

    The facts are not repeated: the receipt of the decision holds them; `pinned` names its rules.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "engine": ENGINE_VERSION,
        "decision": str(decision_id),
        "rules": pinned,
        "grant": {
            "start": after.grant.start.isoformat(),
            "end": after.grant.end.isoformat(),
            "minutes": after.grant.minutes,
        },
        "changes": [change_data(each) for each in after.changes],
        "minutesBefore": before,
        "minutesAfter": after.minutes,
        "end": after.end.isoformat(),
        "stretches": [
            {
                "start": stretch.start.isoformat(),
                "end": stretch.end.isoformat(),
                "state": stretch.state.value,
                "minutes": [exact.numerator, exact.denominator],
            }
            for stretch, exact in zip(after.stretches, after.exact, strict=True)
        ],
        "steps": [
            {"code": line.code, **{n: _plain(v) for n, v in line.arguments.items()}}
            for line in lines_of(after, profile)
        ],
    }
    return canonical(content)


def change_data(change: Change) -> dict[str, Any]:
    """Give a change as JSON types; what it does not have is left out."""
    values = {
        "kind": change.kind.value,
        "day": change.day.isoformat(),
        "until": change.until.isoformat() if change.until else None,
        "weeklyMinutes": change.weekly_minutes,
        "yearlyMinutes": change.yearly_minutes,
        "contractForm": change.contract_form or None,
        "approved": change.is_approved or None,
        "minutes": change.minutes,
        "settlement": change.settlement.value if change.settlement else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: date | int) -> str | int:
    return value.isoformat() if isinstance(value, date) else value
