"""Granted hours worked out again from what changed, and settled where the job ended early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce

from assessments.changes.reckoning.history import (
    Change,
    Facts,
    Grant,
    Kind,
    Settlement,
    facts_after,
    segments_of,
    until_the_end,
)
from assessments.changes.reckoning.hours import Exact, evenly, half_up, minutes_of
from assessments.changes.reckoning.stretches import State, Stretch, stretches_of
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How the hours of a job that ended early were settled.

    Attributes:
        day: the first day without the job.
        settlement: by which rule; `is_policy` tells whether the policy says so.
        days: the days of support in the whole period; `days_until`: those before the end.
        whole: the hours of the whole period, in minutes.
        allowed: the hours that there are after settling, extra hours among them.
        spent: the hours spent, where they are known; `over`: by how much that is too many.
        otherwise: the hours by the other rule; None where the hours spent are not known.
    """

    day: date
    settlement: Settlement
    is_policy: bool
    days: int
    days_until: int
    whole: int
    allowed: int
    spent: int | None
    over: int
    otherwise: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A grant after all changes to its job.

    Attributes:
        stretches: the days, cut where something changes, and `exact` the minutes of each.
        by_rules: what the rules gave for the job as it was decided on; None where they could not.
        is_in_proportion: whether the decision was another, which the hours now keep to.
        extra: extra hours granted, in minutes.
        settled: how an early end was settled, or None.
        minutes: the hours that there are now, in minutes.
    """

    grant: Grant
    changes: tuple[Change, ...]
    stretches: tuple[Stretch, ...]
    exact: Exact
    by_rules: int | None
    is_in_proportion: bool
    extra: int
    settled: Settled | None
    minutes: int

    @property
    def end(self) -> date:
        """The first day without support; an early end of the job ends it as well."""
        end = self.stretches[-1].end if self.stretches else self.grant.end
        return min(end, self.settled.day) if self.settled else end

    @property
    def last_day(self) -> date:
        """The last day of support."""
        return self.end - _DAY


def facts_now(grant: Grant, changes: Sequence[Change]) -> Facts:
    """Give the facts of the job after all changes, whether the hours counted at once or not."""
    begun: Mapping[str, object] = grant.facts
    return reduce(facts_after, until_the_end(changes), begun)  # type: ignore[arg-type]


def reckoned(grant: Grant, changes: Sequence[Change], profile: Profile) -> Reckoned:
    """Work the hours of a grant out again, to the day, under the rules that it was decided under.

    Whatever the changes, the answer rests on the whole history and not on earlier answers, so the
    order in which they were put on record makes no difference.
    """
    plan = plan_of(profile)
    ordered = until_the_end(changes)
    stretches = _stretches(grant, ordered, plan)
    before = minutes_of(_stretches(grant, (), plan), plan)
    exact, by_rules = _scaled(grant, stretches, before, minutes_of(stretches, plan))
    extra = [each for each in ordered if each.kind is Kind.EXTRA]
    ended = next((each for each in ordered if each.kind is Kind.ENDED), None)
    settled = None
    if ended is not None and stretches and ended.day < stretches[-1].end:
        settled = _settled(ended, stretches, exact, extra, plan)
    whole = half_up(sum(exact, Fraction(0))) + sum(each.minutes or 0 for each in extra)
    return Reckoned(
        grant=grant,
        changes=ordered,
        stretches=stretches,
        exact=exact,
        by_rules=by_rules,
        is_in_proportion=by_rules != grant.minutes,
        extra=sum(each.minutes or 0 for each in extra),
        settled=settled,
        minutes=settled.allowed if settled else whole,
    )


def _stretches(grant: Grant, changes: Sequence[Change], plan: Plan) -> tuple[Stretch, ...]:
    may = plan.answers.get("award.change_within_period") is not False
    return stretches_of(grant, segments_of(grant, changes, hours_may_change=may), changes, plan)


def _scaled(
    grant: Grant, stretches: Sequence[Stretch], before: Exact | None, after: Exact | None
) -> tuple[Exact, int | None]:
    """The minutes of each stretch, in the proportion of the decision to what the rules gave."""
    ruled = sum(before, Fraction(0)) if before is not None else None
    whole = half_up(ruled) if ruled is not None else None
    if ruled is None or after is None or (ruled == 0 and grant.minutes):
        return evenly(stretches, grant.minutes, (grant.end - grant.start).days), whole
    if whole == grant.minutes:
        return after, whole
    return tuple(each * grant.minutes / ruled for each in after), whole


def _settled(
    ended: Change,
    stretches: Sequence[Stretch],
    exact: Exact,
    extra: Sequence[Change],
    plan: Plan,
) -> Settled:
    """Settle an early end.

    In proportion: hours count as spread evenly over the days of support of the whole period
    (Jobcoaching onder de loep, par. 2.3). Extra hours were granted for a day and are not spread.
    """
    whole = sum(exact, Fraction(0))
    added = sum(each.minutes or 0 for each in extra if each.day < ended.day)
    counted = [each for each in stretches if each.state is State.COUNTS]
    days = sum(each.days for each in counted)
    until = sum(max(0, (min(each.end, ended.day) - each.start).days) for each in counted)
    share = half_up(whole * until / days) + added if days else added
    spent = ended.minutes
    actual = None if spent is None else min(spent, half_up(whole) + added)
    policy = plan.codes.get("early_end.settlement")
    how = Settlement(policy) if policy else ended.settlement or Settlement.PRO_RATA
    by_hours = how is Settlement.ACTUAL_HOURS
    most = half_up(whole) + added  # until the hours spent are known
    allowed = (most if actual is None else actual) if by_hours else share
    return Settled(
        day=ended.day,
        settlement=how,
        is_policy=policy is not None,
        days=days,
        days_until=until,
        whole=half_up(whole),
        allowed=allowed,
        spent=spent,
        over=max(0, (spent or 0) - allowed),
        otherwise=share if by_hours else actual,
    )
