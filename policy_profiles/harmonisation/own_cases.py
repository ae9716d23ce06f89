"""What common values would do to the organisation's own decided cases, shielded like a what-if."""

from dataclasses import dataclass
from datetime import date

from policy_profiles.simulation.simulate import simulate
from policy_profiles.simulation.values import Assumptions, Impact
from policy_profiles.what_if.cases import DecidedCases, case_source, cases_of_period
from policy_profiles.what_if.form import USUAL_MONTHS, month_later, months_between
from policy_profiles.what_if.page import Titles, what_if_page
from policy_profiles.what_if.rows import FigureRow
from policy_profiles.what_if.shield import FEWEST_CASES
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
    hidden.
    """

    finding: str
    change: tuple[FigureRow, ...]
    hours_hidden: bool
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


def own_effect(
    found: OwnCases, *, before: Profile, after: Profile, baseline: Profile, title: str
) -> OwnEffect | None:
    """Work the cases through a changed policy; None where there are too few.

    Args:
        found: the cases, from `own_cases`.
        before: the policy that holds.
        after: the same with the common values.
        baseline: the UWV baseline of the day.
        title: what the policy that holds is called.
    """
    if found.cases is None:
        return None
    impact: Impact = simulate(
        found.cases.decided,
        before=before,
        after=after,
        baseline=baseline,
        assumptions=Assumptions(months=found.months),
    )
    page = what_if_page(impact, titles=Titles(after="", before=title))  # what it hides stays hidden
    shifts = page.comparisons[0]
    return OwnEffect(
        finding=page.finding,
        change=page.change,
        hours_hidden=page.hours_hidden,
        who=tuple(table.summary for table in shifts.tables if table.rows),
        asides=shifts.asides,
        limit=page.limit,
    )
