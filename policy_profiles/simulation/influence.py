"""Which of the differing parameters matters: each put in alone, and each put back alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from policy_profiles.simulation.columns import Answers, answers_of, differences
from policy_profiles.simulation.values import Influence, Touch
from rulebook.attribution import replaced
from rulebook.frame import CaseFrame
from rulebook.parameter import PARAMETERS
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile

#: Types that a plan holds by the name of the parameter and nowhere else, or not at all.
_BY_NAME: Final = ("quantity", "yes_no", "text_pair")
_NAMED: Final = ("limits", "answers")


def influences(
    frame: CaseFrame, *, before: Profile, after: Profile, answers: tuple[Answers, Answers]
) -> tuple[Influence, ...]:
    """Replay once with each differing parameter changed alone and once with it put back alone.

    Args:
        answers: what `before` and `after` say of the frame.

    Those that touch most cases come first, those that touch nobody last.
    """
    differing = after.differences_from(before)
    if not differing:
        return ()
    old = _Side(frame, before, after, answers[0])
    new = _Side(frame, after, before, answers[1])
    found = [
        Influence(
            parameter=parameter,
            alone=_touch(old.answers, old.with_one(parameter)),
            last=_touch(new.with_one(parameter), new.answers),
        )
        for parameter in differing
    ]
    return tuple(sorted(found, key=_most_first))


class _Side:
    """One policy, to be replayed with single values of another.

    What the engine never reads for these cases under this policy cannot change what it says of
    them: it computes without chance, so with another value there it takes the very same steps.
    Those values are found by one run on a plan that notes what is read, and are not replayed.
    """

    def __init__(self, frame: CaseFrame, own: Profile, other: Profile, answers: Answers) -> None:
        self.answers = answers
        self._frame, self._own, self._other = frame, own, other
        self._plan, self._other_plan = plan_of(own), plan_of(other)
        limits, known = _Noting(self._plan.limits), _Noting(self._plan.answers)
        answers_of(frame, replace(self._plan, limits=limits, answers=known))
        self._read = limits.read | known.read

    def with_one(self, parameter: str) -> Answers:
        """What this policy says of the cases with one value of the other."""
        if PARAMETERS[parameter].type not in _BY_NAME:
            plan = plan_of(replaced(self._own, self._other, (parameter,)))
        elif parameter in self._read:
            plan = self._with_named(parameter)
        else:
            return self.answers
        if _same_plan(plan, self._plan):
            return self.answers
        return answers_of(self._frame, plan)

    def _with_named(self, parameter: str) -> Plan:
        """The plan with one named value of the other; without it where the other states none."""
        changed = {}
        for name in _NAMED:
            values = dict(getattr(self._plan, name))
            given = getattr(self._other_plan, name)
            values.pop(parameter, None)
            if parameter in given:
                values[parameter] = given[parameter]
            changed[name] = values
        return replace(self._plan, limits=changed["limits"], answers=changed["answers"])


class _Noting(Mapping[str, Any]):
    """Values that note which of them were asked for, whether they are there or not."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever the values are
        self.read.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        self.read.update(self._values)
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _same_plan(left: Plan, right: Plan) -> bool:
    return all(_same(getattr(left, f.name), getattr(right, f.name)) for f in fields(Plan))


def _same(left: object, right: object) -> bool:
    """Whether two parts of plans hold the same."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(_same(left[k], right[k]) for k in left)
    if isinstance(left, np.ndarray):
        return bool(np.array_equal(left, np.asarray(right)))
    return left == right


def _most_first(influence: Influence) -> tuple[int, str]:
    return -max(influence.alone.cases, influence.last.cases), influence.parameter


def _touch(before: Answers, after: Answers) -> Touch:
    if before is after:
        return Touch(cases=0, more=0, fewer=0, minutes=0)
    found = differences(before, after)
    return Touch(
        cases=int(found.touched.sum()),
        more=int(found.more.sum()),
        fewer=int(found.fewer.sum()),
        minutes=int(found.minutes.sum()),
    )
