"""The what-if on a set of cases: what it counts, and what it says of every parameter."""

from dataclasses import fields, replace
from itertools import groupby
from random import Random

import numpy as np
import pytest

from policy_profiles.simulation.columns import answers_of, differences
from policy_profiles.simulation.data import impact_from_data, impact_to_data
from policy_profiles.simulation.simulate import Decided, simulate
from policy_profiles.simulation.values import Against, Assumptions, Impact, Shift
from rulebook.attribution import replaced
from rulebook.frame import CaseFrame
from rulebook.parameter import PARAMETERS
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile
from rulebook.profiles import load_shipped, shipped_profile_names
from tests.unit.policy_profiles.naive_impact import naive_figures, naive_shift
from tests.unit.rulebook.random_cases import random_facts

COUNTS = (
    *("cases", "more", "fewer", "same", "unclear", "gained", "lost"),
    *("minutes_before", "minutes_after"),
)
ROWS = [random_facts(Random(number), missing=0.02) for number in range(400)]
FRAME = CaseFrame.from_rows(ROWS)
CAPS, LOW, STRICT = (load_shipped(name) for name in ("hour-caps", "low-rate", "strict-cap"))
BASELINE = load_shipped("uwv-baseline")


def decided(frame: CaseFrame = FRAME) -> Decided:
    return Decided(
        frame=frame,
        awarded=np.full(frame.n, 60, dtype=np.int64),
        refused=np.arange(frame.n) % 4 == 0,
    )


def impact_of(before: Profile, after: Profile, frame: CaseFrame = FRAME) -> Impact:
    return simulate(
        decided(frame),
        before=before,
        after=after,
        baseline=BASELINE,
        assumptions=Assumptions(months=12),
    )


@pytest.mark.parametrize(("before", "after"), [(CAPS, LOW), (BASELINE, STRICT)])
def test_everything_counted_is_what_one_case_after_another_gives(before: Profile, after: Profile):
    found = impact_of(before, after)
    naive = naive_shift(ROWS, before, after)
    shown = {("", ""): found.against_before.whole}
    shown |= {(c.dimension, c.code): c.shift for c in found.against_before.classes}
    assert set(shown) == set(naive)
    for owner, counted in naive.items():
        assert {n: getattr(shown[owner], n) for n in COUNTS} == {n: counted[n] for n in COUNTS}
    for profile, figures in ((before, found.before), (after, found.after)):
        counted = naive_figures(ROWS, profile)
        assert figures.refused == counted["not_met"]
        assert figures.unknown == counted["not_known"]
        assert figures.obligated == counted["met_with_obligation"]
        assert figures.granted == counted["met"] + counted["met_with_obligation"]
        for name in ("minutes", "minutes_unknown", "periods", "days"):
            assert getattr(figures, name) == counted[name]


@pytest.mark.parametrize("profile", [BASELINE, CAPS, STRICT])
def test_a_policy_held_against_itself_changes_nothing_for_anybody(profile: Profile):
    found = impact_of(profile, profile)
    assert found.influences == ()
    assert _nothing(found.against_before.whole)
    assert all(_nothing(each.shift) for each in found.against_before.classes)
    assert found.before == found.after
    assert found.against_before.longer == found.against_before.shorter == 0


def _nothing(shift: Shift) -> bool:
    limits = {limit for i in shift.intervals.values() for limit in (i.low, i.high)}
    moved = shift.more + shift.fewer + shift.gained + shift.lost + abs(shift.minutes)
    return moved == 0 and limits <= {0.0}


@pytest.mark.parametrize("against", ["against_before", "against_baseline"])
def test_the_classes_of_every_dimension_add_up_to_the_whole(against: str):
    found: Against = getattr(impact_of(CAPS, STRICT), against)
    for _name, classes in groupby(found.classes, key=lambda each: each.dimension):
        shifts = [each.shift for each in classes]
        for name in COUNTS:
            assert sum(getattr(s, name) for s in shifts) == getattr(found.whole, name)
        for shift in shifts:
            assert shift.more + shift.fewer + shift.same + shift.unclear == shift.cases


def test_a_parameter_that_touches_nobody_is_named_and_one_that_does_is_counted():
    """A tariff changes no hours under a percentage; a minimum of hours a week does."""
    after = replaced(BASELINE, CAPS, ["tariff.hourly"])
    assert impact_of(BASELINE, after).touched_nobody == ("tariff.hourly",)
    found = impact_of(BASELINE, replaced(after, STRICT, ["target_group.accepted_grounds"]))
    first, second = found.influences
    assert (first.parameter, second.parameter) == (
        "target_group.accepted_grounds",
        "tariff.hourly",
    )
    assert first.alone == first.last
    assert first.alone.minutes == found.against_before.whole.minutes
    assert first.alone.fewer == found.against_before.whole.fewer > 0
    assert found.touched_nobody == ("tariff.hourly",)
    assert found.together == 0


