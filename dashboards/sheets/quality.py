"""Data quality: how completely and how soon is recorded, by whom, and where a series is broken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import indicators
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.quality.registration import BREAKS, breaks_in
from benchmarking.released_indicators.door import figures_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure
from dashboards import words
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.dot_figures import Dot, Line, interval_dots
from dashboards.figures import Figure
from dashboards.for_programs import Call, call_of_organisations
from dashboards.indicator_cards import name_of
from dashboards.indicator_reading import Reading
from dashboards.readings import (
    address_of_reading,
    readings_card,
    readings_of,
    sheet_of,
    years_of_reading,
)
from dashboards.sheet import Sheet
from dashboards.theme import Theme
from dashboards.trend_card import PolicyChange, trend_card

SLUG = "gegevenskwaliteit"
FIELDS = ("uitvoerder", "groep", "periode", "doelgroep", "contract")
#: How soon is recorded; every other indicator of the topic says how completely.
_DELAY = ("recorded_within_month", "outcomes_within_quarter")
#: Decides who counts in the hours, so that it is shown of everybody.
_COUNTS_IN_HOURS = "advice_known"
#: A figure of dots shows so many others; the table has all of them.
_MOST_DRAWN = 30


def sheet(form: ChoiceForm) -> Sheet:
    """Return how well is registered under a valid choice, as far as released.

    Raises:
        NothingToShow: no release holds any of it.
    """
    of_quality = [one.name for one in indicators().values() if one.topic == "quality"]
    complete = readings_of(form, [name for name in of_quality if name not in _DELAY])
    delay = readings_of(form, _DELAY)
    first = [one for one in complete if one.indicator.name == _COUNTS_IN_HOURS]
    everybody = _with_members(form, [*complete, *delay])
    cards = [
        *([_complete_card(form, complete)] if complete else []),
        *([_delay_card(form, delay)] if delay else []),
        *([_everybody_card(form, everybody)] if everybody else []),
        *(_by_year(form, one) for one in first),
    ]
    return sheet_of(form, [*everybody, *complete, *delay], cards)


def _complete_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    card = readings_card(
        form,
        readings,
        key="volledig",
        section=_("Wat valt op"),
        title=_complete_title(readings),
        summary=_(
            "Deel van de besluiten waarvan dit is vastgelegd. Wat ontbreekt telt niet mee in wat "
            "ernaar kijkt: een verschil met anderen kan ook daardoor komen."
        ),
        caption=_("Wat er is vastgelegd, als deel van de besluiten"),
        corner=_("Wat"),
    )
    codes = _(
        "Welke codes worden gebruikt ziet elke uitvoerder alleen van zichzelf, onder “Eigen "
        "registratie”: hoe vaak niets past zegt iets over wie er begeleid wordt."
    )
    return replace(card, below=f"{card.below} {codes}")


def _complete_title(readings: Sequence[Reading]) -> str:
    names = {"own": name_of(readings[0].own)}
    shown = [(one.told(one.own).value or 0, one) for one in readings if _own_is_told(one)]
    least = min((value for value, _reading in shown), default=100)
    found = [one for value, one in shown if value == least]
    if not shown:
        return _("Hoe volledig %(own)s vastlegt") % names
    if least == 100:
        return _("%(own)s legt alles vast waar hier naar wordt gekeken") % names
    if len(found) > 1:
        names["share"] = words.percent(least)
        return _("%(own)s: wat het minst is vastgelegd is er bij %(share)s") % names
    names |= {"what": found[0].label, "share": words.percent(least)}
    return _("%(own)s, het minst vastgelegd: %(what)s (%(share)s)") % names


def _delay_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    first = readings[0]
    names = {"own": name_of(first.own)}
    title = _("Hoe snel %(own)s vastlegt") % names
    if first.indicator.name == _DELAY[0] and _own_is_told(first):
        names["share"] = words.bare(first.told(first.own), first.unit)
        title = _("%(own)s legt %(share)s van de besluiten binnen een maand vast") % names
    card = readings_card(
        form,
        readings,
        key="snel",
        section=_("Wat valt op"),
        title=title,
        summary=_(
            "Wat laat wordt vastgelegd maakt de laatste maanden van een cijfer over tijd te laag "
            "of te hoog."
        ),
        caption=_("Hoe snel er wordt vastgelegd"),
        corner=_("Wat"),
    )
    not_here = _("Wat uit een bestand is ingelezen was al eerder vastgelegd en telt niet mee.")
    if all(one.told(one.own).reason is HiddenReason.NO_CASES for one in readings):
        nothing = _("Van %(own)s is hier niets dat telt.") % names
        return replace(card, summary=f"{nothing} {not_here}")
    return replace(card, below=f"{not_here} {card.below}")


def _own_is_told(reading: Reading) -> bool:
    return not reading.told(reading.own).is_hidden


def _with_members(form: ChoiceForm, readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings with the figure of everybody in the group, but for the own one."""
    if not readings:
        return []
    known = {one.code: one for one in whom_offered()}
    group, own = readings[0].group.whom, readings[0].own.whom
    codes = [
        code
        for code, one in known.items()
        if code.startswith("organisation:") and set(one.members) <= set(group.members)
    ]
    others = [code for code in codes if code != own.code]
    return [
        replace(
            one,
            members=figures_of(name=one.indicator.name, whom=others, **form.filters()),
        )
        for one in readings
    ]


