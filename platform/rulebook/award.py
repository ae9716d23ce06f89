"""The award: from which day to which day support is granted, and the days in each band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, either
from rulebook.criterion import CONTINUATION, FIRST, PERMANENT, PUNCH_CARD
from rulebook.facts import UNKNOWN, YES
from rulebook.frame import CaseFrame, nobody, once
from rulebook.month_arithmetic import ENDLESS, add_months
from rulebook.plan import INTERNAL, TRIAL, Plan
from rulebook.term import lacks_contract_days, lacks_term, ordinary_end, term_start

Days = NDArray[np.int32]
#: A year of a job has 365 or 366 days; shares of a year are counted in units of 1/(365 × 366) year.
YEAR_UNITS: Final = 365 * 366


@dataclass(frozen=True, slots=True)
class Award:
    """Support from `start` up to but not including `end`; `known` where both can be told.

    Where they cannot, both are nought. `bands` are the days in year 1, year 2 and year 3 and later
    of the job (or of the coaching), and `has_years` tells where those can be told apart. A trial
    placement has no years: all its days stand in the first band.
    """

    start: Days
    end: Days
    known: NDArray[np.bool_]
    origin: Days
    has_years: NDArray[np.bool_]
    bands: tuple[Days, Days, Days]
    is_trial: NDArray[np.bool_]
    is_short: NDArray[np.bool_]

    def cut(self, rows: slice) -> Award:
        """The award of some of the cases, without copying."""
        first, second, third = (band[rows] for band in self.bands)
        return Award(
            self.start[rows], self.end[rows], self.known[rows], self.origin[rows],
            self.has_years[rows], (first, second, third), self.is_trial[rows], self.is_short[rows],
        )  # fmt: skip


def award(frame: CaseFrame, plan: Plan) -> Award:
    """When support starts and ends, day by day, under the policy's terms."""
    trial = frame.where("work_situation", TRIAL)
    start, known = _start(frame, plan)
    is_short = _is_short(frame, plan)
    if trial is not nobody(frame.n):
        is_short &= ~trial
    end, end_known = _end(frame, plan, start, is_short, trial)
    known = known & end_known & _is_for_a_period(frame)
    if not known.all():
        start, end = choose(known, start, np.int32(0)), choose(known, end, np.int32(0))
    origin = _origin(frame, plan, start)
    has_years = (origin != UNKNOWN) | trial
    if not has_years.all():
        origin = choose(has_years, origin, start)
    bands = _bands(start, end, origin, trial)
    return Award(start, end, known, origin, has_years, bands, trial, is_short)


def award_of(frame: CaseFrame, plan: Plan, start: Days, end: Days, origin: Days) -> Award:
    """The bands of support that was granted from `start` up to `end`, whatever was asked for.

    For working out again what a change of the job does to support that runs: each row is one
    stretch of it, with the facts that hold then; its years count from `origin`.
    """
    trial = frame.where("work_situation", TRIAL)
    is_short = _is_short(frame, plan) & ~trial
    has_years = (origin != UNKNOWN) | trial
    counted = choose(has_years, origin, start)
    bands = _bands(start, end, counted, trial)
    known = np.ones(frame.n, dtype=bool)
    return Award(start, end, known, counted, has_years, bands, trial, is_short)


def _is_for_a_period(frame: CaseFrame) -> NDArray[np.bool_]:
    """Whether a period of support is asked for, for a work situation that is known."""
    no_kind, card = (frame.where("request_kind", code) for code in (0, PUNCH_CARD))
    return ~either(either(no_kind, card), frame.where("work_situation", 0))


def _start(frame: CaseFrame, plan: Plan) -> tuple[Days, NDArray[np.bool_]]:
    """The asked first day, moved forward by a late application without a valid reason.

    Protocol Jobcoach UWV 2014, A.5: received 18-08-2014 for 01-07-2014 is granted from 22-07-2014.
    """
    asked, received = frame["support_start"], frame["received_on"]
    known = ~either(frame.lacking("support_start"), frame.lacking("received_on"))
    late = received > _deadline(frame, plan)
    if not late.any():
        return asked, known
    back = plan.limit("application.retroactive_days")
    counted = 1 if plan.answers["application.receipt_day_counts"] else 0
    earliest = received - (back - counted)
    late &= earliest > asked
    if not plan.answers["application.late_reason_accepted"]:
        return choose(late, earliest, asked), known
    reason = frame["late_with_reason"]
    return choose(late & (reason != YES), earliest, asked), known & ~(late & (reason == 0))


