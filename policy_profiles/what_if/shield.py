"""What a what-if may show: no figure that could be about one or two people.

Small classes are put together, counts below the limit are hidden, and with each of them a second
one in its row and column, so that no total gives it away. Decision note 0042.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from policy_profiles.simulation.values import Against, Impact, Shift

#: Counts below this are not shown to the organisation's own people.
OWN_LIMIT: Final = 3
#: And below this not in a file, which may leave the organisation.
FILE_LIMIT: Final = 10
#: Fewer cases than this are not worked through at all.
FEWEST_CASES: Final = 10

_EFFECTS: Final = ("fewer", "same", "more", "unclear")
_RIGHTS: Final = ("gained", "lost")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShieldedClass:
    """One class, or several small ones together, and the names of the figures that stay hidden.

    `hidden` names fields of the shift: counts, and "mean" for everything measured in hours.
    """

    codes: tuple[str, ...]
    shift: Shift
    hidden: frozenset[str]


def is_small(count: int, limit: int) -> bool:
    """Say whether a count is about so few people that it is hidden; nought is about nobody."""
    return 0 < count < limit


def affected(shift: Shift) -> int:
    """How many cases get other hours."""
    return shift.more + shift.fewer


def hides_hours(impact: Impact, limit: int) -> bool:
    """Say whether so few get other hours that the totals would be about them alone."""
    return any(
        is_small(affected(against.whole), limit)
        for against in (impact.against_before, impact.against_baseline)
    )


def companions(counts: Mapping[str, int], limit: int) -> frozenset[str]:
    """The count to hide beside a small one, where all of them add up to the cases."""
    small = [name for name, number in counts.items() if is_small(number, limit)]
    others = [name for name in counts if counts[name] >= limit]
    if len(small) != 1 or not others:
        return frozenset()
    return frozenset({min(others, key=lambda name: counts[name])})


def shielded_classes(against: Against, dimension: str, limit: int) -> tuple[ShieldedClass, ...]:
    """Give the classes of a dimension as they may be shown."""
    found = [((c.code,), c.shift) for c in against.classes if c.dimension == dimension]
    merged = _merged(found, limit)
    shifts = [shift for _codes, shift in merged]
    whole = against.whole
    hidden = [
        _hidden_names(shifts, _EFFECTS, limit, whole),
        _hidden_names(shifts, _RIGHTS, limit, whole),
        _hidden_means(shifts, limit, whole),
    ]
    return tuple(
        ShieldedClass(codes=codes, shift=shift, hidden=frozenset().union(*(h[row] for h in hidden)))
        for row, (codes, shift) in enumerate(merged)
    )


_Named = tuple[tuple[str, ...], Shift]


def _merged(found: Sequence[_Named], limit: int) -> list[_Named]:
    """Put the classes of fewer cases than the limit together, with the next smallest if need be."""
    kept = [each for each in found if each[1].cases >= limit]
    small = [each for each in found if each[1].cases < limit]
    while small and kept and sum(shift.cases for _c, shift in small) < limit:
        least = min(kept, key=lambda each: each[1].cases)
        kept.remove(least)
        small.append(least)
    if not small:
        return kept
    codes = tuple(code for names, _shift in small for code in names)
    return [*kept, (codes, _sum([shift for _codes, shift in small]))]


def _sum(shifts: Sequence[Shift]) -> Shift:
    """Several classes as one; there is no interval for what was not resampled together."""
    if len(shifts) == 1:
        return shifts[0]
    names = ("cases", *_EFFECTS, *_RIGHTS, "minutes_before", "minutes_after")
    totals = {name: sum(getattr(shift, name) for shift in shifts) for name in names}
    return Shift(**totals, intervals={})


def _hidden_names(
    shifts: Sequence[Shift], names: Sequence[str], limit: int, whole: Shift
) -> list[set[str]]:
    """Hide the small counts, and then more until no row or column gives one away."""
    counts = [[getattr(shift, name) for name in names] for shift in shifts]
    hidden = [[is_small(count, limit) for count in row] for row in counts]
    has_row_totals = names == _EFFECTS  # gained and lost do not add up to the cases
    lines = _lines(len(shifts), len(names), has_row_totals)
    totals_hidden = [is_small(getattr(whole, name), limit) for name in names]
    changed = True
    while changed:
        changed = any(_close(counts, hidden, line, limit, totals_hidden) for line in lines)
    return [
        {name for name, is_hidden in zip(names, row, strict=True) if is_hidden} for row in hidden
    ]


_Line = tuple[bool, tuple[tuple[int, int], ...]]


def _lines(rows: int, columns: int, has_row_totals: bool) -> list[_Line]:
    """Every row and column of which a total is shown; True marks a column."""
    down = [(True, tuple((row, column) for row in range(rows))) for column in range(columns)]
    across = [(False, tuple((row, column) for column in range(columns))) for row in range(rows)]
    return [*across, *down] if has_row_totals else [*down]


def _close(
    counts: list[list[int]],
    hidden: list[list[bool]],
    line: _Line,
    limit: int,
    totals_hidden: Sequence[bool],
) -> bool:
    """Hide one more cell of a line whose total would tell a hidden one; True if that was needed."""
    is_column, cells = line
    if is_column and totals_hidden[cells[0][1]]:
        return False
    closed = [cell for cell in cells if hidden[cell[0]][cell[1]]]
    together = sum(counts[row][column] for row, column in closed)
    open_cells = [cell for cell in cells if not hidden[cell[0]][cell[1]]]
    if not closed or not open_cells or (len(closed) > 1 and together >= limit):
        return False
    row, column = min(open_cells, key=lambda c: (counts[c[0]][c[1]] == 0, counts[c[0]][c[1]]))
    hidden[row][column] = True
    return True


def _hidden_means(shifts: Sequence[Shift], limit: int, whole: Shift) -> list[set[str]]:
    """Hide hours that would be about one or two people, and those of a second class with them."""
    few = [is_small(affected(shift), limit) for shift in shifts]
    if is_small(affected(whole), limit):
        return [{"mean"} for _shift in shifts]
    others = [row for row, is_few in enumerate(few) if not is_few]
    if sum(few) == 1 and others:
        row = min(others, key=lambda r: (affected(shifts[r]) == 0, affected(shifts[r])))
        few[row] = True
    return [{"mean"} if is_few else set() for is_few in few]
