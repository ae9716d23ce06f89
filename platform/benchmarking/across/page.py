"""An answer in sentences, rows and tables; everything here is made of the lines of `reading`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.across.kept import Kept
from benchmarking.across.reading import Key, Line
from policy_profiles.simulation.tally import BY, EFFECTS
from policy_profiles.simulation.values import Assumptions
from policy_profiles.what_if.rows import Cell, FigureRow
from rulebook import wording
from rulebook.case_classes import Dimension

_NOTHING: Final = Cell(text="–")
_SIDES: Final = ("practice", "own", "asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTable:
    """What changes for whom in one dimension; `shows_hours` where those of a class can be told."""

    code: str
    label: str
    rows: tuple[FigureRow, ...]
    shows_hours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossPage:
    """An answer as its page shows it; `people` is empty where even that is too uncertain."""

    finding: str
    people: str
    change: tuple[FigureRow, ...]
    effects: tuple[FigureRow, ...]
    sides: tuple[FigureRow, ...]
    classes: tuple[ClassTable, ...]


def across_page(found: Kept, *, assumptions: Assumptions) -> AcrossPage:
    """Put an answer into words and cells.

    Args:
        found: what is kept.
        assumptions: of the coach capacity.
    """
    lines = found.lines
    people = lines["people", "", "", "people"]
    tables = (_class_table(dimension, lines) for dimension in BY)
    return AcrossPage(
        finding=_finding(lines),
        people="" if _is_uncertain(lines["people", "", "", "people"]) else _cell(people).text,
        change=tuple(_change_rows(lines, assumptions)),
        effects=tuple(
            _row(label, [_cell(lines["effect", "", "", name])])
            for name, label in _effect_labels().items()
        ),
        sides=(*_verdict_rows(lines), *_hour_rows(lines, assumptions)),
        classes=tuple(table for table in tables if table.rows),
    )


def _effect_labels() -> dict[str, str]:
    labels = (_("Minder uren"), _("Meer uren"), _("Valt af"), _("Komt erbij"))
    return dict(zip(EFFECTS, labels, strict=True))


def _finding(lines: Mapping[Key, Line]) -> str:
    """Say in one sentence what changes for how many people; what is too uncertain is left out."""
    texts = {
        "fewer": _("ongeveer %(count)s mensen krijgen minder uren"),
        "more": _("ongeveer %(count)s krijgen er meer"),
        "lost": _("ongeveer %(count)s vallen af"),
        "gained": _("ongeveer %(count)s komen erbij"),
    }
    told = [
        texts[name] % {"count": _number(line.value)}
        for name in EFFECTS
        if (line := lines["effect", "", "", name]).value is not None
    ]
    if not told:
        return _("Voor deze groep is te onzeker wat er verandert.")
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _change_rows(lines: Mapping[Key, Line], assumed: Assumptions) -> Iterator[FigureRow]:
    hours = lines["change", "", "", "hours"]
    yield _row(_("Uren"), [_cell(hours, is_signed=True)])
    yield _row(_("Coaches"), [_coaches(hours, assumed, is_signed=True)])
    if ("change", "", "", "costs") in lines:
        yield _row(_("Kosten"), [_cell(lines["change", "", "", "costs"], is_signed=True)])


def _verdict_rows(lines: Mapping[Key, Line]) -> Iterator[FigureRow]:
    labels = (
        ("granted", _("Voldoet"), _("Bij ten minste één aanvraag.")),
        ("refused", _("Voldoet niet"), _("Bij geen enkele aanvraag.")),
        ("unknown", _("Nog niet te zeggen"), _("Er ontbreken gegevens.")),
    )
    for name, label, help_text in labels:
        yield _row(label, [_of(lines, side, name) for side in _SIDES], help_text)


def _hour_rows(lines: Mapping[Key, Line], assumed: Assumptions) -> Iterator[FigureRow]:
    hours = [lines[side, "", "", "hours"] for side in _SIDES]
    yield _row(_("Uren samen"), [_cell(line) for line in hours], _("Een afwijzing is nul uren."))
    yield _row(
        _("Gemiddelde duur van een periode"),
        [_of(lines, side, "months") for side in _SIDES],
        _("Per persoon die voldoet."),
    )
    coaches = [_coaches(line, assumed) for line in hours]
    yield _row(_("Coaches"), coaches, _("Voltijds, bij elk jaar zo veel uren."))
    if ("asked", "", "", "costs") in lines:
        costs = [_of(lines, side, "costs") for side in _SIDES]
        yield _row(_("Kosten"), costs, _("Tegen het tarief in dit beleid."))


def _of(lines: Mapping[Key, Line], side: str, name: str) -> Cell:
    line = lines.get((side, "", "", name))
    return _NOTHING if line is None else _cell(line)


def _class_table(dimension: Dimension, lines: Mapping[Key, Line]) -> ClassTable:
    """The classes of which anything can be told."""
    language = language_now()
    hours = {code: lines["change", dimension.code, code, "hours"] for code in dimension.classes}
    shows_hours = not all(map(_is_uncertain, hours.values()))
    rows = []
    for code, label in dimension.classes.items():
        where = dimension.code, code
        known = [lines["people", *where, "people"]]
        known += [lines["effect", *where, name] for name in EFFECTS]
        cells = [_cell(line) for line in known]
        if shows_hours:
            cells.append(_cell(hours[code], is_signed=True))
        if not all(map(_is_uncertain, (*known, hours[code]))):
            rows.append(_row(label.in_language(language), cells))
    return ClassTable(
        code=dimension.code,
        label=dimension.label.in_language(language),
        rows=tuple(rows),
        shows_hours=shows_hours,
    )


def _row(label: str, cells: list[Cell], help_text: str = "") -> FigureRow:
    return FigureRow(label=label, help=help_text, cells=tuple(cells))


def _is_uncertain(line: Line) -> bool:
    return line.value is None


def _cell(line: Line, *, is_signed: bool = False) -> Cell:
    if line.value is None or line.low is None or line.high is None:
        return Cell(text=_("te onzeker"))
    value, low, high = (_told(n, line.unit, is_signed) for n in (line.value, line.low, line.high))
    return Cell(text=value, interval=_("tussen %(low)s en %(high)s") % {"low": low, "high": high})


def _coaches(line: Line, assumed: Assumptions, *, is_signed: bool = False) -> Cell:
    """Full-time coaches for so many hours, in tenths."""
    if line.value is None or line.low is None or line.high is None:
        return _cell(line)
    ends = (line.value, line.low, line.high)
    value, low, high = (round(10 * assumed.coaches(60 * hours)) for hours in ends)
    told = Line(unit="tenths_of_a_coach", value=value, low=low, high=high)
    return _cell(told, is_signed=is_signed)


def _told(number: int, unit: str, is_signed: bool) -> str:
    sign = "−" if number < 0 else "+" if is_signed and number else ""
    return f"{sign}{_in_unit(abs(number), unit)}"


def _in_unit(number: int, unit: str) -> str:
    language = language_now()
    if unit == "cents":
        return f"€ {_number(round(Fraction(number, 100)))}"
    if unit == "hours":
        return _("%(number)s uur") % {"number": _number(number)}
    tenth = wording.number(Fraction(number, 10), language, decimals=1)
    if unit == "tenths_of_a_month":
        return _("%(number)s maanden") % {"number": tenth}
    if unit == "tenths_of_a_coach":
        return _("%(number)s fte") % {"number": tenth}
    return _number(number)


def _number(number: int | None) -> str:
    return wording.number(number or 0, language_now())
