"""The what-if of one organisation as whole numbers by name, to be added to those of others.

Pure, and totals only: no row, no identifier and no day of a case is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policy_profiles.simulation.columns import (
    Answers,
    Differences,
    Mask,
    Whole,
    answers_of,
    differences,
)
from policy_profiles.simulation.influence import influences
from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.totals import EVERYONE, sorting_of
from rulebook.case_classes import DIMENSIONS
from rulebook.frame import CaseFrame
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET

#: What a total is of: its family, and then what it is about.
Name = tuple[str, ...]
Tally = Mapping[Name, int]

#: What was really decided, and the policies beside it.
SIDES: Final = ("practice", "before", "after", "baseline")
VERDICTS: Final = ("granted", "refused", "unknown", "obligated")
#: What a change does to how many: by class and over all.
EFFECTS: Final = ("fewer", "more", "lost", "gained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What is laid beside each other in one organisation.

    Attributes:
        before: what the organisation works with.
        after: what is asked.
        earlier: what was asked before; of each only how far `after` is from it is counted.
    """

    before: Profile
    after: Profile
    baseline: Profile
    earlier: Sequence[Profile] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What one side says of every case, and what an hour costs there in cents."""

    granted: Mask
    refused: Mask
    minutes: Whole
    told: Mask
    days: Whole
    tariff: int | None
    unknown: Mask | None = None
    obligated: Mask | None = None


def tally_of(decided: Decided, policies: Policies) -> Tally:
    """Replay the cases of one organisation and give what comes out as totals by name.

    Families: `cases`; `verdict` (side, verdict); `minutes` (side: told, total, squares, amounts);
    `period` (side: cases, days, amounts); `cents` (side: total, amounts; none without a tariff);
    `nested` (side: granted without an obligation); `apart` (two sides: verdict and exact cases,
    and amounts of what minutes, days and cents differ by); `effect` and `shift` (of the change:
    whole, or dimension and class); `obligation` (side, criterion); `value` (parameter: cases that
    it touches put back alone); `earlier` (place, dimension, class: touched, exact, amounts; days:
    amounts). Amounts are size, largest and second, all without sign.
    """
    frame = decided.frame
    answers = {
        name: answers_of(frame, plan_of(getattr(policies, name)))
        for name in ("before", "after", "baseline")
    }
    sides = {"practice": _practice(decided)} | {
        name: _side(found, getattr(policies, name)) for name, found in answers.items()
    }
    shift = differences(answers["before"], answers["after"])
    tally: dict[Name, int] = {("cases",): frame.n}
    for name, side in sides.items():
        tally |= {(family, name, *rest): n for family, *rest, n in _of_side(side)}
    for one, other in combinations(SIDES, 2):
        tally |= _apart(one, other, sides)
    tally |= dict(_of_shift(frame, shift, answers))
    tally |= {
        ("obligation", name, code): number
        for name, found in answers.items()
        for code, number in found.obligations.items()
    }
    tally |= dict(_of_values(frame, policies, answers))
    return tally | dict(_of_earlier(frame, policies, answers["after"]))


def _practice(decided: Decided) -> _Side:
    return _Side(
        granted=~decided.refused,
        refused=decided.refused,
        minutes=decided.awarded,
        told=np.ones(decided.frame.n, dtype=bool),
        days=np.zeros(decided.frame.n, dtype=np.int64),
        tariff=None,
    )


def _side(found: Answers, profile: Profile) -> _Side:
    tariff = profile["tariff.hourly"].value
    return _Side(
        granted=found.granted,
        refused=found.verdict == NOT_MET,
        minutes=found.minutes,
        told=found.told,
        days=found.days,
        tariff=tariff if isinstance(tariff, int) else None,
        unknown=found.verdict == NOT_KNOWN,
        obligated=found.verdict == MET_WITH_OBLIGATION,
    )


def _of_side(side: _Side) -> Iterator[tuple[Any, ...]]:
    for verdict in VERDICTS:
        mask = getattr(side, verdict)
        if mask is not None:
            yield "verdict", verdict, int(mask.sum())
    yield from (("minutes", name, n) for name, n in _sums(side.minutes, side.told))
    yield "period", "cases", int((side.days > 0).sum())
    yield "period", "days", int(side.days.sum())
    yield from (("period", name, n) for name, n in _amounts(side.days))
    if side.tariff is not None:
        total = int(side.minutes[side.told].sum())
        yield "cents", "total", int(Fraction(total * side.tariff, 60) + Fraction(1, 2))
        for name, minutes in _amounts(side.minutes[side.told]):
            yield "cents", name, int(Fraction(minutes * side.tariff, 60) + Fraction(1, 2))
    if side.obligated is not None:
        yield "nested", "granted", int((side.granted & ~side.obligated).sum())


def _sums(minutes: Whole, told: Mask) -> Iterator[tuple[str, int]]:
    counted = minutes[told]
    yield "told", len(counted)
    yield "total", int(counted.sum())
    yield "squares", int((counted * counted).sum())
    yield from _amounts(counted)


def _amounts(numbers: Whole) -> Iterator[tuple[str, int]]:
    """Sizes without sign: together, and the two largest; whether others hide those is for later."""
    sizes = np.sort(np.abs(numbers))[::-1]
    yield "size", int(sizes.sum())
    yield "largest", int(sizes[0]) if len(sizes) else 0
    yield "second", int(sizes[1]) if len(sizes) > 1 else 0


def _apart(one: str, other: str, sides: Mapping[str, _Side]) -> dict[Name, int]:
    """Of how many cases two sides say otherwise: who is granted, and anything that is measured.

    What was really decided has no days of its own here, so days are not held against it.
    """
    left, right = sides[one], sides[other]
    verdict = (left.granted != right.granted) | (left.refused != right.refused)
    exact = verdict | (left.minutes != right.minutes)
    if "practice" not in (one, other):
        exact |= (left.told != right.told) | (left.days != right.days)
        exact |= _paid_otherwise(left.tariff, right.tariff, left.minutes)
        verdict |= _mask(left.obligated) != _mask(right.obligated)
    found: dict[Name, int] = {
        ("apart", one, other, "verdict"): int(verdict.sum()),
        ("apart", one, other, "exact"): int(exact.sum()),
    }
    gaps = {"minutes": left.minutes - right.minutes, "days": left.days - right.days}
    if left.tariff is not None and right.tariff is not None:
        gaps["cents"] = (left.minutes * left.tariff - right.minutes * right.tariff) // 60
    for kind, gap in gaps.items():
        found |= {("apart", one, other, kind, name): n for name, n in _amounts(gap)}
    return found


def _mask(mask: Mask | None) -> Mask:
    return np.zeros(0, dtype=bool) if mask is None else mask


def _paid_otherwise(one: int | None, other: int | None, minutes: Whole) -> Mask:
    """The cases that two tariffs come to another amount for."""
    differs = one is not None and other is not None and one != other
    return (minutes > 0) & differs


def _of_shift(
    frame: CaseFrame, shift: Differences, answers: Mapping[str, Answers]
) -> Iterator[tuple[Name, int]]:
    """What the change does, over all and by class."""
    owners = _owners(frame)
    columns: dict[str, NDArray[Any]] = {name: getattr(shift, name) for name in EFFECTS}
    columns["fewer_lost"] = shift.fewer ^ shift.lost
    columns["more_gained"] = shift.more ^ shift.gained
    columns["exact"] = shift.touched | (shift.minutes != 0)
    squares = shift.minutes * shift.minutes
    for owner, mask in owners:
        yield ("effect", *owner, "cases"), int(mask.sum())
        for name, column in columns.items():
            yield ("effect", *owner, name), int(column[mask].sum())
        yield ("shift", *owner, "told"), int(shift.told[mask].sum())
        yield ("shift", *owner, "total"), int(shift.minutes[mask].sum())
        yield ("shift", *owner, "squares"), int(squares[mask].sum())
        for name, number in _amounts(shift.minutes[mask]):
            yield ("shift", *owner, name), number
    for name in ("longer", "shorter", "provider"):
        yield ("effect", "", "", name), int(getattr(shift, name).sum())
    unclear = ~(answers["before"].told & answers["after"].told)
    yield ("effect", "", "", "unclear"), int(unclear.sum())


def _owners(frame: CaseFrame) -> list[tuple[tuple[str, str], Mask]]:
    """All cases, and those of each class of each dimension."""
    owners = [(EVERYONE, np.ones(frame.n, dtype=bool))]
    sorting = sorting_of(frame, DIMENSIONS)
    dimension_of = {dimension.code: row for row, dimension in enumerate(DIMENSIONS)}
    for place, owner in enumerate(sorting.owners[1:], start=1):
        owners.append((owner, sorting.places[dimension_of[owner[0]]] == place))
    return owners


def _of_values(
    frame: CaseFrame, policies: Policies, answers: Mapping[str, Answers]
) -> Iterator[tuple[Name, int]]:
    found = influences(
        frame,
        before=policies.before,
        after=policies.after,
        answers=(answers["before"], answers["after"]),
    )
    for each in found:
        yield ("value", each.parameter, "cases"), each.last.cases


def _of_earlier(frame: CaseFrame, policies: Policies, after: Answers) -> Iterator[tuple[Name, int]]:
    owners = _owners(frame) if policies.earlier else []
    for place, profile in enumerate(policies.earlier):
        other = answers_of(frame, plan_of(profile))
        found = differences(other, after)
        exact = (other.minutes != after.minutes) | (other.told != after.told)
        exact |= other.days != after.days
        tariffs = _side(other, profile).tariff, _side(after, policies.after).tariff
        exact |= _paid_otherwise(*tariffs, after.minutes)
        touched = found.touched | exact
        for owner, mask in owners:
            yield ("earlier", str(place), *owner, "touched"), int(touched[mask].sum())
            yield ("earlier", str(place), *owner, "exact"), int(exact[mask].sum())
            for name, number in _amounts((other.minutes - after.minutes)[mask]):
                yield ("earlier", str(place), *owner, name), number
        for name, number in _amounts(other.days - after.days):
            yield ("earlier", str(place), "days", "", name), number
