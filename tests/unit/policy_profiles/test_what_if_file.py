"""The file of a what-if, attacked with every sum that can be made of its lines."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import combinations
from random import Random

import pytest

from policy_profiles.simulation.values import (
    Against,
    Assumptions,
    ClassShift,
    Figures,
    Impact,
    Practice,
    Shift,
)
from policy_profiles.what_if.export import scenario_csv
from policy_profiles.what_if.queries import KeptScenario
from policy_profiles.what_if.shield import FILE_LIMIT

EFFECTS = ("more", "fewer", "same", "unclear")
RIGHTS = ("gained", "lost")
VERDICTS = ("granted", "refused", "unknown")
NAMES = ("cases", *EFFECTS, *RIGHTS, "minutes_before", "minutes_after")
Shown = Mapping[tuple[str, str], int | None]
Line = tuple[list[tuple[str, str]], int | tuple[str, str]]


def whole_of(shifts: list[Shift]) -> Shift:
    return Shift(**{n: sum(getattr(s, n) for s in shifts) for n in NAMES}, intervals={})


def shift_of(more: int, fewer: int, same: int, unclear: int, gained: int, lost: int) -> Shift:
    return Shift(
        cases=more + fewer + same + unclear,
        more=more,
        fewer=fewer,
        same=same,
        unclear=unclear,
        gained=gained,
        lost=lost,
        minutes_before=600 * same,
        minutes_after=600 * same + 60 * (more - fewer),
        intervals={},
    )


def random_shift(rng: Random) -> Shift:
    some = (0, 0, 1, 2, 4, 9, 10, 12, 30, 90)
    more, fewer, unclear = (rng.choice(some) for _ in range(3))
    gained, lost = rng.randint(0, more), rng.randint(0, fewer)
    return shift_of(more, fewer, rng.choice((3, 12, 60, 296)), unclear, gained, lost)


def figures(granted: int, refused: int, unknown: int) -> Figures:
    return Figures(
        granted=granted,
        refused=refused,
        unknown=unknown,
        obligated=0,
        obligations={},
        minutes=6000 * granted,
        minutes_unknown=0,
        periods=granted,
        days=365 * granted,
        tariff=None,
        intervals={},
    )


def impact_of(need: list[Shift], granted: int) -> Impact:
    """An impact with these classes of need; the policy before is the baseline too."""
    whole = whole_of(need)
    rest = {n: getattr(whole, n) - getattr(need[0], n) for n in NAMES}
    hours = [need[0], Shift(**rest, intervals={})] if len(need) > 1 else need
    classes = [
        ClassShift(dimension=code, code=f"class {place}", shift=each)
        for code, found in (("need", need), ("hours", hours))
        for place, each in enumerate(found)
    ]
    against = Against(whole=whole, classes=tuple(classes), longer=0, shorter=0, provider=0)
    before = figures(granted, whole.cases - granted, 0)
    after = granted + whole.gained - whole.lost
    return Impact(
        cases=whole.cases,
        practice=Practice(granted=granted, refused=whole.cases - granted, minutes=0),
        before=before,
        after=figures(after, whole.cases - after, 0),
        baseline=before,
        against_before=against,
        against_baseline=against,
        influences=(),
        assumptions=Assumptions(months=12),
        replicates=0,
        seed=1,
    )


def lines_of(impact: Impact) -> list[dict[str, str]]:
    content = scenario_csv(KeptScenario(row=None, impact=impact), language="en")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def shown_of(lines: list[dict[str, str]], section: str) -> dict[str, Shown]:
    """What a section shows of each dimension by class and figure; the whole is the class ""."""
    found: dict[str, dict[tuple[str, str], int | None]] = {}
    for line in lines:
        if line["section"] == section and line["unit"] == "count":
            key = (line["class"], line["figure"])
            value = int(line["value"]) if line["value"] else None
            found.setdefault(line["dimension"], {})[key] = value
    whole = found.pop("")
    return {code: whole | each for code, each in found.items()}


def sums(shown: Shown, cases: int) -> Iterator[Line]:
    """Every row that adds up to its cases, and every column that adds up to the whole."""
    classes = sorted({code for code, _figure in shown})
    for code in classes:
        total = shown[(code, "cases")] if code else cases
        yield [(code, name) for name in EFFECTS], total
    for name in (*EFFECTS, *RIGHTS):
        yield [(code, name) for code in classes if code], ("", name)


def limits(shown: Shown, cases: int) -> dict[tuple[str, str], tuple[int, int]]:
    """The least and most that each figure can be, from all sums, until they tell no more."""
    found = {key: (0, cases) if value is None else (value, value) for key, value in shown.items()}
    lines = list(sums(shown, cases))
    while True:
        before = dict(found)
        for parts, total in lines:
            terms = [(part, 1) for part in parts]
            terms += [(total, -1)] if isinstance(total, tuple) else []
            target = total if isinstance(total, int) else 0
            for part, sign in terms:
                others = [(found[p], s) for p, s in terms if p != part]
                least = sum(low if s > 0 else -high for (low, high), s in others)
                most = sum(high if s > 0 else -low for (low, high), s in others)
                ends = sorted((sign * (target - least), sign * (target - most)))
                low, high = found[part]
                found[part] = max(low, ends[0]), min(high, ends[1])
        if found == before:
            return found


def assert_nothing_can_be_worked_out(impact: Impact) -> None:
    lines = lines_of(impact)
    for section in ("against_before", "against_baseline"):
        for shown in shown_of(lines, section).values():
            found = limits(shown, impact.cases)
            told = [k for k, value in shown.items() if value is None and len(set(found[k])) == 1]
            assert told == []


def test_the_last_count_does_not_follow_from_the_others_and_the_cases():
    """330 cases, 30 with more hours, 296 with the same: the other 4 stay hidden."""
    need = [shift_of(20, 4, 150, 0, 0, 0), shift_of(10, 0, 146, 0, 0, 0)]
    impact = impact_of(need, 200)
    assert_nothing_can_be_worked_out(impact)
    (shown, *_others) = shown_of(lines_of(impact), "against_before").values()
    assert shown[("", "fewer")] is None
    assert None in (shown[("", "more")], shown[("", "same")])


@pytest.mark.parametrize("seed", range(150))
def test_no_sum_of_lines_gives_a_hidden_count(seed: int):
    rng = Random(seed)
    need = [random_shift(rng) for _ in range(rng.randint(1, 5))]
    cases = sum(each.cases for each in need)
    if cases >= FILE_LIMIT:
        lost = sum(each.lost for each in need)
        gained = sum(each.gained for each in need)
        assert_nothing_can_be_worked_out(impact_of(need, rng.randint(lost, cases - gained)))


@pytest.mark.parametrize("seed", range(60))
def test_no_verdicts_stand_beside_each_other_that_differ_by_so_few(seed: int):
    rng = Random(seed)
    lost, gained = rng.choice((0, 1, 9, 20)), rng.choice((0, 1, 9, 20))
    lines = lines_of(impact_of([shift_of(gained, lost, 200, 0, gained, lost)], 100))
    sides = {
        section: {
            line["figure"]: int(line["value"])
            for line in lines
            if line["section"] == section and line["figure"] in VERDICTS and line["value"]
        }
        for section in ("before", "after", "baseline")
    }
    for one, other in combinations(sides.values(), 2):
        for name in set(one) & set(other):
            assert not 0 < abs(one[name] - other[name]) < FILE_LIMIT
    if 0 < lost < FILE_LIMIT or 0 < gained < FILE_LIMIT:
        assert not set(sides["before"]) & set(sides["after"])
