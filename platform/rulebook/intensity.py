"""Intensity methods: each turns facts and parameters into exact minutes of support.

Hours are held as an integer numerator over one denominator per method; the engine divides once,
at the very end, and rounds half a minute up. Weeks are seven calendar days; years are the years
of the job, so that a whole year is exactly one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rulebook.award import YEAR_UNITS, Award, year_units
from rulebook.columns import choose, either
from rulebook.criterion import CONTINUATION, PUNCH_CARD, WEEKS_OF_A_CONTRACT
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame, nobody
from rulebook.plan import INTERNAL, TRIAL, Plan

Exact = NDArray[np.int64]
Shares = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]

#: Sevenths of a week and shares of a year meet in this denominator.
WEEKS_AND_YEARS: Final = 7 * YEAR_UNITS
_PERCENT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Minutes:
    """Exact minutes per band: `shares` times `per_share` over `denominator`; `extra` beside them.

    `per_share` (one where there is none) is what all bands of a case have in common; it is
    multiplied once. `extra` are whole minutes. `known` tells where the facts that the method needs
    are there.
    """

    shares: Shares
    denominator: int
    known: NDArray[np.bool_]
    extra: Exact | None = None
    per_share: Exact | None = None

    def cut(self, rows: slice) -> Minutes:
        """The minutes of some of the cases, without copying."""
        first, second, third = (share[rows] for share in self.shares)
        return Minutes(
            (first, second, third),
            self.denominator,
            self.known[rows],
            None if self.extra is None else self.extra[rows],
            None if self.per_share is None else self.per_share[rows],
        )

    @property
    def bands(self) -> tuple[Exact, Exact, Exact]:
        """Exact minutes per band, over `denominator`."""
        each = np.int64(1) if self.per_share is None else self.per_share
        first, second, third = (share * each for share in self.shares)
        return first, second, third

    def rounded(self) -> Exact:
        """Whole minutes: one division, half a minute up."""
        total = self.shares[0] + self.shares[1]
        total += self.shares[2]
        whole: Exact = total.astype(np.int64, copy=False)
        if self.per_share is not None:
            whole *= self.per_share
        denominator = self.denominator
        if denominator % 2:
            whole, denominator = 2 * whole, 2 * denominator
        whole += denominator // 2
        whole //= denominator
        return whole if self.extra is None else whole + self.extra


def _percentages(plan: Plan, frame: CaseFrame, award: Award) -> Shares:
    """The rate of each band. Table rows are taken one by one: whole columns at a time are slow."""
    need = frame["need"].astype(np.intp)  # once, instead of at each look-up
    first, second, third = (rates.take(need, mode="clip") for rates in plan.long_rates)
    if not np.array_equal(plan.long_rates, plan.short_rates):
        short = tuple(rates.take(need, mode="clip") for rates in plan.short_rates)
        first = choose(award.is_short, short[0], first)
        second = choose(award.is_short, short[1], second)
        third = choose(award.is_short, short[2], third)
    if award.is_trial is not nobody(frame.n):
        first = choose(award.is_trial, plan.trial_rates.take(need, mode="clip"), first)
    return first, second, third


def _of_work(frame: CaseFrame, plan: Plan, award: Award, rates: Shares) -> Minutes:
    """A rate of the minutes worked in each band: by hours a year where given, else a week."""
    weekly = frame["weekly_hours"]
    known = ~frame.lacking("weekly_hours")
    per_week = (weekly if known.all() else choose(known, weekly, 0)).astype(np.int64)
    judged = _has_rate(frame, plan, award)
    # In 32 bits: a whole percentage of all days that the calendar knows fits.
    first, second, third = (days * rate for days, rate in zip(award.bands, rates, strict=True))
    if not frame.has("yearly_hours"):
        shares = (first, second, third)
        return Minutes(shares, 7 * _PERCENT, known & judged, per_share=per_week)
    yearly = frame["yearly_hours"]
    by_year = yearly != UNKNOWN
    per_unit = choose(by_year, yearly, 0).astype(np.int64) * 7
    per_day = per_week * YEAR_UNITS
    first, second, third = (
        choose(by_year, per_unit * units * rate, per_day * share)
        for units, rate, share in zip(year_units(award), rates, (first, second, third), strict=True)
    )
    denominator = WEEKS_AND_YEARS * _PERCENT
    return Minutes((first, second, third), denominator, (known | by_year) & judged)


def percentage_by_regime(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """A percentage of the hours worked, by regime and year. Reintegratiebesluit art. 18."""
    return _of_work(frame, plan, award, _percentages(plan, frame, award))


def capped_percentage(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """The percentage of the regime, but never above the highest that the policy allows."""
    rates, caps = _percentages(plan, frame, award), plan.percentage_caps
    first, second, third = (
        np.minimum(rate, cap.take(frame["need"])) for rate, cap in zip(rates, caps, strict=True)
    )
    return _of_work(frame, plan, award, (first, second, third))


def fixed_weekly(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """The same hours each week for everyone; the judged need does not count."""
    minutes = plan.limit("intensity.weekly_minutes")
    bands = tuple(days.astype(np.int64) * minutes for days in award.bands)
    return Minutes((bands[0], bands[1], bands[2]), 7, np.ones(frame.n, dtype=bool))


def yearly_caps(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """Hours a year by class, less for a short week, and unused hours carried over.

    A need without a class, or a follow-up without word of the unused hours, has no known hours.
    """
    reference = plan.limit("intensity.reference_week")
    share, known = _share_of_week(frame, reference)
    need = frame["need"]
    carried, told = _carried(frame, plan, award, share)
    known &= told & plan.classed_needs[need] & _is_judged(frame, award)
    shares = year_units(award)
    bands = tuple(plan.yearly_caps[year][need] * shares[year] * share for year in range(3))
    denominator = YEAR_UNITS * reference * WEEKS_OF_A_CONTRACT
    return Minutes((bands[0], bands[1], bands[2]), denominator, known, carried)


def _share_of_week(frame: CaseFrame, reference: int) -> tuple[Exact, NDArray[np.bool_]]:
    """The week as a share of the reference week, in units of 1/(52 × reference), one at most."""
    weekly, yearly = frame["weekly_hours"].astype(np.int64), frame["yearly_hours"].astype(np.int64)
    by_year = yearly != UNKNOWN
    by_week = choose(weekly != UNKNOWN, weekly, 0) * WEEKS_OF_A_CONTRACT
    minutes = choose(by_year, yearly, by_week)
    return np.minimum(minutes, reference * WEEKS_OF_A_CONTRACT), by_year | (weekly != UNKNOWN)


def _carried(
    frame: CaseFrame, plan: Plan, award: Award, share: Exact
) -> tuple[Exact, NDArray[np.bool_]]:
    """Unused minutes that go along, in whole minutes, and where they are known."""
    unused = frame["unused_hours"].astype(np.int64)
    whole = plan.limit("intensity.reference_week") * WEEKS_OF_A_CONTRACT
    most = choose(award.end > award.start, plan.carry_forward[frame["need"]] * share // whole, 0)
    given = unused != UNKNOWN
    told = given | (most == 0) | (frame["request_kind"] != CONTINUATION)
    return choose(given, np.minimum(unused, most), 0), told


def amount_per_period(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """A fixed amount per period, turned into minutes through the tariff."""
    follow_up = frame["request_kind"] == CONTINUATION
    trial = frame["work_situation"] == TRIAL
    amount = choose(follow_up, plan.amounts["continuation_period"], plan.amounts["first_period"])
    amount = choose(trial, plan.amounts["trial_placement"], amount).astype(np.int64)
    amount = choose(award.end > award.start, amount, 0)
    tariff = plan.limits["tariff.hourly"]
    known = np.full(frame.n, tariff is not None)
    nothing = np.zeros(frame.n, dtype=np.int64)
    return Minutes((amount * 60, nothing, nothing), tariff or 1, known)


def hours_per_goal(frame: CaseFrame, plan: Plan, award: Award) -> Minutes:
    """The hours that the goals ask for, up to a cap."""
    hours = frame["goal_hours"].astype(np.int64)
    known = hours != UNKNOWN
    cap = plan.limits["intensity.goal_cap"]
    granted = choose(known & (award.end > award.start), hours, 0)
    granted = granted if cap is None else np.minimum(granted, cap)
    nothing = np.zeros(frame.n, dtype=np.int64)
    return Minutes((granted, nothing, nothing), 1, known)


def _is_judged(frame: CaseFrame, award: Award) -> NDArray[np.bool_]:
    """Whether the need was judged and the year of the job is known, as every table asks."""
    judged: NDArray[np.bool_] = award.has_years & ~frame.where("need", 0)
    return judged


def _has_rate(frame: CaseFrame, plan: Plan, award: Award) -> NDArray[np.bool_]:
    """Internal support knows fewer regimes; a need without a regime has no known hours.

    While the form of support is not known, it may be internal.
    """
    internal = either(frame.where("support_form", INTERNAL), frame.where("support_form", 0))
    if internal is nobody(frame.n):
        return _is_judged(frame, award)
    result: NDArray[np.bool_] = ~internal | plan.internal_needs[frame["need"]]
    return result & _is_judged(frame, award)


def punch_card_minutes(frame: CaseFrame, plan: Plan, minutes: Exact) -> Exact:
    """Incidental hours take the place of the method's where a punch card is asked for."""
    card = plan.limits["punch_card.minutes"] or 0
    replaced: Exact = choose(frame["request_kind"] == PUNCH_CARD, card, minutes)
    return replaced


