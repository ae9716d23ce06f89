"""What of an indicator is hidden, over all that is kept of it: of this release and of earlier ones.

Masks of one release are made for its own counts. What is kept is of several, so that a count which
covered another one may have come into sight: that is looked for here, after every table gave way.
"""

from dataclasses import replace

import numpy as np

from benchmarking.definitions import Indicator
from benchmarking.disclosure.between import Kept, kept_with_whole
from benchmarking.disclosure.lines import hidden_in_lines, hidden_kept, hidden_parts_in_lines
from benchmarking.disclosure.tables import Mask
from benchmarking.released_indicators.counted import asks_of_people, counts_recording
from benchmarking.released_indicators.making import Basis, said_before
from benchmarking.released_indicators.sums import with_sums
from benchmarking.released_indicators.tables import IndicatorTable


def closed(basis: Basis, one: Indicator, table: IndicatorTable) -> IndicatorTable:
    """Return a table in which nothing follows from what is kept beside it.

    Parts and points go with their whole: where that says what it said, they do.
    """
    earlier = said_before(basis, one)
    whole = replace(table.whole, hidden=_whole(basis, one, table))
    parts, points = table.parts, table.points
    if earlier is not None:
        parts = kept_with_whole(parts, earlier.parts, whole, release=basis.number)
        renewed = whole.renewed_by(basis.number)[..., None, None]
        points = np.where(renewed, points, earlier.points)
    parts = replace(parts, hidden=_parts(basis, one, whole, parts))
    told = replace(table, whole=whole, parts=parts, points=points)
    return with_sums(basis, one, told, earlier) if one.method in ("mean", "rate") else told


def _said(basis: Basis, kept: Kept) -> Mask:
    said: Mask = ~kept.hidden & ~kept.renewed_by(basis.number)
    return said


def _whole(basis: Basis, one: Indicator, table: IndicatorTable) -> Mask:
    kept, lines, rules = table.whole, basis.places.lines, basis.rounding.rules
    said, hidden = _said(basis, kept), kept.hidden | table.rows.hidden
    if kept.base is not None and asks_of_people(one.measure):
        hidden = hidden | hidden_parts_in_lines(
            kept.counts, kept.base, hidden, lines=lines, rules=rules, said=said
        )
    return hidden | hidden_in_lines(kept.counts, hidden, lines=lines, rules=rules, said=said)


def _parts(basis: Basis, one: Indicator, whole: Kept, parts: Kept) -> Mask:
    lines, rules = basis.places.lines, basis.rounding.rules
    hidden, said = parts.hidden | whole.hidden, _said(basis, parts)
    if parts.base is None or not len(parts.counts):
        return hidden
    if counts_recording(one):
        of_each = [
            hidden_in_lines(parts.counts[n], hidden[n], lines=lines, rules=rules, said=said[n])
            for n in range(len(hidden))
        ]
        return hidden | np.stack(of_each)
    return hidden | hidden_kept(
        parts.counts,
        parts.base,
        hidden,
        said,
        lines=lines,
        rules=rules,
        is_mix=one.method == "mix",
    )
