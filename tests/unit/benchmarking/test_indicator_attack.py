"""All tables of indicators over the same rows together give no small count away."""

from benchmarking.disclosure import DEFAULT_RULES
from tests.indicator_attacker import attack

SEEDS = range(6)


def test_no_small_count_lies_narrower_than_what_must_stay_open():
    widths = [width for seed in SEEDS for width in attack(seed)]
    assert len(widths) > 30
    assert min(widths) >= DEFAULT_RULES.width


def test_the_attacker_finds_what_the_threshold_alone_leaves():
    widths = [width for seed in SEEDS for width in attack(seed, protected=False, rounds=False)]
    assert min(widths) < 1
