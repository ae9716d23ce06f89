"""Of whom hours may be shown: along one filter, where no mean tells of one person or of few."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from benchmarking.cube import Axes, Table
from benchmarking.disclosure import HiddenReason
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.sums import Pair, hidden_sums, sums_of_few
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.released_indicators.places import Places
from benchmarking.shown import Frame, Group, Shown, shown
from benchmarking.statistics.means import Sums

#: What is added up of the hours, each with its squares.
HOURS: Final = ("awarded", "own", "baseline")
#: What one of these less another is, case by case.
DIFFERENCES: Final = ("practice", "policy", "departure")


def hours_hidden(
    cases: Counts,
    sums: Counts,
    refused: tuple[Counts, Counts],
    hidden: Mask,
    *,
    apart: Counts,
    beside: Sequence[Pair] = (),
    axes: Axes,
    rules: DisclosureRules,
    said: Mask | None = None,
) -> Mask:
    """Return of whom and where hours are hidden, over organisations and all filters.

    Along one filter at a time: sums by two could be taken away from each other. And where who was
    refused is hidden, as a refusal awards nought.

    Args:
        cases: those of which there are hours.
        sums: of `HOURS` behind them, on one more axis, each as total and squares.
        refused: who was refused, and of how many.
        hidden: where cases or refusals are.
        apart: of `DIFFERENCES`, on one more axis, each as sizes and squares: the means are told
            together, so each less another is told too.
        beside: how far they lie from what is usual, along the lines: each as sizes and squares.
        axes: what the tables run over.
        rules: the threshold.
        said: as in `hidden_sums`.
    """
    places = Places(axes=axes)
    columns, differences = (
        [places.along(of[..., at]) for at in range(of.shape[-1])] for of in (sums, apart)
    )
    part, whole = (places.along(one) for one in refused)
    found = hidden_sums(
        places.along(cases),
        [*zip(columns[::2], columns[1::2], strict=True), *beside],
        [part, whole - part],
        places.along(hidden),
        lines=places.lines,
        rules=rules,
        said=None if said is None else places.along(said),
        apart=list(zip(differences[::2], differences[1::2], strict=True)),
    )
    return places.over_all(found) & (cases > 0)


def hours_shown(hours: Table, group: Group, frame: Frame) -> Shown:
    """Return whose hours count in a group: of those that each show them, or why none are shown."""
    if sum(at != -1 for at in frame.place) > 1:
        return Shown(members=(), reason=HiddenReason.NOT_TOGETHER)
    return shown(hours, group, frame)


def are_of_many(every: Sequence[Sums], rules: DisclosureRules) -> bool:
    """Tell whether sums of differences, of each member, are of so many that their spread may show.

    One person who got other hours than advised among ten who did not gives a margin and a mean in
    a proportion that only one person gives.
    """
    cases, totals, squares = (
        np.array([getattr(one, name) for one in every], dtype=object)
        for name in ("cases", "total", "squares")
    )
    return not sums_of_few(cases, [(totals, squares)], [], rules=rules).any()
