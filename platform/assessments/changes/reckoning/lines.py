"""A recalculation in words: why the hours are what they are, step by step, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from assessments.changes.reckoning.history import Change, Kind, Settlement
from assessments.changes.reckoning.hours import half_up
from assessments.changes.reckoning.reckoning import Reckoned
from assessments.changes.reckoning.stretches import State
from rulebook.data_file import parsed
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile
from rulebook.text import Text
from rulebook.wording import date_long, hours_in_words, quantity

_DAY: Final = timedelta(days=1)
#: The units of the numbers in a sentence; what is not named here is minutes.
_UNITS: Final = {"weeks": "weeks", "days": "days", "until": "days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step; `parameter` names the rule that it rests on, where there is one."""

    code: str
    arguments: Mapping[str, date | int]
    parameter: str = ""

    def in_language(self, language: str) -> str:
        """Give the sentence in Dutch ("nl") or English ("en")."""
        sentence = Text.from_data(_words()["lines"][self.code]).in_language(language)
        said = {name: _said(name, value, language) for name, value in self.arguments.items()}
        return sentence.format(**said)


def state_words(state: State) -> Text:
    """Give in words whether the days of a stretch count."""
    return Text.from_data(_words()["states"][state.value])


def lines_of(found: Reckoned, profile: Profile) -> tuple[Line, ...]:
    """Give the steps from what was decided to the hours that there are now."""
    return tuple(_lines(found, plan_of(profile)))


@cache
def _words() -> Mapping[str, Any]:
    file = resources.files("assessments").joinpath("changes", "reckoning", "words.yaml")
    return MappingProxyType(parsed(file.read_text("utf-8")))


def _said(name: str, value: date | int, language: str) -> str:
    if isinstance(value, date):
        return date_long(value, language)
    if name in _UNITS:
        return quantity(value, _UNITS[name], language)
    return hours_in_words(value, language)


def _line(code: str, parameter: str = "", /, **arguments: date | int) -> Line:
    return Line(code=code, arguments=MappingProxyType(arguments), parameter=parameter)


def _lines(found: Reckoned, plan: Plan) -> Iterator[Line]:
    grant = found.grant
    yield _line("granted", minutes=grant.minutes, start=grant.start, last=grant.end - _DAY)
    if found.changes and found.by_rules is None:
        yield _line("spread")
    elif found.changes and found.is_in_proportion:
        yield _line("in_proportion", rules=found.by_rules or 0)
    if found.stretches and found.stretches[-1].end > grant.end:
        yield _line("lengthened", "award.period_months", last=found.stretches[-1].end - _DAY)
    yield from _of_the_job(found, plan)
    yield from _of_illness(found, plan)
    for stretch in found.stretches:
        if stretch.state is State.NO_CONTRACT:
            yield _line("no_contract", start=stretch.start, last=stretch.end - _DAY)
    for change in found.changes:
        if change.kind is Kind.EXTRA:
            yield _line("extra", start=change.day, minutes=change.minutes or 0)
    yield from _of_the_end(found)


def _of_the_job(found: Reckoned, plan: Plan) -> Iterator[Line]:
    waits = plan.answers.get("award.change_within_period") is False
    for change in found.changes:
        if not (waits and _is_other_hours(change)):
            yield from _other_hours(change)
    if waits and any(_is_other_hours(change) for change in found.changes):
        yield _line("hours_wait", "award.change_within_period")
    moved = [change for change in found.changes if change.kind is Kind.EMPLOYER]
    parameter = "duration.new_employer_restarts"
    if moved and plan.answers.get(parameter) is False:
        yield _line("same_years", parameter)
    elif moved:
        yield _line("new_years", parameter, start=moved[-1].day)


def _other_hours(change: Change) -> Iterator[Line]:
    rule = "award.change_within_period"
    if change.yearly_minutes is not None:
        yield _line("other_year", rule, start=change.day, hours=change.yearly_minutes)
    elif change.weekly_minutes is not None:
        yield _line("other_week", rule, start=change.day, hours=change.weekly_minutes)


def _is_other_hours(change: Change) -> bool:
    hours = (change.weekly_minutes, change.yearly_minutes)
    return change.kind in (Kind.HOURS, Kind.POSITION) and any(h is not None for h in hours)


def _of_illness(found: Reckoned, plan: Plan) -> Iterator[Line]:
    weeks, parameter = plan.limits["illness.maximum_weeks"], "illness.maximum_weeks"
    for change in found.changes:
        if change.kind is not Kind.ILLNESS:
            continue
        if change.is_approved:
            yield _line("approved", parameter, start=change.day)
        elif weeks is not None:
            yield _of_one_illness(change, weeks, parameter)
    still = any(stretch.state is State.SUSPENDED for stretch in found.stretches)
    keeps = "duration.break_keeps_counting"
    if still and plan.answers.get(keeps) is False:
        yield _line("years_wait", keeps)


def _of_one_illness(change: Change, weeks: int, parameter: str) -> Line:
    since = change.day + timedelta(weeks=weeks)
    if change.until is None:
        return _line("suspended_open", parameter, start=since, weeks=weeks)
    if change.until <= since:
        return _line("short_illness", parameter, start=change.day, weeks=weeks)
    return _line("suspended", parameter, start=since, last=change.until - _DAY, weeks=weeks)


def _of_the_end(found: Reckoned) -> Iterator[Line]:
    settled, parameter = found.settled, "early_end.settlement"
    if settled is None:
        if found.changes:
            yield _line("total", minutes=found.minutes)
        return
    last, allowed = settled.day - _DAY, settled.allowed
    yield _line("whole", minutes=half_up(sum(found.exact, Fraction(0))))
    if settled.settlement is Settlement.PRO_RATA:
        days = {"until": settled.days_until, "days": settled.days}
        yield _line("pro_rata", parameter, last=last, minutes=allowed, **days)
    elif settled.spent is None:
        yield _line("spent_not_known", parameter, last=last, minutes=allowed)
    else:
        yield _line("actual_hours", parameter, last=last, minutes=allowed)
    if settled.over:
        yield _line("over", over=settled.over)
    if settled.otherwise is not None and settled.otherwise != allowed:
        yield _line("other_rule", minutes=settled.otherwise)