def _everybody_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    """Return all indicators of everybody in the group: what is drawn is the first of them."""
    first = readings[0]
    drawn = [one for one in first.members if not first.told(one).is_hidden][:_MOST_DRAWN]
    sides = (first.own, first.group, *drawn)
    anything = any(not first.told(one).is_hidden for one in sides)
    text = _(
        "De figuur is van “%(indicator)s”, de tabel van alles. De volgorde is die van het alfabet: "
        "een ranglijst zou zeggen wat deze cijfers niet kunnen zeggen."
    )
    return Card(
        key="per-uitvoerder",
        section=_("Naast anderen"),
        title=_everybody_title(first),
        summary=text % {"indicator": first.label},
        caption=_("Kwaliteit van de registratie, per uitvoerder"),
        corner=_("Uitvoerder"),
        records=tuple(
            Record(
                row=name_of(one), column=reading.label, figure=reading.told(one), unit=reading.unit
            )
            for reading in readings
            for one in (reading.own, reading.group, *reading.members)
        ),
        indicators=tuple(one.indicator for one in readings),
        below=_not_drawn(first, drawn),
        draw=(lambda theme: _dots(first, sides, theme)) if anything else None,
        cases=((name_of(first.own), first.own.cases), (name_of(first.group), first.group.cases)),
        api=_calls(readings),
        links=_links(form, first),
    )


def _everybody_title(reading: Reading) -> str:
    values = [
        told.value
        for one in (reading.own, *reading.members)
        if (told := reading.told(one)).value is not None
    ]
    if len(values) < 2:
        return _("%(indicator)s, per uitvoerder") % {"indicator": reading.label}
    return _("%(indicator)s: van %(low)s tot %(high)s per uitvoerder") % {
        "indicator": reading.label,
        "low": words.percent(min(values)),
        "high": words.percent(max(values)),
    }


def _not_drawn(reading: Reading, drawn: Sequence[ReleasedFigure]) -> str:
    shown = sum(not reading.told(one).is_hidden for one in reading.members)
    if shown <= len(drawn):
        return ""
    return _("Getekend zijn de eerste %(drawn)s van %(shown)s. De tabel heeft ze allemaal.") % {
        "drawn": len(drawn),
        "shown": words.count(shown),
    }


def _links(form: ChoiceForm, reading: Reading) -> dict[str, str]:
    """Return by whom the same page is of them: a row leads to that organisation."""
    here = address_of_reading(form, reading).partition("?")[0]
    return {
        name_of(one): f"{here}?"
        + form.address(indicator=reading.indicator.name, uitvoerder=one.whom.members[0])
        for one in (reading.own, *reading.members)
    }


def _calls(readings: Sequence[Reading]) -> Call:
    calls = [call_of_organisations(one.indicator, one.own.selection) for one in readings]
    return replace(calls[0], addresses=tuple(one for call in calls for one in call.addresses))


def _dots(reading: Reading, sides: Sequence[ReleasedFigure], theme: Theme) -> Figure:
    looks = {id(reading.own): "own", id(reading.group): "group"}
    group: Protected = reading.told(reading.group)
    return interval_dots(
        [
            Dot(
                label=name_of(one),
                words=words.figure(told, reading.unit),
                value=told.value,
                low=told.low,
                high=told.high,
                look=looks.get(id(one), "other"),
            )
            for one in sides
            for told in (reading.told(one),)
        ],
        unit=" %",
        lines=() if group.value is None else (Line(at=group.value, words=_("groep")),),
        theme=theme,
        language=language_now(),
    )


def _by_year(form: ChoiceForm, reading: Reading) -> Card:
    """Return the figure by year, with a line where a published series was begun anew."""
    years = years_of_reading(form, reading)
    found = [one.selection.year or 0 for one in years[0]]
    breaks = breaks_in(date(min(found), 1, 1), date(max(found), 12, 31)) if found else ()
    marks = [PolicyChange(on=each.on, label=words.said(each.label)) for each in breaks]
    card = trend_card(reading, years, marks, form.in_short(without=("periode",)))
    return replace(card, key="breuk", below=_broken(found, marks))


def _broken(years: Sequence[int], marks: Sequence[PolicyChange]) -> str:
    told = " ".join(words.said(each.label) for each in BREAKS)
    if marks:
        return told + " " + _("In de figuur staat daar een stippellijn.")
    if not years:
        return told
    text = _("De jaren hier (%(first)s tot en met %(last)s) liggen aan één kant van die breuk.")
    return told + " " + text % {"first": min(years), "last": max(years)}
