"""The steps of the hours: how the minutes of one case came about, exactly and in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from rulebook.criterion import CONTINUATION
from rulebook.engine import MINUTES_NOT_KNOWN, Working
from rulebook.facts import EPOCH, FACT_BY_NAME, FactValue
from rulebook.intensity import FACTS_OF_METHOD
from rulebook.plan import TRIAL, YEARS, Plan, regime_of
from rulebook.profile import Profile

Argument = str | int | date | Fraction
Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursStep:
    """One step: a code with its arguments, and the parameter (and cell) it read.

    Minutes in `arguments` are exact fractions; only the last step, "total", is rounded.
    """

    code: str
    arguments: Mapping[str, Argument]
    parameter: str = ""
    cell: tuple[str, str] | None = None


def _step(
    code: str, parameter: str = "", cell: tuple[str, str] | None = None, /, **arguments: Argument
) -> HoursStep:
    return HoursStep(
        code=code, arguments=MappingProxyType(arguments), parameter=parameter, cell=cell
    )


def steps_of(facts: Facts, profile: Profile, plan: Plan, working: Working) -> tuple[HoursStep, ...]:
    """The steps for the case in the first row of `working`, as far as the facts carry."""
    if facts.get("request_kind") == "punch_card":
        card = plan.limits["punch_card.minutes"]
        return (
            ()
            if card is None
            else (_step("punch_card", "punch_card.minutes", minutes=Fraction(card)),)
        )
    award = working.award
    if not award.known[0]:
        return ()
    steps = _period(facts, working)
    if not working.exact.known[0]:
        return (*steps, *_obstacles(facts, plan))
    if facts.get("need") != "none" or "need" not in FACTS_OF_METHOD[plan.method]:
        steps += _METHOD_STEPS[plan.method](facts, profile, plan, working)
    minutes = int(working.support_minutes[0])
    if minutes != MINUTES_NOT_KNOWN:
        steps += (_step("total", minutes=minutes),)
    return steps


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _period(facts: Facts, working: Working) -> tuple[HoursStep, ...]:
    start, end = int(working.award.start[0]), int(working.award.end[0])
    steps: tuple[HoursStep, ...] = ()
    asked = facts.get("support_start")
    if isinstance(asked, date) and asked != _day(start):
        steps += (_step("late", "application.retroactive_days", asked=asked, start=_day(start)),)
    if end > start:
        steps += (
            _step(
                "period",
                _period_parameter(facts),
                start=_day(start),
                last_day=_day(end - 1),
                days=end - start,
            ),
        )
    return steps


def _period_parameter(facts: Facts) -> str:
    if facts.get("work_situation") == "trial_placement":
        return "trial.standard_months"
    internal = facts.get("support_form") == "internal"
    return "award.internal_period_months" if internal else "award.period_months"


def _obstacles(facts: Facts, plan: Plan) -> tuple[HoursStep, ...]:
    """What in the policy itself, and no missing fact, keeps the hours from being told."""
    if plan.method == "amount_per_period":
        return (_step("no_tariff", "tariff.hourly"),)
    if facts.get("need") is None:
        return ()
    row = FACT_BY_NAME["need"].encode(facts.get("need"))
    if plan.method == "yearly_caps":
        return () if plan.classed_needs[row] else (_step("no_class", "intensity.yearly_caps"),)
    internal = facts.get("support_form") == "internal"
    if plan.method in _PERCENTAGES and internal and not plan.internal_needs[row]:
        return (_step("no_regime", "intensity.internal_regimes"),)
    return ()


def _bands(working: Working) -> list[tuple[int, str, int, Fraction]]:
    """Place, name, days and exact minutes of every band that has days."""
    exact, award = working.exact, working.award
    names = ("trial", "", "") if award.is_trial[0] else YEARS
    bands = []
    for place in range(3):
        days = int(award.bands[place][0])
        if days:
            minutes = Fraction(int(exact.bands[place][0]), exact.denominator)
            bands.append((place, names[place], days, minutes))
    return bands


def _regime(facts: Facts, profile: Profile) -> tuple[str, str, tuple[HoursStep, ...]]:
    need = str(facts.get("need"))
    regime = regime_of(profile, need) or need
    step = _step("regime", "intensity.need_map", (need, ""), need=need, regime=regime)
    return need, regime, (step,)


def _percentage(
    facts: Facts, profile: Profile, plan: Plan, working: Working
) -> tuple[HoursStep, ...]:
    need, regime, steps = _regime(facts, profile)
    row = FACT_BY_NAME["need"].encodings[need]
    table = "intensity.table_short" if working.award.is_short[0] else "intensity.table_long"
    rates = plan.short_rates if working.award.is_short[0] else plan.long_rates
    for place, band, days, minutes in _bands(working):
        trial = band == "trial"
        rate = int(plan.trial_rates[row]) if trial else int(rates[place, row])
        parameter = "intensity.trial_table" if trial else table
        cell = (regime, "" if trial else band)
        cap = int(plan.percentage_caps[place, row])
        if plan.method == "capped_percentage" and cap < rate:
            parameter, rate = "intensity.percentage_caps", cap
            cell = ("exceptional" if need == "intensive" else "ordinary", YEARS[place])
            steps += (
                _step("capped", parameter, cell, band=band, rate=rate, days=days, minutes=minutes),
            )
        else:
            steps += (
                _step(
                    "percentage", parameter, cell, band=band, rate=rate, days=days, minutes=minutes
                ),
            )
    return steps


def _weekly(facts: Facts, profile: Profile, plan: Plan, working: Working) -> tuple[HoursStep, ...]:  # noqa: ARG001
    weekly = plan.limit("intensity.weekly_minutes")
    return tuple(
        _step(
            "weekly",
            "intensity.weekly_minutes",
            band=band,
            weekly=weekly,
            days=days,
            minutes=minutes,
        )
        for _, band, days, minutes in _bands(working)
    )


def _yearly(facts: Facts, profile: Profile, plan: Plan, working: Working) -> tuple[HoursStep, ...]:
    need, regime, steps = _regime(facts, profile)
    row = FACT_BY_NAME["need"].encodings[need]
    for place, band, days, minutes in _bands(working):
        steps += (
            _step(
                "yearly", "intensity.yearly_caps", (regime, YEARS[place]),
                band=band, yearly=int(plan.yearly_caps[place, row]), days=days, minutes=minutes,
            ),
        )  # fmt: skip
    carried = 0 if working.exact.extra is None else int(working.exact.extra[0])
    if carried:
        steps += (
            _step("carried", "intensity.carry_forward", (regime, ""), minutes=Fraction(carried)),
        )
    return steps


def _amount(facts: Facts, profile: Profile, plan: Plan, working: Working) -> tuple[HoursStep, ...]:  # noqa: ARG001
    row = "continuation_period" if _is(facts, "request_kind", CONTINUATION) else "first_period"
    if _is(facts, "work_situation", TRIAL):
        row = "trial_placement"
    return (
        _step(
            "amount", "intensity.amounts", (row, ""),
            amount=plan.amounts[row], tariff=plan.limit("tariff.hourly"),
            minutes=Fraction(int(working.exact.bands[0][0]), working.exact.denominator),
        ),
    )  # fmt: skip


def _goals(facts: Facts, profile: Profile, plan: Plan, working: Working) -> tuple[HoursStep, ...]:  # noqa: ARG001
    asked = facts.get("goal_hours")
    minutes = Fraction(int(working.exact.bands[0][0]))
    return (
        _step(
            "goals",
            "intensity.goal_cap",
            asked=int(asked or 0) if not isinstance(asked, date) else 0,
            minutes=minutes,
        ),
    )


def _is(facts: Facts, name: str, number: int) -> bool:
    return FACT_BY_NAME[name].encode(facts.get(name)) == number


_PERCENTAGES: Final = ("percentage_by_regime", "capped_percentage")
_METHOD_STEPS: Final = MappingProxyType(
    {
        "percentage_by_regime": _percentage,
        "capped_percentage": _percentage,
        "fixed_weekly": _weekly,
        "yearly_caps": _yearly,
        "amount_per_period": _amount,
        "hours_per_goal": _goals,
    }
)
