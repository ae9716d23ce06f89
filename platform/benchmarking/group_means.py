"""The mean of several organisations, made of the mean and the cases that each shows.

Made of their exact sums it would tell the exact cases of one: who knows its own sums and reads the
mean of both has three equations, of three kinds of hours, and one number unknown.
"""

import math
from collections.abc import Sequence

from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.values import hidden
from benchmarking.mean_curves import main_reason

#: A figure, and over how many cases it is, as shown.
Weighed = tuple[Protected, int]


def mean_of_shown(figures: Sequence[Weighed], *, step: int = 1) -> Protected:
    """Return the mean of shown figures, weighed by shown cases; whoever shows none is left out.

    Its interval is the one that theirs come to, as far as all have one: each side by itself (Zou
    and Donner, Statistics in Medicine 27 (2008), 1693), so that of what cannot be below nought or
    above a bound stays within it.

    Args:
        figures: of each organisation.
        step: the mean and its interval are multiples of it, in the unit of the figures.
    """
    told = [(one, one.value, cases) for one, cases in figures if one.value is not None and cases]
    if not told:
        reasons = [one for one, _ in figures]
        return hidden(main_reason(reasons) if reasons else HiddenReason.NO_CASES)
    whole = sum(cases for _, _, cases in told)
    mean = sum(value * cases for _, value, cases in told) / whole
    sides = [
        (max(0, value - one.low) * cases / whole, max(0, one.high - value) * cases / whole)
        for one, value, cases in told
        if one.low is not None and one.high is not None
    ]
    if len(sides) < len(told):
        return Protected(value=_stepped(mean, step))
    below, above = zip(*sides, strict=True)
    return Protected(
        value=_stepped(mean, step),
        low=_stepped(mean - math.hypot(*below), step),
        high=_stepped(mean + math.hypot(*above), step),
    )


def difference_of_shown(first: Protected, second: Protected, *, step: int = 1) -> Protected:
    """Return the difference of two shown means of separate groups, with the interval theirs give.

    Hidden where either is.
    """
    if first.value is None or second.value is None:
        return hidden(first.reason or second.reason or HiddenReason.NO_CASES)
    difference = first.value - second.value
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return Protected(value=difference)
    below = math.hypot(first.value - first.low, second.high - second.value)
    above = math.hypot(first.high - first.value, second.value - second.low)
    return Protected(
        value=difference,
        low=_stepped(difference - below, step),
        high=_stepped(difference + above, step),
    )


def _stepped(value: float, step: int) -> int:
    return round(value / step) * step
