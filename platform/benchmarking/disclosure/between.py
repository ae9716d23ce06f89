"""What a release may say after earlier ones: a figure changes by many cases at once, or not at all.

Whoever lays two releases beside each other sees differences. So a cell keeps what it said, shown or
hidden, until it differs by its patience from the count that this rests on: the threshold or more,
up to nearly twice that. How much more is a keyed chance: if it were the threshold for all, a total
that changed beside parts that did not would say that each part changed by nearly the threshold. A
group adds up what its members said, so it too changes by nothing or by many.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.disclosure.release import Rounding
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask


class OtherTable(ValueError):
    """What was kept is of a table of another shape."""

    def __init__(self, kept: tuple[int, ...], now: tuple[int, ...]) -> None:
        super().__init__(f"Lay tables of one shape beside each other, not {kept} and {now}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table as a release has it.

    Attributes:
        counts: the count that each cell rests on, of the release in which it last changed.
        hidden: where it is not shown.
        as_of: the number of that release.
        base: of a part: the whole that it was counted in, at that same release.
    """

    counts: Counts
    hidden: Mask
    as_of: Counts
    base: Counts | None = None

    def renewed_by(self, release: int) -> Mask:
        """Return where a release changed what is kept."""
        renewed: Mask = self.as_of == release
        return renewed


def patience_of(
    shape: tuple[int, ...], *, name: str, rounding: Rounding, cells: Sequence[str] | None = None
) -> Counts:
    """Return by how much each cell of a table must differ before it changes.

    From the threshold to twice that less one, always the same for cells of one name.

    Args:
        shape: of the table.
        name: whose table it is, and what it counts.
        rounding: with the key.
        cells: what each cell is called; by its place unless given.
    """
    threshold = rounding.rules.threshold
    places = (
        hashlib.blake2b(
            f"{name}~{cell}".encode(), key=rounding.key[:64], person=b"patience", digest_size=8
        )
        for cell in (range(int(np.prod(shape))) if cells is None else cells)
    )
    drawn = [threshold + int.from_bytes(place.digest()) % threshold for place in places]
    return np.array(drawn, dtype=np.int64).reshape(shape)


def longest_patience(rules: DisclosureRules) -> int:
    """Return the least change after which every cell changes, whatever its patience."""
    return 2 * rules.threshold - 1


def kept_whole(
    now: Counts, hidden: Mask, *, earlier: Kept | None, release: int, patience: Counts
) -> Kept:
    """Return a table of cases as release number `release` has it.

    Args:
        now: the counts with their totals, on any number of axes.
        hidden: where they would be hidden if there were no earlier release.
        earlier: the release before, on the same axes; None for the first one.
        release: the number of this one; higher than all before it.
        patience: of `patience_of`.

    Raises:
        OtherTable: the earlier table has another shape.
    """
    if earlier is None:
        return _first(now, hidden, None, release)
    _check_shape(earlier, now)
    # Where nobody was, whoever comes first is protected as in a first release.
    renewed = _by_many(now - earlier.counts, patience) | ((earlier.counts == 0) & (now > 0))
    return _renewed(renewed, now, hidden, None, earlier, release)


def kept_part(
    now: Counts,
    base: Counts,
    hidden: Mask,
    *,
    earlier: Kept | None,
    release: int,
    patience: Counts,
) -> Kept:
    """Return a part of each cell, with its whole, as release number `release` has it.

    What is shown changes when the part and the rest both change by as much: of those
    who came in between, neither "nobody" nor "everybody" may follow. A pair that stays hidden is
    in a group's figure only, and moves with many new cases.

    Raises:
        OtherTable: the earlier table has another shape.
    """
    if earlier is None or earlier.base is None:
        return _first(now, hidden, base, release)
    _check_shape(earlier, now)
    more, more_in_whole = now - earlier.counts, base - earlier.base
    unseen = earlier.hidden & hidden & _by_many(more_in_whole, patience)
    both = _by_many(more, patience) & _by_many(more_in_whole - more, patience)
    nobody_yet = (earlier.base == 0) & (base > 0)
    gone = (base == 0) & (earlier.base > 0) & _by_many(more_in_whole, patience)
    return _renewed(unseen | both | nobody_yet | gone, now, hidden, base, earlier, release)


def kept_with_whole(part: Kept, earlier: Kept | None, whole: Kept, *, release: int) -> Kept:
    """Return a part that says what it said wherever its whole does.

    Else the interval of its share, made of the new whole, tells by how much that one changed.

    Args:
        part: as `kept_part` gives it; codes may stand in front of the axes of the whole.
        earlier: the same in the release before; None for the first one.
        whole: as this release has it.
        release: the number of this one.
    """
    if earlier is None or earlier.base is None:
        return part
    renewed: Mask = part.renewed_by(release) & whole.renewed_by(release)
    return _renewed(renewed, part.counts, part.hidden, part.base, earlier, release)


def kept_column(now: Counts, earlier: Counts | None, *, table: Kept, release: int) -> Counts:
    """Return what goes with a table, such as sums of hours, from the release that each rests on.

    `now` and `earlier` may have axes more than the table, behind its own.
    """
    if earlier is None:
        return now
    renewed = table.renewed_by(release)
    wider = renewed.reshape(renewed.shape + (1,) * (now.ndim - renewed.ndim))
    kept: Counts = np.where(wider, now, earlier)
    return kept


def _by_many(change: Counts, patience: Counts) -> Mask:
    many: Mask = np.abs(change) >= patience
    return many


def _first(now: Counts, hidden: Mask, base: Counts | None, release: int) -> Kept:
    return Kept(counts=now, hidden=hidden, as_of=np.full(now.shape, release), base=base)


def _renewed(
    renewed: Mask, now: Counts, hidden: Mask, base: Counts | None, earlier: Kept, release: int
) -> Kept:
    return Kept(
        counts=np.where(renewed, now, earlier.counts),
        hidden=np.where(renewed, hidden, earlier.hidden),
        as_of=np.where(renewed, release, earlier.as_of),
        base=_chosen(renewed, base, earlier.base),
    )


def _chosen(renewed: Mask, base: Counts | None, earlier: Counts | None) -> Counts | None:
    return None if base is None or earlier is None else np.where(renewed, base, earlier)


def _check_shape(earlier: Kept, now: Counts) -> None:
    if earlier.counts.shape != now.shape:
        raise OtherTable(earlier.counts.shape, now.shape)
