"""The search for the smallest sets of common values that bring the answers of a group together.

A change gives one parameter one value for everybody: a value that somebody in the group has, or the
baseline's. Sets of one and of two changes are all tried, and of three where they fit in the budget;
larger ones, and threes beyond it, grow from the best smaller sets by one change at a time, after
which each change is exchanged for any other as long as that helps. A set counts only if leaving out
any of its changes would leave more spread, and if nobody's hours become unknown by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final

from policy_profiles.harmonisation.measure.held import Held
from policy_profiles.harmonisation.measure.pieces import Change, Changes, Pieces, may_matter
from policy_profiles.harmonisation.measure.spread import spread_of, told_by_all
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile

#: Sets of two or three that are tried at most before the search goes on by growing.
MOST_SETS: Final = 4_000
#: The largest sets that are looked for.
LARGEST: Final = 5
#: Sets up to this size are always looked for, so that there is something to choose from.
_ALWAYS: Final = 3
#: From how many of the best sets larger ones grow.
_GROWN_FROM: Final = 6
_HALF: Final = Fraction(1, 2)
_APART: Final = Fraction(3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A set of changes, the spread that it leaves, and how many values somebody has to change."""

    changes: tuple[Change, ...]
    left: int
    steps: int

    @property
    def size(self) -> int:
        """In how many parameters the group would take one value."""
        return len(self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search found.

    Attributes:
        holders: the profiles that the values in a change are of.
        candidates: every change that was tried.
        spread: of the group as it is, in minutes.
        clients: how many take part.
        best: the best set of each size, as long as a larger one is better.
        sets: all sets that count, the best of the smallest first.
        exact_to: up to this size every set was tried.
    """

    holders: tuple[Profile, ...]
    candidates: tuple[Change, ...]
    spread: int
    clients: int
    best: tuple[Found, ...]
    sets: tuple[Found, ...]
    exact_to: int

    def removed(self, found: Found) -> Fraction:
        """Which part of the spread a set removes."""
        return Fraction(self.spread - found.left, self.spread) if self.spread else Fraction(0)

    def removes_most(self, found: Found) -> bool:
        """Whether a set removes more than half of the spread."""
        return self.removed(found) > _HALF


def search(group: Sequence[Profile], givers: Sequence[Profile]) -> Searched:
    """Look for the sets that leave least spread, for each size.

    The same group always gives the same answer: nothing in it depends on chance or on time. It is
    searched once a process for the same contents.

    Args:
        group: the policies that would take common values.
        givers: whose values those may be: usually the baseline and the group itself.
    """
    return _searched(tuple(map(Held, group)), tuple(map(Held, givers)))


@lru_cache(maxsize=64)
def _searched(group: tuple[Held, ...], givers: tuple[Held, ...]) -> Searched:
    profiles = [held.profile for held in group]
    holders = tuple(held.profile for held in givers)
    candidates = tuple(_candidates(profiles, holders))
    alike = {held: Pieces(held.profile, holders) for held in group}  # of the same values: once
    hunt = _Hunt([alike[held] for held in group], candidates)
    hunt.run()
    return Searched(
        holders=holders,
        candidates=candidates,
        spread=hunt.spread,
        clients=int(hunt.among.sum()),
        best=tuple(hunt.best()),
        sets=tuple(hunt.ranked()),
        exact_to=hunt.exact_to,
    )


def alternatives(searched: Searched, *, wanted: int) -> tuple[Found, ...]:
    """Choose sets that are really different: no two share more than a quarter of their changes.

    Those that remove most of the spread come first, the smallest of them before larger ones. Two
    sets are apart by Jaccard's distance of their changes, which must be three quarters at least,
    and none holds all of another.
    """
    chosen: list[Found] = []
    for found in sorted(searched.sets, key=lambda f: _preferred(searched, f)):
        if len(chosen) < wanted and all(_are_different(found, other) for other in chosen):
            chosen.append(found)
    return tuple(chosen)


def apart(one: Found, other: Found) -> Fraction:
    """Give how different two sets are: 1 − shared changes / all changes."""
    a, b = {*one.changes}, {*other.changes}
    return 1 - Fraction(len(a & b), len(a | b))


def _are_different(one: Found, other: Found) -> bool:
    a, b = {*one.changes}, {*other.changes}
    return apart(one, other) >= _APART and not (a <= b or b <= a)


def _preferred(searched: Searched, found: Found) -> tuple[object, ...]:
    if searched.removes_most(found):
        return 0, found.size, found.left, found.steps
    return 1, found.left, found.size, found.steps


def _candidates(group: Sequence[Profile], holders: tuple[Profile, ...]) -> Iterator[Change]:
    """Every parameter in which the group differs, with each value that it could take together."""
    for name in filter(may_matter, PARAMETERS):
        values = [profile[name].value for profile in group]
        if PARAMETERS[name].freedom == "fixed" or all(value == values[0] for value in values):
            continue
        given = [holder[name].value for holder in holders]
        firsts = [place for place, value in enumerate(given) if given.index(value) == place]
        yield from ((name, place) for place in firsts if holders[place][name].is_stated)


class _Hunt:
    """One search: what was tried, and what came out."""

    def __init__(self, members: list[Pieces], candidates: tuple[Change, ...]) -> None:
        self._members, self._candidates = members, candidates
        self._order = {change: place for place, change in enumerate(candidates)}
        now = [member.answered(frozenset()).minutes for member in members]
        self.among = told_by_all(now)
        self.spread = spread_of(now, self.among)
        self.exact_to = 0
        self._tried: dict[Changes, Found | None] = {frozenset(): self._worked(frozenset())}

    def run(self) -> None:
        """Try all small sets, then grow larger ones."""
        for size in range(1, LARGEST + 1):
            sets = list(self._all_of(size)) if self.exact_to == size - 1 else []
            if sets and len(sets) <= MOST_SETS:
                self.exact_to = size
                self._try(sets)
            else:
                self._grow(size)
            if size >= _ALWAYS and any(f.left == 0 for f in self._tried.values() if f):
                return  # nothing is left for a larger set to remove

    def best(self) -> Iterator[Found]:
        """The best set of each size, as long as it leaves less than the one before."""
        left = self.spread
        for size in range(1, LARGEST + 1):
            found = next(iter(self._of_size(size)), None)
            if found is None or found.left >= left:
                return
            left = found.left
            yield found

    def ranked(self) -> list[Found]:
        """All sets that count, by size and then by what they leave."""
        return [found for size in range(1, LARGEST + 1) for found in self._of_size(size)]

    def _all_of(self, size: int) -> Iterator[Changes]:
        for changes in combinations(self._candidates, size):
            if len({name for name, _place in changes}) == size:
                yield frozenset(changes)

    def _try(self, sets: Iterable[Changes]) -> None:
        for changes in sets:
            if changes not in self._tried:
                self._tried[changes] = self._worked(changes)

    def _worked(self, changes: Changes) -> Found | None:
        """Work a set through; None where somebody's hours become unknown by it."""
        answers = [member.answered(changes).minutes for member in self._members]
        if any((minutes[self.among] < 0).any() for minutes in answers):
            return None
        return Found(
            changes=tuple(sorted(changes, key=self._order.__getitem__)),
            left=spread_of(answers, self.among),
            steps=sum(len(member.felt(changes)) for member in self._members),
        )

    def _grow(self, size: int) -> None:
        """Add one change to the best sets of one less, and exchange changes while that helps."""
        for smaller in self._of_size(size - 1)[:_GROWN_FROM]:
            best = self._best_of(self._with_one_more(frozenset(smaller.changes)))
            while best is not None:
                better = self._best_of(self._with_one_other(frozenset(best.changes)))
                if better is None or better.left >= best.left:
                    break
                best = better

    def _best_of(self, sets: Sequence[Changes]) -> Found | None:
        self._try(sets)
        tried = [found for found in map(self._tried.__getitem__, sets) if found]
        return min(tried, key=self._rank, default=None)

    def _with_one_more(self, changes: Changes) -> list[Changes]:
        taken = {name for name, _place in changes}
        return [changes | {one} for one in self._candidates if one[0] not in taken]

    def _with_one_other(self, changes: Changes) -> list[Changes]:
        return [
            more
            for left_out in sorted(changes, key=self._order.__getitem__)
            for more in self._with_one_more(changes - {left_out})
        ]

    def _of_size(self, size: int) -> list[Found]:
        """The sets of a size that count, the best first."""
        of_size = [found for found in self._tried.values() if found and found.size == size]
        found = [each for each in of_size if self._counts(each)]
        return sorted(found, key=self._rank)

    def _counts(self, found: Found) -> bool:
        """Whether every change in a set removes some of the spread on top of the others."""
        changes = frozenset(found.changes)
        fewer = [changes - {change} for change in found.changes]
        self._try(fewer)
        left = [self._tried[each] for each in fewer]
        return all(each is None or each.left > found.left for each in left)

    def _rank(self, found: Found) -> tuple[object, ...]:
        return found.left, found.steps, [self._order[change] for change in found.changes]
