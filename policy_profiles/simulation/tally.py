"""The what-if of one organisation in whole numbers by name, of which nobody moves any by much.

Pure, and totals only: no row, no identifier and no day of a case is in it. Everything is counted by
person: all applications that one person had decided in the year, together. In each family of
figures one person is in one place, and counts there for one, or for no more than a fixed limit. On
that rests how much noise hides a person (`benchmarking.across.figures`), so it holds whatever the
cases are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policy_profiles.simulation.columns import Answers, Mask, Whole, answers_of
from policy_profiles.simulation.simulate import Decided
from rulebook.case_classes import DIMENSION_BY_CODE, Dimension
from rulebook.frame import CaseFrame
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.ternary import NOT_KNOWN

#: What a total is of: its family, and then its place in it.
Name = tuple[str, ...]
Tally = Mapping[Name, int]

#: Nobody counts for more than this in a year: 300 hours. The baseline's heaviest regime gives 15 %
#: of the hours worked in the first year: of 36 hours a week that is 281.
MOST_MINUTES: Final = 300 * 60
#: Nobody counts for more days than this in a year: two years. Longer support is granted again.
MOST_DAYS: Final = 731

VERDICTS: Final = ("granted", "refused", "unknown")
#: What another policy does to somebody; who falls off or comes in is in no other of these.
EFFECTS: Final = ("fewer", "more", "lost", "gained")
#: The classes in which is counted: who somebody is, by the application recorded first.
BY: Final[tuple[Dimension, ...]] = tuple(
    DIMENSION_BY_CODE[code] for code in ("target_group", "contract", "hours", "age")
)

_GRANTED, _REFUSED, _UNKNOWN = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The decided cases of a year, and the number of the person that each is of, from nought."""

    decided: Decided
    people: Whole

    @property
    def count(self) -> int:
        """How many people there are."""
        return int(self.people.max()) + 1 if len(self.people) else 0

    def sum_by_person(self, column: NDArray[Any]) -> Whole:
        """Add a column up for each person."""
        found = np.zeros(self.count, dtype=np.int64)
        np.add.at(found, self.people, column.astype(np.int64))
        return found

    def first_by_person(self, column: NDArray[Any]) -> Whole:
        """Give of each person what stands in the application that was recorded first."""
        _numbers, first = np.unique(self.people, return_index=True)
        return column[first].astype(np.int64)


def tally_of_now(cases: Cases, *, own: Profile) -> Tally:
    """Count what was really decided, and what the organisation's own rules come to.

    Families: `people` (dimension: class); `practice` and `own` `verdict`; `practice` and `own`
    `minutes`; `own` `days`.
    """
    found = _answers(cases.decided.frame, own)
    tally: dict[Name, int] = {}
    for dimension, places in _classes(cases):
        names = [("people", dimension.code, code) for code in dimension.classes]
        tally |= _counted(names, places)
    decided = cases.decided
    practice = np.where(cases.sum_by_person(~decided.refused) > 0, _GRANTED, _REFUSED)
    tally |= _counted([("practice", "verdict", name) for name in VERDICTS[:2]], practice)
    tally |= _counted([("own", "verdict", name) for name in VERDICTS], _verdicts(cases, found))
    tally["practice", "minutes"] = int(_limited(cases, decided.awarded, MOST_MINUTES).sum())
    tally["own", "minutes"] = int(_limited(cases, found.minutes, MOST_MINUTES).sum())
    tally["own", "days"] = int(_limited(cases, found.days, MOST_DAYS).sum())
    return tally


def tally_of_policy(cases: Cases, *, own: Profile, asked: Profile) -> Tally:
    """Count what a policy comes to, and what it changes beside the organisation's own rules.

    Families: `asked` `verdict`; `effect`, in all and in each class of each dimension; `change` of
    `minutes` and `days` in all, and of `minutes` in each class. Hours or days that one of the two
    cannot tell count as not changed.
    """
    before, after = (_answers(cases.decided.frame, profile) for profile in (own, asked))
    effects = _effects(cases, before, after)
    minutes = _change(cases, before.minutes, after.minutes, before.told & after.told, MOST_MINUTES)
    are_known = (before.verdict != NOT_KNOWN) & (after.verdict != NOT_KNOWN)
    days = _change(cases, before.days, after.days, are_known, MOST_DAYS)
    tally: dict[Name, int] = {
        ("change", "minutes"): int(minutes.sum()),
        ("change", "days"): int(days.sum()),
    }
    tally |= _counted([("asked", "verdict", name) for name in VERDICTS], _verdicts(cases, after))
    tally |= _counted([("effect", name) for name in EFFECTS], effects)
    for dimension, places in _classes(cases):
        cells = product(dimension.classes, EFFECTS)
        names = [("effect", dimension.code, code, name) for code, name in cells]
        in_one = np.where(effects < len(EFFECTS), places * len(EFFECTS) + effects, len(names))
        tally |= _counted(names, in_one)
        sums = np.zeros(len(dimension.classes), dtype=np.int64)
        np.add.at(sums, places, minutes)
        codes = zip(dimension.classes, sums.tolist(), strict=True)
        tally |= {("change", dimension.code, code, "minutes"): total for code, total in codes}
    return tally


def _answers(frame: CaseFrame, profile: Profile) -> Answers:
    return answers_of(frame, plan_of(profile))


def _classes(cases: Cases) -> Iterator[tuple[Dimension, Whole]]:
    for dimension in BY:
        yield dimension, cases.first_by_person(dimension.places(cases.decided.frame))


def _counted(names: Sequence[Name], places: Whole) -> dict[Name, int]:
    """Count how many people are in each place; who is beyond the last is in none."""
    counts = np.bincount(places, minlength=len(names) + 1)
    return dict(zip(names, counts.tolist(), strict=False))


def _verdicts(cases: Cases, found: Answers) -> Whole:
    """One answer for each person: yes where one application has it, no where all have that."""
    granted = cases.sum_by_person(found.granted) > 0
    unknown = cases.sum_by_person(found.verdict == NOT_KNOWN) > 0
    return np.where(granted, _GRANTED, np.where(unknown, _UNKNOWN, _REFUSED))


def _effects(cases: Cases, before: Answers, after: Answers) -> Whole:
    """The place in `EFFECTS` of what happens to each person; beyond them where nothing does."""
    was, becomes = _verdicts(cases, before), _verdicts(cases, after)
    told = before.told & after.told
    change = cases.sum_by_person((after.minutes - before.minutes) * told)
    conditions = [
        (was == _GRANTED) & (becomes == _REFUSED),
        (was == _REFUSED) & (becomes == _GRANTED),
        change < 0,
        change > 0,
    ]
    places = [EFFECTS.index(name) for name in ("lost", "gained", "fewer", "more")]
    return np.select(conditions, places, len(EFFECTS)).astype(np.int64)


def _limited(cases: Cases, column: Whole, most: int) -> Whole:
    """What each person counts for: from nought up to the limit."""
    return np.clip(cases.sum_by_person(column), 0, most)


def _change(cases: Cases, before: Whole, after: Whole, told: Mask, most: int) -> Whole:
    """What each person counts for afterwards, less what the same person counted for before."""
    return _limited(cases, np.where(told, after, before), most) - _limited(cases, before, most)
