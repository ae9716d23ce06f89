"""The whole of a what-if as a page shows it: a finding, figures, who gains and loses, why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from policy_profiles.simulation.values import Impact, Influence, Touch
from policy_profiles.what_if import words
from policy_profiles.what_if.classes import Comparison, comparison
from policy_profiles.what_if.rows import (
    HIDDEN,
    Cell,
    FigureRow,
    change_rows,
    figure_rows,
    obligation_rows,
)
from policy_profiles.what_if.shield import OWN_LIMIT, hides_hours
from policy_profiles.what_if.suppression import is_small


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRow:
    """One differing parameter: the cases and hours it changes alone, and when put back alone."""

    label: str
    parameter: str
    alone: Cell
    alone_hours: Cell
    last: Cell
    last_hours: Cell
    touches_nobody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """Everything that a page says of an impact."""

    finding: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    change: tuple[FigureRow, ...]
    comparisons: tuple[Comparison, ...]
    obligations: tuple[FigureRow, ...]
    parameters: str
    parameter_rows: tuple[ParameterRow, ...]
    together: str
    hours_hidden: bool
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What the sides of an impact are called."""

    after: str
    before: str


def what_if_page(impact: Impact, *, titles: Titles, limit: int = OWN_LIMIT) -> WhatIfPage:
    """Put an impact into words and figures, with nothing about fewer than `limit` people."""
    hidden = hides_hours(impact, limit)
    apart = impact.baseline not in (impact.before, impact.after)
    sides = (impact.before, impact.after, *((impact.baseline,) if apart else ()))
    names = (titles.before, titles.after, *((_("UWV-basis"),) if apart else ()))
    comparisons = [comparison(impact.against_before, titles.before, limit)]
    if apart:
        comparisons.append(comparison(impact.against_baseline, _("de UWV-basis"), limit))
    return WhatIfPage(
        finding=words.finding(impact, limit),
        columns=(_("Echt besloten"), *names),
        rows=figure_rows(impact, sides, limit=limit, hides_hours=hidden),
        change=() if hidden else change_rows(impact),
        comparisons=tuple(comparisons),
        obligations=obligation_rows(impact, sides, limit),
        parameters=words.sentence_of_parameters(impact),
        parameter_rows=tuple(_parameter(found, impact.cases, limit) for found in impact.influences),
        together=_together(impact, hidden),
        hours_hidden=hidden,
        limit=limit,
    )


def _parameter(found: Influence, of_cases: int, limit: int) -> ParameterRow:
    cells = [_touch(touch, of_cases, limit) for touch in (found.alone, found.last)]
    if is_small(abs(found.alone.cases - found.last.cases), limit):
        cells[1] = HIDDEN, HIDDEN  # the difference would be about one or two people
    return ParameterRow(
        label=words.label_of(found.parameter),
        parameter=found.parameter,
        alone=cells[0][0],
        alone_hours=cells[0][1],
        last=cells[1][0],
        last_hours=cells[1][1],
        touches_nobody=found.touches_nobody,
    )


def _touch(touch: Touch, of_cases: int, limit: int) -> tuple[Cell, Cell]:
    """The cases that a value touches, and their hours.

    All but one or two of everybody, or one or two beside those with other hours, are not told
    either: the rest of the page says how many everybody and those with other hours are.
    """
    affected = touch.more + touch.fewer
    besides = (of_cases - touch.cases, touch.cases - affected)
    is_hidden = any(is_small(number, limit) for number in besides)
    cases = HIDDEN if is_hidden else Cell(text=words.count(touch.cases, limit))
    if is_hidden or is_small(affected, limit) or is_small(touch.cases, limit):
        return cases, HIDDEN
    return cases, Cell(text=words.signed_hours(touch.minutes))


def _together(impact: Impact, hidden: bool) -> str:
    if hidden or not impact.together or len(impact.influences) < 2:
        return ""
    text = _("%(hours)s komt pas door de waarden samen; geen van alle doet dat alleen.")
    return text % {"hours": words.signed_hours(impact.together)}
