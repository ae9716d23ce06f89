"""The sheets of the public figures: all indicators, where hours come from, and one indicator."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.definitions import Indicator, indicator, indicators
from benchmarking.disclosure import DEFAULT_RULES, Protected
from benchmarking.released_indicators.door import NotInRelease
from benchmarking.released_indicators.standing import standing_release
from benchmarking.released_indicators.values import Whom, WhomKind
from dashboards import words
from dashboards.card import Card, Record
from dashboards.for_programs import Call
from dashboards.offered import indicators_by_topic
from dashboards.public.choice import PublicChoice
from dashboards.public.figures import (
    LEAST_ORGANISATIONS,
    Filters,
    PublicFigure,
    public_groups,
    told_to_everybody,
)
from dashboards.public.years_card import years_card
from dashboards.sheet import NothingToShow, Sheet
from dashboards.snapshot_name import name_of

#: The three means of which the split is made, from the baseline to what was awarded.
_HOURS = ("baseline_hours", "own_rules_hours", "awarded_hours")
#: The same in every municipality, so the columns of the first page.
_ON_THE_FIRST_PAGE = (WhomKind.ALL, WhomKind.G4, WhomKind.SIZE)
#: These have no one figure.
_IN_PARTS = ("mix", "shares", "curve", "incidence")


def groups_or_why_not() -> tuple[Whom, ...]:
    """Return the groups that are told to everybody.

    Raises:
        NothingToShow: there are too few organisations for one.
    """
    found = public_groups()
    if not found:
        why = _(
            "Aan de publicatie doen te weinig uitvoerders mee. Een cijfer voor iedereen is altijd "
            "van %(least)s uitvoerders of meer."
        )
        raise NothingToShow(why % {"least": LEAST_ORGANISATIONS})
    return found


def overview(form: PublicChoice) -> Sheet:
    """Return every indicator of one figure, by topic, beside where hours come from.

    Raises:
        NothingReleased, NothingToShow: nothing is told to everybody.
    """
    groups = [one for one in groups_or_why_not() if one.kind in _ON_THE_FIRST_PAGE]
    told: list[PublicFigure] = []
    cards = [_hours_card(groups, form.filters(), told)]
    for topic, offered in indicators_by_topic():
        rows = list(_rows(groups, [name for name, _label in offered], form.filters(), told))
        if rows:
            cards.append(_topic_card(topic, rows))
    return _sheet(form, cards, told, reverse("public_figures:csv"))


def one_indicator(
    form: PublicChoice, asked: Indicator, part: str, part_label: str, years: Sequence[int]
) -> Sheet:
    """Return an indicator, or a part of it, of every group, and by year of everybody.

    Raises:
        NothingReleased, NotInRelease, NothingToShow: nothing is told to everybody.
    """
    groups = groups_or_why_not()
    label = words.said(asked.label) + (f": {part_label}" if part else "")
    told = told_to_everybody(asked.name, groups, form.filters(), part=part)
    first = groups[:1]
    by_year = []
    for year in years:
        filters = Filters(**(form.filters() | {"period": year}))
        by_year += told_to_everybody(asked.name, first, filters, part=part)
    of_years = replace(
        years_card(asked, label, years, by_year), filters=form.in_words(without=("periode",))
    )
    cards = [_groups_card(asked, label, told), of_years]
    address = reverse("public_figures:indicator_csv", kwargs={"name": asked.name})
    return _sheet(form, cards, [*told, *by_year], address)


def in_parts() -> list[tuple[str, str]]:
    """Return (name, address) of the indicators that the first page has no figure of."""
    known = addresses_of_indicators()
    return [
        (label, known[label])
        for _topic, offered in indicators_by_topic()
        for name, label in offered
        if indicator(name).method in _IN_PARTS
    ]


def addresses_of_indicators() -> dict[str, str]:
    """Return where each indicator has its own page, by its name in the active language."""
    return {
        words.said(one.label): reverse("public_figures:indicator", kwargs={"name": one.name})
        for one in indicators().values()
    }


def _sheet(form: PublicChoice, cards: Sequence[Card], told: list[PublicFigure], csv: str) -> Sheet:
    return Sheet(
        cards=tuple(cards),
        filters=form.in_words(),
        api=Call(addresses=(csv + (f"?{form.address()}" if form.address() else ""),)),
        code="iedereen",
        snapshot_id=name_of(one.snapshot_id for one in told),
        rules=DEFAULT_RULES,
        release=standing_release().of_release,
        holds_synthetic=any(one.holds_synthetic for one in told),
    )


def _rows(
    groups: Sequence[Whom], names: Iterable[str], filters: Filters, told: list[PublicFigure]
) -> Iterator[tuple[Indicator, list[PublicFigure]]]:
    """Give each indicator of one figure; those in parts have a page of their own."""
    for name in names:
        asked = indicator(name)
        if asked.method in _IN_PARTS:
            continue
        try:
            found = told_to_everybody(name, groups, filters)
        except NotInRelease:
            continue
        told += found
        yield asked, found


def _topic_card(topic: str, rows: Sequence[tuple[Indicator, list[PublicFigure]]]) -> Card:
    shown = sum(not one.value.is_hidden for _asked, found in rows for one in found)
    total = sum(len(found) for _asked, found in rows)
    return Card(
        key=f"over-{rows[0][0].topic}",
        section=_("Cijfers van groepen"),
        title=topic,
        summary=_("Van de %(total)s cijfers zijn er %(shown)s te zien.")
        % {"total": total, "shown": shown},
        caption=topic,
        corner=_("Indicator"),
        records=tuple(
            Record(
                row=words.said(asked.label),
                column=words.said(one.whom.label),
                figure=one.value,
                unit=asked.unit,
            )
            for asked, found in rows
            for one in found
        ),
        indicators=tuple(asked for asked, _found in rows),
        links=addresses_of_indicators(),
    )


def _hours_card(groups: Sequence[Whom], filters: Filters, told: list[PublicFigure]) -> Card:
    """Say of each group how its hours come about; the parts are those of what is shown."""
    found = [told_to_everybody(name, groups, filters) for name in _HOURS]
    told += [one for figures in found for one in figures]
    lines = list(zip(*found, strict=True))
    columns = (
        _("Volgens de UWV-basis"),
        _("Door eigen beleid"),
        _("Door eigen uitvoering"),
        _("Toegekend"),
    )
    records = [
        Record(row=words.said(baseline.whom.label), column=column, figure=figure, unit=unit)
        for baseline, own, awarded in lines
        for column, figure, unit in zip(
            columns,
            (
                _bare(baseline.value),
                _less(own.value, baseline.value),
                _less(awarded.value, own.value),
                _bare(awarded.value),
            ),
            ("minutes", "difference", "difference", "minutes"),
            strict=True,
        )
    ]
    return Card(
        key="uren",
        section=_("Waarom"),
        title=_("Waar de uren van een groep vandaan komen"),
        summary=_hours_summary(lines),
        caption=_("Gemiddelde uren per besluit, in delen"),
        corner=_("Groep"),
        records=tuple(records),
        indicators=tuple(indicator(name) for name in _HOURS),
        cases=tuple((words.said(one.whom.label), one.cases) for one in found[-1]),
    )


def _hours_summary(lines: Sequence[tuple[PublicFigure, ...]]) -> str:
    baseline, own, awarded = lines[0]
    if baseline.value.value is None or own.value.value is None or awarded.value.value is None:
        return _("Van deze keuze zijn er geen uren te zien. Kies alle jaren en alle groepen.")
    return _(
        "%(group)s: de UWV-basis geeft gemiddeld %(baseline)s, eigen beleid maakt er %(policy)s "
        "van verschil en eigen uitvoering %(practice)s. Toegekend is %(awarded)s."
    ) % {
        "group": words.said(baseline.whom.label),
        "baseline": words.hours(baseline.value.value),
        "policy": words.signed_hours(own.value.value - baseline.value.value),
        "practice": words.signed_hours(awarded.value.value - own.value.value),
        "awarded": words.hours(awarded.value.value),
    }


def _groups_card(asked: Indicator, label: str, told: Sequence[PublicFigure]) -> Card:
    first = told[0]
    return Card(
        key="groepen",
        section=_("Naast elkaar"),
        title=_("%(indicator)s, per groep") % {"indicator": label},
        summary=_summary(label, first, asked.unit),
        caption=_("%(indicator)s, per groep") % {"indicator": label},
        corner=_("Groep"),
        records=tuple(record for one in told for record in _records(one, asked)),
        indicators=(asked,),
        cases=((words.said(first.whom.label), first.cases),),
    )


def _records(one: PublicFigure, asked: Indicator) -> tuple[Record, Record]:
    row = words.said(one.whom.label)
    return (
        Record(row=row, column=_("Cijfer"), figure=one.value, unit=asked.unit),
        Record(row=row, column=_("Gevallen"), figure=one.cases, unit="count"),
    )


def _summary(label: str, first: PublicFigure, unit: str) -> str:
    names = {"label": label, "group": words.said(first.whom.label)}
    if first.value.is_hidden:
        names["why"] = words.hidden(first.value)
        return _("%(label)s, %(group)s: %(why)s.") % names
    names |= {"value": words.figure(first.value, unit), "counted": str(first.counted)}
    names["members"] = str(first.members)
    return (
        _(
            "%(label)s, %(group)s: %(value)s. Van de %(members)s uitvoerders tellen er %(counted)s "
            "mee."
        )
        % names
    )


def _bare(figure: Protected) -> Protected:
    return Protected(value=figure.value, reason=figure.reason)


def _less(figure: Protected, other: Protected) -> Protected:
    """Return the difference of two shown means, hidden where either is."""
    if figure.value is None or other.value is None:
        return Protected(reason=figure.reason or other.reason)
    return Protected(value=figure.value - other.value)
