"""A mean of which all but few cases have the same tells of these few, so it is not told."""

import numpy as np

from benchmarking.cube import Axes
from benchmarking.definitions import indicators
from benchmarking.disclosure import DEFAULT_RULES, HiddenReason, Rounding
from benchmarking.disclosure.alike import alike_of, beside_usual, came_alike, values_at
from benchmarking.released_indicators.making import Basis
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.reading import Cell, figure_from
from benchmarking.released_indicators.sums import with_sums
from benchmarking.released_indicators.tables import COLUMNS
from tests.unit.benchmarking.test_kept_masks import of_nothing

AXES = Axes(members=("eikenberg",), years=(2024, 2025))
PLACES = Places(axes=AXES)
ROUNDING = Rounding(key=b"a key for tests only")
TOTAL = (0, len(PLACES.names) - 1)


def values(numbers, places=1):
    """The same values at every place."""
    of_each = np.tile(np.array(numbers, dtype=np.int64), places)
    place = np.repeat(np.arange(places), len(numbers))
    return values_at(places, place, of_each, np.ones_like(of_each))


def months_told(months, *, looks_at_alike=True):
    """What is told of the mean months of so many decisions, in tenths."""
    places = len(PLACES.names)
    sums = {
        "total": sum(months), "squares": sum(one * one for one in months), "cases": len(months),
        "some": sum(one > 0 for one in months), "most": max(months),
    }  # fmt: skip
    columns = np.zeros((1, places, len(COLUMNS)), dtype=np.int64)
    for name, value in sums.items():
        columns[..., COLUMNS.index(name)] = value
    if looks_at_alike:
        kept = alike_of(values(months, places), rules=DEFAULT_RULES)
        columns = np.concatenate([columns, kept[None]], axis=-1)
    basis = Basis(number=1, axes=AXES, rounding=ROUNDING, told={}, earlier={})
    one = indicators()["months_granted"]
    table = with_sums(basis, one, of_nothing(columns=columns), None)
    cell = Cell(one=one, table=table, places=PLACES, rounding=ROUNDING, at=TOTAL)
    return figure_from(cell).value


def test_one_of_sixty_months_among_those_of_twelve_is_not_told():
    """The mean of 40 gave it: forty times what is told, less 39 times twelve."""
    of_forty = [12] * 39 + [60]
    told = months_told(of_forty, looks_at_alike=False)
    assert abs(40 * told.value / 10 - 39 * 12 - 60) <= 2, "so it did"
    assert months_told(of_forty).reason is HiddenReason.SMALL_NUMBERS
    assert months_told([0] * 15 + of_forty).reason is HiddenReason.SMALL_NUMBERS, "noughts are told"
    near = [11] * 6 + [13] * 6
    assert months_told([12] * 27 + near + [60]).reason is HiddenReason.SMALL_NUMBERS


def test_months_of_which_many_are_something_else_are_told():
    assert months_told([12] * 25 + [6] * 15).value == 98
    assert months_told([1 + number % 24 for number in range(40)]).value


def kept_of(numbers):
    return alike_of(values(numbers), rules=DEFAULT_RULES)


def few_came(before, now):
    return bool(came_alike(values(now), kept_of(before), rules=DEFAULT_RULES)[0])


def test_what_came_in_between_is_not_the_same_for_all_but_few():
    many = [12] * 40 + [6] * 40
    assert few_came(many, many + [12] * 19 + [60])
    assert few_came(many, many + [6] * 19 + [24]), "usual among those who came alone"
    assert few_came(many, many + [36] * 19 + [60]), "nobody had that before"
    assert few_came(many + [36] * 19 + [60], many), "nor for those who went"
    assert not few_came(many, many + [12] * 15 + [6] * 15)
    assert not few_came(many + [12] * 15 + [6] * 15, many)


def test_what_is_usual_is_the_commonest_and_of_those_the_lowest():
    kept = kept_of([12, 12, 6, 6, 30])
    assert [one.tolist() for one in beside_usual(kept)] == [[36], [36 + 36 + 576]]
    assert not kept_of([0, 0]).any()
