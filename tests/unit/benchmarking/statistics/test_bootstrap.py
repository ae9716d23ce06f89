"""Bootstrap intervals, held against SciPy's with the same draws."""

import math

import numpy as np
import pytest
import scipy.stats

from benchmarking.statistics.bootstrap import (
    bca_interval,
    bootstrap_mean,
    bootstrap_median,
    generator,
    resampled,
)
from benchmarking.statistics.means import Sums
from benchmarking.statistics.split import mean_hours, split, totals_of_cases
from benchmarking.statistics.split_bootstrap import complete_cases, split_bootstrap_intervals

HOURS = generator(4).gamma(1.5, 900, 60).round()
NAMES = ("difference", "practice", "policy", "case_mix", "reference_practice")


def studentised(estimate, groups, drawn):
    """The interval worked out resample by resample, in the plainest way."""
    scores = []
    for samples in drawn:
        moved = sum(sample.mean() for sample in samples) - estimate
        scores.append(
            moved / math.sqrt(sum(sample.var(ddof=1) / sample.size for sample in samples))
        )
    error = math.sqrt(sum(group.var(ddof=1) / group.size for group in groups))
    scores.sort()
    low, high = (round(len(scores) * share) - 1 for share in (0.025, 0.975))
    return estimate - scores[high] * error, estimate - scores[low] * error


def test_the_interval_of_a_mean_is_the_studentised_one_done_plainly():
    places = generator(11).integers(0, 60, (400, 60))
    found = bootstrap_mean(HOURS, seed=11, resamples=400)
    expected = studentised(HOURS.mean(), [HOURS], [[HOURS[row]] for row in places])
    assert found.estimate == HOURS.mean()
    assert (found.interval.low, found.interval.high) == pytest.approx(expected, rel=1e-9)


def test_bcas_interval_equals_scipys_with_the_same_draws():
    for groups in ((HOURS,), (HOURS, -HOURS[:40] / 2)):
        oracle = scipy.stats.bootstrap(
            groups, lambda *samples, axis: sum(sample.mean(axis) for sample in samples),
            n_resamples=1500, method="BCa", vectorized=True, rng=generator(11),
        )  # fmt: skip
        found = bca_interval(
            oracle.bootstrap_distribution, sum(group.mean() for group in groups),
            [group - group.mean() for group in groups], confidence=0.95,
        )  # fmt: skip
        expected = tuple(oracle.confidence_interval)
        assert (found.low, found.high) == pytest.approx(expected, rel=1e-9)


def test_where_hardly_any_case_differs_the_interval_is_bcas():
    """One in fifty: a third of the resamples hold only noughts, and have no spread at all."""
    cases = np.array([0.0] * 49 + [600.0])
    found = bootstrap_mean(cases, seed=1)
    deviations = cases - cases.mean()
    drawn = resampled(deviations[:, None], resamples=2000, source=generator(1)).means[:, 0]
    assert found.interval == bca_interval(
        cases.mean() + drawn, cases.mean(), [deviations], confidence=0.95
    )
    assert 0 <= found.interval.low < 12 < found.interval.high < 75


def test_the_interval_of_a_median_equals_the_one_from_its_exact_distribution():
    """For an odd number the bootstrap's median is below x(k) by a binomial chance (Efron 1979)."""
    cases = np.sort(HOURS[:31])
    reached = scipy.stats.binom.sf(15, 31, np.arange(1, 32) / 31)
    exact = [cases[np.searchsorted(reached, share)] for share in (0.025, 0.975)]
    found = bootstrap_median(cases, seed=3, resamples=8_000)
    assert [found.interval.low, found.interval.high] == exact


def test_the_same_seed_gives_the_same_interval_and_another_seed_nearly():
    first, again, other = (bootstrap_mean(HOURS, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    width = first.interval.high - first.interval.low
    assert abs(first.interval.low - other.interval.low) < 0.1 * width


def test_without_two_cases_there_is_no_interval():
    assert bootstrap_mean([], seed=1) is None
    assert bootstrap_median([], seed=1) is None
    assert bootstrap_mean([600.0], seed=1).interval is None
    assert bootstrap_median([600.0], seed=1).interval is None
    equal = bootstrap_mean([600.0] * 5, seed=1).interval
    assert (equal.low, equal.high) == (600, 600)


def _cases(seed, size):
    source = generator(seed)
    baseline = source.choice([0, 300, 900, 1800], size)
    own = baseline + source.choice([-120, 0, 240], size)
    return source.gamma(2, 500, size).round(), own.clip(0), baseline


def test_each_part_of_the_split_is_the_studentised_interval_done_plainly():
    group, reference = _cases(1, 40), _cases(2, 70)
    found = split_bootstrap_intervals(
        group=complete_cases(awarded=group[0], own=group[1], baseline=group[2]),
        reference=complete_cases(awarded=reference[0], own=reference[1], baseline=reference[2]),
        seed=5, resamples=400,
    )  # fmt: skip
    source = generator(5)
    here, there = source.integers(0, 40, (400, 40)), source.integers(0, 70, (400, 70))
    for part, parts in (
        (found.difference, (group[0], -reference[0])), (found.practice, (group[0] - group[1],)),
        (found.policy, (group[1] - group[2],)), (found.case_mix, (group[2], -reference[2])),
        (found.reference_practice, (reference[2] - reference[0],)),
    ):  # fmt: skip
        drawn = [
            [side[places] for side, places in zip(parts, rows[-len(parts) :], strict=True)]
            if len(parts) == 2 or parts[0].size == 70
            else [parts[0][rows[0]]]
            for rows in zip(here, there, strict=True)
        ]
        expected = studentised(sum(side.mean() for side in parts), parts, drawn)
        assert (part.low, part.high) == pytest.approx(expected, rel=1e-9)


def test_each_interval_of_the_split_holds_its_part_and_lies_near_the_one_from_sums():
    group, reference = _cases(3, 300), _cases(4, 500)
    sides = [dict(zip(("awarded", "own", "baseline"), s, strict=True)) for s in (group, reference)]
    totals = [totals_of_cases(**side) for side in sides]
    parts = split(group=mean_hours(totals[0]), reference=mean_hours(totals[1]))
    found = split_bootstrap_intervals(
        group=complete_cases(**sides[0]), reference=complete_cases(**sides[1]), seed=8
    )
    for name in NAMES:
        interval = getattr(found, name)
        assert interval.low < float(getattr(parts, name)) < interval.high


def test_a_group_of_one_case_has_no_interval_of_its_own_but_the_reference_has():
    one = complete_cases(awarded=[60, 60], own=[60, -1], baseline=[30, 30])
    found = split_bootstrap_intervals(
        group=one, reference=complete_cases(awarded=[0, 60], own=[60, 60], baseline=[0, 30]), seed=1
    )
    assert found.practice is found.policy is found.case_mix is found.difference is None
    assert found.reference_practice is not None
    assert Sums(cases=1, total=60, squares=3600).variance is None
