"""Tables of a release that is made, each held against what was said of it before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assessments.intake_files import progress
from benchmarking.cube import Axes, Table, rounded_of_all
from benchmarking.disclosure import MemberParts, Rounding, hidden_parts, hide_among_members
from benchmarking.disclosure.audit import StillTold, Told, audited
from benchmarking.disclosure.between import (
    Kept,
    kept_part,
    kept_whole,
    kept_with_whole,
    patience_of,
)
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.releases import days as days_room
from benchmarking.releases.live import PARTS, WHOLES, Days
from benchmarking.releases.register import days_of
from benchmarking.releases.tables import Kind, TableOfRelease


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What one release is made of: its number, axes, rounding, and the tables of before.

    Of no organisation but those that `stay` does anything that was said before go on. `groups` are
    the places of the members of each group that is ever shown; `remembered` are the tables of the
    release before of whoever takes no part.
    """

    number: int
    stay: frozenset[str]
    axes: Axes
    groups: Sequence[Sequence[int]]
    rounding: Rounding
    before: Sequence[tuple[int, Mapping[str, TableOfRelease]]]
    remembered: Mapping[str, TableOfRelease]

    def earlier(self, name: str) -> TableOfRelease | None:
        """Return a table as the release before has it."""
        return self.before[-1][1].get(name) if self.before else None

    def said_before(self, name: str) -> list[tuple[int, TableOfRelease]]:
        """Return a table as each of the releases before has it, the oldest first."""
        return [(number, tables[name]) for number, tables in self.before if name in tables]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A table of the release that is made, and how many of its cells were held back."""

    table: TableOfRelease
    held_back: int = 0


class MayBeWorkedOut(Exception):
    """In a table of an organisation a small count would follow, so nothing is released."""

    def __init__(self, table: str, member: str) -> None:
        super().__init__(
            f"Table {table} of {member} would give a small count or change away, whatever is held "
            "back. Nothing was released: try again when more cases have come in."
        )
        self.table = table
        self.member = member


def held_whole(making: Making, kind: Kind, now: Table) -> Made:
    """Hold a table of cases against what was said before, and have its audit hold cells back.

    Raises:
        MayBeWorkedOut: too much follows whatever is held back.
    """
    earlier = making.earlier(kind.name)
    kept = kept_whole(
        now.counts,
        now.hidden,
        earlier=earlier.kept if earlier else None,
        release=making.number,
        patience=_patience(making, kind),
    )
    history = [
        *making.said_before(kind.name),
        (making.number, TableOfRelease(kept=kept, truth=now.counts)),
    ]
    told = [_told(making, kind, number, table) for number, table in history]
    members = [
        _audited(making, kind, member, [release[member] for release in told])
        for member in range(len(making.axes.members))
    ]
    if not members:
        return Made(table=history[-1][1])
    return Made(
        table=TableOfRelease(kept=_together([one for one, _ in members]), truth=now.counts),
        held_back=sum(held_back for _, held_back in members),
    )


def held_part(making: Making, kind: Kind, now: Table, *, base: Counts, whole: Kept) -> Made:
    """Hold a part of a table against what was said before, and among the members of groups.

    What is kept of members is of several releases: so whether one follows from a group less the
    others is looked at in what is kept, too.

    Args:
        making: of the release.
        kind: which part.
        now: as it is now.
        base: the whole as it is now.
        whole: the table of the whole as this release has it.
    """
    earlier = making.earlier(kind.name)
    kept = kept_part(
        now.counts,
        base,
        now.hidden,
        earlier=earlier.kept if earlier else None,
        release=making.number,
        patience=_patience(making, kind),
    )
    kept = kept_with_whole(kept, earlier.kept if earlier else None, whole, release=making.number)
    rounded = rounded_of_all(kept.counts, making.axes, kind.family, making.rounding)
    if earlier is not None:
        kept = replace(kept, hidden=_over_all_kept(making, kind, kept, rounded, whole))
    among = MemberParts(
        part=kept.counts,
        whole=base if kept.base is None else kept.base,
        rounded_part=rounded,
        counted=~whole.hidden & (whole.counts > 0),
        hidden=kept.hidden,
    )
    hidden = hide_among_members(among, groups=making.groups, rules=making.rounding.rules)
    return Made(table=TableOfRelease(kept=replace(kept, hidden=hidden), truth=now.counts))


def _over_all_kept(making: Making, kind: Kind, kept: Kept, rounded: Counts, whole: Kept) -> Mask:
    """Return where a part is hidden, so that nothing hidden follows from what is kept beside it."""
    said = ~kept.hidden & ~kept.renewed_by(making.number)
    hidden = kept.hidden | whole.hidden
    base = whole.counts if kept.base is None else kept.base
    of_each = [
        hidden_parts(
            kept.counts[member], base[member], rounded[member], hidden[member],
            rules=making.rounding.rules, said=said[member], has_means=kind.has_means,
        )
        for member in range(len(making.axes.members))
    ]  # fmt: skip
    return np.stack(of_each) if of_each else hidden


def held_days(
    making: Making, curve: Days, table: TableOfRelease
) -> tuple[TableOfRelease, dict[tuple[str, str], bytes]]:
    """Return since when each curve stands, and the days of organisations of which any changed.

    A curve changes when as many jobs stand otherwise as a count must differ by.
    """
    earlier, rows = making.earlier(curve.name), days_room.rows_of(curve.cells, axes=making.axes)
    as_of = np.full_like(table.truth, making.number) if earlier is None else earlier.kept.as_of
    patience = _patience(
        making, next(kind for kind in (*WHOLES, *PARTS) if kind.name == curve.table)
    )
    added = {}
    for schema, member in making.axes.places_of_members.items():
        if earlier is not None and schema not in making.stay:
            as_of[member] = making.number
        elif earlier is not None:
            as_of[member] = _since(
                making, curve, schema, (rows[schema], as_of[member], patience[member])
            )
        if (as_of[member] == making.number).any():
            added[(curve.name, schema)] = days_room.content_of(rows[schema])
    kept = Kept(counts=table.truth, hidden=table.kept.hidden, as_of=as_of)
    return TableOfRelease(kept=kept, truth=table.truth), added


def _since(
    making: Making, curve: Days, schema: str, standing: tuple[Counts, Counts, Counts]
) -> Counts:
    now, as_of, patience = standing
    releases_used = [int(number) for number in np.unique(as_of)]
    kept = days_of(curve.name, {(number, schema) for number in releases_used})
    since = as_of.copy()
    for number in releases_used:
        then = kept.get((number, schema), now[:0])
        changed = days_room.differing(now, then, axes=making.axes) >= patience
        since[(as_of == number) & changed] = making.number
    return since


def _audited(making: Making, kind: Kind, member: int, history: Sequence[Told]) -> tuple[Kept, int]:
    names = making.axes.members
    progress.tell(kind.name, done=member, total=len(names))
    try:
        return audited(history, rules=making.rounding.rules)
    except StillTold as told:
        raise MayBeWorkedOut(kind.name, names[member]) from told


def _patience(making: Making, kind: Kind) -> Counts:
    """Return the patience of each cell: the same for one cell of one kind of fact in any table."""
    shape, cells = making.axes.shape, making.axes.cells()
    drawn = [
        patience_of(shape, name=f"{schema}/{kind.family}", rounding=making.rounding, cells=cells)
        for schema in making.axes.members
    ]
    return np.stack(drawn) if drawn else np.zeros((0, *shape), dtype=np.int64)


def _told(making: Making, kind: Kind, number: int, table: TableOfRelease) -> list[Told]:
    rounded = rounded_of_all(table.kept.counts, making.axes, kind.family, making.rounding)
    return [
        Told(
            number=number,
            kept=Kept(
                counts=table.kept.counts[member],
                hidden=table.kept.hidden[member],
                as_of=table.kept.as_of[member],
            ),
            rounded=rounded[member],
            truth=table.truth[member],
        )
        for member in range(len(making.axes.members))
    ]


def _together(members: Sequence[Kept]) -> Kept:
    return Kept(
        counts=np.stack([one.counts for one in members]),
        hidden=np.stack([one.hidden for one in members]),
        as_of=np.stack([one.as_of for one in members]),
    )