def test_what_only_parameters_together_bring_about_is_said():
    """Another method and other caps: the caps do nothing before the method reads them."""
    found = impact_of(CAPS, STRICT)
    alone = {each.parameter: each.alone.minutes for each in found.influences}
    assert found.together == found.against_before.whole.minutes - sum(alone.values()) != 0
    for each in found.influences:
        alone_frame = impact_of(CAPS, replaced(CAPS, STRICT, [each.parameter]))
        assert each.alone.minutes == alone_frame.against_before.whole.minutes


def test_what_is_said_to_touch_nobody_touches_nobody_when_replayed_all_the_same():
    """Some values are not replayed because the engine does not read them: held to a replay."""
    names = [name for name in shipped_profile_names() if name != BASELINE.name]
    for name in names:
        after = load_shipped(name)
        for found in impact_of(CAPS, after).influences:
            for touch, own, other in ((found.alone, CAPS, after), (found.last, after, CAPS)):
                replay = differences(
                    answers_of(FRAME, plan_of(own)),
                    answers_of(FRAME, plan_of(replaced(own, other, [found.parameter]))),
                )
                assert touch.cases == replay.touched.sum()


def test_a_quantity_or_a_yes_stands_in_a_plan_under_its_own_name_only():
    """Why such a value need not be replayed where the engine does not ask for it."""
    changed = {"quantity": 7, "yes_no": None}
    for name, parameter in PARAMETERS.items():
        if parameter.type in (*changed, "text_pair"):
            old = BASELINE[name]
            value = not old.value if parameter.type == "yes_no" else changed.get(parameter.type)
            values = {**BASELINE.values, name: replace(old, value=value)}
            plan = plan_of(replace(BASELINE, values=values, content_hash=f"other {name}"))
            assert _differing(plan_of(BASELINE), plan) <= {name}


def _differing(first: Plan, second: Plan) -> set[str]:
    """The names under which two plans differ; of what has no name, that of the field."""
    found = set()
    for field in fields(Plan):
        left, right = getattr(first, field.name), getattr(second, field.name)
        if field.name in ("limits", "answers"):
            found |= {n for n in {*left, *right} if left.get(n, "-") != right.get(n, "-")}
        elif repr(left) != repr(right):
            found.add(field.name)
    return found


def test_money_is_counted_at_the_tariff_that_the_policy_itself_gives():
    found = impact_of(BASELINE, CAPS)
    assert found.before.tariff is None
    assert found.before.cents(600) is None
    assert found.after.tariff == CAPS["tariff.hourly"].value
    assert found.after.cents(90) == round(found.after.tariff * 1.5)


def test_coaches_are_hours_a_year_over_the_hours_that_one_coach_has():
    """1,200 hours in half a year are 2,400 a year: two coaches of 1,200."""
    assert Assumptions(months=6, coachable_hours=1_200).coaches(1_200 * 60) == 2


def test_the_same_cases_give_the_same_intervals_and_they_hold_the_figure():
    first, second = impact_of(CAPS, STRICT), impact_of(CAPS, STRICT)
    assert first == second
    whole = first.against_before.whole
    for name in ("more", "fewer", "minutes"):
        interval = whole.intervals[name]
        assert interval.low <= getattr(whole, name) <= interval.high
        assert interval.low < interval.high


def test_an_interval_is_as_wide_as_theory_says():
    """A share p of n cases moves with standard deviation √(p(1-p)n), normally for large n."""
    rows = ROWS * 10
    found = impact_of(BASELINE, STRICT, CaseFrame.from_rows(rows)).against_before.whole
    share = found.fewer / found.cases
    width = 2 * 1.96 * (share * (1 - share) * found.cases) ** 0.5
    interval = found.intervals["fewer"]
    assert interval.high - interval.low == pytest.approx(width, rel=0.1)


def test_too_few_cases_have_no_intervals_and_none_at_all_still_answer():
    few = impact_of(CAPS, LOW, FRAME.slice(0, 9))
    assert few.replicates == 0
    assert few.against_before.whole.intervals == {} == few.after.intervals
    nobody = impact_of(CAPS, LOW, FRAME.slice(0, 0))
    assert nobody.cases == 0
    assert set(nobody.touched_nobody) == set(LOW.differences_from(CAPS))


def test_practice_stands_beside_the_rules():
    practice = impact_of(CAPS, LOW).practice
    assert (practice.granted, practice.refused, practice.minutes) == (300, 100, 400 * 60)


def test_an_impact_survives_being_kept():
    found = impact_of(CAPS, STRICT)
    assert impact_from_data(impact_to_data(found)) == found
