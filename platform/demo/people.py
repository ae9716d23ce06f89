"""Invented people: which target groups they belong to, what they need, and how much they work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from demo.careers import Job
from demo.draws import Draws
from demo.tenant_list import DemoTenant

#: Limitation, target register, wage-cost subsidy, other limitation; None: not known.
GROUNDS: Final[Mapping[str, tuple[bool | None, bool, bool, bool]]] = {
    "limitation_register_subsidy": (True, True, True, False),
    "limitation_and_register": (True, True, False, False),
    "limitation_and_subsidy": (True, False, True, False),
    "limitation_only": (True, False, False, False),
    "register_and_subsidy": (False, True, True, False),
    "register_only": (False, True, False, False),
    "subsidy_only": (False, False, True, False),
    "register_limitation_unknown": (None, True, False, False),
    "other_limitation_only": (False, False, False, True),
}
_LIGHTER: Final = {"intensive": "medium", "medium": "light", "light": "very_light"}
_PERCENT: Final = 100  # basis points in a percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is the same in every application of one person; minutes and basis points."""

    municipality_code: str
    grounds: tuple[bool | None, bool, bool, bool]
    long_term_unemployed: bool
    status_holder: bool
    need: str
    lightest_need: str
    weekly_hours: int
    wage_value: int
    growth_expected: bool
    counts_hours_a_year: bool
    recognition: str
    coach_below_hbo: bool
    age_band: str | None

    def need_after(self, months: int, draws: Draws) -> str:
        """The need for support after so many months in the job: it tends to become lighter."""
        becomes_lighter = months > 0 and draws.whether(min(60, 15 + months))
        if becomes_lighter and self.need != self.lightest_need:
            return _LIGHTER[self.need]
        return self.need


def people_of(tenant: DemoTenant, jobs: tuple[Job, ...]) -> tuple[Person, ...]:
    """One person for every job, in the order of the jobs."""
    draws = tenant.draws("people")
    mix, n = tenant.mix, len(jobs)
    columns = {name: draws.allot(mix[name], n) for name in _DRAWN}
    places = {place.code: place.percent for place in tenant.municipalities} or {"": 100}
    codes = draws.allot(places, n)
    ages = tenant.draws("ages").allot(mix["age_band"], n)  # apart: it moves no other draw
    return tuple(
        replace(
            _person(draws, mix, job, codes[row], {name: columns[name][row] for name in _DRAWN}),
            age_band=None if ages[row] == "not_told" else ages[row],
        )
        for row, job in enumerate(jobs)
    )


_DRAWN: Final = ("grounds", "need", "weekly_hours", "wage_value", "recognition")


def _person(
    draws: Draws, mix: Mapping[str, Any], job: Job, code: str, drawn: Mapping[str, str]
) -> Person:
    hours, wage_value = _within(draws, drawn["weekly_hours"]), _within(draws, drawn["wage_value"])
    few_hours, low_value = (
        draws.whether(mix["growing_hours"]),
        draws.whether(mix["growing_wage_value"]),
    )
    # Support from within the firm knows no regime "very light".
    lightest = "light" if job.support_form == "internal" else "very_light"
    return Person(
        municipality_code=code,
        grounds=GROUNDS[drawn["grounds"]],
        long_term_unemployed=draws.whether(mix["long_term_unemployed"]),
        status_holder=draws.whether(mix["status_holder"]),
        need=lightest if drawn["need"] == "very_light" else drawn["need"],
        lightest_need=lightest,
        weekly_hours=(draws.whole(8, 11) if few_hours else hours) * 60,
        wage_value=(draws.whole(20, 34) if low_value else wage_value) * _PERCENT,
        growth_expected=few_hours or low_value,
        counts_hours_a_year=draws.whether(mix["hours_a_year"]),
        recognition=drawn["recognition"],
        coach_below_hbo=draws.whether(mix["coach_below_hbo"]),
        age_band=None,
    )


def _within(draws: Draws, stretch: str) -> int:
    low, high = stretch.split("-")
    return draws.whole(int(low), int(high))
