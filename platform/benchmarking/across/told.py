"""The totals of the organisations that were asked, and what of them may be told."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarking.across.members import Settled, pieces_of
from benchmarking.across.near import OWN, Before, Near, Prefix, amounts_of, together
from benchmarking.disclosure import HiddenReason, Protected, Rounding, release_count, release_mean
from benchmarking.disclosure.organisations import Amounts, Counted, Parts
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.pseudonyms import rounding_key
from benchmarking.statistics.means import Sums, mean_interval
from policy_profiles.simulation.tally import Name, Tally

Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The totals of the organisations that were asked, and which of them are in the answer.

    `before` are the questions that this one is held against; their totals are in `tallies` too.
    """

    tallies: Mapping[str, Tally]
    settled: Settled
    year: int
    rules: DisclosureRules
    before: Before = field(default_factory=Before)
    counted: Counted = field(init=False)
    rounding: Rounding = field(init=False)
    near: Near = field(init=False)

    def __post_init__(self) -> None:
        place = {name: number for number, name in enumerate(self.tallies)}
        pieces = [
            tuple(sorted(place[name] for name in piece if name in place))
            for piece in pieces_of(self.settled.family)
        ]
        members = tuple(sorted(place[name] for name in self.settled.members))
        others = tuple(piece for piece in pieces if piece and piece != members)
        counted = Counted(members=members, pieces=others, rules=self.rules)
        near = Near(tallies=self.tallies, counted=counted, before=self.before)
        object.__setattr__(self, "counted", counted)
        object.__setattr__(self, "rounding", Rounding(key=rounding_key(), rules=self.rules))
        object.__setattr__(self, "near", near)

    def parts(self, *name: str) -> Parts:
        """Give a total by organisation; nought where one has no such total."""
        return self.near.parts(*name)

    def total(self, *name: str) -> int:
        """Give a total of the organisations in the answer."""
        return self.counted.total(self.parts(*name))

    def names(self, *family: str) -> list[Name]:
        """Give the names that begin so, of any organisation in the answer."""
        shown = [tally for name, tally in self.tallies.items() if name in self.settled.members]
        size = len(family)
        return sorted({name for tally in shown for name in tally if name[:size] == family})

    def all_have(self, *name: str) -> bool:
        """Say whether every organisation in the answer has a total of this name."""
        return all(name in self.tallies[member] for member in self.settled.members)

    def amounts(self, *name: str) -> Amounts:
        """Give what a sum is made of, by organisation."""
        return amounts_of(self.near, [name])

    def amounts_of(self, names: Sequence[Name]) -> Amounts:
        """Give what the sum of several totals is made of."""
        return amounts_of(self.near, names)

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

    def below(self, part: Parts, data: Data) -> Data:
        """Say of a hidden count that it is below the threshold, where it is: never nought."""
        if data["value"] is None and self.counted.total(part) < self.rules.threshold:
            return {**data, "below": self.rules.threshold}
        return data

    def having(self, part: Parts) -> Protected:
        """How many cases have hours; not where who has none would be one or two organisations'."""
        may_tell = self.counted.may_be_nested(self.parts("cases") - part)
        return self.count(self.counted.total(part), may_tell=may_tell)

    def sums(self, names: Sequence[Name]) -> Sums:
        """Give how many, total and squares of minutes, of several totals put together."""
        keys = {"cases": "told", "total": "total", "squares": "squares"}
        return Sums(
            **{key: sum(self.total(*name, part) for name in names) for key, part in keys.items()}
        )

    def mean(self, sums: Sums) -> Protected:
        """Give a mean as it is shown, with its interval."""
        return release_mean(sums.mean, mean_interval(sums), cases=sums.cases, rules=self.rules)


__all__ = ["OWN", "Prefix", "Told", "together"]
