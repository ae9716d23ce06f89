"""The interval of a ratio of sums against plain arithmetic on the cases themselves."""

import math

import numpy as np
import pytest

from benchmarking.statistics.ratios import RatioSums, ratio_interval


def sums_of(above: list[int], below: list[int]) -> RatioSums:
    pairs = list(zip(above, below, strict=True))
    return RatioSums(
        cases=len(pairs),
        above=sum(above),
        below=sum(below),
        above_squares=sum(a * a for a, _ in pairs),
        below_squares=sum(b * b for _, b in pairs),
        products=sum(a * b for a, b in pairs),
    )


def test_the_interval_is_that_of_the_linearised_residuals():
    """Cochran (1977), 6.4: variance n / (n - 1) of the residuals a - R b, over the square of b."""
    source = np.random.default_rng(5)
    below = source.integers(1, 9, 60).tolist()
    above = [int(source.integers(0, each + 1)) for each in below]
    ratio = sum(above) / sum(below)
    residuals = [a - ratio * b for a, b in zip(above, below, strict=True)]
    error = math.sqrt(60 / 59 * sum(r * r for r in residuals)) / sum(below)
    found = ratio_interval(sums_of(above, below))
    assert found is not None
    assert found.low == pytest.approx(ratio - 2.000995378 * error, abs=1e-6)
    assert found.high == pytest.approx(ratio + 2.000995378 * error, abs=1e-6)


def test_an_equal_ratio_everywhere_has_no_spread():
    found = ratio_interval(sums_of([1, 2, 3], [2, 4, 6]))
    assert found is not None
    assert (found.low, found.high) == (0.5, 0.5)


def test_one_case_has_no_interval_and_nought_no_ratio():
    assert ratio_interval(sums_of([1], [2])) is None
    assert sums_of([0], [0]).ratio is None


def test_sums_of_two_groups_are_the_sums_of_all():
    assert sums_of([1, 2], [3, 4]) + sums_of([5], [6]) == sums_of([1, 2, 5], [3, 4, 6])
