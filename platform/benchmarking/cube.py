"""Counts as tables with margins, one per organisation, and what of each may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from benchmarking.cells import CellKey, Selection
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.disclosure import (
    MemberParts,
    Rounding,
    hidden_counts,
    hidden_parts,
    hide_among_members,
    with_margins,
)
from benchmarking.disclosure.tables import Counts, Mask

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What the tables run over: organisations, and the categories that can be filtered on.

    The tables are the same whatever is chosen, so that one choice never undoes the protection of
    another. Years that cannot be chosen, such as those in which jobs began before the first
    decision, are one category together behind the others. Of members that are `silent` nothing is
    counted: they take no part, and what was told of them before is kept in their place.
    """

    members: tuple[str, ...]
    years: tuple[int, ...]
    target_groups: tuple[str, ...] = tuple(TARGET_GROUPS)
    contract_classes: tuple[str, ...] = tuple(CONTRACT_CLASSES)
    silent: frozenset[str] = frozenset()

    @property
    def places_of_members(self) -> dict[str, int]:
        """Where each member of whom anything is counted stands."""
        return {name: at for at, name in enumerate(self.members) if name not in self.silent}

    @property
    def shape(self) -> tuple[int, int, int]:
        """How large the table of one member is, with its totals."""
        return (len(self.years) + 2, len(self.target_groups) + 1, len(self.contract_classes) + 1)

    def counted(self, counts: Iterable[tuple[CellKey, int]]) -> Counts:
        """Return the counts by member with the margins; of members not in the axes none."""
        sizes = (len(self.years) + 1, len(self.target_groups), len(self.contract_classes))
        table = np.zeros((len(self.members), *sizes), dtype=np.int64)
        member = self.places_of_members
        for key, count in counts:
            if key.tenant_schema in member:
                table[(member[key.tenant_schema], *self._inner(key))] += count
        return np.stack([with_margins(inner) for inner in table])

    def place(self, selection: Selection) -> Place:
        """Return where a selection stands; what is not chosen is the margin, the last category."""
        return (
            -1 if selection.year is None else self.years.index(selection.year),
            -1
            if selection.target_group is None
            else self.target_groups.index(selection.target_group),
            -1
            if selection.contract_class is None
            else self.contract_classes.index(selection.contract_class),
        )

    def cells(self) -> tuple[str, ...]:
        """Return the name of every cell and total, in the order of a member's table.

        A cell is called by what it counts and not by where that stands: years come behind those
        that were there, as they come.
        """
        return _cells(self.years, self.target_groups, self.contract_classes)

    def named(self, place: Place) -> str:
        """Return the name of the cell at a place."""
        at = tuple(one % size for one, size in zip(place, self.shape, strict=True))
        return self.cells()[int(np.ravel_multi_index(at, self.shape))]

    def _inner(self, key: CellKey) -> Place:
        return (
            self.years.index(key.year) if key.year in self.years else len(self.years),
            self.target_groups.index(key.target_group),
            self.contract_classes.index(key.contract_class),
        )


@lru_cache(maxsize=64)
def _cells(
    years: tuple[int, ...], target_groups: tuple[str, ...], contract_classes: tuple[str, ...]
) -> tuple[str, ...]:
    axes = (
        (*map(str, years), "other_years", "all"),
        (*target_groups, "all"),
        (*contract_classes, "all"),
    )
    return tuple(".".join(cell) for cell in product(*axes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts of every member, and where they are not shown; `family` names what is counted.

    Of a part in a release `base` is the whole that it was counted in: part and whole of a share
    are of one day, also where the whole alone is told of a later one. `as_of` says by cell in which
    release it last changed.
    """

    family: str
    counts: Counts
    hidden: Mask
    base: Counts | None = None
    as_of: Counts | None = None

    def shown_members(self, members: Sequence[int], place: Place) -> list[int]:
        """Return those of `members` who have cases at `place` and may be shown with them."""
        return [
            member
            for member in members
            if self.counts[(member, *place)] and not self.hidden[(member, *place)]
        ]

    def count(self, members: Sequence[int], place: Place) -> int:
        """Return the cases of `members` together."""
        return int(sum(self.counts[(member, *place)] for member in members))

    def last_changed(self, members: Sequence[int], place: Place) -> int | None:
        """Return the release in which what is told of `members` last changed; None before any."""
        if self.as_of is None or not members:
            return None
        return max(int(self.as_of[(member, *place)]) for member in members)

    def count_of_base(self, whole: "Table", members: Sequence[int], place: Place) -> int:
        """Return the cases of `members` together of which this table has a part."""
        counts = whole.counts if self.base is None else self.base
        return int(sum(counts[(member, *place)] for member in members))


def protected_whole(counts: Counts, axes: Axes, *, family: str, rounding: Rounding) -> Table:
    """Return a table of cases with what of each member's own table is hidden."""
    shown = rounded_of_all(counts, axes, family, rounding)
    hidden = [
        hidden_counts(own, own_shown, rules=rounding.rules)
        for own, own_shown in zip(counts, shown, strict=True)
    ]
    return Table(family=family, counts=counts, hidden=_stacked(hidden, counts.shape))


def protected_part(
    part: Counts,
    whole: Table,
    axes: Axes,
    *,
    family: str,
    groups: Sequence[Sequence[int]],
    rounding: Rounding,
    has_means: bool = False,
) -> Table:
    """Return a table of a part of the cases: hidden by each member's table and by the groups.

    `has_means` as in `disclosure.hidden_parts`.
    """
    shown = rounded_of_all(part, axes, family, rounding)
    of_members = [
        hidden_parts(
            part[member],
            whole.counts[member],
            shown[member],
            whole.hidden[member],
            rules=rounding.rules,
            has_means=has_means,
        )
        for member in range(len(axes.members))
    ]
    members = MemberParts(
        part=part,
        whole=whole.counts,
        rounded_part=shown,
        counted=~whole.hidden & (whole.counts > 0),
        hidden=_stacked(of_members, part.shape),
    )
    hidden = hide_among_members(members, groups=groups, rules=rounding.rules)
    return Table(family=family, counts=part, hidden=hidden)


def cell_name(label: str, cell: str, family: str) -> str:
    """Return the name under which a count is rounded: the same wherever it is shown.

    Args:
        label: whose count it is: an organisation, or a group.
        cell: of `Axes.named`.
        family: what is counted, of `Table`.
    """
    return f"{label}/{family}/{cell}"


def rounded_of_all(counts: Counts, axes: Axes, family: str, rounding: Rounding) -> Counts:
    """Return every count of every member as it would be shown; small ones stay as they are."""
    cells = axes.cells()
    shown = [
        _rounded(own.tobytes(), own.shape, cells, (member, family), rounding)
        for own, member in zip(counts, axes.members, strict=True)
    ]
    return np.stack(shown) if shown else counts


@lru_cache(maxsize=16384)
def _rounded(
    content: bytes,
    shape: tuple[int, ...],
    cells: tuple[str, ...],
    of: tuple[str, str],
    rounding: Rounding,
) -> Counts:
    member, family = of
    shown = np.frombuffer(content, dtype=np.int64).copy()
    for at in np.flatnonzero(shown >= rounding.rules.threshold):
        name = cell_name(member, cells[at], family)
        shown[at] = rounding.rounded(int(shown[at]), cell=name)
    return shown.reshape(shape)


def _stacked(masks: list[Mask], shape: tuple[int, ...]) -> Mask:
    return np.stack(masks) if masks else np.zeros(shape, dtype=bool)