def _deadline(frame: CaseFrame, plan: Plan) -> Days:
    """The last day on which an application is in time.

    A first application counts from the first day of support, a follow-up from the last day of the
    previous period (the day before the new one, unless another is given). Where a day is not
    known this is no day at all; the caller knows where.
    """
    asked, followup = frame["support_start"], frame.where("request_kind", CONTINUATION)
    first, later = (plan.limit(f"application.{name}_days") for name in ("deadline", "followup"))
    if not frame.has("previous_support_end"):
        in_time: Days = asked + choose(followup, np.int32(later - 1), np.int32(first))
        return in_time
    previous = frame["previous_support_end"]
    ended = choose(previous != UNKNOWN, previous, asked - 1)
    deadline: Days = choose(followup, ended + later, asked + first)
    return deadline


def _is_short(frame: CaseFrame, plan: Plan) -> NDArray[np.bool_]:
    """Contracts below the boundary of the two tables; exactly at it a parameter decides."""
    boundary = add_months(frame["contract_start"], plan.limit("bands.table_boundary_months"))
    day_after = frame["contract_end"] + 1
    at_boundary = plan.codes["bands.at_boundary"] == "short"
    short: NDArray[np.bool_] = day_after <= boundary if at_boundary else day_after < boundary
    short &= ~either(lacks_contract_days(frame, plan), frame.where("contract_form", PERMANENT))
    return short


def _end(
    frame: CaseFrame,
    plan: Plan,
    start: Days,
    is_short: NDArray[np.bool_],
    trial: NDArray[np.bool_],
) -> tuple[Days, NDArray[np.bool_]]:
    """The first day without support, and where it can be told.

    That is the earliest of the period, the contract, the day asked for, and the term. The period
    runs from the day asked for: a late application loses its first days and does not get them
    back at the end (Jobcoaching onder de loep, par. 4.2: hours are cut).
    """
    limit = _limit(frame, plan)
    lacking = lacks_contract_days(frame, plan) & ~frame.where("contract_form", PERMANENT)
    known = trial | ~either(lacks_term(frame, plan), lacking)
    end = _period_end(frame, plan, is_short, limit, "award.period_months")
    internal, no_form = (frame.where("support_form", code) for code in (INTERNAL, 0))
    if either(internal, no_form) is not nobody(frame.n):
        yearly = _period_end(frame, plan, is_short, limit, "award.internal_period_months")
        known &= trial | ~no_form | (np.maximum(yearly, start) == np.maximum(end, start))
        end = choose(internal, yearly, end)
    if trial is not nobody(frame.n):
        end = choose(trial, _trial_end(frame, plan), end)
    return np.maximum(end, start), known


def _contract_end(frame: CaseFrame) -> Days:
    """The first day without a contract; a permanent contract has none."""
    endless = either(frame.where("contract_form", PERMANENT), frame.lacking("contract_end"))
    return choose(endless, np.int32(ENDLESS), frame["contract_end"] + np.int32(1))


def _limit(frame: CaseFrame, plan: Plan) -> Days:
    """The earliest of the contract's end, the end asked for, and the end of the term."""
    limit: Days = np.minimum(_contract_end(frame), _term_end(frame, plan))
    if not frame.has("support_end"):
        return limit
    asked = frame["support_end"]
    asked_end = choose(asked != UNKNOWN, asked + np.int32(1), np.int32(ENDLESS))
    earliest: Days = np.minimum(limit, asked_end)
    return earliest


