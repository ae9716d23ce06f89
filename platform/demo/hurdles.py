"""Hurdles: facts of an application changed so that one criterion is not met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from demo.applications import Facts
from demo.draws import Draws
from demo.window import later


def _target_group(facts: Facts, _draws: Draws) -> Facts:
    nothing = dict.fromkeys(
        ("structural_limitation", "target_register", "wage_cost_subsidy_group", "status_holder"),
        False,
    )
    return {**facts, **nothing, "other_limitation": False, "long_term_unemployed": False}


def _contract_form(facts: Facts, draws: Draws) -> Facts:
    weights = {"zero_hours": 45, "agency_with_clause": 33, "internship": 13, "training_centre": 5,
               "social_employment": 2, "self_employed": 2}  # fmt: skip
    start = facts["contract_start"]
    assert isinstance(start, date)  # noqa: S101 - an employment has one
    end = facts.get("contract_end", later(start, months=12, days=-1))
    return {**facts, "contract_form": draws.pick(weights), "contract_end": end}


def _contract_duration(facts: Facts, draws: Draws) -> Facts:
    months = draws.whole(2, 5)
    if facts["work_situation"] == "trial_placement":
        return {**facts, "intended_months": months}
    start = facts["contract_start"]
    assert isinstance(start, date)  # noqa: S101 - an employment has one
    end = later(start, months=months, days=-1)
    return {**facts, "contract_form": "fixed_term", "contract_end": end}


def _weekly_hours(facts: Facts, draws: Draws) -> Facts:
    far_below = draws.whether(65)
    hours = draws.whole(4, 7) if far_below else draws.whole(8, 11)
    rest = {name: value for name, value in facts.items() if name != "yearly_hours"}
    return {**rest, "weekly_hours": hours * 60, "growth_expected": False}


def _wage_value(facts: Facts, draws: Draws) -> Facts:
    far_below = draws.whether(40)
    percent = draws.whole(10, 19) if far_below else draws.whole(20, 34)
    return {**facts, "wage_value": percent * 100, "growth_expected": False}


def _illness(facts: Facts, draws: Draws) -> Facts:
    return {**facts, "illness_weeks": draws.whole(5, 26), "illness_support_approved": False}


def _concurrency(facts: Facts, _draws: Draws) -> Facts:
    return {**facts, "concurrent_support": True}


def _need(facts: Facts, _draws: Draws) -> Facts:
    return {**facts, "need": "none", "goal_hours": 0}


_HURDLES: Final[Mapping[str, Callable[[Facts, Draws], Facts]]] = {
    "target_group": _target_group,
    "contract_form": _contract_form,
    "contract_duration": _contract_duration,
    "weekly_hours": _weekly_hours,
    "wage_value": _wage_value,
    "illness": _illness,
    "concurrency": _concurrency,
    "need": _need,
}
#: Which can stand in the way of what; the length of support does so by itself.
_OF_FIRST: Final = tuple(_HURDLES)
_OF_TRIAL: Final = tuple(name for name in _HURDLES if name != "contract_form")
_OF_LATER: Final = ("weekly_hours", "wage_value", "illness", "concurrency", "need")


def hurdles_for(kind: str, situation: str) -> tuple[str, ...]:
    """The hurdles that can stand in the way of an application of this kind."""
    if kind == "punch_card":
        return ()
    if kind == "continuation":
        return _OF_LATER
    return _OF_TRIAL if situation == "trial_placement" else _OF_FIRST


def put_up(hurdle: str, facts: Facts, draws: Draws) -> Facts:
    """The facts with one hurdle in the way: what they were before, and one criterion not met."""
    return _HURDLES[hurdle](facts, draws)
