"""Exact minutes of stretches of support, by the very methods of the rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from assessments.changes.reckoning.stretches import State, Stretch, as_numbers
from rulebook.award import award_of
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.intensity import METHODS
from rulebook.plan import Plan

#: Methods that give hours for a whole period, whatever its days: these are spread evenly.
SPREAD_EVENLY: Final = ("amount_per_period", "hours_per_goal")
Exact = tuple[Fraction, ...]


def minutes_of(stretches: Sequence[Stretch], plan: Plan) -> Exact | None:
    """Give the exact minutes of each stretch; None where the rules cannot tell the hours.

    What does not count has none. Unused hours that were carried along stand with the first stretch
    that counts, once.
    """
    counting = [place for place, each in enumerate(stretches) if each.state is State.COUNTS]
    if not counting:
        return (Fraction(0),) * len(stretches)
    if plan.method in SPREAD_EVENLY:
        return _spread(stretches, plan)
    found = _by_method([stretches[place] for place in counting], plan)
    if found is None:
        return None
    minutes = [Fraction(0)] * len(stretches)
    for place, exact in zip(counting, found, strict=True):
        minutes[place] = exact
    return tuple(minutes)


def evenly(stretches: Sequence[Stretch], minutes: int, days: int) -> Exact:
    """Spread minutes evenly over a number of days, and give each stretch those of its own."""
    per_day = Fraction(minutes, days) if days else Fraction(0)
    return tuple(
        per_day * each.days if each.state is State.COUNTS else Fraction(0) for each in stretches
    )


def half_up(minutes: Fraction) -> int:
    """Round to whole minutes, half a minute up, as the engine does."""
    return (2 * minutes.numerator + minutes.denominator) // (2 * minutes.denominator)


def _spread(stretches: Sequence[Stretch], plan: Plan) -> Exact | None:
    whole = Stretch(
        start=stretches[0].start,
        end=stretches[-1].end,
        state=State.COUNTS,
        facts=stretches[0].facts,
        origin=stretches[0].origin,
        year=0,
    )
    found = _by_method([whole], plan)
    if found is None:
        return None
    per_day = found[0] / whole.days
    return tuple(
        per_day * each.days if each.state is State.COUNTS else Fraction(0) for each in stretches
    )


def _by_method(stretches: Sequence[Stretch], plan: Plan) -> list[Fraction] | None:
    frame = CaseFrame.from_rows([each.facts for each in stretches])
    granted = award_of(
        frame,
        plan,
        as_numbers([each.start for each in stretches]),
        as_numbers([each.end for each in stretches]),
        _origins([each.origin for each in stretches]),
    )
    exact = METHODS[plan.method](frame, plan, granted)
    if not exact.known.all():
        return None
    totals = sum(band.astype(object) for band in exact.bands)
    found = [Fraction(int(total), exact.denominator) for total in np.atleast_1d(totals)]
    if exact.extra is not None:
        found[0] += int(exact.extra[0])
    return found


def _origins(days: Sequence[date | None]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    numbers = [as_numbers([day])[0] if day is not None else UNKNOWN for day in days]
    return np.array(numbers, dtype=np.int32)
