"""Complementary suppression: no small count can be worked out from the totals of its table.

The hypercube method of official statistics, with rounding: for every small count there must be
blocks of cells that could all have been otherwise together, within what is hidden and what rounding
leaves open, without changing anything that is shown. Where there are none, cells are hidden until
there are. The blocks are the proof.

What is told along one filter, and of all together, counts as known exactly: there means and rates
are told of the same cases, and two of one total give the number that they are taken over.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarking.disclosure.blocks import blocks_in, number_of_totals
from benchmarking.disclosure.rules import DisclosureRules

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Costs = npt.NDArray[np.float64]

_UNBOUNDED = np.int64(2**40)
_FAR = 1e9


def with_margins(inner: Counts) -> Counts:
    """Return the table with a total added as the last category of every axis."""
    table = inner
    for axis in range(inner.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


@dataclass(frozen=True, slots=True)
class _Room:
    """How far each cell can move for an outsider: while it is hidden, and while it is shown."""

    hidden_up: Counts
    hidden_down: Counts
    shown_up: Counts
    shown_down: Counts

    def mirrored(self) -> "_Room":
        """Return the room of the opposite movement."""
        return _Room(self.hidden_down, self.hidden_up, self.shown_down, self.shown_up)


def hidden_counts(counts: Counts, rounded: Counts, *, rules: DisclosureRules) -> Mask:
    """Return which cells of a table with margins are not shown.

    `rounded` holds what would be shown. Small cells (1 to threshold - 1) are hidden, with as many
    others as it takes that each small one can lie anywhere in an interval of `rules.width` for
    someone who has all that is shown. Nought is shown: nobody is recognised in it.
    """
    return _hidden_counts(
        counts.astype(np.int64).tobytes(), rounded.astype(np.int64).tobytes(), counts.shape, rules
    )


def hidden_parts(
    part: Counts,
    whole: Counts,
    rounded_part: Counts,
    whole_hidden: Mask,
    *,
    rules: DisclosureRules,
    said: Mask | None = None,
    has_means: bool = False,
) -> Mask:
    """Return where a part of each cell, and so also the rest of it, is not shown.

    Hidden where the whole is hidden, where the part or the rest is below the threshold (also
    nought: "nobody" and "everybody" say something about each of them), and where needed so that
    neither follows from what is shown in other cells.

    With `said`, where the release before shows the same, all that is hidden may not follow, and
    what was said is hidden last: everybody has it. With `has_means` a mean is told of the part or
    of the rest: then what is shown along one filter is known exactly.
    """
    return _hidden_parts(
        part.astype(np.int64).tobytes(),
        whole.astype(np.int64).tobytes(),
        rounded_part.astype(np.int64).tobytes(),
        whole_hidden.tobytes(),
        b"" if said is None else said.tobytes(),
        told_exactly(whole.shape).tobytes() if has_means else b"",
        whole.shape,
        rules,
    )


def told_exactly(shape: tuple[int, ...]) -> Mask:
    """Return which cells of a table with margins, flat, run along one filter at most."""
    along: Mask = number_of_totals(shape) >= len(shape) - 1
    return along


@lru_cache(maxsize=4096)
def _hidden_counts(
    content: bytes, rounded_content: bytes, shape: tuple[int, ...], rules: DisclosureRules
) -> Mask:
    counts = np.frombuffer(content, dtype=np.int64)
    rounded = np.frombuffer(rounded_content, dtype=np.int64)
    small = (counts > 0) & (counts < rules.threshold)
    nobody, exact = counts == 0, told_exactly(shape)
    room = _Room(
        hidden_up=np.where(nobody, 0, _UNBOUNDED),
        hidden_down=np.maximum(counts - 1, 0),  # a hidden cell is known to hold someone
        shown_up=np.where(nobody | exact, 0, rounded + rules.slack - counts),
        shown_down=np.where(
            nobody | exact,
            0,
            np.minimum(counts - rounded + rules.slack, counts - rules.threshold),
        ),
    )
    width = np.full_like(counts, rules.width)
    return _close(small.copy(), small, room, width, _price(counts), shape, rules.least_width)


@lru_cache(maxsize=16384)
def _hidden_parts(
    part_content: bytes,
    whole_content: bytes,
    rounded_content: bytes,
    hidden_content: bytes,
    said_content: bytes,
    exact_content: bytes,
    shape: tuple[int, ...],
    rules: DisclosureRules,
) -> Mask:
    part = np.frombuffer(part_content, dtype=np.int64)
    whole = np.frombuffer(whole_content, dtype=np.int64)
    rounded = np.frombuffer(rounded_content, dtype=np.int64)
    rest = whole - part
    small = (whole > 0) & (np.minimum(part, rest) < rules.threshold)
    exact = np.frombuffer(exact_content, dtype=np.bool_) if exact_content else np.zeros_like(small)
    room = _Room(
        hidden_up=rest,
        hidden_down=part,
        shown_up=np.where(
            exact, 0, np.minimum(rounded + rules.slack - part, rest - rules.threshold)
        ),
        shown_down=np.where(
            exact, 0, np.minimum(part - rounded + rules.slack, part - rules.threshold)
        ),
    )
    hidden = small | np.frombuffer(hidden_content, dtype=np.bool_)
    width, cost, protected = np.minimum(whole, rules.width), _price(whole), small
    if said_content:
        said = np.frombuffer(said_content, dtype=np.bool_)
        cost, protected = np.where(said, cost + _FAR, cost), hidden & (whole > 0)
    return _close(hidden, protected, room, width, cost, shape, rules.least_width)


def _close(
    hidden: Mask,
    to_protect: Mask,
    room: _Room,
    width: Counts,
    cost: Costs,
    shape: tuple[int, ...],
    least_width: int,
) -> Mask:
    """Hide more cells until each cell to protect can move over its `width`, up and down together.

    Totals over two axes or more are what people look at: rather than hide one of those, a width
    of `least_width` will do; the grand total goes last. Only if no sum of blocks helps, everything
    below the cell is hidden.
    """
    if not to_protect.any():
        return hidden.reshape(shape)
    corners, signs = blocks_in(shape)
    totals = number_of_totals(shape)
    spared = [np.where(totals < most, cost, np.inf) for most in (2, len(shape))]
    for cell in _widest_first(np.flatnonzero(to_protect), shape):
        blocks = _Blocks(at=corners[cell], raises=signs[cell] > 0)
        enough, least = int(width[cell]), min(int(width[cell]), least_width)
        ways = ((spared[0], enough), (spared[0], least), (spared[1], least), (cost, enough))
        if not any(_protect(hidden, blocks, room, price, wanted) for price, wanted in ways):
            hidden[_slab(cell, shape)] = True
    answer = hidden.reshape(shape)
    answer.setflags(write=False)
    return answer


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of one cell: places (blocks, corners), and which corners rise with it."""

    at: npt.NDArray[Any]
    raises: Mask


