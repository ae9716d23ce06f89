"""What a policy answers to the clients with some of its values replaced, from pieces worked once.

The engine says of each client the outcome of every criterion and the minutes of the support asked;
verdict, provider check and advice follow from those alone. A criterion rests on its own parameters,
the minutes on those that period and method read. So two changed values are worked through together
only where they meet in one piece; else each was worked through before, and the pieces are put
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.attribution import read_for_the_hours
from rulebook.criteria import CRITERIA
from rulebook.engine import Working, work
from rulebook.intensity import METHODS
from rulebook.parameter import PARAMETERS
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.ternary import NOT_KNOWN, NOT_MET
from rulebook.vignettes import vignette_frame

METHOD: Final = "intensity.method"
_ALL: Final = (*CRITERIA, *PROVIDER_CRITERIA)
#: The places of the criteria that rest on a parameter.
_PLACES: Final[Mapping[str, tuple[int, ...]]] = {
    name: tuple(place for place, c in enumerate(_ALL) if name in c.parameters)
    for name in {name for c in _ALL for name in c.parameters}
}
#: A parameter, and the place of a profile that states the value it gets.
Change = tuple[str, int]
Changes = frozenset[Change]
Minutes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to all clients: verdict, provider check, minutes (0 refused, -1 not known)."""

    verdict: NDArray[np.int8]
    provider: NDArray[np.int8]
    minutes: Minutes


def may_matter(parameter: str) -> bool:
    """Whether verdict or minutes of any client could rest on a parameter under some method."""
    of_person = any(place < len(CRITERIA) for place in _PLACES.get(parameter, ()))
    return of_person or bool(read_for_the_hours([parameter], METHODS))


def may_show(parameter: str) -> bool:
    """Whether anything in `Answered` could, so the provider check too."""
    return parameter in _PLACES or may_matter(parameter)


class Pieces:
    """One policy of a group, and its answers under any set of changed values."""

    def __init__(self, own: Profile, holders: tuple[Profile, ...]) -> None:
        self.own = own
        self._holders = holders
        self._differs: dict[Change, bool] = {}
        self._own_outcomes: NDArray[np.int8] | None = None
        self._outcomes: dict[tuple[int, Changes], NDArray[np.int8]] = {}
        self._support: dict[Changes, Minutes] = {}
        self._answers: dict[Changes, Answered] = {}

    def felt(self, changes: Changes) -> Changes:
        """The changes that give this policy another value than it has."""
        return frozenset(c for c in changes if self._is_other(c))

    def answered(self, changes: Changes) -> Answered:
        """What the policy answers with these values; exactly what the engine would say."""
        felt = self.felt(changes)
        found = self._answers.get(felt)
        if found is None:
            found = self._answers[felt] = self._put_together(felt)
        return found

    def changed(self, changes: Changes) -> Profile:
        """The policy with these values; it is nobody's, and its hash tells it apart from others."""
        values, marks = dict(self.own.values), []
        for name, place in sorted(changes):
            holder = self._holders[place]
            values[name] = holder[name]
            marks.append(f"{name}={holder.content_hash}")
        mark = f"{self.own.content_hash}+{','.join(marks)}" if marks else self.own.content_hash
        return replace(self.own, values=MappingProxyType(values), content_hash=mark)

    def _is_other(self, change: Change) -> bool:
        if change not in self._differs:
            name, place = change
            self._differs[change] = self.own[name].value != self._holders[place][name].value
        return self._differs[change]

    def _put_together(self, felt: Changes) -> Answered:
        outcomes = self._standing().copy()
        for place in {place for name, _ in felt for place in _PLACES.get(name, ())}:
            outcomes[place] = self._outcome(place, felt)
        verdict = outcomes[: len(CRITERIA)].min(axis=0)
        minutes = np.where(verdict == NOT_KNOWN, -1, self._support_of(felt))
        return Answered(
            verdict=verdict,
            provider=outcomes[len(CRITERIA) :].min(axis=0),
            minutes=np.where(verdict == NOT_MET, 0, minutes),
        )

    def _standing(self) -> NDArray[np.int8]:
        """The outcomes of all criteria without any change."""
        if self._own_outcomes is None:
            nothing: Changes = frozenset()
            found = [self._outcome(place, nothing) for place in range(len(_ALL))]
            self._own_outcomes = np.stack(found)
        return self._own_outcomes

    def _outcome(self, place: int, felt: Changes) -> NDArray[np.int8]:
        own = frozenset(c for c in felt if c[0] in _ALL[place].parameters)
        if (place, own) not in self._outcomes:
            self._run(own)
        return self._outcomes[place, own]

    def _support_of(self, felt: Changes) -> Minutes:
        read = self._read(felt)
        if read not in self._support:
            self._run(read)
        return self._support[read]

    def _read(self, felt: Changes) -> Changes:
        """The changes that the minutes may rest on, under the method that they come to."""
        if not felt:
            return felt
        chosen = {place for name, place in felt if name == METHOD}
        method = self._holders[chosen.pop()] if chosen else self.own
        names = _read_under(plan_of(method).method)
        return frozenset(c for c in felt if c[0] in names)

    def _run(self, changes: Changes) -> None:
        """Work all clients through once, and keep every piece."""
        found: Working = work(vignette_frame(), plan_of(self.changed(changes)))
        self._support[self._read(changes)] = found.support_minutes
        for place, criterion in enumerate(_ALL):
            own = frozenset(c for c in changes if c[0] in criterion.parameters)
            self._outcomes.setdefault((place, own), found.criteria[criterion.code])


@cache
def _read_under(method: str) -> frozenset[str]:
    """Every parameter that the minutes may rest on under a method."""
    return frozenset(read_for_the_hours(PARAMETERS, {method}))
