"""The goals of a plan as they go along in a transfer file, with the hours that are left of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from assessments.moving.transfer_file.closing import NotATransferFile
from assessments.moving.transfer_file.lines import line_of
from assessments.plans.codes import Activity, Horizon, Scope
from assessments.plans.models import LONGEST_LINE
from assessments.plans.rows import GoalRow
from assessments.plans.rules import GoalValues
from assessments.references import holds_bsn

MOST_GOALS: Final = 50
_MOST_MINUTES: Final = 60 * 24 * 366
_NAMES: Final = {
    "horizon", "scope", "specific", "measuredBy", "action", "byWhen", "minutes", "left",
    "activities", "isWorkRelated",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SentGoal:
    """A goal that was open, and the minutes of it that the log does not name as spent.

    That the sender approved something, and that the employer may read it, is asked anew.
    """

    values: GoalValues
    left: int

    @property
    def carried(self) -> GoalValues:
        """The goal for a plan from now on: with the hours that are left."""
        return replace(self.values, minutes=self.left)


def sent_goals(goals: Iterable[GoalRow], *, used: Mapping[UUID, int]) -> tuple[SentGoal, ...]:
    """Give the goals that go along, with what is left of the hours of each."""
    return tuple(
        SentGoal(
            values=_sent(goal.values),
            left=max(0, goal.values.minutes - used.get(goal.key, 0)),
        )
        for goal in goals
    )


def _sent(values: GoalValues) -> GoalValues:
    return replace(
        values,
        specific=line_of(values.specific),
        measured_by=line_of(values.measured_by),
        action=line_of(values.action),
        is_approved=False,
        for_employer=False,
    )


def goals_as_data(goals: Iterable[SentGoal]) -> list[dict[str, Any]]:
    """Give goals as JSON holds them."""
    return [
        {
            "horizon": goal.values.horizon,
            "scope": goal.values.scope,
            "specific": goal.values.specific,
            "measuredBy": goal.values.measured_by,
            "action": goal.values.action,
            "byWhen": goal.values.by_when.isoformat(),
            "minutes": goal.values.minutes,
            "left": goal.left,
            "activities": list(goal.values.activities),
            "isWorkRelated": goal.values.is_work_related,
        }
        for goal in goals
    ]


def goals_in(data: object) -> tuple[SentGoal, ...]:
    """Read goals. Who has the code may have made anything, so every part is looked at.

    Raises:
        NotATransferFile, ValueError, TypeError: a part is missing, unknown or cannot be true.
    """
    if not isinstance(data, list) or len(data) > MOST_GOALS:
        raise NotATransferFile
    return tuple(_goal(each) for each in data)


def _goal(data: object) -> SentGoal:
    if not isinstance(data, dict) or set(data) != _NAMES:
        raise NotATransferFile
    activities = data["activities"]
    is_list = isinstance(activities, list) and len(activities) <= len(Activity.values)
    if not is_list or not isinstance(data["isWorkRelated"], bool):
        raise NotATransferFile
    return SentGoal(
        values=GoalValues(
            horizon=Horizon(data["horizon"]).value,
            scope=Scope(data["scope"]).value,
            specific=_line(data["specific"]),
            measured_by=_line(data["measuredBy"]),
            action=_line(data["action"]),
            by_when=date.fromisoformat(data["byWhen"]),
            minutes=_minutes(data["minutes"]),
            activities=tuple(Activity(code).value for code in activities),
            is_work_related=data["isWorkRelated"],
        ),
        left=_minutes(data["left"]),
    )


def _line(value: object) -> str:
    """A line that a plan can hold, in which no citizen service number stands."""
    is_line = isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_LINE
    if not is_line or not str(value).isprintable() or holds_bsn(str(value)):
        raise NotATransferFile
    return str(value)


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_MINUTES:
        raise NotATransferFile
    return value