def _protect(hidden: Mask, blocks: _Blocks, room: _Room, cost: Costs, width: int) -> bool:
    """Hide what it takes for one cell: nothing, else the cheaper of more room up or down.

    Tell whether blocks of cells with a finite cost were enough.
    """
    up, down = room, room.mirrored()
    free = (
        _move(hidden, blocks, up, None, width),
        _move(hidden, blocks, down, None, width),
    )
    if sum(free) >= width:
        return True
    ways = []
    for direction, other in ((up, free[1]), (down, free[0])):
        after = hidden.copy()
        reached = _move(after, blocks, direction, cost, width - other)
        if reached + other >= width:
            ways.append((float(cost[after & ~hidden].sum()), after))
    if ways:
        hidden[:] = min(ways, key=lambda way: way[0])[1]
    return bool(ways)


def _move(hidden: Mask, blocks: _Blocks, room: _Room, cost: Costs | None, wanted: int) -> int:
    """Move the cell up by blocks, hiding corners at a cost if there is one; return how far it got.

    Blocks add up as long as no corner moves beyond its room, so what one block used of a corner is
    remembered in `moved`. Blocks that hide nothing go first, then the cheapest for what they give.
    """
    at, raises = blocks.at, blocks.raises
    moved = np.zeros(hidden.size, dtype=np.int64)
    reached = 0
    while reached < wanted:
        now = _room_of(at, raises, room, hidden, moved)
        free = now.min(axis=1)
        best = int(free.argmax())
        gain = int(min(free[best], wanted - reached))
        if gain <= 0 and cost is not None:
            best, gain = _cheapest(blocks, room, cost, now, moved, wanted - reached)
            hidden[at[best][now[best] < gain]] = True
        if gain <= 0:
            break
        moved[at[best]] += np.where(raises[best], gain, -gain)
        reached += gain
    return reached


def _room_of(
    at: npt.NDArray[Any], raises: Mask, room: _Room, hidden: Mask, moved: Counts
) -> Counts:
    rise = np.where(hidden, room.hidden_up, room.shown_up) - moved
    fall = np.where(hidden, room.hidden_down, room.shown_down) + moved
    left: Counts = np.where(raises, rise[at], fall[at])
    return left


def _cheapest(
    blocks: _Blocks, room: _Room, cost: Costs, now: Counts, moved: Counts, wanted: int
) -> tuple[int, int]:
    """Return the block with the lowest price for its gain when all its corners are hidden."""
    everything = np.ones(moved.size, dtype=bool)
    most = _room_of(blocks.at, blocks.raises, room, everything, moved).min(axis=1)
    gains = np.minimum(most, wanted)
    price = np.where(now < gains[:, None], cost[blocks.at], 0.0).sum(axis=1)
    each = np.where(gains > 0, price / np.maximum(gains, 1), np.inf)
    best = int(each.argmin())
    return best, int(gains[best]) if np.isfinite(each[best]) else 0


def _price(cases: Counts) -> Costs:
    """Return what hiding a cell costs: the cases that nobody gets to see."""
    price: Costs = (cases + 1).astype(np.float64)
    return price


def _slab(cell: int, shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
    """Return everything that a cell is the total of, with the totals over those.

    When no single block moves far enough: with all of this hidden, the details can be anything that
    their wholes allow, and every changed total is hidden as well.
    """
    place = np.unravel_index(cell, shape)
    lines = [
        range(size) if category == size - 1 else (category, size - 1)
        for category, size in zip(place, shape, strict=True)
    ]
    return np.ravel_multi_index(np.ix_(*lines), shape).ravel()


def _widest_first(cells: npt.NDArray[np.intp], shape: tuple[int, ...]) -> list[int]:
    """Order cells from grand total to detail, so that detail reuses what totals already hide."""
    order = np.argsort(-number_of_totals(shape)[cells], kind="stable")
    return [int(cell) for cell in cells[order]]
