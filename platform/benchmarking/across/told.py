"""The totals of the organisations that were asked, and what of them may be told."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

import numpy as np

from benchmarking.across.members import Settled, pieces_of
from benchmarking.disclosure import HiddenReason, Protected, Rounding, release_count, release_mean
from benchmarking.disclosure.organisations import Amounts, Counted, Parts
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.pseudonyms import rounding_key
from benchmarking.statistics.means import Sums, mean_interval
from policy_profiles.simulation.tally import Name, Tally

#: What two questions can differ by in all cases: minutes, and days.
_GAPS = ("", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The totals of the organisations that were asked, and which of them are in the answer."""

    tallies: Mapping[str, Tally]
    settled: Settled
    year: int
    rules: DisclosureRules
    counted: Counted = field(init=False)
    rounding: Rounding = field(init=False)

    def __post_init__(self) -> None:
        place = {name: number for number, name in enumerate(self.tallies)}
        pieces = [
            tuple(sorted(place[name] for name in piece if name in place))
            for piece in pieces_of(self.settled.family)
        ]
        members = tuple(sorted(place[name] for name in self.settled.members))
        others = tuple(piece for piece in pieces if piece and piece != members)
        counted = Counted(members=members, pieces=others, rules=self.rules)
        object.__setattr__(self, "counted", counted)
        object.__setattr__(self, "rounding", Rounding(key=rounding_key(), rules=self.rules))

    def parts(self, *name: str) -> Parts:
        """Give a total by organisation; nought where one has no such total."""
        return np.array([tally.get(name, 0) for tally in self.tallies.values()], dtype=np.int64)

    def total(self, *name: str) -> int:
        """Give a total of the organisations in the answer."""
        return self.counted.total(self.parts(*name))

    def names(self, family: str) -> list[Name]:
        """Give the names of a family that any organisation in the answer has."""
        shown = [tally for name, tally in self.tallies.items() if name in self.settled.members]
        return sorted({name for tally in shown for name in tally if name[0] == family})

    def all_have(self, *name: str) -> bool:
        """Say whether every organisation in the answer has a total of this name."""
        return all(name in self.tallies[member] for member in self.settled.members)

    def too_near(self, earlier: int) -> int | None:
        """Give the first of so many earlier questions that differs in too few cases, or in none."""
        for place in range(earlier):
            touched = self.parts("earlier", str(place), "", "", "touched")
            if not self.counted.may_tell(touched, is_exact=True):
                return place
        return None

    def is_near_in_hours(self, earlier: int) -> bool:
        """Say whether the hours under an earlier question differ in too few cases, but in some."""
        found = [self.parts("earlier", str(place), "", "", "exact") for place in range(earlier)]
        places = range(earlier)
        gaps = [self.amounts("earlier", str(place), kind, "") for place in places for kind in _GAPS]
        far = all(self.counted.may_be_left(p, is_exact=True) for p in found)
        return not (far and all(self.counted.may_tell_sum(gap) for gap in gaps))

    def is_far_in(self, dimension: str, codes: Sequence[str], kind: str) -> bool:
        """Say whether classes differ from every earlier question in no case, or in enough."""
        for place in sorted({name[1] for name in self.names("earlier")}):
            own = [self.parts("earlier", place, dimension, code, kind) for code in codes]
            if not self.counted.may_be_left(np.sum(own, axis=0, dtype=np.int64), is_exact=True):
                return False
            if kind == "exact" and not self.counted.may_tell_sum(
                self.amounts_of("earlier", place, dimension, codes=codes)
            ):
                return False
        return True

    def amounts_of(self, *name: str, codes: Sequence[str]) -> Amounts:
        """Give what the sum of several classes is made of."""
        return reduce(add, [self.amounts(*name, code) for code in codes])

    def amounts(self, *name: str) -> Amounts:
        """Give what a sum is made of, by organisation."""
        size, largest, second = (self.parts(*name, n) for n in ("size", "largest", "second"))
        return Amounts(size=size, largest=largest, second=second)

    def count(self, number: int, *where: str, may_tell: bool) -> Protected:
        """Give a count as it is shown."""
        cell = f"across/{self.year}/{self._who()}/{'/'.join(where)}"
        # One word for all: that nobody is there would be told by another.
        is_shown = may_tell and number >= self.rules.threshold
        reason = None if is_shown else HiddenReason.SMALL_NUMBERS
        return release_count(number, cell=cell, rounding=self.rounding, reason=reason)

    def _who(self) -> str:
        return hashlib.sha256("/".join(sorted(self.settled.members)).encode()).hexdigest()[:16]

    def part(self, part: Parts, of: Parts, *where: str) -> Protected:
        """Give a part of the cases as it is shown; hidden where it, or the rest, is of too few."""
        may_tell = self.counted.may_tell_part(part, of)
        return self.count(self.counted.total(part), *where, may_tell=may_tell)

    def sums(self, *name: str) -> Sums:
        """Give how many, total and squares of minutes."""
        return Sums(
            cases=self.total(*name, "told"),
            total=self.total(*name, "total"),
            squares=self.total(*name, "squares"),
        )

    def mean(self, sums: Sums) -> Protected:
        """Give a mean as it is shown, with its interval."""
        return release_mean(sums.mean, mean_interval(sums), cases=sums.cases, rules=self.rules)
