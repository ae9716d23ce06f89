"""Somebody asks all that can be asked, and knows everything but whether one person is in it."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from accounts.models import User
from benchmarking.across.asking import NOW
from benchmarking.across.figures import MOST_PARTS, guarantee, rho_of
from benchmarking.across.models import AcrossAnswer
from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.tally import Cases, Tally, tally_of_now, tally_of_policy
from policy_profiles.taking_part.frozen import frozen_year
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from tenants import context
from tests.across_fixtures import (
    YEAR,
    analyst_of_the_platform,
    changed,
    decide_one,
    organisations,
    put,
)
from tests.what_if_fixtures import decided_facts

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk")
#: Somebody whom nobody is like: under twelve and three quarter hours a week, and of little need.
SOMEBODY = {**decided_facts(1), "weekly_hours": 750, "wage_value": 4_000, "need": "very_light"}
WEEKLY = {"intensity.method": "fixed_weekly", "duration.nominal_months": 24}
HOURS = {"hours.minimum_weekly": 765}
MINUTES = {"intensity.weekly_minutes": 66}


@pytest.fixture(scope="module")
def everybody(for_whole_module: None) -> None:
    """Three organisations, of which one has somebody like nobody else, with two applications."""
    organisations(NAMES, cases=12)
    with context.inside(NAMES[0]):
        decide_one(SOMEBODY, reference="IEMAND")
        decide_one({**SOMEBODY, "wage_value": 6_000}, reference="IEMAND")


@pytest.fixture
def analyst(everybody: None, make_user) -> User:
    return analyst_of_the_platform(make_user)


def worlds() -> tuple[Cases, Cases, Profile]:
    """The people of the first organisation, with and without somebody, and its rules."""
    with context.inside(NAMES[0]):
        found = frozen_year(year=YEAR)
    cases = found.cases
    rows = [cases.decided.frame.row(place) for place in range(cases.decided.frame.n)]
    somebody = {n for n, row in zip(cases.people, rows, strict=True) if row["weekly_hours"] == 750}
    kept = np.flatnonzero(~np.isin(cases.people, list(somebody)))
    assert len(somebody) == 1
    assert len(kept) == len(rows) - 2
    fewer = Cases(
        decided=Decided(
            frame=CaseFrame.from_rows([rows[place] for place in kept]),
            awarded=cases.decided.awarded[kept],
            refused=cases.decided.refused[kept],
        ),
        people=np.unique(cases.people[kept], return_inverse=True)[1],
    )
    return cases, fewer, found.rules


def difference(subject: str, asked: dict[str, Profile]) -> dict[str, int]:
    """What somebody makes of difference to each exact total of an answer."""
    here, there, own = worlds()

    def tally(cases: Cases) -> Tally:
        if subject == NOW:
            return tally_of_now(cases, own=own)
        return tally_of_policy(cases, own=own, asked=asked[subject])

    one, other = tally(here), tally(there)
    return {"/".join(name): one[name] - other[name] for name in one}


def exact(asked: Profile) -> dict[str, int]:
    """What crossed: the totals of everybody, which no analyst sees."""
    found: dict[str, int] = {}
    for name in NAMES:
        with context.inside(name):
            year = frozen_year(year=YEAR)
        for key, number in tally_of_policy(year.cases, own=year.rules, asked=asked).items():
            found["/".join(key)] = found.get("/".join(key), 0) + number
    return found


def losses(rows: list[AcrossAnswer], asked: dict[str, Profile]) -> Iterator[float]:
    """How much likelier each answer is with somebody than without, as a logarithm."""
    totals = {subject: exact(profile) for subject, profile in asked.items()}
    for row in rows:
        if row.subject == NOW:
            continue
        by = difference(row.subject, asked)
        for name, figure in row.figures.items():
            noise = figure["value"] - totals[row.subject][name]
            moved, variance = by[name], Fraction(figure["variance"])
            yield float(Fraction((noise + moved) ** 2 - noise**2) / (2 * variance))


def test_all_that_can_be_asked_tells_no_more_of_somebody_than_is_promised(analyst):
    """A sweep of a threshold over exactly one person, to the end of the budget, with dresses."""
    sweep = [{**WEEKLY, "hours.minimum_weekly": 700 + 13 * n} for n in range(9)]
    policies = [changed(f"sweep-{n}", values) for n, values in enumerate(sweep)]
    policies += [changed("dressed", WEEKLY | MINUTES), changed("less", WEEKLY | MINUTES | HOURS)]
    for n, each in enumerate(policies):
        put(analyst, each, seed=n)
    asked = {each.profile.content_hash: each.profile for each in policies}
    with context.as_platform():
        rows = list(AcrossAnswer.objects.all())
    assert len(rows) == 12
    told = sum(losses(rows, asked))
    assert abs(told) < guarantee()["epsilon"]
    given = sum(Fraction(by * by) / (2 * Fraction(row.figures[name]["variance"]))
                for row in rows for name, by in difference(row.subject, asked).items())  # fmt: skip
    assert 0 < given <= rho_of(MOST_PARTS)


def test_two_policies_two_by_two_leave_one_person_and_noise_that_hides_that(analyst):
    """P − X − Y + XY is what X and Y have in common: exactly somebody, under much more noise."""
    four = [changed("p", WEEKLY), changed("x", WEEKLY | HOURS),
            changed("y", WEEKLY | MINUTES), changed("xy", WEEKLY | MINUTES | HOURS)]  # fmt: skip
    rows = [put(analyst, each, seed=40 + n) for n, each in enumerate(four)]
    totals = [exact(each.profile)["change/minutes"] for each in four]
    left = totals[0] - totals[1] - totals[2] + totals[3]
    own = [find(SOMEBODY, four[place].profile).as_data()["minutes"] for place in (0, 2)]
    assert left == 2 * (own[0] - own[1]) != 0  # the attack is one: two applications of somebody
    told = [row.figures["change/minutes"] for row in rows]
    noise = sum(Fraction(figure["variance"]) for figure in told)
    assert noise > (20 * left) ** 2
    shown = [figure["value"] for figure in told]
    assert shown[0] - shown[1] - shown[2] + shown[3] != left
