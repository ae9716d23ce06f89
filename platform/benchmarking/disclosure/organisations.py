"""Totals over organisations: which figures may be told, when each organisation's part is known.

A figure is told where at least `fewest_members` organisations are in it, none with more than the
largest share, over at least `threshold` cases; also after subtracting a figure of another group.
Who is not told of one figure in a row is not told of so many that what is left of the row after
subtracting is itself a figure that may be told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.disclosure.members import is_dominated
from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules

#: Whole numbers by organisation.
Parts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a sum is made of, by organisation: sizes without sign, and the two largest of a case."""

    size: Parts
    largest: Parts
    second: Parts

    def __add__(self, other: "Amounts") -> "Amounts":
        """Put two cells together."""
        four = np.stack([self.largest, self.second, other.largest, other.second])
        ordered = np.sort(four, axis=0)
        return Amounts(size=self.size + other.size, largest=ordered[-1], second=ordered[-2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The organisations of an answer, as places in `Parts`, and what subtracting can single out.

    Attributes:
        members: those whose totals are added up.
        pieces: what is left when other answers are subtracted from this one, or this from those.
    """

    members: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...] = ()
    rules: DisclosureRules = DEFAULT_RULES

    def total(self, parts: Parts) -> int:
        """Add up what the members have."""
        return int(parts[list(self.members)].sum())

    def may_tell(self, parts: Parts, *, is_exact: bool = False) -> bool:
        """Say whether a total of cases may be told.

        Args:
            parts: by organisation.
            is_exact: whether what is told is not rounded to fives; then also what is left after
                subtracting must be over enough cases. Rounding hides a small one by itself.
        """
        if not self._is_enough(parts, self.members):
            return False
        return all(self._leaves_enough(parts, piece, is_exact) for piece in self.pieces)

    def may_tell_part(self, part: Parts, whole: Parts) -> bool:
        """Say whether a part of the cases may be told: also what is left may not be one or two's.

        That the rest is small is hidden by rounding; that it is one organisation's is not.
        """
        return self.may_tell(part) and self.may_be_left(whole - part, is_exact=False)

    def may_be_left(self, parts: Parts, *, is_exact: bool) -> bool:
        """Say whether subtracting may come to this: to nothing, or to what could be told itself.

        What is rounded to fives may also come to few: nobody learns how many.
        """
        groups = (self.members, *self.pieces)
        return all(self._leaves_enough(parts, group, is_exact) for group in groups)

    def may_be_nested(self, left: Parts) -> bool:
        """Say whether what lies in one shown count and not in another is of nobody, or of several.

        Both are rounded; still, that it is of one organisation would be seen.
        """
        return self.may_be_left(left, is_exact=True)

    def may_tell_sum(self, amounts: Amounts) -> bool:
        """Say whether a sum or mean may be told: nobody who knows one case comes near another.

        What the others come to beside the two largest must be enough to hide the largest in (the
        p%-rule), and no organisation has more than the largest share; so too in every piece.
        """
        return all(self._is_spread(amounts, group) for group in (self.members, *self.pieces))

    def _is_spread(self, amounts: Amounts, group: Sequence[int]) -> bool:
        size = amounts.size[list(group)]
        whole = int(size.sum())
        if not whole:
            return True
        two = np.concatenate([amounts.largest[list(group)], amounts.second[list(group)]])
        largest, second = (int(number) for number in np.sort(two)[:-3:-1])
        hides = whole - largest - second >= self.rules.least_beside * largest
        return hides and not is_dominated(size.tolist(), largest_share=self.rules.largest_share)

    def _is_enough(self, parts: Parts, members: Sequence[int]) -> bool:
        own = parts[list(members)]
        return int(own.sum()) >= self.rules.threshold and self._is_of_several(own)

    def _leaves_enough(self, parts: Parts, piece: Sequence[int], is_exact: bool) -> bool:
        own = parts[list(piece)]
        left = int(own.sum())
        if left < self.rules.threshold:
            return left == 0 or not is_exact
        return self._is_of_several(own)

    def _is_of_several(self, own: Parts) -> bool:
        several = int((own > 0).sum()) >= self.rules.fewest_members
        return several and not is_dominated(own.tolist(), largest_share=self.rules.largest_share)


def hidden_in_row(
    counted: Counted,
    parts: Sequence[Parts],
    wholes: Sequence[Parts],
    *,
    is_exact: bool = False,
    may_stand: Callable[[Sequence[int]], bool] | None = None,
) -> list[bool]:
    """Say which cells of a row are not told, while the total of the row is.

    Beside the cells that may not be told themselves, the smallest others go along until what all
    hidden ones come to may be told too: that is what subtracting gives.

    Args:
        counted: whose cells.
        parts: of each cell what is told, by organisation.
        wholes: of each cell all cases, by organisation.
        is_exact: whether hours rest on it, which are not rounded to fives.
        may_stand: says of cells put together what else there is to ask: of each that is told, and
            of all that are hidden.
    """
    stands = may_stand or _always
    hidden = [
        not (_may_tell(counted, part, whole, is_exact) and stands([cell]))
        for cell, (part, whole) in enumerate(zip(parts, wholes, strict=True))
    ]
    order = sorted(range(len(parts)), key=lambda cell: counted.total(parts[cell]))
    while any(hidden) and not all(hidden):
        part, whole = (_sum_of(each, hidden) for each in (parts, wholes))
        rest = part if is_exact else whole - part
        left = [cell for cell, is_hidden in enumerate(hidden) if is_hidden]
        if all(counted.may_be_left(e, is_exact=is_exact) for e in (part, rest)) and stands(left):
            break
        hidden[next(cell for cell in order if not hidden[cell])] = True
    return hidden


def _always(_cells: Sequence[int]) -> bool:
    return True


def _sum_of(cells: Sequence[Parts], wanted: Sequence[bool]) -> Parts:
    found = [cell for cell, is_wanted in zip(cells, wanted, strict=True) if is_wanted]
    return np.sum(found, axis=0, dtype=np.int64)


def _may_tell(counted: Counted, part: Parts, whole: Parts, is_exact: bool) -> bool:
    if is_exact:
        return counted.may_tell(part, is_exact=True)
    return counted.may_tell_part(part, whole)


def merged_classes(counted: Counted, sizes: Sequence[Parts]) -> list[list[int]]:
    """Put classes of cases together until each group of them may be told; none where none may.

    What is too small goes together, with the next smallest if need be. It depends on the cases
    alone and not on the question, so that two questions have the same classes.
    """
    groups = [[place] for place, size in enumerate(sizes) if counted.total(size)]
    if not groups:
        return []
    groups.sort(key=lambda group: counted.total(sizes[group[0]]))

    def may_tell(group: list[int]) -> bool:
        return counted.may_tell(_sum_of(sizes, [place in group for place in range(len(sizes))]))

    small = [place for group in groups if not may_tell(group) for place in group]
    kept = [group for group in groups if may_tell(group)]
    while small and kept and not may_tell(small):
        small += kept.pop(0)
    if small and not may_tell(small):
        return []
    return [*kept[::-1], *([sorted(small)] if small else [])]
