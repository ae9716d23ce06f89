"""Quantiles of the normal, Student's t and chi-squared distributions, by name of their use."""

from functools import lru_cache
from statistics import NormalDist

CONFIDENCE = 0.95


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

    Raises:
        ImpossibleConfidence: unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise ImpossibleConfidence(confidence)
    from scipy.special import stdtrit  # a twentieth of a second, so not at every start

    return float(stdtrit(degrees, 0.5 + confidence / 2))


@lru_cache(maxsize=4096)
def chi_squared_quantile(share: float, degrees: float) -> float:
    """Return the value that chi-squared with `degrees` of freedom stays below so often.

    Raises:
        ImpossibleConfidence: unless 0 < share < 1.
    """
    if not 0 < share < 1:
        raise ImpossibleConfidence(share)
    from scipy.special import chdtri

    return float(chdtri(degrees, 1 - share))


def chi_squared_above(statistic: float, degrees: float) -> float:
    """Return the chance that chi-squared with `degrees` of freedom exceeds the statistic."""
    from scipy.special import chdtrc

    return float(chdtrc(degrees, statistic))
