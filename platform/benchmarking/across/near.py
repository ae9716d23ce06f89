"""Which earlier question a figure stands for, where the two differ in too few cases to be told.

So no two answers differ by one person in any figure, whatever else was changed along with it: a
figure that is near an earlier one in the organisations together, or in a piece that groups divide
one another into, is that earlier one's. None and few look the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarking.disclosure.organisations import Amounts, Counted, Parts
from policy_profiles.simulation.tally import Name, Tally

#: What goes before the name of a total: nothing, or the place of an earlier question.
Prefix = tuple[str, ...]
OWN: Prefix = ()
_WHOLE = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The questions that one is held against, the oldest first, by their hashes.

    Attributes:
        stood: for which hash each of them stood, by figure, in any answer.
    """

    hashes: tuple[str, ...] = ()
    stood: tuple[Mapping[str, str], ...] = ()

    def root(self, place: int, figure: str) -> int:
        """Give the place of the question whose figure was really shown."""
        wanted = self.stood[place].get(figure)
        return self.hashes.index(wanted) if wanted in self.hashes else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Holds the figures of a question against the earlier ones; `stands` notes what it found."""

    tallies: Mapping[str, Tally]
    counted: Counted
    before: Before
    stands: dict[str, int] = field(default_factory=dict)
    _seen: dict[str, Prefix] = field(default_factory=dict)

    def parts(self, *name: str) -> Parts:
        """Give a total by organisation; nought where one has no such total."""
        return np.array([tally.get(name, 0) for tally in self.tallies.values()], dtype=np.int64)

    def whole(self) -> int | None:
        """Give the place of the first earlier question that differs in too few cases, or in none.

        `None` where it differs from each in enough.
        """
        return self._first((("far", "touched"),))

    def count(self, figure: str, names: Iterable[Name]) -> Prefix:
        """Say whose count goes into an answer: the question's own, or that of an earlier one."""
        if figure not in self._seen:
            place = self._first([("moved", *name) for name in names])
            self._seen[figure] = self._stands_for(figure, place)
        return self._seen[figure]

    def hours(self, figure: str, owners: Sequence[tuple[str, str]] = (_WHOLE,)) -> Prefix | None:
        """Say whose hours, days and money go into an answer; None where nobody's may.

        Where what two questions differ by is nothing but a change that everybody has, or that and
        few cases or one, it is the earlier one's with that change: without those few.
        """
        place = self._first([("far", *owner, "exact") for owner in owners])
        if place is not None and self.before.root(place, figure) == place:
            return self._stands_for(figure, place)
        if place is not None:
            return self._dressed(figure, self.before.root(place, figure))
        for number in range(len(self.before.hashes)):
            if not self._may_lie_beside(str(number), owners):
                return self._dressed(figure, self.before.root(number, figure))
        return OWN

    def _dressed(self, figure: str, place: int) -> Prefix | None:
        """An earlier question with the change that everybody has; None where not nearly all do."""
        found = ("dressed", str(place))
        name = (*found, "minutes", "after", "total")
        members = list(self.tallies.values())
        self.stands[figure] = place
        return found if all(name in members[number] for number in self.counted.members) else None

    def measure(self, kind: str) -> bool:
        """Say whether days or cents lie far enough from those of every earlier question."""
        places = range(len(self.before.hashes))
        gaps = [amounts_of(self, [("gap", str(place), kind, *_WHOLE)]) for place in places]
        return all(self.counted.may_tell_sum(gap) for gap in gaps)

    def _stands_for(self, figure: str, place: int | None) -> Prefix:
        if place is None:
            return OWN
        root = self.before.root(place, figure)
        self.stands[figure] = root
        return ("earlier", str(root))

    def _first(self, names: Sequence[Name]) -> int | None:
        """The first earlier question from which what is named differs in none, or in too few."""
        for place in range(len(self.before.hashes)):
            found = [self.parts(name[0], str(place), *name[1:]) for name in names]
            differing = together(found)
            if not self.counted.may_tell(differing, is_exact=True):
                return place
        return None

    def _may_lie_beside(self, place: str, owners: Sequence[tuple[str, str]]) -> bool:
        rest = together([self.parts("rest", place, *owner, "cases") for owner in owners])
        if not self.counted.may_tell(rest, is_exact=True):
            return False
        sums = [
            amounts_of(self, [("gap", place, "minutes", *owner) for owner in owners]),
            amounts_of(self, [("rest", place, *owner) for owner in owners]),
        ]
        return all(self.counted.may_tell_sum(each) for each in sums)


def together(parts: Sequence[Parts]) -> Parts:
    """Add totals up, organisation by organisation."""
    return np.sum(parts, axis=0, dtype=np.int64)


def amounts_of(near: Near, names: Sequence[Name]) -> Amounts:
    """Give what the sum of several totals is made of, by organisation."""
    found = [
        Amounts(**{part: near.parts(*name, part) for part in ("size", "largest", "second")})
        for name in names
    ]
    whole = found[0]
    for each in found[1:]:
        whole += each
    return whole
