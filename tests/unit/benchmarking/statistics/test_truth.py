"""The statistics find what was put in: a small, fixed version of `python -m benchmarks.truth`."""

import numpy as np
import pytest

from benchmarking.statistics.bootstrap import generator
from benchmarking.statistics.split import mean_hours, split, totals_of_cases
from benchmarks.simulated_truth import drawn, place, true_parts
from benchmarks.truth import coverage, false_alarms


def test_the_split_of_many_cases_is_the_truth_that_was_put_in():
    source = generator(3)
    group, reference = place(source), place(source)
    totals = []
    for side in (group, reference):
        cases = drawn(side, 80_000, source)
        totals.append(
            totals_of_cases(awarded=cases.awarded, own=cases.own, baseline=cases.baseline)
        )
    found = split(group=mean_hours(totals[0]), reference=mean_hours(totals[1]))
    for part, truth in true_parts(group, reference).items():
        assert float(getattr(found, part)) == pytest.approx(truth, abs=25), part


def test_the_intervals_of_the_split_hold_the_truth_nineteen_times_in_twenty():
    """Eighty pairs of places; each part by itself may miss some more by chance."""
    covered = coverage(runs=80, resamples=300)
    assert 0.92 <= np.mean(list(covered.values())) <= 0.98
    assert min(covered.values()) >= 0.88


def test_equal_municipalities_raise_hardly_an_alarm():
    """Two in a thousand by design; twenty countries of 343 municipalities."""
    alarms = false_alarms(runs=20)
    for kind, share in alarms.items():
        assert 0.001 <= share <= 0.004, kind
