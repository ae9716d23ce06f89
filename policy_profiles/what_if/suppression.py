"""Second suppression: which counts to hide besides the small ones, so that none can be worked out.

A reader is taken to know these rules too: that noughts are shown as long as that can be, and that
what is called small is above nought and below the limit.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

Place = tuple[int, int]
_Node = tuple[str, int]


def is_small(count: int, limit: int) -> bool:
    """Say whether a count is about so few people that it is hidden; nought is about nobody."""
    return 0 < count < limit


def nearly_alike(sides: Sequence[Mapping[str, int]], limit: int) -> tuple[frozenset[str], ...]:
    """Name of each side the counts that differ from those of another by so few that it is small.

    Subtracting would show them, so neither is told. What a side does not have is nought there.
    """
    names = {name for side in sides for name in side}
    return tuple(
        frozenset(
            name
            for name in names
            if any(is_small(abs(one.get(name, 0) - side.get(name, 0)), limit) for side in sides)
        )
        for one in sides
    )


def companions(
    counts: Mapping[str, int], limit: int, *, first: Collection[str] = ()
) -> frozenset[str]:
    """The counts to hide beside the small ones, where all of them add up to what is known.

    They are taken in the order of their names, whatever they are: which ones are hidden would
    otherwise tell something of what they are.

    Args:
        first: the counts to take before any other.
    """
    small = [name for name, number in counts.items() if is_small(number, limit)]
    others = sorted((name for name in counts if name not in small), key=lambda n: n not in first)
    taken, together = 0, sum(counts[name] for name in small)
    while small and taken < len(others) and not _leaves_doubt(len(small), taken, together, limit):
        together += counts[others[taken]]
        taken += 1
    return frozenset(others[:taken])


def _leaves_doubt(small: int, besides: int, together: int, limit: int) -> bool:
    """Say whether each small count can be more than one number, given what all hidden come to."""
    enough = _most(small, besides, limit) + limit  # with more than that nothing else can be
    worlds = _worlds(small, besides, min(together, enough), limit)
    return bool(worlds) and all(len(set(numbers)) > 1 for numbers in zip(*worlds, strict=True))


def _most(small: int, besides: int, limit: int) -> int:
    """What so many hidden counts come to at most while they leave no doubt."""
    return small * (limit - 1) + besides * limit


@lru_cache(maxsize=4_096)
def _worlds(small: int, besides: int, together: int, limit: int) -> frozenset[tuple[int, ...]]:
    """What the small counts can be, for who knows how many others were hidden, and why.

    Each other is nought or not small, and was taken because those before it left no doubt.
    """
    if together < small:
        return frozenset()
    if not besides:
        every = product(range(1, limit), repeat=small)
        return frozenset(world for world in every if sum(world) == together)
    found: set[tuple[int, ...]] = set()
    most = min(together, _most(small, besides - 1, limit))
    for before in range(small, most + 1):
        last = together - before
        if is_small(last, limit) or _leaves_doubt(small, besides - 1, before, limit):
            continue
        found |= _worlds(small, besides - 1, before, limit)
    return frozenset(found)


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
