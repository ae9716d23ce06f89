"""A protected answer in figures and tables, in the form of the page of one organisation's what-if.

Everything here is made of what may be told; nothing else comes this far.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.across.sentences import count_of, finding, sentence_of_values
from policy_profiles.simulation.values import Assumptions, Interval
from policy_profiles.what_if import words
from policy_profiles.what_if.classes import BAR, ClassRow, ClassTable, Comparison
from policy_profiles.what_if.page import WhatIfPage
from policy_profiles.what_if.rows import HIDDEN, Cell, FigureRow
from rulebook import wording
from rulebook.case_classes import DIMENSION_BY_CODE, NOT_KNOWN, Dimension
from rulebook.explanation import criterion_label

Data = Mapping[str, Any]

_NOTHING: Final = Cell(text="–")
_SIDES: Final = ("practice", "before", "after", "baseline")
_DAYS_A_MONTH: Final = Fraction(1461, 48)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossPage:
    """The answer as the parts of the what-if's page take it, and whether hours are in it."""

    page: WhatIfPage
    hides_hours: bool


def across_page(answer: Data, *, title: str, assumptions: Assumptions) -> AcrossPage:
    """Put a protected answer into words and figures.

    Args:
        answer: as `protected_answer` gives it.
        title: what the policy that was asked is called.
        assumptions: of the coach capacity.
    """
    change = answer["change"]
    page = WhatIfPage(
        finding=finding(answer),
        columns=(_("Echt besloten"), _("Ieders eigen regels"), title, _("UWV-basis")),
        rows=(*_count_rows(answer), *_hour_rows(answer, assumptions)),
        change=_change_rows(answer, assumptions),
        comparisons=(
            Comparison(
                title=_("ieders eigen regels"),
                tables=tuple(_class_tables(answer)),
                asides=tuple(_asides(change)),
            ),
        ),
        obligations=tuple(_obligation_rows(answer)),
        parameters=sentence_of_values(answer["values"]),
        parameter_rows=(),
        together="",
        hours_hidden=False,
        limit=10,
    )
    return AcrossPage(
        page=page,
        hides_hours=change["mean"]["value"] is None,
    )


def _cell(data: Data) -> Cell:
    if data["value"] is None:
        return Cell(text=count_of(data)) if "below" in data else HIDDEN
    interval = _interval(data)
    return Cell(text=count_of(data), interval=words.between(interval, "count"))


def _interval(data: Data, times: int = 1) -> Interval | None:
    if data.get("low") is None or data.get("high") is None:
        return None
    return Interval(low=times * data["low"], high=times * data["high"])


def _count_rows(answer: Data) -> list[FigureRow]:
    labels = (
        ("granted", _("Voldoet"), ""),
        ("refused", _("Voldoet niet"), ""),
        ("unknown", _("Nog niet te zeggen"), _("Er ontbreken gegevens.")),
        ("obligated", _("Voldoet met een verplichting"), ""),
    )
    sides = answer["sides"]
    return [
        FigureRow(
            label=label,
            help=help_text,
            cells=tuple(
                _cell(sides[side][name]) if name in sides[side] else _NOTHING for side in _SIDES
            ),
        )
        for name, label, help_text in labels
    ]


def _hour_rows(answer: Data, assumed: Assumptions) -> list[FigureRow]:
    found = [answer["sides"][side] for side in _SIDES]
    coaches = [
        HIDDEN
        if _total(side) is None
        else Cell(text=words.coaches(assumed.coaches(_total(side) or 0)))
        for side in found
    ]
    return [
        _row(_("Uren samen"), _("Een afwijzing telt als nul uren."), [_hours(s) for s in found]),
        _row(
            _("Gemiddelde duur van een periode"), "", [_NOTHING, *(_months(s) for s in found[1:])]
        ),
        _row(
            _("Kosten"),
            _("Tegen het tarief in het beleid zelf."),
            [_NOTHING, *(_costs(s) for s in found[1:])],
        ),
        _row(_("Coaches"), _("Voltijds, bij elk jaar zo veel aanvragen."), coaches),
    ]


def _row(label: str, help_text: str, cells: list[Cell]) -> FigureRow:
    return FigureRow(label=label, help=help_text, cells=tuple(cells))


def _total(data: Data) -> int | None:
    """Minutes together: the shown mean over the shown number, so it says no more than those."""
    if data["mean"]["value"] is None or data.get("told", {}).get("value") is None:
        return None
    return int(data["mean"]["value"] * data["told"]["value"])


def _hours(data: Data) -> Cell:
    total = _total(data)
    if total is None:
        return HIDDEN
    interval = _interval(data["mean"], data["told"]["value"])
    return Cell(text=words.hours(total), interval=words.between(interval, "hours"))


