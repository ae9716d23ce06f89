"""The cards of one indicator: beside others, and in its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.values import ReleasedFigure
from dashboards import words
from dashboards.card import Card, Record
from dashboards.dot_figures import Dot, Line, interval_dots
from dashboards.figures import BarRow, Figure, Mark, paired_bars
from dashboards.for_programs import Call, call_of_organisations, call_of_sides
from dashboards.hours_cards import why_hidden
from dashboards.indicator_reading import Reading, scaled, suffix, value_of
from dashboards.theme import Theme

#: A figure of dots shows so many others; the table has all of them.
MOST_DRAWN = 30


def name_of(figure: ReleasedFigure) -> str:
    """Return the name of whose figure it is."""
    return words.said(figure.whom.label)


def peers_card(reading: Reading) -> Card:
    """Return the organisation, its group, and everyone in it, each with its interval."""
    members = _in_order(reading)
    drawn = _nearest(reading, members)
    rows = (reading.own, reading.group, *members)
    shown = [one for one in rows if not reading.told(one).is_hidden]
    return Card(
        key="naast",
        section=_("Naast anderen"),
        title=_title(reading),
        summary=_summary(reading),
        caption=_("%(indicator)s, per uitvoerder") % {"indicator": reading.label},
        corner=_("Uitvoerder"),
        records=tuple(record for one in rows for record in _row_records(reading, one)),
        indicators=(reading.indicator,),
        below=reading.reason + _counted(reading) + _left_out(reading, members, drawn),
        draw=(lambda theme: _dots(reading, drawn, theme)) if shown else None,
        cases=(
            (name_of(reading.own), reading.own.cases),
            (name_of(reading.group), reading.group.cases),
        ),
        api=_call(reading),
    )


def _call(reading: Reading) -> Call:
    """Return the calls that give both sides and everybody in the group."""
    sides = call_of_sides(reading.indicator, reading.own, reading.group.whom)
    if not reading.members:
        return sides
    everybody = call_of_organisations(reading.indicator, reading.own.selection)
    return replace(sides, addresses=tuple(dict.fromkeys(everybody.addresses + sides.addresses)))


def _in_order(reading: Reading) -> list[ReleasedFigure]:
    """Return the others from high to low; who is hidden is nowhere among them, so comes last."""
    shown = [one for one in reading.members if not reading.told(one).is_hidden]
    hidden = [one for one in reading.members if reading.told(one).is_hidden]
    return [*sorted(shown, key=lambda one: -(reading.told(one).value or 0)), *hidden]


def _row_records(reading: Reading, one: ReleasedFigure) -> list[Record]:
    return [
        Record(row=name_of(one), column=_("Cijfer"), figure=reading.told(one), unit=reading.unit),
        Record(row=name_of(one), column=_("Gevallen"), figure=one.cases, unit="count"),
    ]


def _title(reading: Reading) -> str:
    own, group = reading.told(reading.own), reading.told(reading.group)
    names = {
        "indicator": reading.label,
        "own": name_of(reading.own),
        "a": words.bare(own, reading.unit),
        "b": words.bare(group, reading.unit),
    }
    if own.is_hidden:
        return _("%(indicator)s van %(own)s") % names
    if group.is_hidden:
        return _("%(indicator)s van %(own)s: %(a)s") % names
    return _("%(indicator)s van %(own)s: %(a)s, de groep %(b)s") % names


def _summary(reading: Reading) -> str:
    own, group = reading.told(reading.own), reading.told(reading.group)
    if own.value is None:
        return why_hidden(name_of(reading.own), own, reading.own.selection)
    if group.value is None:
        return why_hidden(name_of(reading.group), group, reading.own.selection)
    names = {
        "own": name_of(reading.own),
        "group": name_of(reading.group),
        "value": words.figure(own, reading.unit),
    }
    if own.low is None or own.high is None or own.low <= group.value <= own.high:
        return (
            _("Het cijfer van %(own)s is %(value)s. Dat verschilt niet duidelijk van: %(group)s.")
            % names
        )
    if own.value > group.value:
        return (
            _("Het cijfer van %(own)s is %(value)s. Dat is duidelijk hoger dan: %(group)s.") % names
        )
    return _("Het cijfer van %(own)s is %(value)s. Dat is duidelijk lager dan: %(group)s.") % names


def _counted(reading: Reading) -> str:
    group = reading.group
    if group.members < 2:
        return ""
    return " " + _("%(counted)s van de %(members)s uitvoerders tellen mee in dit cijfer.") % {
        "counted": group.members_counted,
        "members": group.members,
    }


def _left_out(
    reading: Reading, members: Sequence[ReleasedFigure], drawn: Sequence[ReleasedFigure]
) -> str:
    """Say that not everybody who is shown is drawn, and who is."""
    shown = sum(not reading.told(one).is_hidden for one in members)
    if shown <= len(drawn):
        return ""
    middle = _middle(reading)
    text = _(
        "Getekend zijn %(drawn)s van de %(shown)s andere uitvoerders met een cijfer: die het "
        "dichtst liggen bij %(middle)s. De tabel heeft ze allemaal."
    )
    return " " + text % {
        "drawn": len(drawn),
        "shown": words.count(shown),
        "middle": _("het midden") if middle is None else name_of(middle),
    }


def _middle(reading: Reading) -> ReleasedFigure | None:
    """Return beside whom others are drawn: the organisation, its group where it is hidden."""
    sides = (reading.own, reading.group)
    return next((one for one in sides if not reading.told(one).is_hidden), None)


def _dots(reading: Reading, drawn: Sequence[ReleasedFigure], theme: Theme) -> Figure:
    unit = reading.unit
    group = reading.told(reading.group)
    lines = []
    if group.value is not None:
        lines.append(Line(at=scaled(group.value, unit) or 0.0, words=_("groep")))
    rows = [
        _dot(reading, reading.own, "own"),
        _dot(reading, reading.group, "group"),
        *[_dot(reading, one, "other") for one in drawn],
    ]
    return interval_dots(rows, unit=suffix(unit), lines=lines, theme=theme, language=language_now())


def _nearest(reading: Reading, members: Sequence[ReleasedFigure]) -> list[ReleasedFigure]:
    """Return the shown ones nearest to the organisation, in the order that they had.

    Where its own figure is hidden they are those nearest to the group: a hidden figure is not
    nought. Without either they are the middle ones.
    """
    values = {
        one.whom.code: value for one in members if (value := reading.told(one).value) is not None
    }
    middle = _middle(reading)
    at = median(values.values() or (0,)) if middle is None else reading.told(middle).value or 0
    near = set(sorted(values, key=lambda code: abs(values[code] - at))[:MOST_DRAWN])
    return [one for one in members if one.whom.code in near]


def _dot(reading: Reading, one: ReleasedFigure, look: str) -> Dot:
    told, unit = reading.told(one), reading.unit
    return Dot(
        label=name_of(one),
        words=words.figure(told, unit),
        value=scaled(told.value, unit),
        low=scaled(told.low, unit),
        high=scaled(told.high, unit),
        look=look,
    )


def parts_card(reading: Reading, addresses: dict[str, str]) -> Card:
    """Return every part of the indicator, of both sides; each leads to a page of its own."""
    sides = (reading.own, reading.group)
    labels = {part: words.said(part_label(reading.indicator, part)) for part in reading.own.parts}
    drawn = [part for part in labels if any(not value_of(side, part).is_hidden for side in sides)]
    label = words.said(reading.indicator.label)
    return Card(
        key="delen",
        section=_("Waar"),
        title=_("%(indicator)s, in delen") % {"indicator": label},
        summary=_("Kies in de tabel een deel om alleen dat te zien, naast anderen en per jaar.")
        if drawn
        else why_no_part(reading),
        caption=_("%(indicator)s, per deel") % {"indicator": label},
        corner=_("Deel"),
        records=tuple(
            Record(
                row=labels[part],
                column=name_of(side),
                figure=value_of(side, part),
                unit=reading.unit,
            )
            for part in labels
            for side in sides
        ),
        indicators=(reading.indicator,),
        draw=(lambda theme: _parts(reading, drawn, labels, theme)) if drawn else None,
        cases=tuple((name_of(side), side.cases) for side in sides),
        api=call_of_sides(reading.indicator, reading.own, reading.group.whom),
        links={labels[part]: addresses[part] for part in labels},
    )


def why_no_part(reading: Reading) -> str:
    """Return why no part is shown of an organisation: where there are cases, it is not for few."""
    own = reading.own
    told = value_of(own, next(iter(own.parts), ""))
    if own.cases.is_hidden or told.reason is not HiddenReason.SMALL_NUMBERS:
        return why_hidden(name_of(own), told, own.selection)
    text = _(
        "%(own)s: er zijn genoeg gevallen, maar geen deel is te zien. Een deel waar bijna iedereen "
        "of bijna niemand bij hoort is verborgen, want dat zegt iets van iedereen."
    )
    return text % {"own": name_of(own)}


def _parts(
    reading: Reading, drawn: Sequence[str], labels: Mapping[str, str], theme: Theme
) -> Figure:
    rows = [
        BarRow(
            label=labels[part],
            own=mark_of(value_of(reading.own, part), reading.unit),
            reference=mark_of(value_of(reading.group, part), reading.unit),
        )
        for part in drawn
    ]
    return paired_bars(
        rows,
        names=(name_of(reading.own), _("Groep")),
        unit=suffix(reading.unit),
        colour=theme.peers,
        theme=theme,
        language=language_now(),
    )


def mark_of(told: Protected, unit: str) -> Mark:
    """Return a figure as a bar, in the unit of the axis."""
    return Mark(
        value=scaled(told.value, unit),
        low=scaled(told.low, unit),
        high=scaled(told.high, unit),
        words=words.bare(told, unit),
    )
