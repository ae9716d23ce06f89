"""Hours after changes, one day at a time: the twin that the reckoning is held against.

It knows nothing of stretches, frames or plans. Every day asks anew what the job is on that day,
which year of the tables it lies in, and what a day like it is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from assessments.changes.reckoning.history import Change, Grant, Kind
from rulebook.own_words import NOT_STATED
from rulebook.profile import Profile
from tests.unit.rulebook.naive_hours import Job, hours_of
from tests.unit.rulebook.naive_period import Period

DAY = timedelta(days=1)
_RANK = {kind: place for place, kind in enumerate(Kind)}
_CONTRACTS = (Kind.CONTRACT, Kind.EMPLOYER)


@dataclass
class Naive:
    """A grant and its changes under a policy, asked day by day."""

    grant: Grant
    changes: Sequence[Change]
    profile: Profile

    def __post_init__(self) -> None:
        """A change on or after the day on which the job ended never came."""
        for ended in [each for each in self.changes if each.kind is Kind.ENDED]:
            self.changes = [c for c in self.changes if c.day < ended.day or c is ended]

    def policy(self, name: str) -> Any:
        value = self.profile[name].value
        return None if value is NOT_STATED else value

    def sorted(self) -> list[Change]:
        return sorted(self.changes, key=lambda each: (each.day, _RANK[each.kind]))

    def job_on(self, day: date) -> dict[str, Any] | None:
        """The facts of the job on a day; None on a day on which there is no contract."""
        facts = dict(self.grant.facts)
        for each in self.sorted():
            if each.day <= day:
                self._change(facts, each)
        contracts = any(each.kind in _CONTRACTS for each in self.changes)
        over = after_contract(facts) if contracts else None
        return None if over is not None and day >= over else facts

    def _change(self, facts: dict[str, Any], each: Change) -> None:
        if each.kind in (Kind.ILLNESS, Kind.EXTRA, Kind.ENDED):
            return
        if each.kind in _CONTRACTS:
            facts["contract_start"] = each.day
            facts["contract_end"] = each.until - DAY if each.until else None
        if each.kind is Kind.EMPLOYER:
            facts["employment_start"] = each.day
        facts["contract_form"] = each.contract_form or facts.get("contract_form")
        if each.kind in _CONTRACTS or self.policy("award.change_within_period") is not False:
            if each.yearly_minutes is not None:
                facts["yearly_hours"], facts["weekly_hours"] = each.yearly_minutes, None
            elif each.weekly_minutes is not None:
                facts["weekly_hours"], facts["yearly_hours"] = each.weekly_minutes, None

    def is_ill(self, day: date) -> bool:
        weeks = self.policy("illness.maximum_weeks")
        return weeks is not None and any(
            each.kind is Kind.ILLNESS
            and not each.is_approved
            and each.day + timedelta(weeks=weeks) <= day < (each.until or date.max)
            for each in self.changes
        )

    def last_day_after(self) -> date:
        ends = self.grant.facts.get("contract_end")
        moved = [each for each in self.sorted() if each.kind in _CONTRACTS]
        if not moved or ends is None or self.grant.end != ends + DAY:
            return self.grant.end
        facts = {**self.grant.facts}
        facts["contract_end"] = moved[-1].until - DAY if moved[-1].until else None
        forms = [each.contract_form for each in self.sorted() if each.contract_form]
        facts["contract_form"] = (forms or [facts.get("contract_form")])[-1]
        days = Period({k: v for k, v in facts.items() if v is not None}, self.profile).days()
        return max(self.grant.end, days[1]) if days else self.grant.end

    def origin_on(self, day: date, missed: int) -> date | None:
        restarts = self.policy("duration.new_employer_restarts") is not False
        moved = [c.day for c in self.changes if c.kind is Kind.EMPLOYER and c.day <= day]
        if self.policy("bands.count_from") == "employment":
            origin = max(moved) if moved and restarts else self.grant.facts.get("employment_start")
        elif moved and restarts:
            origin = max(moved)
        else:
            origin = self.grant.facts.get("coaching_start")
            if origin is None and self.grant.facts.get("request_kind") == "first":
                origin = self.grant.start
        if origin is not None and self.policy("duration.break_keeps_counting") is False:
            origin += missed * DAY
        return origin

    def rules(self) -> list[tuple[date, Fraction | None]]:
        """Each day of support that counts with its exact minutes; None where it cannot be told."""
        end, day, missed, found, first = self.last_day_after(), self.grant.start, 0, [], True
        whole = (end - self.grant.start).days
        while day < end:
            facts = self.job_on(day)
            if facts is not None and self.is_ill(day):
                missed += 1
            elif facts is not None:
                found.append((day, self._worth(day, facts, missed, whole, first)))
                first = False
            day += DAY
        return found

    def _worth(
        self, day: date, facts: dict[str, Any], missed: int, whole: int, first: bool
    ) -> Fraction | None:
        origin = self.origin_on(day, missed)
        if self.policy("intensity.method") in ("amount_per_period", "hours_per_goal"):
            end = self.grant.start + whole * DAY
            minutes = hours_of(self._job(facts, self.grant.start, end, origin))
            return None if minutes is None else minutes / whole
        if not first and facts.get("unused_hours") is not None:
            facts = {**facts, "unused_hours": 0}
        return hours_of(self._job(facts, day, day + DAY, origin))

    def _job(self, facts: dict[str, Any], first: date, after: date, origin: date | None) -> Job:
        known = {name: value for name, value in facts.items() if value is not None}
        period = Period(known, self.profile)
        is_dated = known.get("contract_start") and known.get("contract_end")
        return Job(
            facts=known,
            policy=self.policy,
            first=first,
            after=after,
            origin=origin,
            week=period.week(),
            is_short=bool(is_dated) and period.contract_is_short(),
        )

    def minutes(self) -> tuple[int, date]:
        """The minutes that there are, and the first day without support."""
        before = Naive(self.grant, (), self.profile)
        ruled, found = before.rules(), self.rules()
        extra = [each for each in self.changes if each.kind is Kind.EXTRA]
        values = self._values(ruled, found)
        whole = sum(values, Fraction(0))
        end = self.last_day_after()
        ended = next((c for c in self.sorted() if c.kind is Kind.ENDED), None)
        if ended is None or ended.day >= end:
            return half_up(whole) + sum(c.minutes or 0 for c in extra), end
        added = sum(c.minutes or 0 for c in extra if c.day < ended.day)
        until = sum(day < ended.day for day, _ in found)
        share = half_up(whole * until / len(found)) + added if found else added
        how = self.policy("early_end.settlement") or ended.settlement or "pro_rata"
        if how == "pro_rata":
            return share, ended.day
        most = half_up(whole) + added
        return (most if ended.minutes is None else min(most, ended.minutes)), ended.day

    def _values(
        self, ruled: list[tuple[date, Fraction | None]], found: list[tuple[date, Fraction | None]]
    ) -> list[Fraction]:
        days = (self.grant.end - self.grant.start).days
        flat = [Fraction(self.grant.minutes, days)] * len(found) if days else []
        if any(value is None for _, value in (*ruled, *found)):
            return flat
        before = sum((value for _, value in ruled if value is not None), Fraction(0))
        if before == 0 and self.grant.minutes:
            return flat
        values = [value for _, value in found if value is not None]
        if half_up(before) == self.grant.minutes:
            return values
        return [value * self.grant.minutes / before for value in values]


def after_contract(facts: Mapping[str, Any]) -> date | None:
    end = facts.get("contract_end")
    return None if end is None or facts.get("contract_form") == "permanent" else end + DAY


def half_up(value: Fraction) -> int:
    """Whole minutes, half a minute up."""
    return int((value * 2 + 1) // 2)
