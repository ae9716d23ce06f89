"""Noise is drawn with exactly the chances that the proof asks for, from whole numbers only."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import exp
from random import Random

import pytest

from benchmarking.disclosure.discrete_gaussian import (
    NoVariance,
    discrete_gaussian,
    discrete_laplace,
    happens_exp,
)

#: What chi-square stays below 999 in 1,000 times, by degrees of freedom.
LIMIT = {8: 26.12, 10: 29.59, 12: 32.91}


class Undecided(Exception):
    """The scripted chances ran out: the next one is of so many."""

    def __init__(self, bound: int) -> None:
        self.bound = bound


def exact_chances(draw: Callable[[Callable[[int], int]], int], least: Fraction) -> Counter:
    """Follow every row of chances that is likelier than `least`: the whole tree, in fractions."""
    found: Counter = Counter()
    left = [((), Fraction(1))]
    while left:
        script, chance = left.pop()
        if chance < least:
            continue
        told = iter(script)

        def below(bound: int, told=told) -> int:
            for number in told:
                return number
            raise Undecided(bound)

        try:
            found[draw(below)] += chance
        except Undecided as more:
            each = chance / more.bound
            left += [((*script, number), each) for number in range(more.bound)]
    return found


@pytest.mark.parametrize("minus", [Fraction(0), Fraction(1, 3), Fraction(1), Fraction(3, 2)])
def test_a_chance_of_exp_is_exact(minus):
    found = exact_chances(lambda below: happens_exp(minus, below), Fraction(1, 20_000))
    unsure = 1 - float(sum(found.values()))
    assert float(found[True]) <= exp(-minus) + 1e-12
    assert exp(-minus) <= float(found[True]) + unsure + 1e-12
    assert unsure < 0.05


def chi_square(drawn: Counter, weights: dict[int, float], many: int) -> float:
    whole = sum(weights.values())
    expected = {k: many * weight / whole for k, weight in weights.items()}
    counted = sum((drawn[k] - often) ** 2 / often for k, often in expected.items())
    rest = many - sum(drawn[k] for k in weights)
    return counted if rest < 20 else float("inf")


def test_the_discrete_gaussian_falls_as_often_as_it_should():
    below, many, variance = Random(48).randrange, 6_000, Fraction(5, 2)
    drawn = Counter(discrete_gaussian(variance, below) for _time in range(many))
    weights = {k: exp(-k * k / (2 * float(variance))) for k in range(-5, 6)}
    assert chi_square(drawn, weights, many) < LIMIT[10]


def test_the_discrete_laplace_falls_as_often_as_it_should():
    below, many = Random(49).randrange, 6_000
    drawn = Counter(discrete_laplace(1, below) for _time in range(many))
    weights = {k: exp(-abs(k)) for k in range(-6, 7)}
    assert chi_square(drawn, weights, many) < LIMIT[12]


def test_noise_as_wide_as_hours_need_is_as_wide_as_asked_and_even():
    below, many, deviation = Random(50).randrange, 2_000, 180_000
    drawn = [discrete_gaussian(Fraction(deviation**2), below) for _time in range(many)]
    assert sum(drawn) / many == pytest.approx(0, abs=4 * deviation / many**0.5)
    spread = sum(k * k for k in drawn) / many
    assert spread == pytest.approx(deviation**2, rel=0.13)
    parts = Counter(min(3, max(-4, k // (deviation // 2))) for k in drawn)
    assert min(parts.values()) > 100


def test_the_same_chances_give_the_same_noise_and_no_variance_gives_none():
    one, other = (discrete_gaussian(Fraction(10_000), Random(7).randrange) for _time in range(2))
    assert one == other
    with pytest.raises(NoVariance):
        discrete_gaussian(Fraction(0), Random(7).randrange)
