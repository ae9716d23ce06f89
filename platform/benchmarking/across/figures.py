"""The figures of a question, what each may give away, and the noise that follows: all constants.

Nothing here depends on anybody's data, so neither does what is spent. A person moves a family of
figures by at most `most`, taken together (`policy_profiles.simulation.tally` counts them so), and
noise of variance most² / 2 rho then gives away rho: that is the whole proof, and rhos add up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, Final

from benchmarking.disclosure.discrete_gaussian import Below, discrete_gaussian
from benchmarking.disclosure.privacy_loss import best_guess, epsilon_of, variance_for
from policy_profiles.simulation.tally import (
    BY,
    EFFECTS,
    MOST_DAYS,
    MOST_MINUTES,
    VERDICTS,
    Name,
    Tally,
)

#: What is given away is counted in thousandths of rho.
PARTS_OF_ONE: Final = 1_000
#: Of one person, in one organisation, over all answers about one year: epsilon 3.9.
MOST_PARTS: Final = 300
#: By one policy for one group; and once for each group by what there is without it. So a group has
#: eleven policies a year, and one that is asked in two groups ten.
PARTS_OF_A_QUESTION: Final = 25
DELTA: Final = 1e-6

_SHARES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Figures in one of which one person is, and their share of the noise's budget.

    Attributes:
        most: what one person counts for, at most.
        shares: of the twenty that a question has.
        least: what one person counts for, at the least: below nought where a change is counted.
    """

    names: tuple[Name, ...]
    most: int
    shares: int
    least: int = 0

    @property
    def rho(self) -> Fraction:
        """What these figures give away of one person."""
        return Fraction(PARTS_OF_A_QUESTION * self.shares, PARTS_OF_ONE * _SHARES)

    @property
    def rho_of_what(self) -> Fraction:
        """What these figures give away of what was decided about somebody known to be in it.

        Another answer about the person moves them from one place to another, or in one place from
        the least to the most; what is given away goes with the square of that distance.
        """
        square = max((self.most - self.least) ** 2, 2 * self.most**2 if len(self.names) > 1 else 0)
        return self.rho * Fraction(square, self.most**2)

    @property
    def variance(self) -> Fraction:
        """That of the noise on each of them."""
        return variance_for(most=self.most, rho=self.rho)


def _verdicts(side: str, names: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple((side, "verdict", name) for name in names)


#: What there is without any policy that is asked: once for each group and year.
OF_NOW: Final[tuple[Family, ...]] = (
    *(
        Family(names=tuple(("people", by.code, code) for code in by.classes), most=1, shares=1)
        for by in BY
    ),
    Family(names=_verdicts("practice", VERDICTS[:2]), most=1, shares=2),
    Family(names=_verdicts("own", VERDICTS), most=1, shares=2),
    Family(names=(("practice", "minutes"),), most=MOST_MINUTES, shares=4),
    Family(names=(("own", "minutes"),), most=MOST_MINUTES, shares=5),
    Family(names=(("own", "days"),), most=MOST_DAYS, shares=3),
)
#: What a policy that is asked comes to.
OF_A_POLICY: Final[tuple[Family, ...]] = (
    Family(names=_verdicts("asked", VERDICTS), most=1, shares=2),
    Family(names=tuple(("effect", name) for name in EFFECTS), most=1, shares=4),
    Family(names=(("change", "minutes"),), most=MOST_MINUTES, shares=4, least=-MOST_MINUTES),
    Family(names=(("change", "days"),), most=MOST_DAYS, shares=2, least=-MOST_DAYS),
    *(
        Family(
            names=tuple(("effect", by.code, *cell) for cell in product(by.classes, EFFECTS)),
            most=1,
            shares=1,
        )
        for by in BY
    ),
    *(
        Family(
            names=tuple(("change", by.code, code, "minutes") for code in by.classes),
            most=MOST_MINUTES,
            shares=1,
            least=-MOST_MINUTES,
        )
        for by in BY
    ),
)


def rho_of(parts: int) -> Fraction:
    """Give what so many parts give away."""
    return Fraction(parts, PARTS_OF_ONE)


def guarantee() -> Mapping[str, float]:
    """Give what is promised of one person in one organisation over all answers about a year.

    `guess` is how many times in a hundred somebody guesses right whether the person is in it, at
    most, who knows everything else and would be right fifty times without the answers. Those with
    `what` are of which of two things was decided about somebody who is known to be in it.
    """
    rho, of_what = float(rho_of(MOST_PARTS)), float(rho_of_what_in_a_year())
    return {
        "rho": rho,
        "epsilon": epsilon_of(rho, delta=DELTA),
        "delta": DELTA,
        "guess": 100 * best_guess(rho),
        "rho_what": of_what,
        "epsilon_what": epsilon_of(of_what, delta=DELTA),
        "guess_what": 100 * best_guess(of_what),
    }


def rho_of_what_in_a_year() -> Fraction:
    """Give what all answers about a year give away of what was decided about one person, at most.

    That is one group and all its policies: another group takes one more of what gives away least.
    """
    now, policy = (
        sum((family.rho_of_what for family in families), Fraction())
        for families in (OF_NOW, OF_A_POLICY)
    )
    return now + (MOST_PARTS // PARTS_OF_A_QUESTION - 1) * policy


def with_noise(families: tuple[Family, ...], tallies: list[Tally], below: Below) -> dict[str, Any]:
    """Add up what the organisations gave, with noise: drawn once, and never again for these.

    Returns:
        by name, the figure and the variance of its noise; of all names, so that what is there says
        nothing.
    """
    return dict(_noised(families, tallies, below))


def _noised(
    families: tuple[Family, ...], tallies: list[Tally], below: Below
) -> Iterator[tuple[str, Any]]:
    for family in families:
        variance = family.variance
        for name in family.names:
            total = sum(tally[name] for tally in tallies)
            value = total + discrete_gaussian(variance, below)
            yield "/".join(name), {"value": value, "variance": str(variance)}
