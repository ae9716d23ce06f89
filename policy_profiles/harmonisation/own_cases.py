"""What common values would do to the organisation's own decided cases, shielded like a what-if."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from policy_profiles.simulation.simulate import simulate
from policy_profiles.simulation.values import Assumptions, Impact
from policy_profiles.what_if.cases import DecidedCases, cases_of_period
from policy_profiles.what_if.page import Titles, what_if_page
from policy_profiles.what_if.period import Period, last_year_of_decisions
from policy_profiles.what_if.rows import FigureRow
from policy_profiles.what_if.shield import (
    FEWEST_CASES,
    OWN_LIMIT,
    alike_dimensions,
    alike_totals,
)
from policy_profiles.what_if.words import finding, tells_of_nobody
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCases:
    """The decided cases of the last year; None in `cases` where they are too few to speak of."""

    period: Period
    cases: DecidedCases | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEffect:
    """What a change does to them, in words and figures; nothing that is about too few people.

    `who` says per kind of group who loses and gains most often; `change` is empty where hours stay
    hidden, with `is_nearly_alike` because another proposal has nearly the same effect; not where
    `finding` says already that nobody's hours change.
    """

    finding: str
    change: tuple[FigureRow, ...]
    hours_hidden: bool
    is_nearly_alike: bool
    who: tuple[str, ...]
    asides: tuple[str, ...]
    limit: int


def own_cases(*, today: date) -> OwnCases | None:
    """Give the cases of the last year of decisions; None where no month with one is over."""
    period = last_year_of_decisions(today=today)
    if period is None:
        return None
    found = cases_of_period(first=period.first, until=period.until)
    return OwnCases(
        period=period,
        cases=found if found.decided.frame.n >= FEWEST_CASES else None,
    )


def own_impact(
    found: OwnCases, *, before: Profile, after: Profile, baseline: Profile
) -> Impact | None:
    """Work the cases through a changed policy; None where there are too few.

    Args:
        found: the cases, from `own_cases`.
        before: the policy that holds.
        after: the same with the common values.
        baseline: the UWV baseline of the day.
    """
    if found.cases is None:
        return None
    return simulate(
        found.cases.decided,
        before=before,
        after=after,
        baseline=baseline,
        assumptions=Assumptions(months=found.period.months),
    )


def own_effects(impacts: Sequence[Impact], *, title: str) -> list[OwnEffect]:
    """Say what each of several changes does to the same cases, as they stand on one page.

    What differs from another one's by one or two people stays hidden of both, and their hours too.

    Args:
        impacts: from `own_impact`, all on the same cases.
        title: what the policy that holds is called.
    """
    alike = alike_totals(impacts, OWN_LIMIT)
    dimensions = alike_dimensions(impacts, OWN_LIMIT)
    return [
        _effect(impact, title, hidden, not_told)
        for impact, hidden, not_told in zip(impacts, alike, dimensions, strict=True)
    ]


def _effect(
    impact: Impact, title: str, hidden: Collection[str], not_told: Collection[str]
) -> OwnEffect:
    page = what_if_page(impact, titles=Titles(after="", before=title))  # what it hides stays hidden
    shifts = page.comparisons[0]
    is_nought = tells_of_nobody(impact, page.limit, besides=hidden)
    tables = [table for table in shifts.tables if table.rows and table.code not in not_told]
    return OwnEffect(
        finding=finding(impact, page.limit, besides=hidden),
        change=() if hidden else page.change,
        hours_hidden=page.hours_hidden,
        is_nearly_alike=bool(hidden) and not is_nought,
        who=() if hidden else tuple(table.summary for table in tables),
        asides=() if hidden else shifts.asides,
        limit=page.limit,
    )
