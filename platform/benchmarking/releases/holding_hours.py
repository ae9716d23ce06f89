"""Hours of a release: their sums held against those of before, and where they are not shown."""

from collections.abc import Mapping

import numpy as np

from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.sums import Pair, changed_by_few, kept_sums
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.hours_shown import hours_hidden
from benchmarking.releases.holding import Making
from benchmarking.releases.live import CASES_OF_HOURS, HOURS, HOURS_TABLE, WIDTH, apart_in
from benchmarking.releases.tables import TableOfRelease


def held_hours(
    making: Making, kept: Mapping[str, Kept], now: Counts
) -> tuple[Counts, TableOfRelease]:
    """Return the sums of hours as this release has them, and of which cases they are told.

    They change with the cases that they are of. Where they were told, only when refusals change
    with them, and when what came in between is not the sum of few: a mean says what it said until
    then. And where something new could only be covered by hiding what was said, which hides
    nothing, all of that organisation's say what they said, and what is new is hidden.

    Args:
        making: of the release.
        kept: the tables of the comparison by name, as this release has them.
        now: the sums as they are now, in the order of `live.totals_at`.
    """
    complete, refused, decided = kept["complete"], kept["refused"], kept["decided"]
    earlier, before = _before(making)
    renewed: Mask = complete.renewed_by(making.number)
    hidden = complete.hidden | refused.hidden | decided.hidden
    sums, as_of = now, np.full_like(complete.as_of, making.number)
    if earlier is not None and before is not None:
        told = ~before.kept.hidden & (before.kept.counts > 0)
        few = changed_by_few(
            _cases_and_sums(now),
            _cases_and_sums(earlier),
            rules=making.rounding.rules,
            apart=(_pairs(apart_in(now)), _pairs(apart_in(earlier))),
        )
        renewed = renewed & (~told | (refused.renewed_by(making.number) & ~few))
        sums = np.where(renewed[..., None], now, earlier)
        as_of = np.where(renewed, making.number, before.kept.as_of)
        hidden = hidden | (before.kept.hidden & ~renewed)
    cases, said = sums[..., CASES_OF_HOURS], ~hidden & ~renewed
    covered = hours_hidden(
        cases,
        sums[..., HOURS],
        (refused.counts, decided.counts if refused.base is None else refused.base),
        hidden,
        apart=apart_in(sums),
        axes=making.axes,
        rules=making.rounding.rules,
        said=said,
    )
    table = Kept(counts=cases, hidden=covered, as_of=as_of)
    if before is not None and earlier is not None:
        back: Mask = np.asarray((covered & said).any(axis=(1, 2, 3), keepdims=True))
        table = kept_sums(table, before.kept, back, hidden)
        sums = np.where((back & (before.kept.counts > 0))[..., None], earlier, sums)
    return sums, TableOfRelease(kept=table, truth=now[..., CASES_OF_HOURS])


def _before(making: Making) -> tuple[Counts | None, TableOfRelease | None]:
    """Return the sums of the release before and of whom they were told; of none by an older method.

    Those were told without looking at how few they differ by, so nothing of them is kept.
    """
    complete, told = making.earlier("complete"), making.earlier(HOURS_TABLE)
    if complete is None or complete.columns is None or complete.columns.shape[-1] < WIDTH:
        return None, None
    return complete.columns, told


def _cases_and_sums(columns: Counts) -> tuple[Counts, list[Pair]]:
    return columns[..., CASES_OF_HOURS], _pairs(columns[..., HOURS])


def _pairs(columns: Counts) -> list[Pair]:
    return [(columns[..., at], columns[..., at + 1]) for at in range(0, columns.shape[-1], 2)]
