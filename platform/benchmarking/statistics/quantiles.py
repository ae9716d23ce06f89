"""Quantiles of the normal and the Student t distribution, without a statistics library."""

from functools import lru_cache
from statistics import NormalDist

from policy_profiles.agreement.beta import incomplete_beta

CONFIDENCE = 0.95

_CLOSE_ENOUGH = 1e-14


class ImpossibleConfidence(ValueError):
    """A confidence level that is not strictly between 0 and 1."""

    def __init__(self, confidence: float) -> None:
        super().__init__(
            f"Confidence {confidence} is impossible: give a share between 0 and 1, such as 0.95."
        )


@lru_cache(maxsize=64)
def normal_quantile(confidence: float = CONFIDENCE) -> float:
    """Return z for a two-sided interval, 1.96 at 95 %.

    Raises:
        ImpossibleConfidence: unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise ImpossibleConfidence(confidence)
    return NormalDist().inv_cdf(0.5 + confidence / 2)


@lru_cache(maxsize=4096)
def student_quantile(degrees: float, confidence: float = CONFIDENCE) -> float:
    """Return t for a two-sided interval with `degrees` of freedom (may be fractional, as Welch's).

    Found by halving on the distribution function, so it is as exact as that function.

    Raises:
        ImpossibleConfidence: unless 0 < confidence < 1.
    """
    low = normal_quantile(confidence)
    high = low * 2
    while _outside(high, degrees) > 1 - confidence:
        high *= 2
    while high - low > _CLOSE_ENOUGH * high * 10:
        middle = (low + high) / 2
        if _outside(middle, degrees) > 1 - confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _outside(t: float, degrees: float) -> float:
    """Return the chance that |T| exceeds t: I_x(df/2, 1/2) with x = df / (df + t^2)."""
    return incomplete_beta(degrees / (degrees + t * t), degrees / 2, 0.5)
