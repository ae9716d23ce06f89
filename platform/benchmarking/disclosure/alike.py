"""What most cases of a cell have alike: there a sum tells of the few who have something else.

Everybody knows what is usual: twelve months, or nine hours a week. Of forty decisions of which all
but one are for twelve months the mean gives the other one. So what cases have beside the commonest
value must be of many, as a sum must be; those with nought are left out, as other figures tell how
many these are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask

#: So many of the commonest values are kept with how many have them, each by the threshold or more.
_KEPT: Final = 6
#: What is kept of a place, in order: the commonest value, how many have any, how far those lie from
#: it together and in squares; then the commonest values, each with how many have it.
_USUAL, _SOME, _SIZES, _SQUARES, _COMMON = range(5)
ALIKE: Final = _COMMON + 2 * _KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """How many cases have a value above nought: three columns, and how many places there are."""

    place: Counts
    value: Counts
    number: Counts
    places: int


def values_at(places: int, place: Counts, value: Counts, number: Counts) -> Values:
    """Return values by place, each once; nought and less are left out."""
    above = value > 0
    keys, back = np.unique(np.stack([place[above], value[above]]), axis=1, return_inverse=True)
    added = np.zeros(keys.shape[1], dtype=np.int64)
    np.add.at(added, back.ravel(), number[above])
    return Values(place=keys[0], value=keys[1], number=added, places=places)


def alike_of(values: Values, *, rules: DisclosureRules) -> Counts:
    """Return what is kept of every place, in `ALIKE` columns."""
    found = np.zeros((values.places, ALIKE), dtype=np.int64)
    np.add.at(found[:, _SOME], values.place, values.number)
    rank, order = _ranked(values)
    place, value, number = (column[order] for column in (values.place, values.value, values.number))
    found[place[rank == 0], _USUAL] = value[rank == 0]
    common = (rank < _KEPT) & (number >= rules.threshold)
    at = _COMMON + 2 * rank[common]
    found[place[common], at] = value[common]
    found[place[common], at + 1] = number[common]
    found[:, _SIZES : _SQUARES + 1] = around(values, found[:, _USUAL])
    return found


def around(values: Values, usual: Counts) -> Counts:
    """Return by place how far values lie from what is usual there: in all, and in squares."""
    found = np.zeros((values.places, 2), dtype=np.int64)
    far = np.abs(values.value - usual[values.place])
    np.add.at(found[:, 0], values.place, values.number * far)
    np.add.at(found[:, 1], values.place, values.number * far * far)
    return found


def beside_usual(alike: Counts) -> tuple[Counts, Counts]:
    """Return what is kept of how far cases lie from what is usual: in all, and in squares."""
    return alike[..., _SIZES], alike[..., _SQUARES]


def came_alike(values: Values, before: Counts, *, rules: DisclosureRules) -> Mask:
    """Tell where those who came in since, or went, have all but few the same.

    Both beside what was usual before, and beside whatever is usual among themselves. Of a value
    that fewer than the threshold had before it is taken that nobody had.

    Args:
        values: those of now.
        before: by place what was kept then.
        rules: the threshold.
    """
    now = around(values, before[:, _USUAL])
    some = np.zeros(values.places, dtype=np.int64)
    np.add.at(some, values.place, values.number)
    more = some - before[:, _SOME]
    sign = np.where(more < 0, -1, 1)
    sizes, squares = (
        sign * (now[:, at] - before[:, kept]) for at, kept in ((0, _SIZES), (1, _SQUARES))
    )
    few: Mask = (sizes <= 0) | (squares <= 0) | (sizes * sizes < rules.threshold * squares)
    most = np.where(more < 0, _went(values, before, rules), _came(values, before))
    return few | (np.abs(more) - most < rules.threshold)


def _came(values: Values, before: Counts) -> Counts:
    """Return how many of those who came can have the same at most."""
    had = before[values.place][:, _COMMON::2] == values.value[:, None]
    were = (had * before[values.place][:, _COMMON + 1 :: 2]).sum(axis=1)
    most = np.zeros(values.places, dtype=np.int64)
    np.maximum.at(most, values.place, values.number - were)
    return most


def _went(values: Values, before: Counts, rules: DisclosureRules) -> Counts:
    """Return how many of those who went can have had the same at most."""
    kept = before[:, _COMMON::2], before[:, _COMMON + 1 :: 2]
    still = np.zeros(kept[0].shape, dtype=np.int64)
    same = kept[0][values.place] == values.value[:, None]
    np.add.at(still, values.place, same * values.number[:, None])
    most: Counts = (kept[1] - still).max(axis=1, initial=rules.threshold - 1)
    return most


def _ranked(values: Values) -> tuple[Counts, Counts]:
    """Return an order by place, the commonest first and of those the lowest, and the rank in it."""
    order = np.lexsort((values.value, -values.number, values.place))
    place = values.place[order]
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    lengths = np.diff(np.append(starts, len(place)))
    rank = np.arange(len(place)) - np.repeat(starts, lengths)
    return rank, order
