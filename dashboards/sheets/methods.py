"""Methods and hours: from what is asked to what is granted, how hours are set, and other policy."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import indicator
from benchmarking.disclosure import DEFAULT_RULES
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import figures_of
from benchmarking.released_indicators.whom import organisation_code
from dashboards import words
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.figures import BarRow, Figure, paired_bars
from dashboards.for_programs import Call, call_of_sides
from dashboards.hours_cards import why_hidden
from dashboards.indicator_cards import mark_of, name_of, parts_card
from dashboards.indicator_reading import Reading, told_in_words
from dashboards.sheet import NothingToShow, Sheet
from dashboards.sheets.one_indicator import SLUG as ONE_INDICATOR
from dashboards.snapshot_name import name_of as name_of_snapshot
from dashboards.theme import Theme

SLUG = "methoden"
FIELDS = ("uitvoerder", "groep", "periode", "doelgroep", "contract")
#: From the question to the decision.
_HOURS = ("hours_asked", "own_rules_hours", "baseline_hours", "awarded_hours", "hours_per_grant")
_METHODS, _OTHER_POLICY = "methods_of_hours", "would_pass"


def sheet(form: ChoiceForm) -> Sheet:
    """Return the hours, the methods and other policies of a valid choice, as far as released.

    Raises:
        NothingToShow: no release holds any of it.
    """
    hours = _readings(form, _HOURS)
    methods, policies = _readings(form, (_METHODS,)), _readings(form, (_OTHER_POLICY,))
    readings = [*hours, *methods, *policies]
    if not readings:
        raise NothingToShow(
            _("Er zijn nog geen cijfers uitgebracht. Zodra dat gebeurt, staan ze hier.")
        )
    first = readings[0]
    figures = [side for one in readings for side in (one.own, one.group)]
    return Sheet(
        cards=(
            *([_hours_card(form, hours)] if hours else []),
            *(_methods_card(form, one) for one in methods),
            *(_policies_card(form, one) for one in policies),
        ),
        filters=form.in_short(),
        api=call_of_sides(first.indicator, first.own, first.group.whom),
        code=form.cleaned_data["uitvoerder"],
        snapshot_id=name_of_snapshot(one.snapshot_id for one in figures),
        rules=DEFAULT_RULES,
        release=first.own.release,
        holds_synthetic=any(one.holds_synthetic for one in figures),
        sides=(
            ("own", name_of(first.own)),
            ("g4", name_of(first.group)),
            ("interval", _("95 %-interval")),
        ),
    )


def _readings(form: ChoiceForm, names: Sequence[str]) -> list[Reading]:
    """Return those of some indicators that the release holds, of both sides."""
    chosen, found = form.cleaned_data, []
    whom = [organisation_code(chosen["uitvoerder"]), chosen["groep"]]
    for name in names:
        asked = indicator(name)
        with suppress(NothingToShow), told_in_words(asked):
            own, group = figures_of(name=name, whom=whom, **form.filters())
            found.append(Reading(indicator=asked, part="", own=own, group=group, members=()))
    return found


def _hours_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    first = readings[0]
    sides = [(one, (one.told(one.own), one.told(one.group))) for one in readings]
    drawn = [one for one, told in sides if not all(side.is_hidden for side in told)]
    return Card(
        key="uren",
        section=_("Wat valt op"),
        title=_hours_title(readings),
        summary=_(
            "Gemiddelden, van de vraag tot het besluit. Wie geen uren vraagt telt niet mee in wat "
            "is gevraagd. Een afwijzing telt als 0 toegekende uren."
        )
        if drawn
        else why_hidden(name_of(first.own), first.told(first.own)),
        caption=_("Uren, van vraag tot besluit"),
        corner=_("Uren"),
        records=tuple(
            Record(row=one.label, column=name_of(side), figure=one.told(side), unit=one.unit)
            for one in readings
            for side in (one.own, one.group)
        ),
        indicators=tuple(one.indicator for one in readings),
        below=first.reason,
        draw=(lambda theme: _hours_figure(drawn, theme)) if drawn else None,
        cases=tuple((one.label, one.own.cases) for one in readings),
        api=_calls(readings),
        links={one.label: _address(form, one) for one in readings},
    )


def _hours_title(readings: Sequence[Reading]) -> str:
    told = {one.indicator.name: one.told(one.own) for one in readings}
    names = {"own": name_of(readings[0].own)}
    asked, granted = told.get("hours_asked"), told.get("awarded_hours")
    if asked is None or granted is None or asked.is_hidden or granted.is_hidden:
        return _("Uren van %(own)s, van vraag tot besluit") % names
    names |= {"a": words.bare(asked, "minutes"), "b": words.bare(granted, "minutes")}
    return _("%(own)s: gemiddeld %(a)s gevraagd en %(b)s toegekend") % names


def _hours_figure(readings: Sequence[Reading], theme: Theme) -> Figure:
    return paired_bars(
        [
            BarRow(
                label=one.label,
                own=mark_of(one.told(one.own), one.unit),
                reference=mark_of(one.told(one.group), one.unit),
            )
            for one in readings
        ],
        names=(name_of(readings[0].own), _("Groep")),
        unit=_(" u"),
        colour=theme.peers,
        theme=theme,
        language=language_now(),
    )


def _calls(readings: Sequence[Reading]) -> Call:
    calls = [call_of_sides(one.indicator, one.own, one.group.whom) for one in readings]
    addresses = tuple(address for call in calls for address in call.addresses)
    return replace(calls[0], addresses=addresses)


def _methods_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, _addresses(form, reading))
    most = _most(reading)
    names = {"own": name_of(reading.own)}
    title = _("Hoe het beleid van %(own)s de uren bepaalt") % names
    if most:
        label = words.said(part_label(reading.indicator, most))
        names |= {"part": label, "share": words.bare(reading.own.parts[most], "percent")}
        title = _("%(own)s bepaalt de uren het vaakst zo: %(part)s (%(share)s)") % names
    return replace(card, key="manieren", section=_("Hoe"), title=title)


def _policies_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, _addresses(form, reading))
    shown = sorted(one.value for one in reading.own.parts.values() if one.value is not None)
    names = {"own": name_of(reading.own)}
    title = _("De aanvragen van %(own)s onder ander beleid") % names
    if len(shown) > 1:
        names |= {"low": words.percent(shown[0]), "high": words.percent(shown[-1])}
        title = (
            _("Naar het beleid zou %(low)s tot %(high)s voldoen van wat %(own)s besloot") % names
        )
    return replace(
        card,
        key="ander-beleid",
        section=_("Onder ander beleid"),
        title=title,
        below=_(
            "Dezelfde aanvragen, steeds een ander beleid. Hoeveel uren elk beleid geeft is niet in "
            "cijfers uitgebracht: bij “Dezelfde casus, ander beleid” staat dat per voorbeeld."
        ),
    )


def _most(reading: Reading) -> str:
    """Return the part with the highest share of the organisation, if one is shown alone at that."""
    shown = {part: one.value for part, one in reading.own.parts.items() if one.value}
    highest = [part for part, value in shown.items() if value == max(shown.values())]
    return highest[0] if len(highest) == 1 else ""


def _addresses(form: ChoiceForm, reading: Reading) -> dict[str, str]:
    return {part: _address(form, reading, part) for part in reading.own.parts}


def _address(form: ChoiceForm, reading: Reading, part: str = "") -> str:
    here = reverse("dashboards:charts", kwargs={"page": ONE_INDICATOR})
    return f"{here}?{form.address(indicator=reading.indicator.name, deel=part)}"
