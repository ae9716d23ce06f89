"""Funnels, shrunk figures and where differences sit: of shown figures, and of nothing beyond."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.values import hidden
from benchmarking.released_indicators.values import (
    FunnelDot,
    FunnelLine,
    ReleasedFigure,
    ReleasedFunnel,
    ReleasedSpread,
)
from benchmarking.statistics.funnel import (
    ALARM,
    WARNING,
    Funnel,
    NothingToCompare,
    funnel_of_means,
    funnel_of_shares,
)
from benchmarking.statistics.means import Sums
from benchmarking.statistics.quantiles import CONFIDENCE, student_quantile
from benchmarking.statistics.shrinkage import (
    Shrunken,
    TooFewGroups,
    shrunken_means,
    shrunken_shares,
)
from benchmarking.statistics.variance import (
    TooFewToSplit,
    nested_components,
    variance_components,
)

#: At so many numbers of cases a line is told.
_POINTS: Final = 25
_NOTHING: Final = hidden(HiddenReason.NO_CASES)


def has_funnel(one: Indicator) -> bool:
    """Tell whether the indicator is a share or a mean of cases, which chance moves as a funnel."""
    return one.method in ("share", "shares", "mix", "mean")


def of_part(figure: ReleasedFigure, part: str) -> Protected:
    """Return the value of a figure, or one of its parts."""
    return figure.parts.get(part, _NOTHING) if part else figure.value or _NOTHING


def funnel_from(one: Indicator, part: str, figures: Sequence[ReleasedFigure]) -> ReleasedFunnel:
    """Return the funnel of figures of organisations under one choice."""
    shown, unseen = _parted(part, figures)
    funnel = _funnel(one, part, shown)
    if funnel is None:
        return ReleasedFunnel(
            indicator=one.name, part=part, target=None, phi=None, dots=(), lines=(), hidden=unseen
        )
    shrunk = _shrunk(one, part, shown)
    dots = [
        FunnelDot(figure=each, value=of_part(each, part), place=int(place), shrunk=drawn)
        for each, place, drawn in zip(shown, funnel.places, shrunk, strict=True)
    ]
    return ReleasedFunnel(
        indicator=one.name,
        part=part,
        target=_in_unit(one, funnel.target),
        phi=round(funnel.dispersion.phi, 2),
        dots=tuple(dots),
        lines=_lines(one, funnel),
        hidden=unseen,
    )


def _parted(
    part: str, figures: Sequence[ReleasedFigure]
) -> tuple[list[ReleasedFigure], tuple[ReleasedFigure, ...]]:
    """Return the figures that are shown, and those that are not; each is looked at once."""
    shown: list[ReleasedFigure] = []
    unseen: list[ReleasedFigure] = []
    for each in figures:
        is_shown = not of_part(each, part).is_hidden and each.cases.value
        (shown if is_shown else unseen).append(each)
    return shown, tuple(unseen)


def spread_from(
    one: Indicator,
    part: str,
    figures: Sequence[ReleasedFigure],
    regions: Mapping[str, Sequence[str]],
) -> ReleasedSpread:
    """Return how much lies between organisations, and of that between regions.

    Args:
        one: the indicator.
        part: of it; the value unless given.
        figures: of organisations under one choice.
        regions: by schema name the regions that an organisation serves; it counts in the first.
    """
    shown, _unseen = _parted(part, figures)
    sums = [_sums(one, each, part) for each in shown]
    grouped: dict[str, list[Sums]] = defaultdict(list)
    for each, its in zip(shown, sums, strict=True):
        served = regions.get(each.whom.members[0], ())
        if served:
            grouped[served[0]].append(its)
    few = hidden(HiddenReason.FEW_ORGANISATIONS)
    try:
        between = variance_components(sums).share_between
    except TooFewToSplit:
        between = None
    try:
        of_regions = nested_components(list(grouped.values())).share_between_regions
    except TooFewToSplit:
        of_regions = None
    told = [
        few if one is None else Protected(value=round(100 * one)) for one in (between, of_regions)
    ]
    return ReleasedSpread(
        indicator=one.name, part=part, between_organisations=told[0], between_regions=told[1]
    )


def _funnel(one: Indicator, part: str, shown: Sequence[ReleasedFigure]) -> Funnel | None:
    if len(shown) < 2 or not has_funnel(one):
        return None
    sums = [_sums(one, each, part) for each in shown]
    try:
        if one.unit == "percent":
            return funnel_of_shares(
                parts=[each.total for each in sums], wholes=[each.cases for each in sums]
            )
        return funnel_of_means(sums)
    except NothingToCompare:
        return None


def _shrunk(
    one: Indicator, part: str, shown: Sequence[ReleasedFigure]
) -> Sequence[Protected | None]:
    sums = [_sums(one, each, part) for each in shown]
    try:
        drawn = (
            shrunken_shares(parts=[s.total for s in sums], wholes=[s.cases for s in sums])
            if one.unit == "percent"
            else shrunken_means(sums)
        )
    except TooFewGroups:
        return [None] * len(shown)
    return [_rounded(one, each) for each in drawn]


def _rounded(one: Indicator, drawn: Shrunken) -> Protected:
    value, low, high = (
        round(_in_unit(one, each))
        for each in (drawn.value, drawn.interval.low, drawn.interval.high)
    )
    return Protected(value=value, low=low, high=high)


def _in_unit(one: Indicator, value: float) -> float:
    return 100 * value if one.unit == "percent" else value


def _lines(one: Indicator, funnel: Funnel) -> tuple[FunnelLine, ...]:
    sizes = np.unique(
        np.rint(np.geomspace(funnel.sizes.min(), funnel.sizes.max(), _POINTS)).astype(np.int64)
    )
    near, far = (funnel.limits_at(sizes, confidence) for confidence in (WARNING, ALARM))
    rows = zip(sizes.tolist(), near.low, near.high, far.low, far.high, strict=True)
    return tuple(
        FunnelLine(
            cases=cases,
            low_95=_limit(one, low),
            high_95=_limit(one, high),
            low_998=_limit(one, lowest),
            high_998=_limit(one, highest),
        )
        for cases, low, high, lowest, highest in rows
    )


def _limit(one: Indicator, value: float) -> float:
    return round(_in_unit(one, float(value)), 2)


def _sums(one: Indicator, figure: ReleasedFigure, part: str) -> Sums:
    """Return sums that a shown figure stands for: cases, their mean, and how far they spread."""
    value, cases = of_part(figure, part), figure.cases.value or 0
    mean = value.value or 0
    if one.unit == "percent":
        some = round(mean * cases / 100)
        return Sums(cases=cases, total=some, squares=some)
    margin = 0 if value.low is None or value.high is None else (value.high - value.low) / 2
    variance = cases * (margin / student_quantile(max(cases - 1, 1), CONFIDENCE)) ** 2
    squares = round(variance * (cases - 1) + cases * mean**2)
    return Sums(cases=cases, total=mean * cases, squares=squares)
