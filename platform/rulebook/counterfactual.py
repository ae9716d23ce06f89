"""What would change the outcome: every single change of a fact that matters, worked through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from rulebook.engine import Working
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue
from rulebook.frame import CaseFrame, Column
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import Plan
from rulebook.ternary import MET_WITH_OBLIGATION, OUTCOME_NAMES

Facts = Mapping[str, FactValue | None]
#: The single changes that are worked through for one case: which fact, and what it becomes.
Tried = list[tuple[str, FactValue]]


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


def candidates(facts: Facts, plan: Plan) -> Tried:
    """The single changes worth trying: thresholds of the policy, other answers, other needs."""
    tried: Tried = [("weekly_hours", plan.limit("hours.minimum_weekly"))]
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


def _contract(facts: Facts, plan: Plan) -> Tried:
    months = plan.limit("contract.minimum_months")
    start = facts.get("contract_start")
    if facts.get("work_situation") == "trial_placement":
        return [("intended_months", months)]
    if not isinstance(start, date) or facts.get("contract_form") == "permanent":
        return []
    last_day = add_months_to(start, months) - timedelta(days=1)
    end = facts.get("contract_end")
    return [("contract_end", last_day)] if isinstance(end, date) and end < last_day else []


def frame_with(cases: Sequence[Facts], tried: Sequence[Tried]) -> CaseFrame:
    """Each case itself, and after it one row for each of its changes."""
    sizes = np.array([len(some) + 1 for some in tried])
    changed = _changed_cells(tried)
    columns: dict[str, Column] = {}
    for fact in FACTS:
        given = [facts.get(fact.name) for facts in cases]
        places, numbers = changed.get(fact.name, ((), ()))
        if not places and not any(value is not None for value in given):
            continue
        dtype = np.int8 if fact.is_small else np.int32
        own = np.array(fact.encode_all(given), dtype=dtype)
        columns[fact.name] = np.repeat(own, sizes)
        columns[fact.name][list(places)] = numbers
    return CaseFrame.from_columns(columns, n=int(sizes.sum()))


def _changed_cells(tried: Sequence[Tried]) -> dict[str, tuple[list[int], list[int]]]:
    """By fact the rows in which it is changed, and the numbers that stand there."""
    changed: dict[str, tuple[list[int], list[int]]] = {}
    row = -1
    for some in tried:
        row += 1  # the case itself
        for name, value in some:
            row += 1
            places, numbers = changed.setdefault(name, ([], []))
            places.append(row)
            numbers.append(FACT_BY_NAME[name].encode(value))
    return changed


def changes(
    cases: Sequence[Facts], tried: Sequence[Tried], working: Working
) -> list[tuple[Change, ...]]:
    """Of each case the changes that better the verdict or a criterion, or move the minutes."""
    sizes = np.array([len(some) + 1 for some in tried])
    own = np.repeat(np.cumsum(sizes) - sizes, sizes)  # the row of the case itself
    outcomes = np.stack(tuple(working.criteria.values()))
    solved = (outcomes[:, own] < MET_WITH_OBLIGATION) & (outcomes >= MET_WITH_OBLIGATION)
    moved = (working.verdict != working.verdict[own]) | (working.minutes != working.minutes[own])
    solves = _solves(solved, tuple(working.criteria))
    case_of = np.repeat(np.arange(len(cases)), sizes)
    rows = np.flatnonzero(solved.any(axis=0) | moved)
    found: list[list[Change]] = [[] for _ in cases]
    for row, first, case, verdict, minutes in zip(
        rows.tolist(), own[rows].tolist(), case_of[rows].tolist(),
        working.verdict[rows].tolist(), working.minutes[rows].tolist(), strict=True,
    ):  # fmt: skip
        name, changed = tried[case][row - first - 1]
        found[case].append(
            Change(
                fact=name,
                current=cases[case].get(name),
                changed=changed,
                solves=tuple(solves.get(row, ())),
                verdict=OUTCOME_NAMES[verdict],
                minutes=minutes,
            )
        )
    return [tuple(some) for some in found]


def _solves(solved: NDArray[np.bool_], codes: Sequence[str]) -> dict[int, list[str]]:
    """By row the criteria that turn to met there."""
    solves: dict[int, list[str]] = {}
    for row, place in zip(*(found.tolist() for found in np.nonzero(solved.T)), strict=True):
        solves.setdefault(row, []).append(codes[place])
    return solves
