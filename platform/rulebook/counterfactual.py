"""What would change the outcome: every single change of a fact that matters, worked through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rulebook.engine import Working
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue
from rulebook.frame import CaseFrame, Column
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import Plan
from rulebook.ternary import MET_WITH_OBLIGATION, OUTCOME_NAMES

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact changed, and what the rules then say.

    `solves` names the criteria that turn to met. `minutes` is the advice after the change: -1
    where not known.
    """

    fact: str
    current: FactValue | None
    changed: FactValue
    solves: tuple[str, ...]
    verdict: str
    minutes: int


def candidates(facts: Facts, plan: Plan) -> list[tuple[str, FactValue]]:
    """The single changes worth trying: thresholds of the policy, other answers, other needs."""
    tried: list[tuple[str, FactValue]] = [("weekly_hours", plan.limit("hours.minimum_weekly"))]
    tried.append(("wage_value", plan.limit("wage_value.minimum")))
    tried.extend(_contract(facts, plan))
    illness = plan.limits["illness.maximum_weeks"]
    if illness is not None:
        tried.append(("illness_weeks", illness))
    gate = plan.codes.get("target_group.register_gate") == "required"
    grounds = dict.fromkeys((*plan.grounds, *(("target_register",) if gate else ())))
    tried.extend((ground, True) for ground in grounds)
    for name in (
        "growth_expected",
        "illness_support_approved",
        "extension_justified",
        "late_with_reason",
    ):
        tried.append((name, True))
    tried.append(("concurrent_support", False))
    tried.extend(("need", code) for code in FACT_BY_NAME["need"].codes[1:])
    return [
        (name, value) for name, value in tried if facts.get(name) != value and _applies(facts, name)
    ]


def _applies(facts: Facts, name: str) -> bool:
    """Hours a week say nothing where the contract states hours a year."""
    return not (name == "weekly_hours" and facts.get("yearly_hours") is not None)


def _contract(facts: Facts, plan: Plan) -> list[tuple[str, FactValue]]:
    months = plan.limit("contract.minimum_months")
    start = facts.get("contract_start")
    if facts.get("work_situation") == "trial_placement":
        return [("intended_months", months)]
    if not isinstance(start, date) or facts.get("contract_form") == "permanent":
        return []
    last_day = add_months_to(start, months) - timedelta(days=1)
    end = facts.get("contract_end")
    return [("contract_end", last_day)] if isinstance(end, date) and end < last_day else []


def frame_with(facts: Facts, tried: list[tuple[str, FactValue]]) -> CaseFrame:
    """The case itself as the first row, and one row for each change."""
    n = len(tried) + 1
    columns: dict[str, Column] = {}
    for fact in FACTS:
        value = facts.get(fact.name)
        if value is not None:
            number = fact.encode(value)
            columns[fact.name] = np.full(n, number, dtype=np.int8 if fact.is_small else np.int32)
    for row, (name, changed) in enumerate(tried, start=1):
        field = FACT_BY_NAME[name]
        if name not in columns:
            dtype = np.int8 if field.is_small else np.int32
            columns[name] = np.full(n, field.encode(None), dtype=dtype)
        columns[name][row] = field.encode(changed)
    return CaseFrame.from_columns(columns, n=n)


def changes(
    facts: Facts, tried: list[tuple[str, FactValue]], working: Working
) -> tuple[Change, ...]:
    """The tried changes that better the verdict or a criterion, or move the minutes."""
    verdict, minutes = working.verdict, working.minutes
    criteria = working.criteria
    found = []
    for row, (name, changed) in enumerate(tried, start=1):
        solves = tuple(
            code
            for code, outcome in criteria.items()
            if outcome[0] < MET_WITH_OBLIGATION <= outcome[row]
        )
        moved = verdict[row] != verdict[0] or minutes[row] != minutes[0]
        if not solves and not moved:
            continue
        found.append(
            Change(
                fact=name,
                current=facts.get(name),
                changed=changed,
                solves=solves,
                verdict=OUTCOME_NAMES[verdict[row]],
                minutes=int(minutes[row]),
            )
        )
    return tuple(found)
