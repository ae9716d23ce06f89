"""The UWV baseline in OpenFisca: the same criteria and hours as `bare_numpy.py`, its own way.

Runs in an environment of its own, without Meetlat (`requirements/openfisca.txt`). Days are whole
numbers since 1970 and months come from a look-up table, as in bare NumPy: several times as fast as
OpenFisca's own dates. Hours, rates and minutes are its floats, of 32 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

ASKED = ("met", "coach_accepted", "coaching_minutes")
_ENDLESS = 2**30
_FIRST_DAY, _LAST_DAY = np.datetime64("1950-01-01"), np.datetime64("2149-12-31")
CASE = build_entity(key="case", plural="cases", label="A case", is_person=True)

PARAMETERS: dict[str, Any] = {
    "minimum": {
        "contract_months": 6,
        "weekly_hours": 12,
        "weekly_hours_growing": 8,
        "wage_value": 3500,
        "wage_value_growing": 2000,
    },
    "illness": {"weeks": 4},
    "term": {"months": 36},
    "award": {"months": 6, "whole_below_months": 12},
    "application": {"late_after_days": 28, "back_days": 27},
    "rate": {
        "none": {"year_1": 0, "year_2": 0, "year_3": 0},
        "very_light": {"year_1": 0.03, "year_2": 0.03, "year_3": 0.03},
        "light": {"year_1": 0.06, "year_2": 0.03, "year_3": 0.03},
        "medium": {"year_1": 0.10, "year_2": 0.05, "year_3": 0.03},
        "intensive": {"year_1": 0.15, "year_2": 0.075, "year_3": 0.06},
    },
}
VARIABLES: list[type[Variable]] = []


def _answers(value_type: type) -> Callable[[Callable[..., Any]], None]:
    """Make a variable of the function below it: its name, and its formula."""

    def make(formula: Callable[..., Any]) -> None:
        VARIABLES.append(variable(formula.__name__, value_type=value_type, formula=formula))

    return make


def variable(name: str, **attributes: Any) -> type[Variable]:
    """Make a variable of a case; each holds for a month."""
    shared = {"entity": CASE, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**shared, **attributes})


def add_months(days: Any, months: int) -> Any:
    """The day so many months later, or the last day of a shorter month."""
    return _later(months).take(days - _FIRST_DAY.astype(int))


@cache
def _later(months: int) -> Any:
    days = np.arange(_FIRST_DAY, _LAST_DAY + 1)
    month = days.astype("datetime64[M]")
    later = (month + months).astype("datetime64[D]") + (days - month.astype("datetime64[D]"))
    last = (month + months + 1).astype("datetime64[D]") - 1
    return np.minimum(later, last).astype("int64").astype(np.int32)


@_answers(bool)
def in_target_group(case, period):
    return case("structural_limitation", period) | case("wage_cost_subsidy_group", period)


@_answers(bool)
def work_accepted(case, period):
    situation = case("work_situation", period)
    codes = situation.possible_values
    accepted = situation == codes.employment
    accepted |= situation == codes.trial_placement
    return accepted | (situation == codes.sheltered_workplace)


@_answers(bool)
def is_permanent(case, period):
    form = case("contract_form", period)
    return form == form.possible_values.permanent


@_answers(bool)
def is_follow_up(case, period):
    kind = case("request_kind", period)
    return kind == kind.possible_values.continuation


@_answers(bool)
def contract_accepted(case, period):
    form = case("contract_form", period)
    codes = form.possible_values
    accepted = case("is_permanent", period) | (form == codes.fixed_term)
    return accepted | (form == codes.min_max) | (form == codes.agency_without_clause)


@_answers(int)
def day_after_contract(case, period):
    fixed = case("contract_end", period) + 1
    return np.where(case("is_permanent", period), np.int32(_ENDLESS), fixed)


@_answers(bool)
def contract_long_enough(case, period, parameters):
    months = parameters(period).minimum.contract_months
    first_end = add_months(case("contract_start", period), months)
    long_enough = case("day_after_contract", period) >= first_end
    return long_enough | case("is_permanent", period) | case("is_follow_up", period)


@_answers(bool)
def enough_hours(case, period, parameters):
    minimum, form = parameters(period).minimum, case("contract_form", period)
    hours = case("weekly_hours", period)
    may_grow = case("growth_expected", period) & (form != form.possible_values.min_max)
    growing = (hours >= minimum.weekly_hours_growing) & may_grow
    return (hours >= minimum.weekly_hours) | growing


@_answers(bool)
def enough_wage_value(case, period, parameters):
    minimum, form = parameters(period).minimum, case("contract_form", period)
    value = case("wage_value", period)
    may_grow = case("growth_expected", period) & (form != form.possible_values.min_max)
    return (value >= minimum.wage_value) | (value >= minimum.wage_value_growing) & may_grow


@_answers(bool)
def illness_accepted(case, period, parameters):
    short = case("illness_weeks", period) <= parameters(period).illness.weeks
    return short | case("illness_support_approved", period)


@_answers(bool)
def support_needed(case, period):
    need = case("need", period)
    return need != need.possible_values.none


@_answers(int)
def day_after_term(case, period, parameters):
    return add_months(case("coaching_start", period), parameters(period).term.months)


@_answers(bool)
def within_term(case, period):
    return case("support_start", period) < case("day_after_term", period)


@_answers(bool)
def term_accepted(case, period):
    return case("within_term", period) | case("extension_justified", period)


@_answers(bool)
def met(case, period):
    return (
        case("in_target_group", period)
        & case("work_accepted", period)
        & case("contract_accepted", period)
        & case("contract_long_enough", period)
        & case("enough_hours", period)
        & case("enough_wage_value", period)
        & case("illness_accepted", period)
        & ~case("concurrent_support", period)
        & case("support_needed", period)
        & case("term_accepted", period)
    )


@_answers(bool)
def coach_accepted(case, period):
    recognition, level = case("provider_recognition", period), case("coach_level", period)
    is_recognised = recognition == recognition.possible_values.uwv
    return is_recognised & (level == level.possible_values.hbo)


@_answers(int)
def first_day(case, period, parameters):
    application = parameters(period).application
    asked, received = case("support_start", period), case("received_on", period)
    days = application.late_after_days - case("is_follow_up", period)
    late = (received > asked + days) & ~case("late_with_reason", period)
    return np.where(late, np.maximum(asked, received - application.back_days), asked)


@_answers(bool)
def contract_is_short(case, period, parameters):
    months = parameters(period).award.whole_below_months
    boundary = add_months(case("contract_start", period), months)
    return case("day_after_contract", period) < boundary


@_answers(int)
def day_after_support(case, period, parameters):
    period_end = add_months(case("support_start", period), parameters(period).award.months)
    contract_end = case("day_after_contract", period)
    whole = np.where(case("contract_is_short", period), contract_end, period_end)
    term_end = np.where(case("within_term", period), case("day_after_term", period), period_end)
    end = np.minimum(np.minimum(whole, contract_end), term_end)
    return np.maximum(end, case("first_day", period))


@_answers(int)
def days_in_year_1(case, period):
    second = add_months(case("employment_start", period), 12)
    end = np.minimum(case("day_after_support", period), second)
    return np.maximum(end - case("first_day", period), 0)


@_answers(int)
def days_in_year_3(case, period):
    third = add_months(case("employment_start", period), 24)
    start = np.maximum(case("first_day", period), third)
    return np.maximum(case("day_after_support", period) - start, 0)


@_answers(int)
def days_in_year_2(case, period):
    days = case("day_after_support", period) - case("first_day", period)
    return days - case("days_in_year_1", period) - case("days_in_year_3", period)


def _rate(year: str) -> Callable[..., Any]:
    """The rate by need. OpenFisca's own table look-up takes thirty times as long as all else."""

    def formula(case, period, parameters):
        need, rates = case("need", period), parameters(period).rate
        by_need = [getattr(rates[code.name], year) for code in need.possible_values]
        return np.array(by_need, dtype=np.float32).take(need.view(np.ndarray))

    return formula


for _year in ("year_1", "year_2", "year_3"):
    VARIABLES.append(variable(f"rate_{_year}", value_type=float, formula=_rate(_year)))


@_answers(float)
def exact_minutes(case, period):
    days = case("days_in_year_1", period) * case("rate_year_1", period)
    days += case("days_in_year_2", period) * case("rate_year_2", period)
    days += case("days_in_year_3", period) * case("rate_year_3", period)
    return case("met", period) * case("weekly_hours", period) * days * (60 / 7)


@_answers(int)
def coaching_minutes(case, period):
    return np.floor(case("exact_minutes", period) + np.float32(0.5))