def _period_end(
    frame: CaseFrame, plan: Plan, is_short: NDArray[np.bool_], limit: Days, months: str
) -> Days:
    """The end of one period, `limit` at the latest; a short contract may be one period whole."""
    period_end = _months_after_start(frame, plan.limit(months))
    if plan.answers["award.short_contract_whole"]:
        period_end = choose(is_short, np.int32(ENDLESS), period_end)
    end: Days = np.minimum(period_end, limit)
    return end


@once
def _months_after_start(frame: CaseFrame, months: int) -> Days:
    """The day so many months after the day asked for; a period and an extension may be as long."""
    return add_months(frame["support_start"], months)


def _term_end(frame: CaseFrame, plan: Plan) -> Days:
    """The end of the ordinary duration, or of one extension once that has passed."""
    start = frame["support_start"]
    ordinary = ordinary_end(frame, plan)
    extension = plan.limits["duration.extension_months"]
    over = start >= ordinary
    if extension is None or not over.any():
        return ordinary
    extended = _months_after_start(frame, extension)
    cap = plan.limits["duration.hard_cap_months"]
    if cap is not None:
        extended = np.minimum(extended, add_months(term_start(frame, plan), cap))
    return choose(over, extended, ordinary)


def _trial_end(frame: CaseFrame, plan: Plan) -> Days:
    start, asked = frame["support_start"], frame["support_end"]
    usual = add_months(start, plan.limit("trial.standard_months"))
    end = choose(asked != UNKNOWN, asked + np.int32(1), usual)
    ends: Days = np.minimum(end, add_months(start, plan.limit("trial.maximum_months")))
    return ends


def _origin(frame: CaseFrame, plan: Plan, start: Days) -> Days:
    """The day from which the years of the table count: start of the employment or the coaching."""
    if plan.codes["bands.count_from"] == "employment":
        return frame["employment_start"]
    first = frame["coaching_start"]
    return choose((first == UNKNOWN) & (frame["request_kind"] == FIRST), start, first)


def _bands(
    start: Days, end: Days, origin: Days, trial: NDArray[np.bool_]
) -> tuple[Days, Days, Days]:
    """The days of [start, end) in year 1, year 2, and year 3 and later since `origin`.

    A trial placement has no years: all its days stand in the first band.
    """
    second, third = add_months(origin, 12), add_months(origin, 24)
    first_days = np.minimum(end, second)
    first_days -= start
    np.maximum(first_days, 0, out=first_days)
    third_days = end - np.maximum(start, third)
    np.maximum(third_days, 0, out=third_days)
    second_days = end - start
    second_days -= first_days
    second_days -= third_days
    if trial is nobody(len(trial)):
        return first_days, second_days, third_days
    nought = np.int32(0)
    first_days = choose(trial, end - start, first_days)
    return first_days, choose(trial, nought, second_days), choose(trial, nought, third_days)


def year_units(award: Award) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Per band the share of a year, in units of 1/(365 × 366) year.

    Each day counts as one 365th or one 366th of the year of the job that it lies in, so that a
    whole year is exactly one, leap day or not. A trial placement counts 365ths.
    """
    first, second, third = (days.astype(np.int64) for days in award.bands)
    second_start, third_start = add_months(award.origin, 12), add_months(award.origin, 24)
    trial = award.is_trial
    weight_1 = choose(trial, 366, _weight(award.origin, second_start))
    weight_2 = _weight(second_start, third_start)
    return first * weight_1, second * weight_2, _later_units(award, third)


def _weight(start: Days, end: Days) -> NDArray[np.int64]:
    """366 for a year of 365 days and 365 for a leap year: one day's share of 365 × 366."""
    return choose(end - start == 366, 365, 366).astype(np.int64)


def _later_units(award: Award, days: NDArray[np.int64]) -> NDArray[np.int64]:
    units = np.zeros(len(days), dtype=np.int64)
    rows = np.flatnonzero(days)
    year = 2
    while len(rows):
        origin = award.origin[rows]
        low, high = add_months(origin, 12 * year), add_months(origin, 12 * (year + 1))
        inside = np.minimum(award.end[rows], high) - np.maximum(award.start[rows], low)
        units[rows] += np.maximum(inside, 0) * _weight(low, high)
        rows = rows[award.end[rows] > high]
        year += 1
    return units
