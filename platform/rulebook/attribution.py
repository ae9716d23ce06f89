"""Attribution: which policy values explain that two profiles answer the same case differently.

The search is exact. Starting from the first profile, values are replaced by those of the second
until its answer comes out: one parameter at a time, then two; where no two are enough, all that
differ, less each one that the answer does not need. A table counts as one parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType
from typing import Final

import numpy as np

from rulebook.answer import CODES, AnswerColumns, answer_columns
from rulebook.criteria import CRITERIA
from rulebook.frame import CaseFrame
from rulebook.intensity import PARAMETERS_OF_METHOD
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.provider import PROVIDER_CRITERIA

Names = tuple[str, ...]

_PARAMETERS_OF_CRITERION: Final[Mapping[str, Names]] = MappingProxyType(
    {criterion.code: criterion.parameters for criterion in (*CRITERIA, *PROVIDER_CRITERIA)}
)
#: What the period and the hours may rest on; those that only other methods read are left out.
_OF_THE_HOURS: Final = (
    "application.", "award.", "bands.", "duration.", "growth.", "intensity.", "punch_card.",
    "tariff.", "trial.",
)  # fmt: skip
_LARGEST_TRIED: Final = 2


def attributions(frame: CaseFrame, before: Profile, after: Profile) -> tuple[Names, ...]:
    """Per case, the fewest parameters of `after` that turn the answer of `before` into its own.

    Empty where both answer the same. Of several sets of one size the first counts, in the order
    of the policy sheet. Thirty cases and fifteen differing parameters take some tenths of a second.
    """
    search = _Search(frame, before, after)
    for size in range(1, _LARGEST_TRIED + 1):
        search.try_all_of(size)
    return search.found()


def attribution(frame: CaseFrame, before: Profile, after: Profile) -> Names:
    """The same for a frame of one case."""
    return attributions(frame, before, after)[0]


def replaced(before: Profile, after: Profile, names: Iterable[str]) -> Profile:
    """`before` with the values that `after` gives to some parameters.

    It is nobody's policy: its hash tells it apart from others and is not one of its values.
    """
    taken = frozenset(names)
    values = {name: (after if name in taken else before)[name] for name in before.values}
    mark = f"{before.content_hash}+{after.content_hash}:{','.join(sorted(taken))}"
    return replace(before, values=MappingProxyType(values), content_hash=mark)


def read_for_the_hours(names: Iterable[str], methods: Collection[str]) -> Names:
    """Those of the parameters that period and hours may rest on under these intensity methods."""
    mine = {name for method in methods for name in PARAMETERS_OF_METHOD[method]}
    others = {name for read in PARAMETERS_OF_METHOD.values() for name in read} - mine
    return tuple(n for n in names if n.startswith(_OF_THE_HOURS) and n not in others)


class _Search:
    """The search over a whole frame: what is still open, and what was found."""

    def __init__(self, frame: CaseFrame, before: Profile, after: Profile) -> None:
        self._frame, self._before, self._after = frame, before, after
        self._differing = after.differences_from(before)
        start, self._goal = answer_columns(frame, before), answer_columns(frame, after)
        differs = (start != self._goal).any(axis=1)
        self._found: dict[int, Names] = {int(row): () for row in np.flatnonzero(~differs)}
        self._candidates = {
            int(row): self._may_explain(start[row] != self._goal[row])
            for row in np.flatnonzero(differs)
        }

    def try_all_of(self, size: int) -> None:
        """Try every set of this size that may explain a case that is still open."""
        for names in self._sets(size):
            rows = [row for row in self._open() if set(names) <= set(self._candidates[row])]
            if not rows:
                continue
            answer = self._with(self._frame, names)
            for row in rows:
                if np.array_equal(answer[row], self._goal[row]):
                    self._found[row] = names

    def found(self) -> tuple[Names, ...]:
        """The sets per case; what no set of the sizes tried explains is worked out here."""
        for row in self._open():
            self._found[row] = self._least(row)
        return tuple(self._found[row] for row in range(self._frame.n))

    def _open(self) -> list[int]:
        return [row for row in self._candidates if row not in self._found]

    def _sets(self, size: int) -> list[Names]:
        sets = {
            names: None
            for row in self._open()
            for names in combinations(self._candidates[row], size)
        }
        return sorted(sets, key=lambda names: [self._differing.index(name) for name in names])

    def _may_explain(self, columns: AnswerColumns) -> Names:
        """The parameters that differ and that the differing columns of an answer may rest on."""
        outcomes = columns[-len(CODES) :]
        read = {
            parameter
            for code, differs in zip(CODES, outcomes.tolist(), strict=True)
            if differs
            for parameter in _PARAMETERS_OF_CRITERION[code]
        }
        if columns[2 : -len(CODES)].any():
            read.update(self._of_the_hours())
        return tuple(name for name in self._differing if name in read)

    def _of_the_hours(self) -> Names:
        methods = {plan_of(self._before).method, plan_of(self._after).method}
        return read_for_the_hours(self._differing, methods)

    def _least(self, row: int) -> Names:
        """A set of which no member can be left out, from all candidates or all that differ."""
        frame, goal = self._frame.slice(row, row + 1), self._goal[row]
        names = self._candidates[row]
        if not np.array_equal(self._with(frame, names)[0], goal):
            names = self._differing
        for name in reversed(names):
            fewer = tuple(other for other in names if other != name)
            if np.array_equal(self._with(frame, fewer)[0], goal):
                names = fewer
        return names

    def _with(self, frame: CaseFrame, names: Names) -> AnswerColumns:
        return answer_columns(frame, replaced(self._before, self._after, names))
