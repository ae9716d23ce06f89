"""Cases that nobody has decided yet, so that a consultant has something to do.

Only these count back from a day that is given: on a fixed day all of them would be overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Final

from demo.applications import Facts, in_order
from demo.draws import Draws
from demo.population import DemoCase, cases_of
from demo.practice import REFUSE
from demo.tenant_list import DemoTenant
from demo.window import later

_HOURS_ASKED: Final = (None, 1200, 1800, 2400, 3600)  # minutes
#: Of a case that was only just opened, little is known.
_FIRST_KNOWN: Final = (
    "target_register",
    "structural_limitation",
    "work_situation",
    "received_on",
    "support_start",
)
#: What is still being asked for when a case lies halfway.
_STILL_ASKED: Final = (
    "need",
    "wage_value",
    "support_form",
    "contract_end",
    "illness_weeks",
    "weekly_hours",
)
_PROVIDER: Final = (
    "provider_recognition",
    "coach_level",
    "coach_trained",
    "coach_direct_colleague",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a case is: how many, how many days ago they came in, and facts still missing."""

    cases: int
    days_ago: tuple[int, int]
    missing: tuple[int, int]
    only_begun: bool = False
    refusals: int = 0


#: The spans of days are longer than a month, so that every case can be moved there by months.
STAGES: Final = {
    "begun": Stage(cases=5, days_ago=(0, 32), missing=(0, 0), only_begun=True),
    "halfway": Stage(cases=8, days_ago=(8, 44), missing=(2, 4)),
    "ready": Stage(cases=8, days_ago=(14, 52), missing=(0, 0), refusals=2),
    "overdue": Stage(cases=5, days_ago=(62, 100), missing=(0, 1), refusals=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An example case without a decision."""

    stage: str
    reference: str
    client_reference: str
    municipality_code: str
    facts: Facts
    requested_minutes: int | None


def open_cases(tenant: DemoTenant, *, on: date) -> tuple[OpenCase, ...]:
    """The undecided cases of a tenant as they lie on its desks on a day.

    They are like cases that were decided before, of other people, at another time.
    """
    draws = tenant.draws("open work")
    firsts = [case for case in cases_of(tenant) if case.facts["request_kind"] == "first"]
    refused = cycle(draws.shuffled([one for one in firsts if one.choice.outcome == REFUSE]))
    granted = cycle(draws.shuffled([one for one in firsts if one.choice.outcome != REFUSE]))
    made: list[OpenCase] = []
    for name, stage in STAGES.items():
        for place in range(stage.cases):
            like = next(refused if place < stage.refusals else granted)
            made.append(_opened(name, stage, like, len(made) + 1, on, draws))
    return tuple(made)


def _opened(
    name: str, stage: Stage, like: DemoCase, number: int, on: date, draws: Draws
) -> OpenCase:
    facts = _moved(like.facts, _months_to(like.received_on, on, stage.days_ago))
    if stage.only_begun:
        facts = {key: value for key, value in facts.items() if key in _FIRST_KNOWN}
    unknown = draws.shuffled([fact for fact in _STILL_ASKED if fact in facts])
    hidden: set[str] = set(unknown[: draws.whole(*stage.missing)])
    if "support_form" in hidden:
        hidden.update(_PROVIDER)
    return OpenCase(
        stage=name,
        reference=f"voorbeeld-open-{number:02d}",
        client_reference=f"voorbeeld-{9000 + number}",
        municipality_code=like.municipality_code,
        facts=in_order({key: value for key, value in facts.items() if key not in hidden}),
        requested_minutes=draws.shuffled(_HOURS_ASKED)[0],
    )


def _months_to(received_on: date, on: date, days_ago: tuple[int, int]) -> int:
    """By how many months a case must be moved for it to have come in so many days ago."""
    months = (on.year - received_on.year) * 12 + on.month - received_on.month + 1
    while (on - later(received_on, months=months)).days < days_ago[0]:
        months -= 1
    return months


def _moved(facts: Facts, months: int) -> Facts:
    """The facts some months later; a last day stays the day before a first day."""
    return {
        name: _moved_day(value, months, is_last=name.endswith("_end"))
        if isinstance(value, date)
        else value
        for name, value in facts.items()
    }


def _moved_day(day: date, months: int, *, is_last: bool) -> date:
    if is_last:
        return later(later(day, days=1), months=months, days=-1)
    return later(day, months=months)
