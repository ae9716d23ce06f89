"""When something is to be done in a followed case: evaluations and contacts, by day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assessments.following.norms import Norms
from rulebook.month_arithmetic import add_months_to

_ONE_DAY: Final = timedelta(days=1)
#: An evaluation held so many months before its day counts for that day.
EVALUATED_EARLY_MONTHS: Final = 1
#: A contact so many days before its day counts for that day.
CONTACT_EARLY: Final = timedelta(days=14)
_CONTACT_EVERY: Final = {"each_year": 12, "each_half_year": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of support by its first and last day."""

    starts_on: date
    ends_on: date


def evaluation_days(span: Span, norms: Norms) -> tuple[date, ...]:
    """Give the days by which a period is evaluated: the last of each stretch that the policy names.

    A period shorter than one such stretch is evaluated once, on its last day.
    """
    days = []
    months = norms.evaluation_months
    if months is not None:
        turn, number = add_months_to(span.starts_on, months), 1
        while turn - _ONE_DAY <= span.ends_on:
            days.append(turn - _ONE_DAY)
            number += 1
            turn = add_months_to(span.starts_on, months * number)
    is_short = months is not None and not days
    if (is_short or norms.evaluates_at_end) and span.ends_on not in days:
        days.append(span.ends_on)
    return tuple(days)


def next_evaluation(
    spans: Iterable[Span], norms: Norms, *, held_on: date | None, agreed_on: date | None
) -> date | None:
    """Give the day by which the next evaluation is due; None where nothing asks for one.

    An evaluation answers every earlier day, and the one that lies at most a month ahead. A day
    that was agreed counts beside those of the policy: the first of them is due.

    Args:
        spans: the granted periods.
        norms: what the policy asks.
        held_on: the day of the latest evaluation.
        agreed_on: the day that was agreed at that evaluation.
    """
    answered = add_months_to(held_on, EVALUATED_EARLY_MONTHS) if held_on else date.min
    asked = [day for span in spans for day in evaluation_days(span, norms) if day > answered]
    agreed = [agreed_on] if agreed_on else []
    return min([*asked, *agreed], default=None)


def next_contact(spans: Sequence[Span], code: str, *, last: date | None, end: date) -> date | None:
    """Give the day by which there must be contact; None where no norm asks for it any more.

    Args:
        spans: the granted periods, not empty.
        code: of `contact.frequency`; empty where the policy is silent.
        last: the day of the latest contact.
        end: the last day of the job as far as it is known, else of the support.
    """
    start = min(span.starts_on for span in spans)
    if code in _CONTACT_EVERY:
        since = max(start, last) if last else start
        day = add_months_to(since, _CONTACT_EVERY[code])
        return day if day <= end else None
    answered = last + CONTACT_EARLY if last else date.min
    return next((day for day in _moments(code, start, end) if day > answered), None)


def _moments(code: str, start: date, end: date) -> tuple[date, ...]:
    """The days that a norm names by the length of the job, in order."""
    if code == "halfway_and_before_end":
        halfway = start + timedelta(days=(end - start).days // 2)
        return tuple(sorted((halfway, max(add_months_to(end, -1), start))))
    if code == "last_three_months":
        days = (add_months_to(end, -months) for months in (3, 2, 1))
        return tuple(day for day in days if day >= start)
    return ()
