"""Control charts of deviation from advice per team: whether a period departs from its own habit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A team's period below these numbers is left out: its figure would be chance, or a person's.
LEAST_DECISIONS = 30
LEAST_DECIDERS = 3
#: Fewer periods than these do not tell a habit.
LEAST_PERIODS = 8

_SIGMAS = 3
#: The mean moving range of two standard normal numbers.
_MEAN_RANGE = 1.128
#: What floating point may miss where all periods are alike, and the limits meet.
_HAIR = 1e-12


class TooFewPeriods(ValueError):
    """Too few periods with enough decisions and deciders to know what is usual."""

    def __init__(self, periods: int) -> None:
        super().__init__(
            f"{periods} periods have enough decisions by enough people; a chart takes "
            f"{LEAST_PERIODS}. Take longer periods, or teams together."
        )


class NoSuchPeriod(ValueError):
    """Numbers of a period that cannot be."""

    def __init__(self) -> None:
        super().__init__("Deviations lie between nought and the decisions, deciders above nought.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPeriod:
    """What one team decided in one period: decisions, those that deviate, and people deciding."""

    decisions: int
    deviations: int
    deciders: int

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            NoSuchPeriod: unless 0 <= deviations <= decisions and nobody's number is negative.
        """
        if not 0 <= self.deviations <= self.decisions or self.deciders < 0:
            raise NoSuchPeriod

    @property
    def is_charted(self) -> bool:
        """Whether there are enough decisions, by enough people, to be shown."""
        return self.decisions >= LEAST_DECISIONS and self.deciders >= LEAST_DECIDERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """One period: the share that deviates and its limits; `is_outside` where it leaves them."""

    share: float
    low: float
    high: float

    @property
    def is_outside(self) -> bool:
        """Whether the share is other than the team's habit explains."""
        return not self.low - _HAIR <= self.share <= self.high + _HAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """The centre, how much more than chance periods spread, and a point per period.

    A period with too few decisions or deciders is None: it is in nothing. `spread` is Laney's
    sigma z, 1 where chance explains all.
    """

    centre: float
    spread: float
    points: tuple[ChartPoint | None, ...]


def p_chart(periods: Sequence[TeamPeriod]) -> ControlChart:
    """Return the chart of shares with limits at three standard errors, by chance alone.

    Source: Shewhart; as in Montgomery, Introduction to Statistical Quality Control, 7.2.

    Raises:
        TooFewPeriods: below `LEAST_PERIODS` periods that may be charted.
    """
    return _chart(periods, _centre(periods), spread=1.0)


def laney_chart(periods: Sequence[TeamPeriod]) -> ControlChart:
    """Return the p' chart: limits as wide as periods that follow each other usually differ.

    Where many decide, chance alone is narrower than any real team is, and every month would
    stand out.
    Source: Laney, Quality Engineering 14 (2002) 531-537.

    Raises:
        TooFewPeriods: below `LEAST_PERIODS` periods that may be charted.
    """
    centre = _centre(periods)
    shown = [period for period in periods if period.is_charted]
    errors = [_error(centre, period.decisions) for period in shown]
    scores = [
        (period.deviations / period.decisions - centre) / error if error else 0.0
        for period, error in zip(shown, errors, strict=True)
    ]
    ranges = [abs(later - former) for former, later in pairwise(scores)]
    return _chart(periods, centre, spread=sum(ranges) / len(ranges) / _MEAN_RANGE)


def _centre(periods: Sequence[TeamPeriod]) -> float:
    shown = [period for period in periods if period.is_charted]
    if len(shown) < LEAST_PERIODS:
        raise TooFewPeriods(len(shown))
    return sum(p.deviations for p in shown) / sum(p.decisions for p in shown)


def _chart(periods: Sequence[TeamPeriod], centre: float, *, spread: float) -> ControlChart:
    points = tuple(
        _point(period, centre, spread) if period.is_charted else None for period in periods
    )
    return ControlChart(centre=centre, spread=spread, points=points)


def _point(period: TeamPeriod, centre: float, spread: float) -> ChartPoint:
    margin = _SIGMAS * _error(centre, period.decisions) * spread
    return ChartPoint(
        share=period.deviations / period.decisions,
        low=max(centre - margin, 0.0),
        high=min(centre + margin, 1.0),
    )


def _error(centre: float, decisions: int) -> float:
    return math.sqrt(centre * (1 - centre) / decisions)
