"""How far one thing goes along with another, by rank. Pure: no Django."""

from collections.abc import Sequence
from statistics import StatisticsError, correlation


def ranks(values: Sequence[float]) -> list[float]:
    """Give the rank of each value from 1 up; those that are equal share the mean of theirs."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in order[first : last + 1]:
            found[place] = (first + last) / 2 + 1
        first = last + 1
    return found


def goes_along(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Give the rank correlation of two rows of values (Spearman): from -1 to 1.

    None where one of them is the same throughout, so that nothing can go along with it.
    """
    try:
        return correlation(ranks(one), ranks(other))
    except StatisticsError:
        return None
