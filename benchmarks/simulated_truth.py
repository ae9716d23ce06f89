"""Municipalities made up with known policy, practice and people, to hold the statistics against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Minutes = npt.NDArray[np.int64]

#: What the baseline advises per kind of client, in minutes; from little support to much.
_BASELINE = np.array([0, 480, 900, 1_560, 2_700, 5_400])
#: What an assessor does with the advice of the own rules: refuse, halve, follow or add.
_FACTORS = np.array([0.0, 0.5, 1.0, 1.25])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as it truly is: its people, its policy and its practice.

    `mix` is the chance of each kind of client; `own` the minutes that its rules advise for each;
    `practice` the chance of each of what an assessor does with that.
    """

    mix: Reals
    own: Minutes
    practice: Reals

    @property
    def means(self) -> Reals:
        """The true mean minutes awarded, by its own rules, and by the baseline."""
        own, baseline = self.mix @ self.own, self.mix @ _BASELINE
        return np.array([own * (self.practice @ _FACTORS), own, baseline])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Columns of minutes of drawn cases, one per case."""

    awarded: Reals
    own: Reals
    baseline: Reals


def place(source: np.random.Generator) -> Place:
    """Draw a place: people of its own, a factor and a cap on the hours, and habits."""
    factor, cap = source.uniform(0.6, 1.2), source.choice([1_800, 3_600, 10_000])
    return Place(
        mix=source.dirichlet([2.0, 4, 6, 5, 3, 1]),
        own=np.minimum(np.rint(_BASELINE * factor / 60) * 60, cap).astype(np.int64),
        practice=source.dirichlet([3.0, 2, 14, 2]),
    )


def drawn(where: Place, cases: int, source: np.random.Generator) -> Cases:
    """Draw so many decided cases of a place."""
    kinds = source.choice(_BASELINE.size, cases, p=where.mix)
    own = where.own[kinds].astype(np.float64)
    factors = source.choice(_FACTORS, cases, p=where.practice)
    return Cases(awarded=own * factors, own=own, baseline=_BASELINE[kinds].astype(np.float64))


def true_parts(group: Place, reference: Place) -> dict[str, float]:
    """Return what each part of the four-way split truly is, in minutes."""
    awarded, own, baseline = group.means
    awarded_there, _, baseline_there = reference.means
    return {
        "difference": awarded - awarded_there,
        "practice": awarded - own,
        "policy": own - baseline,
        "case_mix": baseline - baseline_there,
        "reference_practice": baseline_there - awarded_there,
    }


def sizes(places: int, source: np.random.Generator) -> Minutes:
    """Draw how many cases equal municipalities decided: from thirty to three thousand."""
    return np.rint(np.exp(source.uniform(np.log(30), np.log(3_000), places))).astype(np.int64)
