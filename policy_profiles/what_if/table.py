"""Kept what-ifs side by side: what each does to the same cases."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policy_profiles.simulation.values import Impact
from policy_profiles.what_if import words
from policy_profiles.what_if.queries import KeptScenario, ScenarioRow
from policy_profiles.what_if.rows import HIDDEN, Cell
from policy_profiles.what_if.shield import (
    OWN_LIMIT,
    alike_totals,
    hidden_in_words,
    hides_hours,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One figure of every scenario."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTable:
    """Scenarios as columns."""

    columns: tuple[ScenarioRow, ...]
    rows: tuple[TableRow, ...]


def scenario_table(found: Sequence[KeptScenario]) -> ScenarioTable:
    """Lay scenarios side by side; what is about too few people is hidden in each."""
    impacts = [each.impact for each in found]
    counts = (
        (_("Minder uren"), "fewer"),
        (_("Meer uren"), "more"),
        (_("Valt af"), "lost"),
        (_("Komt erbij"), "gained"),
    )
    totals = (
        (_("Uren erbij of eraf"), _hours),
        (_("Coaches erbij of eraf"), _coaches),
        (_("Uren samen"), _all_hours),
        (_("Kosten"), _cost),
    )
    alike = alike_totals(impacts, OWN_LIMIT)
    rows = [TableRow(label=label, cells=_counts(impacts, alike, name)) for label, name in counts]
    rows += [TableRow(label=label, cells=_totals(impacts, alike, write)) for label, write in totals]
    idle = [", ".join(map(words.label_of, i.touched_nobody)) or "–" for i in impacts]
    rows.append(TableRow(label=_("Raakt niemand"), cells=tuple(Cell(text=text) for text in idle)))
    return ScenarioTable(columns=tuple(each.row for each in found), rows=tuple(rows))


def _count(impact: Impact, name: str) -> Cell:
    whole = impact.against_before.whole
    number = getattr(whole, name)
    if name in hidden_in_words(whole, OWN_LIMIT):
        return HIDDEN
    interval = whole.intervals.get(name) if number else None
    return Cell(text=words.count(number, OWN_LIMIT), interval=words.between(interval, "count"))


def _counts(
    impacts: Sequence[Impact], alike: Sequence[Collection[str]], name: str
) -> tuple[Cell, ...]:
    """A count of each scenario; neither of two that differ by one or two people."""
    return tuple(
        HIDDEN if name in near else _count(impact, name)
        for impact, near in zip(impacts, alike, strict=True)
    )


def _totals(
    impacts: Sequence[Impact], alike: Sequence[Collection[str]], write: Callable[[Impact], Cell]
) -> tuple[Cell, ...]:
    """Hours or money of each; of two whose counts are nearly alike they would be of those few."""
    return tuple(
        HIDDEN if near or hides_hours(impact, OWN_LIMIT) else write(impact)
        for impact, near in zip(impacts, alike, strict=True)
    )


def _hours(impact: Impact) -> Cell:
    whole = impact.against_before.whole
    around = words.between(whole.intervals.get("minutes"), "signed_hours")
    return Cell(text=words.signed_hours(whole.minutes), interval=around)


def _coaches(impact: Impact) -> Cell:
    minutes = impact.against_before.whole.minutes
    return Cell(text=words.signed_coaches(impact.assumptions.coaches(minutes)))


def _all_hours(impact: Impact) -> Cell:
    around = words.between(impact.after.intervals.get("minutes"), "hours")
    return Cell(text=words.hours(impact.after.minutes), interval=around)


def _cost(impact: Impact) -> Cell:
    return Cell(text=words.cost(impact.after))
