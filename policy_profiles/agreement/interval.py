"""How sure alpha is: an interval from alpha and the size of the round, without any answer.

Alpha with the metric of differences is a one-way analysis of variance: with n units of m values
each, one minus alpha is the variance within units over that of all values. So alpha and the ratio F
of the variances between and within units fix one another, and the limits of F give those of the
agreement that many units and many assessors of the same kind would show (the intraclass
correlation). Sources: J. Hughes, Toward improved inference for Krippendorff's Alpha agreement
coefficient, 2022, for the link; K. McGraw and S. Wong, Psychological Methods 1:30-46, 1996, for the
limits. For places on a scale and for hours it is an approximation: decision 47 has how good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policy_profiles.agreement.beta import f_quantile

#: Below this many units alpha says nothing of units that are not among them.
FEWEST_UNITS: Final = 5
#: The shares of F below and above the middle 95 %.
_OUTER: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaInterval:
    """The limits between which the agreement lies with a confidence of 95 %."""

    low: float
    high: float


def alpha_interval(*, least: float, most: float, assessors: int, units: int) -> AlphaInterval:
    """Return the interval for an alpha that lies between `least` and `most`.

    The low limit is that of the least, the high limit that of the most: so what rounding leaves
    open lies inside it too.

    Args:
        least, most: alpha as it is known; the same where it is known exactly.
        assessors: two or more.
        units: how many things were judged, two or more.
    """
    lower, upper = _OUTER
    between, within = units - 1, units * (assessors - 1)
    return AlphaInterval(
        low=_agreement(
            _ratio(least, assessors, units) / f_quantile(upper, between, within), assessors
        ),
        high=_agreement(
            _ratio(most, assessors, units) / f_quantile(lower, between, within), assessors
        ),
    )


def _ratio(alpha: float, assessors: int, units: int) -> float:
    """The variance between units over that within, which alpha comes down to; 0 at the least."""
    values = units * assessors
    if alpha >= 1:
        return float("inf")
    return max(0.0, ((values - 1) / (1 - alpha) - units * (assessors - 1)) / (units - 1))


def _agreement(ratio: float, assessors: int) -> float:
    """The intraclass correlation that belongs to a ratio of variances."""
    if ratio == float("inf"):
        return 1.0
    return (ratio - 1) / (ratio + assessors - 1)
