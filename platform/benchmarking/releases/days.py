"""Days of curves as a release keeps them: by organisation, cell and day, how many ended or not."""

from collections.abc import Sequence

import numpy as np

from benchmarking.cells import DayCell, DayCount, Selection
from benchmarking.cube import Axes
from benchmarking.disclosure import with_margins
from benchmarking.disclosure.tables import Counts
from benchmarking.releases.packing import packed, unpacked

#: What a row holds, in order: its cell, its days, and how many had the event or were last seen.
_KEY = 5


def rows_of(cells: Sequence[DayCell], *, axes: Axes) -> dict[str, Counts]:
    """Return the counts of each organisation as rows of whole numbers, in a fixed order."""
    found: dict[str, list[tuple[int, ...]]] = {schema: [] for schema in axes.members}
    for cell in cells:
        if cell.key.tenant_schema in axes.places_of_members:
            row = (
                cell.key.year,
                axes.target_groups.index(cell.key.target_group),
                axes.contract_classes.index(cell.key.contract_class),
                cell.days,
                cell.entered,
                cell.events,
                cell.censored,
            )
            found[cell.key.tenant_schema].append(row)
    return {
        schema: np.array(sorted(rows), dtype=np.int64).reshape(-1, 7)
        for schema, rows in found.items()
    }


def differing(now: Counts, then: Counts, *, axes: Axes) -> Counts:
    """Return for every cell and total how many jobs stand otherwise in one than in the other."""
    both = np.concatenate([now, then])
    _, key = np.unique(both[:, :_KEY], axis=0, return_inverse=True)
    signs = np.repeat([1, -1], [len(now), len(then)])
    change = np.zeros((key.max(initial=-1) + 1, 2), dtype=np.int64)
    np.add.at(change, key.ravel(), signs[:, None] * both[:, _KEY:])
    first = np.unique(key.ravel(), return_index=True)[1]
    sizes = (len(axes.years) + 1, len(axes.target_groups), len(axes.contract_classes))
    came, went = np.zeros(sizes, dtype=np.int64), np.zeros(sizes, dtype=np.int64)
    for (year, group, contract), moved in zip(both[first, :3], change, strict=True):
        at = axes.years.index(int(year)) if year in axes.years else len(axes.years)
        came[at, group, contract] += moved.clip(min=0).sum()
        went[at, group, contract] += (-moved).clip(min=0).sum()
    changed: Counts = np.maximum(with_margins(came), with_margins(went))
    return changed


def content_of(rows: Counts) -> bytes:
    """Return the rows of one organisation as bytes."""
    return packed({"rows": rows.astype(np.int32)})


def rows_in(content: bytes) -> Counts:
    """Return what `content_of` was given."""
    rows: Counts = unpacked(content)["rows"].astype(np.int64)
    return rows


def day_counts(
    rows: Counts, *, tenant_schema: str, selection: Selection, axes: Axes
) -> list[DayCount]:
    """Return the counts by day of one organisation under a selection."""
    wanted = np.ones(len(rows), dtype=bool)
    if selection.year is not None:
        wanted &= rows[:, 0] == selection.year
    if selection.target_group is not None:
        wanted &= rows[:, 1] == axes.target_groups.index(selection.target_group)
    if selection.contract_class is not None:
        wanted &= rows[:, 2] == axes.contract_classes.index(selection.contract_class)
    return [
        DayCount(
            tenant_schema=tenant_schema,
            days=days,
            entered=entered,
            events=events,
            censored=censored,
        )
        for _, _, _, days, entered, events, censored in rows[wanted].tolist()
    ]
