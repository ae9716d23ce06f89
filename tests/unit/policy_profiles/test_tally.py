"""The totals of one organisation are those of its people one after another, and nothing else."""

from collections import Counter
from random import Random
from typing import Any

import numpy as np
import pytest

from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.tally import (
    BY,
    EFFECTS,
    MOST_DAYS,
    MOST_MINUTES,
    Cases,
    tally_of_now,
    tally_of_policy,
)
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import load_shipped
from tests.unit.policy_profiles.naive_impact import CLASSES
from tests.unit.rulebook.naive import NaiveFinding, naive_finding
from tests.unit.rulebook.random_cases import random_facts

ROWS = [random_facts(Random(number), missing=0.02) for number in range(160)]
PEOPLE = [number * 7 % 97 if number < 97 else number * 5 % 40 for number in range(160)]
NAMES = ("g4-2015", "low-rate", "hour-caps", "strict-cap")
G4, LOW, CAPS, STRICT = (load_shipped(name) for name in NAMES)
GRANTED = ("met", "met_with_obligation")


@pytest.fixture(scope="module")
def cases() -> Cases:
    frame = CaseFrame.from_rows(ROWS)
    decided = Decided(
        frame=frame,
        awarded=np.arange(frame.n, dtype=np.int64) * 200,
        refused=np.arange(frame.n) % 4 == 0,
    )
    _known, people = np.unique(PEOPLE, return_inverse=True)
    return Cases(decided=decided, people=people)


def clipped(number: int, most: int) -> int:
    return max(0, min(number, most))


def verdict(findings: list[NaiveFinding]) -> str:
    told = [found.verdict for found in findings]
    if any(one in GRANTED for one in told):
        return "granted"
    return "unknown" if "not_known" in told else "refused"


def days(found: NaiveFinding) -> int:
    is_dated = found.verdict in GRANTED and found.start and found.end and found.end > found.start
    return (found.end - found.start).days if is_dated else 0


def naive(own: Profile, asked: Profile) -> Counter:
    """The same, one person after another, in words of its own."""
    tally: Counter = Counter()
    for person in sorted(set(PEOPLE)):
        rows = [row for row, of in zip(ROWS, PEOPLE, strict=True) if of == person]
        pairs = [(naive_finding(row, own), naive_finding(row, asked)) for row in rows]
        _one_person(tally, rows[0], pairs)
    return tally


def _one_person(
    tally: Counter, first: dict[str, Any], pairs: list[tuple[NaiveFinding, NaiveFinding]]
) -> None:
    was, becomes = (verdict([pair[side] for pair in pairs]) for side in (0, 1))
    tally["own", "verdict", was] += 1
    tally["asked", "verdict", becomes] += 1
    before = sum(old.minutes or 0 for old, _new in pairs)
    told = [(old, new) for old, new in pairs if old.minutes is not None and new.minutes is not None]
    moved = sum(new.minutes - old.minutes for old, new in told)
    change = clipped(before + moved, MOST_MINUTES) - clipped(before, MOST_MINUTES)
    tally["own", "minutes"] += clipped(before, MOST_MINUTES)
    tally["change", "minutes"] += change
    length = sum(days(old) for old, _new in pairs)
    known = [pair for pair in pairs if "not_known" not in (pair[0].verdict, pair[1].verdict)]
    longer = length + sum(days(new) - days(old) for old, new in known)
    tally["own", "days"] += clipped(length, MOST_DAYS)
    tally["change", "days"] += clipped(longer, MOST_DAYS) - clipped(length, MOST_DAYS)
    rights = {("granted", "refused"): "lost", ("refused", "granted"): "gained"}
    effect = rights.get((was, becomes)) or ("fewer" if moved < 0 else "more" if moved > 0 else "")
    for dimension in BY:
        code = CLASSES[dimension.code](first)
        tally["people", dimension.code, code] += 1
        tally["change", dimension.code, code, "minutes"] += change
        if effect:
            tally["effect", dimension.code, code, effect] += 1
    if effect:
        tally["effect", effect] += 1


@pytest.mark.parametrize(("own", "asked"), [(G4, LOW), (G4, CAPS), (STRICT, LOW)])
def test_totals_are_those_of_one_person_after_another(cases, own, asked):
    found = {**tally_of_now(cases, own=own), **tally_of_policy(cases, own=own, asked=asked)}
    expected = naive(own, asked)
    assert sum(1 for name in EFFECTS if expected["effect", name]) >= 3
    assert set(expected) <= set(found)
    for name, number in found.items():
        if name[0] != "practice":
            assert number == expected[name], name


def test_what_was_really_decided_is_counted_by_person(cases):
    found = tally_of_now(cases, own=CAPS)
    by_person: dict[int, list[int]] = {}
    for place, person in enumerate(PEOPLE):
        by_person.setdefault(person, []).append(place)
    granted = sum(any(place % 4 for place in places) for places in by_person.values())
    minutes = sum(clipped(200 * sum(places), MOST_MINUTES) for places in by_person.values())
    assert found["practice", "verdict", "granted"] == granted
    assert found["practice", "verdict", "refused"] == len(by_person) - granted
    assert found["practice", "minutes"] == minutes


def test_nobody_gives_noughts_for_every_name(cases):
    nobody = Cases(
        decided=Decided(
            frame=CaseFrame.from_rows([]),
            awarded=np.zeros(0, dtype=np.int64),
            refused=np.zeros(0, dtype=bool),
        ),
        people=np.zeros(0, dtype=np.int64),
    )
    assert set(tally_of_now(nobody, own=CAPS).values()) == {0}
    found = tally_of_policy(nobody, own=CAPS, asked=LOW)
    assert set(found.values()) == {0}
    assert set(found) == set(tally_of_policy(cases, own=CAPS, asked=LOW))
