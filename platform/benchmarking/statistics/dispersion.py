"""Over-dispersion: how much more organisations differ than chance alone would make them."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]

#: The share at either end that is drawn in to the nearest kept score, so that those whom the
#: funnel is to find do not widen it themselves.
WINSORISED = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """How far scores spread: `phi` is 1 by chance alone; `tau_squared` the variance beyond chance.

    `tau_squared` is in the squared unit of the standard errors, and nought where chance suffices.
    """

    phi: float
    tau_squared: float
    units: int

    @property
    def is_over_dispersed(self) -> bool:
        """Whether organisations differ more than chance makes them."""
        return self.tau_squared > 0


def winsorised(scores: Reals, share: float = WINSORISED) -> Reals:
    """Return the scores with the outer shares drawn in to their quantiles (R's type 7)."""
    low, high = np.quantile(scores, [share, 1 - share])
    return np.clip(scores, low, high)


def dispersion(
    scores: npt.ArrayLike, errors: npt.ArrayLike, *, winsorised_share: float = WINSORISED
) -> Dispersion:
    """Return phi of the winsorised scores and the additive variance that follows from it.

    Winsorising takes a third of chance's own spread away as well; phi is over what it leaves, so
    that chance alone is 1. (As published it is not: then limits of 99.8 % leave out 1 % of
    organisations that differ.) Without winsorising, and with the weighted mean as target,
    `tau_squared` is that of DerSimonian and Laird.
    Source: Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202, A.2 and A.3; Quality and
    Safety in Health Care 14 (2005) 347-351.

    Args:
        scores: (figure - target) / standard error, one per organisation.
        errors: the standard errors that chance alone gives, above nought.
        winsorised_share: the share drawn in at either end; 0 for none.
    """
    naive = np.asarray(scores, dtype=np.float64)
    units = int(naive.size)
    if units < 2:
        return Dispersion(phi=1.0, tau_squared=0.0, units=units)
    weights = 1 / np.asarray(errors, dtype=np.float64) ** 2
    squares = float((winsorised(naive, winsorised_share) ** 2).sum())
    squares /= left_of_chance(winsorised_share)
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    excess = max(0.0, squares - (units - 1)) / room
    return Dispersion(phi=squares / units, tau_squared=excess, units=units)


@lru_cache(maxsize=16)
def left_of_chance(share: float) -> float:
    """Return the mean square of a standard normal number of which both ends are drawn in."""
    if not share:
        return 1.0
    normal = NormalDist()
    z = normal.inv_cdf(1 - share)
    return 2 * share * z**2 + 1 - 2 * share - 2 * z * normal.pdf(z)
