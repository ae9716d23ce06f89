"""The what-if of one organisation as whole numbers by name, to be added to those of others.

Pure, and totals only: no row, no identifier and no day of a case is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policy_profiles.simulation import distance
from policy_profiles.simulation.amounts import amounts, blurred_total, no_blur, sums
from policy_profiles.simulation.columns import (
    Answers,
    Differences,
    Mask,
    Whole,
    answers_of,
    differences,
)
from policy_profiles.simulation.influence import influences
from policy_profiles.simulation.sides import Side, practice_of, side_of, tariff_of
from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.totals import EVERYONE, Owner, sorting_of
from rulebook.case_classes import DIMENSIONS
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.ternary import MET_WITH_OBLIGATION

#: What a total is of: its family, and then what it is about.
Name = tuple[str, ...]
Tally = Mapping[Name, int]

#: What was really decided, and the policies beside it.
SIDES: Final = ("practice", "before", "after", "baseline")
VERDICTS: Final = ("granted", "refused", "unknown", "obligated")
#: What a change does to how many: by class and over all.
EFFECTS: Final = ("fewer", "more", "lost", "gained")
#: And over all only.
BESIDES: Final = ("longer", "shorter", "provider", "unclear")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What is laid beside each other in one organisation.

    Attributes:
        before: what the organisation works with.
        after: what is asked.
        earlier: what was asked before: what it comes to, and how far `after` is from it.
    """

    before: Profile
    after: Profile
    baseline: Profile
    earlier: Sequence[Profile] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One asked policy worked through: what it says, its totals by name, and what it counts."""

    answers: Answers
    side: Side
    shift: Differences
    totals: Mapping[Name, int]
    counts: Mapping[Name, Mask]


def tally_of(decided: Decided, policies: Policies, factors: Whole | None = None) -> Tally:
    """Replay the cases of one organisation and give what comes out as totals by name.

    Families of every side: `verdict` (side, verdict); `minutes` (side: told, total, squares,
    amounts); `period` (side: cases, days, amounts); `cents` (side: total, amounts; none without a
    tariff); `nested` (side: granted without an obligation); `obligation` (side, criterion); `apart`
    (two sides: verdict and exact cases, and amounts of what minutes, days and cents differ by).
    Of the change: `effect` and `shift` (whole, or dimension and class); `value` (parameter: cases
    that it touches put back alone). `earlier` with a place goes before all that an earlier question
    comes to; `moved`, `far`, `gap` and `rest` are of `distance`. Amounts are size, largest and
    second, all without sign. `cases` is how many there are.

    Args:
        factors: the deviation of each case, in thousandths; none where nobody gives any.
    """
    replay = Replay(decided, before=policies.before, baseline=policies.baseline, factors=factors)
    return replay.tally(policies.after, earlier=policies.earlier)


class Replay:
    """The cases of one organisation beside its rules and the baseline, to work questions through.

    Each question is worked through once and kept: later ones are held against it.
    """

    #: So many questions are kept; more would be memory and not time.
    MOST_KEPT: Final = 128

    def __init__(
        self, decided: Decided, *, before: Profile, baseline: Profile, factors: Whole | None = None
    ) -> None:
        self.frame = decided.frame
        self.before, self.baseline = before, baseline
        self.factors = no_blur(decided.frame.n) if factors is None else factors
        self.answers = {name: self._answers(getattr(self, name)) for name in ("before", "baseline")}
        self.sides = {"practice": practice_of(decided)} | {
            name: side_of(found, tariff_of(getattr(self, name)))
            for name, found in self.answers.items()
        }
        self._worked: dict[str, Worked] = {}

    def tally(self, after: Profile, *, earlier: Sequence[Profile]) -> Tally:
        """Give all totals of a question, and of those that it is held against."""
        own = self.worked(after)
        tally: dict[Name, int] = {("cases",): self.frame.n, **self._of_all_sides, **own.totals}
        tally |= dict(self._of_values(after, own.answers))
        for place, profile in enumerate(earlier):
            other = self.worked(profile)
            tally |= {("earlier", str(place), *name): n for name, n in other.totals.items()}
            tally |= distance.between(str(place), other, own, self.owners)
            tally |= self._dressed(str(place), other, own)
        return tally

    def worked(self, profile: Profile) -> Worked:
        """Work a policy through, once."""
        found = self._worked.get(profile.content_hash)
        if found is None:
            found = self._work(self._answers(profile), tariff_of(profile))
            self._worked[profile.content_hash] = found
            while len(self._worked) > self.MOST_KEPT:
                self._worked.pop(next(iter(self._worked)), None)
        return found

    @cached_property
    def owners(self) -> list[tuple[Owner, Mask]]:
        """All cases, and those of each class of each dimension."""
        owners = [(EVERYONE, np.ones(self.frame.n, dtype=bool))]
        sorting = sorting_of(self.frame, DIMENSIONS)
        dimension_of = {dimension.code: row for row, dimension in enumerate(DIMENSIONS)}
        for place, owner in enumerate(sorting.owners[1:], start=1):
            owners.append((owner, sorting.places[dimension_of[owner[0]]] == place))
        return owners

    @cached_property
    def _of_all_sides(self) -> dict[Name, int]:
        """What is the same under every question."""
        found: dict[Name, int] = {}
        for name, side in self.sides.items():
            found |= dict(self._of_side(name, side))
        for one, other in combinations(self.sides, 2):
            found |= _apart(one, other, self.sides)
        for name, answers in self.answers.items():
            found |= {("obligation", name, code): n for code, n in answers.obligations.items()}
        return found

    def _answers(self, profile: Profile) -> Answers:
        return answers_of(self.frame, plan_of(profile))

    def _dressed(self, place: str, other: Worked, own: Worked) -> dict[Name, int]:
        """The earlier question with the change that everybody has, where nearly all have that."""
        minutes = distance.dressed(other.side, own.side, self.owners)
        rest = distance.rest_of(other.side, own.side, minutes)
        if (rest > 0).mean() > distance.MOST_OTHERWISE:
            return {}
        found = self._work(replace(other.answers, minutes=minutes), own.side.tariff)
        return {("dressed", place, *name): n for name, n in found.totals.items()}

    def _work(self, answers: Answers, tariff: int | None) -> Worked:
        side = side_of(answers, tariff)
        shift = differences(self.answers["before"], answers)
        sides = {**self.sides, "after": side}
        counts = dict(self._counts(answers, side, shift))
        totals: dict[Name, int] = {name: int(column.sum()) for name, column in counts.items()}
        totals |= dict(self._of_side("after", side)) | dict(self._of_shift(shift))
        for other in self.sides:
            one, two = sorted((other, "after"), key=SIDES.index)
            totals |= _apart(one, two, sides)
        return Worked(answers=answers, side=side, shift=shift, totals=totals, counts=counts)

    def _counts(self, answers: Answers, side: Side, shift: Differences) -> Iterator[Any]:
        """Everything that is counted of a question, by name, as a mark on each case."""
        for verdict in VERDICTS:
            yield ("verdict", "after", verdict), getattr(side, verdict)
        for code in answers.obligations:
            marks = side.obligated & (answers.criteria[code] == MET_WITH_OBLIGATION)
            yield ("obligation", "after", code), marks
        for name in BESIDES[:-1]:
            yield ("effect", "", "", name), getattr(shift, name)
        yield ("effect", "", "", "unclear"), ~(self.answers["before"].told & answers.told)
        for owner, mask in self.owners:
            for name in EFFECTS:
                yield ("effect", *owner, name), getattr(shift, name) & mask

    def _of_side(self, name: str, side: Side) -> Iterator[tuple[Name, int]]:
        for verdict in VERDICTS:
            mask = getattr(side, verdict)
            if mask is not None:
                yield ("verdict", name, verdict), int(mask.sum())
        for part, number in sums(side.minutes, side.told, self.factors):
            yield ("minutes", name, part), number
        yield ("period", name, "cases"), int((side.days > 0).sum())
        yield ("period", name, "days"), blurred_total(side.days, self.factors)
        yield from ((("period", name, part), number) for part, number in amounts(side.days))
        if side.tariff is not None:
            told = side.minutes[side.told]
            paid = blurred_total(told, self.factors[side.told]) * side.tariff
            yield ("cents", name, "total"), int(Fraction(paid, 60) + Fraction(1, 2))
            for part, minutes in amounts(told):
                paid = minutes * side.tariff
                yield ("cents", name, part), int(Fraction(paid, 60) + Fraction(1, 2))
        if side.obligated is not None:
            yield ("nested", name, "granted"), int((side.granted & ~side.obligated).sum())

    def _of_shift(self, shift: Differences) -> Iterator[tuple[Name, int]]:
        """What the change does, over all and by class, besides what is counted."""
        columns: dict[str, NDArray[Any]] = {
            "fewer_lost": shift.fewer ^ shift.lost,
            "more_gained": shift.more ^ shift.gained,
            "exact": shift.touched | (shift.minutes != 0),
        }
        for owner, mask in self.owners:
            yield ("effect", *owner, "cases"), int(mask.sum())
            for name, column in columns.items():
                yield ("effect", *owner, name), int(column[mask].sum())
            for part, number in sums(shift.minutes[mask], shift.told[mask], self.factors[mask]):
                yield ("shift", *owner, part), number

    def _of_values(self, after: Profile, answers: Answers) -> Iterator[tuple[Name, int]]:
        found = influences(
            self.frame,
            before=self.before,
            after=after,
            answers=(self.answers["before"], answers),
        )
        for each in found:
            yield ("value", each.parameter, "cases"), each.last.cases


def _apart(one: str, other: str, sides: Mapping[str, Side]) -> dict[Name, int]:
    """Of how many cases two sides say otherwise: who is granted, and anything that is measured.

    What was really decided has no days of its own here, so days are not held against it.
    """
    left, right = sides[one], sides[other]
    verdict = (left.granted != right.granted) | (left.refused != right.refused)
    exact = verdict | (left.minutes != right.minutes)
    if "practice" not in (one, other):
        exact |= (left.told != right.told) | (left.days != right.days)
        exact |= distance.paid_otherwise(left, right)
        if left.obligated is not None and right.obligated is not None:
            verdict |= left.obligated != right.obligated
    found: dict[Name, int] = {
        ("apart", one, other, "verdict"): int(verdict.sum()),
        ("apart", one, other, "exact"): int(exact.sum()),
    }
    for kind, gap in distance.gaps(left, right).items():
        found |= {("apart", one, other, kind, name): n for name, n in amounts(gap)}
    return found
