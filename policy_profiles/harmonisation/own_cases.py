"""What common values would do to the organisation's own decided cases, shielded like a what-if."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from policy_profiles.simulation.simulate import simulate
from policy_profiles.simulation.values import Assumptions, Impact
from policy_profiles.what_if.cases import DecidedCases, case_source, cases_of_period
from policy_profiles.what_if.form import USUAL_MONTHS, month_later, months_between
from policy_profiles.what_if.page import Titles, what_if_page
from policy_profiles.what_if.rows import FigureRow
from policy_profiles.what_if.shield import (
    FEWEST_CASES,
    OWN_LIMIT,
    alike_dimensions,
    alike_totals,
)
from policy_profiles.what_if.words import finding
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCases:
    """The decided cases of the last months in which anything was decided, `until` not among them.

    None in `cases` where there are too few to say anything about.
    """

    first: date
    until: date
    months: int
    cases: DecidedCases | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEffect:
    """What a change does to them, in words and figures; nothing that is about too few people.

    `who` says per kind of group who loses and gains most often; `change` is empty where hours stay
    hidden, with `is_nearly_alike` because another proposal has nearly the same effect.
    """

    finding: str
    change: tuple[FigureRow, ...]
    hours_hidden: bool
    is_nearly_alike: bool
    who: tuple[str, ...]
    asides: tuple[str, ...]
    limit: int


def own_cases() -> OwnCases | None:
    """Give the cases of the last twelve months with decisions; None where nothing was decided."""
    days = case_source().first_and_last_day()
    if days is None:
        return None
    first, last = (day.replace(day=1) for day in days)
    first, until = max(first, month_later(last, 1 - USUAL_MONTHS)), month_later(last, 1)
    found = cases_of_period(first=first, until=until)
    return OwnCases(
        first=first,
        until=until,
        months=len(months_between(first, last)),
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
        assumptions=Assumptions(months=found.months),
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
    tables = [table for table in shifts.tables if table.rows and table.code not in not_told]
    return OwnEffect(
        finding=finding(impact, page.limit, besides=hidden),
        change=() if hidden else page.change,
        hours_hidden=page.hours_hidden,
        is_nearly_alike=bool(hidden),
        who=() if hidden else tuple(table.summary for table in tables),
        asides=() if hidden else shifts.asides,
        limit=page.limit,
    )