def _months(data: Data) -> Cell:
    days = data["days"]["value"]
    if days is None:
        return HIDDEN
    number = wording.number(Fraction(days) / _DAYS_A_MONTH, language_now(), decimals=1)
    return Cell(text=_("%(number)s maanden") % {"number": number})


def _costs(data: Data) -> Cell:
    cents = data["cents"]
    if cents["value"] is not None and data["told"]["value"] is not None:
        return Cell(text=wording.euros(cents["value"] * data["told"]["value"], language_now()))
    return HIDDEN


def _change_rows(answer: Data, assumed: Assumptions) -> tuple[FigureRow, ...]:
    change = answer["change"]
    total = _total(change)
    if total is None:
        return ()
    interval = _interval(change["mean"], change["told"]["value"])
    rows = [
        (_("Uren"), words.signed_hours(total), words.between(interval, "signed_hours")),
        (_("Coaches"), words.signed_coaches(assumed.coaches(total)), ""),
    ]
    before, after = (answer["sides"][side] for side in ("before", "after"))
    if all(s["cents"]["value"] is not None and _total(s) is not None for s in (before, after)):
        costs = [side["cents"]["value"] * side["told"]["value"] for side in (before, after)]
        rows.append((_("Kosten"), words.signed_euros(costs[1] - costs[0]), ""))
    return tuple(
        FigureRow(label=label, help="", cells=(Cell(text=text, interval=around),))
        for label, text, around in rows
    )


def _asides(change: Data) -> list[str]:
    texts = (
        ("longer", _("%(count)s krijgen een langere periode")),
        ("shorter", _("%(count)s krijgen een kortere periode")),
        ("provider", _("bij %(count)s komt de toets van de aanbieder anders uit")),
        ("unclear", _("bij %(count)s zijn de uren niet te vergelijken")),
    )
    return [text % {"count": count_of(change[name])} for name, text in texts]


def _class_tables(answer: Data) -> list[ClassTable]:
    return [
        _class_table(DIMENSION_BY_CODE[code], rows)
        for code, rows in answer["classes"].items()
        if any(row["codes"] != [NOT_KNOWN] for row in rows)
    ]


def _class_table(dimension: Dimension, rows: list[Data]) -> ClassTable:
    made = tuple(_class_row(dimension, row) for row in rows)
    return ClassTable(
        code=dimension.code,
        label=dimension.label.in_language(language_now()),
        summary=_summary(dimension, rows),
        rows=made,
        has_hidden=any(row[name]["value"] is None for row in rows for name in ("fewer", "more")),
    )


def _class_row(dimension: Dimension, row: Data) -> ClassRow:
    mean = row["mean"]
    told = HIDDEN
    if mean["value"] is not None:
        around = words.between(_interval(mean), "signed_hours")
        told = Cell(text=words.signed_hours(mean["value"]), interval=around)
    return ClassRow(
        label=_label(dimension, row),
        cases=count_of(row["cases"]),
        fewer=_cell(row["fewer"]),
        more=_cell(row["more"]),
        lost=_cell(row["lost"]),
        gained=_cell(row["gained"]),
        mean=told,
        fewer_bar=_bar(row, "fewer"),
        more_bar=_bar(row, "more"),
    )


def _label(dimension: Dimension, row: Data) -> str:
    return " + ".join(dimension.classes[code].in_language(language_now()) for code in row["codes"])


def _bar(row: Data, name: str) -> int | None:
    if row[name]["value"] is None or not row["cases"]["value"]:
        return None
    return min(BAR, round(BAR * row[name]["value"] / row["cases"]["value"]))


def _summary(dimension: Dimension, rows: list[Data]) -> str:
    """Name the class in which the largest shown share gets fewer hours, and likewise more."""
    texts = {
        "fewer": _("Naar verhouding krijgt “%(name)s” het vaakst minder uren (%(share)s)."),
        "more": _("Naar verhouding krijgt “%(name)s” het vaakst meer uren (%(share)s)."),
    }
    told = []
    for name, text in texts.items():
        shown = [(bar, row) for row in rows if (bar := _bar(row, name))]
        if shown:
            share, most = max(shown, key=lambda each: each[0])
            percent = wording.percentage(100 * share, language_now())
            told.append(text % {"name": _label(dimension, most), "share": percent})
    unchanged = _("%(label)s: van geen enkele groep mag een verandering getoond worden.")
    return " ".join(told) or unchanged % {"label": dimension.label.in_language(language_now())}


def _obligation_rows(answer: Data) -> list[FigureRow]:
    sides = [answer["sides"][side]["obligations"] for side in _SIDES[1:]]
    return [
        _row(criterion_label(code, language_now()), "", [_cell(side[code]) for side in sides])
        for code in sides[0]
    ]