Method = Callable[[CaseFrame, Plan, Award], Minutes]

#: The methods by the code that a profile stores. A new one: a function, an entry, examples.
METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "percentage_by_regime": percentage_by_regime,
        "capped_percentage": capped_percentage,
        "fixed_weekly": fixed_weekly,
        "yearly_caps": yearly_caps,
        "amount_per_period": amount_per_period,
        "hours_per_goal": hours_per_goal,
    }
)
#: The facts that each method needs before it can tell the hours.
FACTS_OF_METHOD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "percentage_by_regime": ("weekly_hours", "yearly_hours", "need", "support_form"),
        "capped_percentage": ("weekly_hours", "yearly_hours", "need", "support_form"),
        "fixed_weekly": (),
        "yearly_caps": ("weekly_hours", "yearly_hours", "need", "unused_hours"),
        "amount_per_period": ("request_kind", "work_situation"),
        "hours_per_goal": ("goal_hours",),
    }
)
#: The parameters that each method reads.
PARAMETERS_OF_METHOD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "percentage_by_regime": (
            "intensity.need_map", "intensity.table_long", "intensity.table_short",
            "intensity.trial_table",
        ),
        "capped_percentage": (
            "intensity.need_map", "intensity.table_long", "intensity.table_short",
            "intensity.trial_table", "intensity.percentage_caps",
        ),
        "fixed_weekly": ("intensity.weekly_minutes",),
        "yearly_caps": (
            "intensity.need_map", "intensity.yearly_caps", "intensity.reference_week",
            "intensity.carry_forward",
        ),
        "amount_per_period": ("intensity.amounts", "tariff.hourly"),
        "hours_per_goal": ("intensity.goal_cap",),
    }
)  # fmt: skip
