"""Funnel limits: how far an organisation of a size may lie from the target by chance."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.dispersion import WINSORISED, Dispersion, dispersion
from benchmarking.statistics.means import Sums
from benchmarking.statistics.quantiles import normal_quantile

Reals = npt.NDArray[np.float64]
Places = npt.NDArray[np.int8]

#: Outside the first one looks, outside the second one asks.
WARNING, ALARM = 0.95, 0.998


class NothingToCompare(ValueError):
    """An organisation without cases, columns that do not fit, or a target that leaves no room.

    Who has no case is not left out here: then dots would stand by other names than their own.
    """

    def __init__(self) -> None:
        super().__init__(
            "A funnel takes organisations with cases, one part per whole, and figures that differ."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The lowest and highest figure that chance explains, one per size."""

    low: Reals
    high: Reals


class Scale(Enum):
    """What the figures of a funnel are, which says how chance moves them."""

    SHARES = "shares"
    RATIOS = "ratios"
    MEANS = "means"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Figures of organisations against their size, and what limits around the target follow from.

    `values` and `target` are shares, ratios or minutes; `sizes` cases or, for ratios, expected
    events. `scores` are on the scale on which they are nearly normal, without over-dispersion.
    `variance` is that of one case in squared minutes; 1/4 on the other scales.
    """

    scale: Scale
    target: float
    sizes: Reals
    values: Reals
    scores: Reals
    variance: float
    dispersion: Dispersion

    def limits_at(self, sizes: npt.ArrayLike, confidence: float) -> Limits:
        """Return the limits for any sizes, to draw them or to hold figures against them."""
        n = np.asarray(sizes, dtype=np.float64)
        exact = _EXACT.get(self.scale)
        if exact is not None and not self.dispersion.is_over_dispersed:
            return _exact_limits(n, confidence, lambda share: exact(share, n, self.target))
        error = np.sqrt(self.variance / n + self.dispersion.tau_squared)
        margin = normal_quantile(confidence) * error
        turn, back = _TURNED[self.scale]
        centre = float(turn(np.asarray(self.target)))
        return Limits(low=back(centre - margin), high=back(centre + margin))

    @property
    def places(self) -> Places:
        """Where each lies: 0 within, 1 above 95 %, 2 above 99.8 %, and below the same negative."""
        places = np.zeros(self.values.size, dtype=np.int8)
        for confidence in (WARNING, ALARM):
            limits = self.limits_at(self.sizes, confidence)
            places += (self.values > limits.high).astype(np.int8)
            places -= (self.values < limits.low).astype(np.int8)
        return places


def funnel_of_shares(
    *,
    parts: npt.ArrayLike,
    wholes: npt.ArrayLike,
    target: float | None = None,
    winsorised_share: float = WINSORISED,
) -> Funnel:
    """Return the funnel of parts / wholes around a target share (by default that of all together).

    Exact binomial limits where chance explains the spread; otherwise normal ones on the arcsine
    scale, widened by tau squared.
    Source: Spiegelhalter (2005), A.1.1 and A.3; the arcsine scale as in FunnelPlotR.

    Raises:
        NothingToCompare: when one has no case, or when the target is 0 or 1.
    """
    some, all_ = _pairs(parts, wholes)
    centre = float(some.sum() / all_.sum()) if target is None else target
    if not 0 < centre < 1:
        raise NothingToCompare
    return _funnel(Scale.SHARES, centre, all_, some / all_, 0.25, winsorised_share)


def funnel_of_ratios(
    *,
    observed: npt.ArrayLike,
    expected: npt.ArrayLike,
    target: float = 1.0,
    winsorised_share: float = WINSORISED,
) -> Funnel:
    """Return the funnel of observed / expected events, as of indirect standardisation.

    Exact Poisson limits where chance explains the spread; otherwise normal ones on the scale of
    square roots, widened by tau squared.
    Source: Spiegelhalter (2005), A.1.2 and A.3; the square roots as in FunnelPlotR ("CQC").

    Raises:
        NothingToCompare: when one expects no event, or when the target is not above 0.
    """
    seen, awaited = _pairs(observed, expected, at_most=False)
    if not target > 0:
        raise NothingToCompare
    return _funnel(Scale.RATIOS, target, awaited, seen / awaited, 0.25, winsorised_share)


def funnel_of_means(
    groups: Sequence[Sums], *, target: float | None = None, winsorised_share: float = WINSORISED
) -> Funnel:
    """Return the funnel of mean minutes around a target (by default the mean of all cases).

    Normal limits from the variance within the organisations together, widened by tau squared.

    Raises:
        NothingToCompare: when one has no case, none has two, or all cases are equal.
    """
    degrees = sum(sums.cases - 1 for sums in groups)
    if not degrees > 0 or any(not sums.cases for sums in groups):
        raise NothingToCompare
    within = float(sum((s.variance or 0) * (s.cases - 1) for s in groups) / degrees)
    if not within > 0:
        raise NothingToCompare
    sizes = np.array([sums.cases for sums in groups], dtype=np.float64)
    values = np.array([float(sums.mean or 0) for sums in groups])
    centre = float(sizes @ values / sizes.sum()) if target is None else target
    return _funnel(Scale.MEANS, centre, sizes, values, within, winsorised_share)


def _funnel(
    scale: Scale,
    target: float,
    sizes: Reals,
    values: Reals,
    variance: float,
    winsorised_share: float,
) -> Funnel:
    turn, _ = _TURNED[scale]
    errors = np.sqrt(variance / sizes)
    scores = (turn(values) - turn(np.asarray(target))) / errors
    return Funnel(
        scale=scale, target=target, sizes=sizes, values=values, scores=scores, variance=variance,
        dispersion=dispersion(scores, errors, winsorised_share=winsorised_share),
    )  # fmt: skip


def _pairs(
    parts: npt.ArrayLike, wholes: npt.ArrayLike, *, at_most: bool = True
) -> tuple[Reals, Reals]:
    some, all_ = np.asarray(parts, dtype=np.float64), np.asarray(wholes, dtype=np.float64)
    if some.shape != all_.shape or some.ndim != 1 or (some < 0).any() or (all_ < 0).any():
        raise NothingToCompare
    if not all_.size or not (all_ > 0).all() or (at_most and (some > all_).any()):
        raise NothingToCompare
    return some, all_


def _exact_limits(
    sizes: Reals, confidence: float, quantile: Callable[[float], tuple[Reals, Reals, Reals]]
) -> Limits:
    """Return the limits where a discrete distribution reaches its outer shares, interpolated."""
    bounds = []
    for share in ((1 - confidence) / 2, (1 + confidence) / 2):
        count, reached, before = quantile(share)
        step = (reached - share) / (reached - before)
        bounds.append(np.maximum(count - step, 0) / sizes)
    return Limits(low=bounds[0], high=bounds[1])


def _binomial(share: float, cases: Reals, chance: float) -> tuple[Reals, Reals, Reals]:
    """Return the smallest count with that share at or below it, and the shares at it and below."""
    from scipy.special import bdtr, bdtrik

    cases = np.asarray(cases, dtype=np.int64)
    count = np.ceil(bdtrik(share, cases, chance))
    count = np.where(bdtr(count - 1, cases, chance) >= share, count - 1, count)
    before = np.where(count > 0, bdtr(np.maximum(count - 1, 0), cases, chance), 0.0)
    return count, bdtr(count, cases, chance), before


def _poisson(share: float, sizes: Reals, ratio: float) -> tuple[Reals, Reals, Reals]:
    from scipy.special import pdtr, pdtrik

    expected = sizes * ratio
    count = np.ceil(pdtrik(share, expected))
    count = np.where((count > 0) & (pdtr(count - 1, expected) >= share), count - 1, count)
    before = np.where(count > 0, pdtr(np.maximum(count - 1, 0), expected), 0.0)
    return count, pdtr(count, expected), before


def _same(values: Reals) -> Reals:
    return values


def _arcsine(shares: Reals) -> Reals:
    return np.arcsin(np.sqrt(shares))


def _share_of_arcsine(turned: Reals) -> Reals:
    return np.sin(np.clip(turned, 0, math.pi / 2)) ** 2


def _square_of_root(roots: Reals) -> Reals:
    return np.maximum(roots, 0) ** 2


_Turn = Callable[[Reals], Reals]
#: To the scale on which figures are nearly normal, and back.
_TURNED: Final[Mapping[Scale, tuple[_Turn, _Turn]]] = {
    Scale.SHARES: (_arcsine, _share_of_arcsine),
    Scale.RATIOS: (np.sqrt, _square_of_root),
    Scale.MEANS: (_same, _same),
}
_EXACT: Final[Mapping[Scale, Callable[[float, Reals, float], tuple[Reals, Reals, Reals]]]] = {
    Scale.SHARES: _binomial,
    Scale.RATIOS: _poisson,
}
