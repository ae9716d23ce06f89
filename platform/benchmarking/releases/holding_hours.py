"""Hours of a release: their sums held against those of before, and where they are not shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.disclosure.alike import ALIKE, Values, alike_of, beside_usual, came_alike
from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.sums import Pair, changed_by_few, kept_sums
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.hours_shown import hours_hidden
from benchmarking.released_indicators.places import Places
from benchmarking.releases.holding import Making
from benchmarking.releases.live import CASES_OF_HOURS, HOURS, HOURS_TABLE, WIDTH, apart_in
from benchmarking.releases.tables import TableOfRelease


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the release before has of hours: their sums, what is alike, and of whom they were told.

    Of an older method there is nothing: that did not look at how few means tell of.
    """

    columns: Counts
    along: Counts
    told: Kept


def held_hours(
    making: Making, kept: Mapping[str, Kept], now: Counts, values: Sequence[Values]
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
        values: of `live.hours_values`.
    """
    complete, refused, decided = kept["complete"], kept["refused"], kept["decided"]
    before, places = _before(making), Places(axes=making.axes)
    renewed: Mask = complete.renewed_by(making.number)
    hidden = complete.hidden | refused.hidden | decided.hidden
    sums, along = now, _alike(making, values, places)
    as_of = np.full_like(complete.as_of, making.number)
    if before is not None:
        told = ~before.told.hidden & (before.told.counts > 0)
        few = _few_came(making, now, values, before, places)
        renewed = renewed & (~told | (refused.renewed_by(making.number) & ~few))
        sums = np.where(renewed[..., None], now, before.columns)
        along = np.where(places.along(renewed)[..., None], along, before.along)
        as_of = np.where(renewed, making.number, before.told.as_of)
        hidden = hidden | (before.told.hidden & ~renewed)
    cases, said = sums[..., CASES_OF_HOURS], ~hidden & ~renewed
    covered = hours_hidden(
        cases,
        sums[..., HOURS],
        (refused.counts, decided.counts if refused.base is None else refused.base),
        hidden,
        apart=apart_in(sums),
        beside=[beside_usual(one) for one in np.split(along, len(values), axis=-1)],
        axes=making.axes,
        rules=making.rounding.rules,
        said=said,
    )
    table = Kept(counts=cases, hidden=covered, as_of=as_of)
    if before is not None:
        back: Mask = np.asarray((covered & said).any(axis=(1, 2, 3), keepdims=True))
        table = kept_sums(table, before.told, back, hidden)
        were = back & (before.told.counts > 0)
        sums = np.where(were[..., None], before.columns, sums)
        along = np.where(places.along(were)[..., None], before.along, along)
    return sums, TableOfRelease(kept=table, truth=now[..., CASES_OF_HOURS], along=along)


def _before(making: Making) -> _Before | None:
    complete, told = making.earlier("complete"), making.earlier(HOURS_TABLE)
    if complete is None or told is None or complete.columns is None or told.along is None:
        return None
    if complete.columns.shape[-1] < WIDTH:
        return None
    return _Before(columns=complete.columns, along=told.along, told=told.kept)


def _alike(making: Making, values: Sequence[Values], places: Places) -> Counts:
    shape = (len(making.axes.members), len(places.names), ALIKE)
    of_each = [alike_of(one, rules=making.rounding.rules).reshape(shape) for one in values]
    return np.concatenate(of_each, axis=-1)


def _few_came(
    making: Making, now: Counts, values: Sequence[Values], before: _Before, places: Places
) -> Mask:
    """Tell where what came in between is of few, or alike for all but few."""
    rules = making.rounding.rules
    few = changed_by_few(
        _cases_and_sums(now),
        _cases_and_sums(before.columns),
        rules=rules,
        apart=(_pairs(apart_in(now)), _pairs(apart_in(before.columns))),
    )
    alike = np.zeros(before.along.shape[:2], dtype=bool)
    for one, kept in zip(values, np.split(before.along, len(values), axis=-1), strict=True):
        alike |= came_alike(one, kept.reshape(-1, ALIKE), rules=rules).reshape(alike.shape)
    return few | places.over_all(alike)


def _cases_and_sums(columns: Counts) -> tuple[Counts, list[Pair]]:
    return columns[..., CASES_OF_HOURS], _pairs(columns[..., HOURS])


def _pairs(columns: Counts) -> list[Pair]:
    return [(columns[..., at], columns[..., at + 1]) for at in range(0, columns.shape[-1], 2)]
