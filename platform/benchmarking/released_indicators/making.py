"""Make the tables of all indicators of a release, held against those of the release before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np

from benchmarking.cube import Axes, cell_name
from benchmarking.definitions import Indicator
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.alike import ALIKE, came_alike
from benchmarking.disclosure.between import Kept, kept_column, kept_part, kept_whole, patience_of
from benchmarking.disclosure.lines import (
    hidden_in_lines,
    hidden_mix,
    hidden_parts_in_lines,
)
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.measures.counting import cells_of_all, codes_of
from benchmarking.measures.days import day_cells
from benchmarking.measures.tables import FAMILIES
from benchmarking.measures.written import written
from benchmarking.released_indicators.beside import with_beside
from benchmarking.released_indicators.counted import (
    CountedIndicator,
    asks_of_people,
    counted,
    counts_recording,
    in_releases,
)
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.points import MOMENTS, points_of
from benchmarking.released_indicators.tables import IndicatorTable

#: So many indicators are counted by one question.
_COUNTED_AT_ONCE: Final = 8
#: Of each kind of fact the tables of the comparison that count the same rows, or parts of them.
_SAME_ROWS: Final = {"decision": "decided", "outcome": "followed"}
_SAME_WHOLES: Final = {"decision": ("complete",), "outcome": ("ended",)}
_SAME_PARTS: Final = {"decision": ("refused",), "outcome": ("ended_early",)}


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the release is made of beside the facts.

    Attributes:
        number: of the release.
        axes: its organisations and years.
        rounding: as everywhere.
        told: the tables of the comparison by name, as this release has them.
        earlier: tables of the release before by indicator, over these organisations and places; of
            whom nothing goes on they say nothing.
    """

    number: int
    axes: Axes
    rounding: Rounding
    told: Mapping[str, Kept]
    earlier: Mapping[str, IndicatorTable]

    @cached_property
    def places(self) -> Places:
        """The lines of every table."""
        return Places(axes=self.axes)

    def patience(self, family: str) -> Counts:
        """Return by how much each cell must differ before it changes."""
        names = self.places.names
        drawn = [
            patience_of((len(names),), name=f"{schema}/{family}", rounding=self.rounding,
                        cells=names)
            for schema in self.axes.members
        ]  # fmt: skip
        return np.stack(drawn) if drawn else np.zeros((0, len(names)), dtype=np.int64)

    def compared(self, name: str) -> Kept:
        """Return a table of the comparison along the lines."""
        kept, along = self.told[name], self.places.along
        return Kept(
            counts=along(kept.counts),
            hidden=along(kept.hidden),
            as_of=along(kept.as_of),
            base=None if kept.base is None else along(kept.base),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One indicator with what it counts now, and what the release before said of it."""

    one: Indicator
    now: CountedIndicator
    rows: Kept
    patience: Counts
    earlier: IndicatorTable | None


def indicator_tables(basis: Basis, *, on: date) -> dict[str, IndicatorTable]:
    """Return the tables of every indicator by its name, counted from the facts that stand.

    Args:
        basis: of the release.
        on: the day that "past" is seen from.
    """
    made = {}
    for group in _at_once(in_releases()):
        cells = cells_of_all(group, on=on)
        placed = basis.places.placed([cell.key for cell in cells[group[0].name]])
        for one in group:
            now = with_beside(
                one, counted(one, cells[one.name], placed),
                places=basis.places, rules=basis.rounding.rules, on=on,
            )  # fmt: skip
            made[one.name] = table_made(basis, one, now, on)
    return made


def _at_once(every: Sequence[Indicator]) -> Iterator[tuple[Indicator, ...]]:
    """Give indicators of one kind of fact, so many that what they count fits in little memory."""
    for fact in FAMILIES:
        asked = iter([one for one in every if one.measure.fact == fact])
        while group := tuple(islice(asked, _COUNTED_AT_ONCE)):
            yield group


def table_made(basis: Basis, one: Indicator, now: CountedIndicator, on: date) -> IndicatorTable:
    """Return the table of an indicator as it counts now, beside what was said of it before."""
    family = FAMILIES[one.measure.fact]
    patience = basis.patience(family)
    earlier = said_before(basis, one)
    asked = _Asked(
        one=one, now=now, rows=rows_held(basis, one, now, patience, earlier), patience=patience,
        earlier=earlier,
    )  # fmt: skip
    whole = _whole(basis, asked)
    parts = _parts(basis, asked, whole)
    sums = earlier.columns if earlier and earlier.has_sums_as(now.columns) else None
    columns = kept_column(now.columns, sums, table=whole, release=basis.number)
    return IndicatorTable(
        expression=written(one.method, one.measure),
        codes=_codes(one),
        rows=replace(asked.rows, base=None),
        whole=whole,
        whole_truth=now.whole,
        parts=parts,
        parts_truth=now.parts,
        columns=columns,
        sums_hidden=np.zeros(now.whole.shape, dtype=bool),
        alike=_alike(basis, now, sums),
        points=_points(basis, asked, whole, parts, on),
    )


def _alike(basis: Basis, now: CountedIndicator, sums: Counts | None) -> Mask | None:
    """Tell where those who came in since have all but few the same; None where nothing was told."""
    if now.values is None or sums is None:
        return None
    before = sums[..., -ALIKE:].reshape(-1, ALIKE)
    few = came_alike(now.values, before, rules=basis.rounding.rules)
    return few.reshape(now.whole.shape)


def said_before(basis: Basis, one: Indicator) -> IndicatorTable | None:
    """Return what the release before said of an indicator; None where it counted another thing."""
    earlier, expression = basis.earlier.get(one.name), written(one.method, one.measure)
    if earlier is None or (earlier.expression, earlier.codes) != (expression, _codes(one)):
        return None
    return earlier


def _codes(one: Indicator) -> tuple[str, ...]:
    return ("events",) if one.measure.days else codes_of(one)


def rows_held(
    basis: Basis,
    one: Indicator,
    now: CountedIndicator,
    patience: Counts,
    earlier: IndicatorTable | None,
) -> Kept:
    """Return everything of a kind of fact: a table of the comparison, or as one would be."""
    if one.measure.fact in _SAME_ROWS:
        return basis.compared(_SAME_ROWS[one.measure.fact])
    nothing = np.zeros(now.rows.shape, dtype=bool)
    lines, rules = basis.places.lines, basis.rounding.rules
    hidden = hidden_in_lines(now.rows, nothing, lines=lines, rules=rules)
    before = None
    if earlier is not None:  # releases of before the mask was kept hid what their counts ask
        masked = hidden_in_lines(earlier.rows.counts, earlier.rows.hidden, lines=lines, rules=rules)
        before = replace(earlier.rows, hidden=masked)
    kept = kept_whole(now.rows, hidden, earlier=before, release=basis.number, patience=patience)
    said = ~kept.hidden & ~kept.renewed_by(basis.number)
    covered = hidden_in_lines(kept.counts, kept.hidden, lines=lines, rules=rules, said=said)
    return replace(kept, hidden=covered)


def _whole(basis: Basis, asked: _Asked) -> Kept:
    """Return the cases: a part of all rows where people are left out, else a table by itself."""
    now, fact, earlier = asked.now.whole, asked.one.measure.fact, asked.earlier
    lines, rules = basis.places.lines, basis.rounding.rules
    hidden = asked.rows.hidden | _linked(basis, now, _SAME_WHOLES.get(fact, ()))
    kept = {"release": basis.number, "patience": asked.patience}
    before = earlier.whole if earlier else None
    if not asks_of_people(asked.one.measure):
        hidden = hidden_in_lines(now, hidden, lines=lines, rules=rules)
        return kept_whole(now, hidden, earlier=before, **kept)  # type: ignore[arg-type]
    hidden = hidden | _linked(basis, now, _SAME_PARTS.get(fact, ()))
    hidden = hidden_parts_in_lines(now, asked.now.rows, hidden, lines=lines, rules=rules)
    # What is hidden stays so where nobody is left: "no cases" would say that it is nobody.
    hidden = hidden | hidden_in_lines(now, hidden, lines=lines, rules=rules)
    return kept_part(now, asked.now.rows, hidden, earlier=before, **kept)  # type: ignore[arg-type]


def _parts(basis: Basis, asked: _Asked, whole: Kept) -> Kept:
    now, over = asked.now.parts, asked.now.whole
    base = np.broadcast_to(over, now.shape)
    hidden = _hidden_parts(basis, asked, whole.hidden)
    return kept_part(
        now, base, hidden,
        earlier=asked.earlier.parts if asked.earlier else None,
        release=basis.number, patience=np.broadcast_to(asked.patience, now.shape),
    )  # fmt: skip


def _hidden_parts(basis: Basis, asked: _Asked, whole_hidden: Mask) -> Mask:
    now, over, one = asked.now.parts, asked.now.whole, asked.one
    lines, rules = basis.places.lines, basis.rounding.rules
    hidden = np.stack(
        [whole_hidden | _linked(basis, part, _SAME_PARTS.get(one.measure.fact, ())) for part in now]
    ) if len(now) else np.zeros(now.shape, dtype=bool)  # fmt: skip
    if one.method == "mix":
        return hidden_mix(now, over, hidden, lines=lines, rules=rules)
    for number, part in enumerate(now):
        if counts_recording(one):
            hidden[number] = hidden_in_lines(part, hidden[number], lines=lines, rules=rules)
        else:
            hidden[number] = hidden_parts_in_lines(
                part, over, hidden[number], lines=lines, rules=rules
            )
    return hidden


def _linked(basis: Basis, counts: Counts, names: Sequence[str]) -> Mask:
    """Return what tables of the comparison hide of organisations for which they count the same."""
    hidden = np.zeros(counts.shape, dtype=bool)
    for name in names:
        table = basis.compared(name)
        same = (counts == table.counts).all(axis=1)
        if table.base is not None:
            same |= (counts == table.base - table.counts).all(axis=1)
        hidden |= table.hidden & same[:, None]
    return hidden


def _points(basis: Basis, asked: _Asked, whole: Kept, parts: Kept, on: date) -> Counts:
    """Return points of a curve: anew where many more came in, or many more had the event."""
    one = asked.one
    if not one.measure.days:
        return np.zeros((*asked.now.whole.shape, 0, 0), dtype=np.int64)
    renewed = whole.renewed_by(basis.number) | parts.renewed_by(basis.number)[0]
    found = points_of(
        day_cells(one, on=on),
        moments=MOMENTS[one.method],
        # Below that nobody would still be followed after as many have left.
        wanted=renewed & ~whole.hidden & (asked.now.whole >= 2 * basis.rounding.rules.threshold),
        places=basis.places,
        family=FAMILIES[one.measure.fact],
        rounding=basis.rounding,
    )
    if asked.earlier is None:
        return found
    points: Counts = np.where(renewed[..., None, None], found, asked.earlier.points)
    return points


def rounded_lines(counts: Counts, *, basis: Basis, family: str) -> Counts:
    """Return counts by organisation and place as they would be shown."""
    shown, rules = counts.copy(), basis.rounding.rules
    for member, place in zip(*np.nonzero(counts >= rules.threshold), strict=True):
        cell = cell_name(basis.axes.members[member], basis.places.names[place], family)
        shown[member, place] = basis.rounding.rounded(int(counts[member, place]), cell=cell)
    return shown
