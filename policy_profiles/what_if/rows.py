"""The figures of a what-if side by side: what was decided, and what each policy comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.language import language_now
from policy_profiles.simulation.values import Figures, Impact
from policy_profiles.what_if import words
from policy_profiles.what_if.shield import (
    hidden_obligations,
    hidden_practice,
    hidden_verdicts,
    hides_practice_hours,
)
from policy_profiles.what_if.suppression import is_small
from rulebook import wording
from rulebook.explanation import criterion_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure, with its interval in words; without text it is hidden."""

    text: str
    interval: str = ""

    @property
    def html(self) -> SafeString:
        """What stands in the cell of a table; a page has hundreds, too many for a template each."""
        if not self.interval:
            return escape(self.text)
        return format_html('{} <span class="wi-between">{}</span>', self.text, self.interval)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line of figures: what was decided, and the policies beside each other."""

    label: str
    help: str
    cells: tuple[Cell, ...]


HIDDEN = Cell(text="")
_NOTHING = Cell(text="–")
_VERDICTS = ("granted", "refused", "unknown")


def figure_rows(
    impact: Impact, sides: Sequence[Figures], *, limit: int, hides_hours: bool
) -> tuple[FigureRow, ...]:
    """Give counts, hours, duration, money and coaches; the first cell of each is practice."""
    counts = _count_rows(impact, sides, limit)
    return counts if hides_hours else (*counts, *_hour_rows(impact, sides, limit))


def _count_rows(impact: Impact, sides: Sequence[Figures], limit: int) -> tuple[FigureRow, ...]:
    practice = impact.practice
    decided = {"granted": practice.granted, "refused": practice.refused}
    hidden = hidden_verdicts(impact, limit)
    closed = [hidden[name] for name in ("before", "after", "baseline")[: len(sides)]]
    besides = hidden_practice(impact, limit)
    rows = [
        FigureRow(
            label=label,
            help=help_text,
            cells=(
                _practice_cell(decided, name, besides),
                *(_count_cell(s, name, limit, h) for s, h in zip(sides, closed, strict=True)),
            ),
        )
        for name, label, help_text in (
            ("granted", _("Voldoet"), ""),
            ("refused", _("Voldoet niet"), ""),
            ("unknown", _("Nog niet te zeggen"), _("Er ontbreken gegevens.")),
        )
    ]
    obligated = [_count_cell(s, "obligated", limit, h) for s, h in zip(sides, closed, strict=True)]
    label = _("Voldoet met een verplichting")
    return (*rows, FigureRow(label=label, help="", cells=(_NOTHING, *obligated)))


def _practice_cell(decided: Mapping[str, int], name: str, besides: frozenset[str]) -> Cell:
    if name not in decided:
        return _NOTHING
    return HIDDEN if name in besides else Cell(text=wording.number(decided[name], language_now()))


def _count_cell(side: Figures, name: str, limit: int, hidden: frozenset[str]) -> Cell:
    """One count; hidden where it would give away another that is about too few people."""
    number = getattr(side, name)
    if is_small(number, limit):
        return Cell(text=words.count(number, limit))
    if name in hidden:
        return HIDDEN
    interval = side.intervals.get(name)
    return Cell(text=words.count(number, limit), interval=words.between(interval, "count"))


def _hour_rows(impact: Impact, sides: Sequence[Figures], limit: int) -> tuple[FigureRow, ...]:
    practice, assumed = impact.practice.minutes, impact.assumptions
    minutes = [practice, *(side.minutes for side in sides)]
    hours = [Cell(text=words.hours(practice)), *(_hours_cell(side) for side in sides)]
    if hides_practice_hours(impact, limit):
        hours[0] = HIDDEN
    months = [_NOTHING, *(Cell(text=_months(side)) for side in sides)]
    costs = [_NOTHING, *(Cell(text=words.cost(side)) for side in sides)]
    coaches = [Cell(text=words.coaches(assumed.coaches(each))) for each in minutes]
    if hides_practice_hours(impact, limit):
        coaches[0] = HIDDEN
    return tuple(
        FigureRow(label=label, help=help_text, cells=tuple(cells))
        for label, help_text, cells in (
            (_("Uren samen"), _("Een afwijzing telt als nul uren."), hours),
            (_("Gemiddelde duur van een periode"), "", months),
            (_("Kosten"), _("Tegen het tarief in het beleid zelf."), costs),
            (_("Coaches"), _("Voltijds, bij elk jaar zo veel aanvragen."), coaches),
        )
    )


def _hours_cell(side: Figures) -> Cell:
    return Cell(
        text=words.hours(side.minutes),
        interval=words.between(side.intervals.get("minutes"), "hours"),
    )


def _months(side: Figures) -> str:
    if side.months is None:
        return "–"
    number = wording.number(side.months, language_now(), decimals=1)
    return _("%(number)s maanden") % {"number": number}


def change_rows(impact: Impact) -> tuple[FigureRow, ...]:
    """Give what the change comes to in hours, coaches and money, over what both can tell."""
    whole, after, before = impact.against_before.whole, impact.after, impact.before
    interval = whole.intervals.get("minutes")
    rows = [
        (_("Uren"), words.signed_hours(whole.minutes), words.between(interval, "signed_hours")),
        (_("Coaches"), words.signed_coaches(impact.assumptions.coaches(whole.minutes)), ""),
    ]
    cents = (after.cents(after.minutes), before.cents(before.minutes))
    if cents[0] is not None and cents[1] is not None:
        rows.append((_("Kosten"), words.signed_euros(cents[0] - cents[1]), ""))
    return tuple(
        FigureRow(label=label, help="", cells=(Cell(text=text, interval=around),))
        for label, text, around in rows
    )


def obligation_rows(impact: Impact, sides: Sequence[Figures], limit: int) -> tuple[FigureRow, ...]:
    """Give how many obligations each criterion leaves under each policy."""
    codes = dict.fromkeys(code for side in sides for code in side.obligations)
    hidden = hidden_obligations(impact, limit)
    closed = [hidden[name] for name in ("before", "after", "baseline")[: len(sides)]]
    return tuple(
        FigureRow(
            label=criterion_label(code, language_now()),
            help="",
            cells=tuple(
                HIDDEN
                if is_hidden
                else Cell(text=wording.number(side.obligations.get(code, 0), language_now()))
                for side, is_hidden in zip(sides, closed, strict=True)
            ),
        )
        for code in codes
    )
