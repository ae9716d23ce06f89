"""Second suppression: which counts to hide besides the small ones, so that none can be worked out.

A reader is taken to know these rules too: that noughts are shown as long as that can be, and that
what is called small is above nought and below the limit.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Place = tuple[int, int]
_Node = tuple[str, int]


def is_small(count: int, limit: int) -> bool:
    """Say whether a count is about so few people that it is hidden; nought is about nobody."""
    return 0 < count < limit


def companions(
    counts: Mapping[str, int], limit: int, *, first: Collection[str] = ()
) -> frozenset[str]:
    """The counts to hide beside the small ones, where all of them add up to what is known.

    Args:
        first: the counts to take before any other.
    """
    small = [name for name, number in counts.items() if is_small(number, limit)]
    others = sorted(
        (name for name in counts if name not in small),
        key=lambda name: (name not in first, counts[name] == 0, counts[name]),
    )
    taken = 0
    while small and taken < len(others):
        besides = [counts[name] for name in others[:taken]]
        if _leaves_doubt([counts[name] for name in small], besides, limit):
            break
        taken += 1
    return frozenset(others[:taken])


def _leaves_doubt(small: Sequence[int], besides: Sequence[int], limit: int) -> bool:
    """Say whether each hidden count can be more than one number, given what they come to."""
    together = sum(small) + sum(besides)
    if len(small) + len(besides) < 2 or together < limit:
        return False
    fewest = 0 if 0 in besides else limit * len(besides)
    worlds = [
        world
        for world in product(range(1, limit), repeat=len(small))
        if _fits(together - sum(world), len(besides), fewest, limit)
    ]
    values = [set(column) for column in zip(*worlds, strict=True)]
    rests = {sum(world) for world in worlds}
    return all(len(each) > 1 for each in values) and (len(besides) != 1 or len(rests) > 1)


def _fits(rest: int, besides: int, fewest: int, limit: int) -> bool:
    """Say whether so many counts, each nought or not small, can come to `rest`."""
    if not besides:
        return rest == 0
    return rest >= max(fewest, limit) or rest == fewest


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Counts by class (rows) and effect (columns); the last row is the whole, as it is shown.

    Attributes:
        cases: of each row; they are shown.
        adds_up: whether the counts of a row come to its cases; if not, to no more than that.
        hidden: changed in place by `close`; in the row of the whole it is given.
    """

    counts: list[list[int]]
    cases: list[int]
    adds_up: bool
    hidden: list[list[bool]]
    limit: int

    def close(self) -> None:
        """Hide more in the classes until no total and no sum of totals gives a count away."""
        while True:
            told = self._told_by_a_line() or self._worked_out()
            cell = self._next_to(told) if told else None
            if cell is None:
                return
            self.hidden[cell[0]][cell[1]] = True

    def _told_by_a_line(self) -> Place | None:
        """A cell of a line whose hidden counts are too few, or together about too few."""
        whole = len(self.counts) - 1
        for cells in self._lines():
            closed = [(row, column) for row, column in cells if self.hidden[row][column]]
            is_open = any(not self.hidden[r][c] for r, c in cells if r != whole)
            if not closed or not is_open:
                continue
            together = sum(self.counts[row][column] for row, column in closed)
            is_total_hidden = any(row == whole for row, _column in closed)
            if len(closed) < 2 or (together < self.limit and not is_total_hidden):
                return next((r, c) for r, c in cells if r != whole and not self.hidden[r][c])
        return None

    def _lines(self) -> Iterator[list[Place]]:
        rows, columns = range(len(self.counts)), range(len(self.counts[0]))
        if self.adds_up:
            yield from ([(row, column) for column in columns] for row in rows[:-1])
        yield from ([(row, column) for row in rows] for column in columns)

    def _worked_out(self) -> Place | None:
        """A hidden cell that has one possible answer only."""
        steps = self._steps()
        for row, cells in enumerate(self.hidden):
            for column, is_hidden in enumerate(cells):
                if is_hidden and not _can_change(steps, ("row", row), ("column", column)):
                    return row, column
        return None

    def _steps(self) -> dict[_Node, set[_Node]]:
        """One case more is a step from row to column, one less a step back; a way round is a world.

        The whole is what is not in the classes, so it goes the other way.
        """
        steps: dict[_Node, set[_Node]] = {}
        hidden = list(self._hidden_cells())
        floor = min((count for _r, _c, count in hidden), default=0) and 1
        for row, column, count in hidden:
            is_whole = row == len(self.counts) - 1
            can_grow = not is_whole or not is_small(count, self.limit) or count + 1 < self.limit
            self._step(steps, (row, column), can_grow, count > floor)
        if not self.adds_up:
            for row, cells in enumerate(self.counts):
                left = self.cases[row] - sum(cells)
                self._step(steps, (row, len(cells)), True, left > 0)
        return steps

    def _hidden_cells(self) -> Iterator[tuple[int, int, int]]:
        for row, cells in enumerate(self.hidden):
            for column, is_hidden in enumerate(cells):
                if is_hidden:
                    yield row, column, self.counts[row][column]

    def _step(
        self, steps: dict[_Node, set[_Node]], place: Place, can_grow: bool, can_shrink: bool
    ) -> None:
        row, column = ("row", place[0]), ("column", place[1])
        if place[0] == len(self.counts) - 1:
            can_grow, can_shrink = can_shrink, can_grow
        if can_grow:
            steps.setdefault(row, set()).add(column)
        if can_shrink:
            steps.setdefault(column, set()).add(row)

    def _next_to(self, told: Place) -> Place | None:
        """The class count to hide: one beside it, the smallest, and noughts last."""
        found = [
            (row != told[0] and column != told[1], count == 0, count, (row, column))
            for row, cells in enumerate(self.counts[:-1])
            for column, count in enumerate(cells)
            if not self.hidden[row][column]
        ]
        return min(found)[-1] if found else None


def _can_change(steps: Mapping[_Node, set[_Node]], row: _Node, column: _Node) -> bool:
    return _leads(steps, row, column) or _leads(steps, column, row)


def _leads(steps: Mapping[_Node, set[_Node]], start: _Node, end: _Node) -> bool:
    """Say whether the step from start to end is on a way round that does not just turn back."""
    if end not in steps.get(start, ()):
        return False
    seen, waiting = {end}, [end]
    while waiting:
        here = waiting.pop()
        for there in steps.get(here, ()):
            if (here, there) == (end, start) or there in seen:
                continue
            if there == start:
                return True
            seen.add(there)
            waiting.append(there)
    return False
