"""Components of variance, held against NIST's certified values and two textbooks."""

from fractions import Fraction

import numpy as np
import pytest

from benchmarking.statistics.means import Sums
from benchmarking.statistics.variance import TooFewToSplit, nested_components, variance_components

#: NIST StRD, analysis of variance, SiRstv, in ten-thousandths.
SIRSTV = [
    [1963052, 1961240, 1961890, 1962569, 1963403], [1963042, 1963825, 1961669, 1963257, 1960422],
    [1961303, 1962005, 1962889, 1960343, 1961811], [1962795, 1961748, 1961494, 1961485, 1959885],
    [1962119, 1961051, 1961850, 1960052, 1962090],
]  # fmt: skip
#: Calcium in four samples of each of four turnip leaves, in hundredths of a percent.
TURNIPS = [[328, 309, 303, 303], [352, 348, 338, 338], [288, 280, 281, 276], [334, 338, 323, 326]]
#: Wings of mosquitoes, in tenths: three cages, four females each, measured twice.
MOSQUITOES = [
    [[585, 595], [778, 809], [840, 836], [701, 683]],
    [[698, 698], [560, 545], [507, 493], [638, 658]],
    [[566, 575], [778, 792], [699, 692], [621, 645]],
]


def sums(values):
    return Sums(cases=len(values), total=sum(values), squares=sum(v * v for v in values))


def test_the_ratio_and_the_variance_within_are_nists_certified_ones():
    found = variance_components([sums(row) for row in SIRSTV])
    assert float(found.ratio) == pytest.approx(1.18046237440255, rel=1e-12)
    assert float(found.within) / 1e8 == pytest.approx(1.08318280000000e-02, rel=1e-12)
    assert found.degrees == (4, 20)
    between = (1.27865654000000e-02 - 1.08318280000000e-02) / 5
    assert float(found.between) / 1e8 == pytest.approx(between, rel=1e-9)


def test_the_turnip_leaves_come_out_as_published():
    """Source: Snedecor and Cochran, Statistical Methods: 0.0066 within, 0.0724 between."""
    found = variance_components([sums(row) for row in TURNIPS])
    assert float(found.within) / 1e4 == pytest.approx(0.0066, abs=5e-5)
    assert float(found.between) / 1e4 == pytest.approx(0.0724, abs=5e-5)
    assert float(found.share_between) == pytest.approx(0.0724 / 0.0790, abs=1e-3)


def test_the_mosquitoes_come_out_as_published():
    """Source: Sokal and Rohlf, Biometry, box 10.1: mean squares 332.8379, 191.1864 and 1.3017."""
    found = nested_components([[sums(female) for female in cage] for cage in MOSQUITOES])
    assert float(found.cases) / 100 == pytest.approx(1.3017, abs=5e-5)
    assert float(found.municipalities) / 100 == pytest.approx((191.1864 - 1.3017) / 2, abs=1e-4)
    assert float(found.regions) / 100 == pytest.approx((332.8379 - 191.1864) / 8, abs=1e-4)
    share = 17.706441 / (94.942361 + 17.706441)
    assert float(found.share_between_regions) == pytest.approx(share, abs=1e-6)


def test_unequal_numbers_recover_the_components_on_average():
    """Over many draws of unequal groups the mean of what is found is what was put in."""
    source = np.random.default_rng(17)
    shape = [[5, 9, 14], [30, 4], [7, 7, 8, 20], [12, 3]]
    found = []
    for _ in range(400):
        regions = []
        for sizes in shape:
            region = source.normal(0, 300)
            places = [region + source.normal(0, 400) for _ in sizes]
            regions.append([
                sums(np.rint(source.normal(place, 500, n) + 9000).astype(int).tolist())
                for place, n in zip(places, sizes, strict=True)
            ])  # fmt: skip
        found.append(nested_components(regions))
    assert np.mean([float(one.cases) for one in found]) == pytest.approx(250_000, rel=0.02)
    assert np.mean([float(one.municipalities) for one in found]) == pytest.approx(160_000, rel=0.1)


def test_groups_alike_have_nothing_between_them():
    found = variance_components([sums([1, 5]), sums([2, 4]), sums([3, 3])])
    assert (found.between, found.share_between) == (0, 0)
    assert found.within == Fraction(10, 3)
    same = variance_components([sums([7, 7]), sums([7, 7])])
    assert (same.ratio, same.share_between) == (None, None)


def test_too_few_to_split_is_said():
    with pytest.raises(TooFewToSplit):
        variance_components([sums([1, 2]), sums([])])
    with pytest.raises(TooFewToSplit):
        variance_components([sums([1]), sums([2])])
    with pytest.raises(TooFewToSplit):
        nested_components([[sums([1, 2])], [sums([3, 4])]])
