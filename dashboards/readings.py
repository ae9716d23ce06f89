"""Several indicators of one organisation beside one group: read, laid out, and made a sheet of."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import indicator
from benchmarking.disclosure import DEFAULT_RULES
from benchmarking.released_indicators.door import figures_of, trend_of
from benchmarking.released_indicators.values import ReleasedFigure
from benchmarking.released_indicators.whom import organisation_code
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.figures import BarRow, Figure, paired_bars
from dashboards.for_programs import Call, call_of_sides
from dashboards.hours_cards import why_hidden
from dashboards.indicator_cards import mark_of, name_of
from dashboards.indicator_reading import Reading, suffix, told_in_words
from dashboards.sheet import NothingToShow, Sheet
from dashboards.snapshot_name import name_of as name_of_snapshot
from dashboards.theme import Theme

#: The page of one indicator, to which every row leads.
_ONE_INDICATOR = "indicator"


def readings_of(form: ChoiceForm, names: Sequence[str]) -> list[Reading]:
    """Return those of some indicators that the release holds, of both sides."""
    chosen, found = form.cleaned_data, []
    whom = [organisation_code(chosen["uitvoerder"]), chosen["groep"]]
    for name in names:
        asked = indicator(name)
        with suppress(NothingToShow), told_in_words(asked):
            own, group = figures_of(name=name, whom=whom, **form.filters())
            found.append(Reading(indicator=asked, part="", own=own, group=group, members=()))
    return found


def years_of_reading(
    form: ChoiceForm, reading: Reading
) -> tuple[tuple[ReleasedFigure, ...], tuple[ReleasedFigure, ...]]:
    """Return both sides of a reading by year, under the other choices.

    Raises:
        NothingToShow: no release holds it.
    """
    filters = form.filters()
    with told_in_words(reading.indicator):
        own, group = (
            trend_of(
                name=reading.indicator.name,
                whom=side.whom.code,
                target_group=filters["target_group"],
                contract=filters["contract"],
            )
            for side in (reading.own, reading.group)
        )
    return own, group


def sheet_of(form: ChoiceForm, readings: Sequence[Reading], cards: Sequence[Card]) -> Sheet:
    """Return the sheet of cards that were made of readings.

    Raises:
        NothingToShow: nothing was read.
    """
    if not readings:
        raise NothingToShow(
            _("Er zijn nog geen cijfers uitgebracht. Zodra dat gebeurt, staan ze hier.")
        )
    first = readings[0]
    figures = [side for one in readings for side in (one.own, one.group, *one.members)]
    return Sheet(
        cards=tuple(cards),
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


def is_told(reading: Reading) -> bool:
    """Tell whether a figure of either side is shown."""
    return not all(reading.told(side).is_hidden for side in (reading.own, reading.group))


def readings_card(
    form: ChoiceForm,
    readings: Sequence[Reading],
    *,
    key: str,
    section: str,
    title: str,
    summary: str,
    caption: str,
    corner: str,
) -> Card:
    """Return one row for each reading, of both sides; each leads to a page of its own.

    Where nothing is shown of either side, the summary says why.
    """
    first = readings[0]
    drawn = [one for one in readings if is_told(one)]
    return Card(
        key=key,
        section=section,
        title=title,
        summary=summary
        if drawn
        else why_hidden(name_of(first.own), first.told(first.own), first.own.selection),
        caption=caption,
        corner=corner,
        records=tuple(
            Record(row=one.label, column=name_of(side), figure=one.told(side), unit=one.unit)
            for one in readings
            for side in (one.own, one.group)
        ),
        indicators=tuple(one.indicator for one in readings),
        below=first.reason,
        draw=_bars_of(drawn) if drawn else None,
        cases=tuple((one.label, one.own.cases) for one in readings),
        api=calls_of(readings),
        links={one.label: address_of_reading(form, one) for one in readings},
    )


def _bars_of(readings: Sequence[Reading]) -> Callable[[Theme], Figure]:
    def draw(theme: Theme) -> Figure:
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
            unit=suffix(readings[0].unit),
            colour=theme.peers,
            theme=theme,
            language=language_now(),
        )

    return draw


def calls_of(readings: Sequence[Reading]) -> Call:
    """Return the calls that give both sides of each reading."""
    calls = [call_of_sides(one.indicator, one.own, one.group.whom) for one in readings]
    addresses = tuple(address for call in calls for address in call.addresses)
    return replace(calls[0], addresses=addresses)


def addresses_of_parts(form: ChoiceForm, reading: Reading) -> dict[str, str]:
    """Return where each part of an indicator has its own page, under the same choice."""
    return {part: address_of_reading(form, reading, part) for part in reading.own.parts}


def address_of_reading(form: ChoiceForm, reading: Reading, part: str = "") -> str:
    """Return where an indicator, or one part of it, has its own page, under the same choice."""
    here = reverse("dashboards:charts", kwargs={"page": _ONE_INDICATOR})
    return f"{here}?{form.address(indicator=reading.indicator.name, deel=part)}"
