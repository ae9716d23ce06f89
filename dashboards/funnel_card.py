"""The card of a funnel: every organisation against its number of cases, with limits."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import language_now
from benchmarking.released_indicators.values import FunnelDot, FunnelLine, ReleasedFunnel
from dashboards import words
from dashboards.card import Card, Record
from dashboards.figures import Figure
from dashboards.for_programs import call_of_organisations
from dashboards.funnel_figures import FunnelEdge, FunnelMark, funnel
from dashboards.indicator_cards import name_of
from dashboards.indicator_reading import Reading, scaled, suffix
from dashboards.theme import Theme


def place_in_words(place: int) -> str:
    """Return where an organisation lies: beyond which limits."""
    return {
        2: _("boven de grens van 99,8 %"),
        1: _("boven de grens van 95 %"),
        0: _("binnen de grenzen"),
        -1: _("onder de grens van 95 %"),
        -2: _("onder de grens van 99,8 %"),
    }[place]


def funnel_card(reading: Reading, found: ReleasedFunnel) -> Card:
    """Return the funnel of one indicator with the organisation marked in it."""
    own = next((dot for dot in found.dots if dot.figure.whom == reading.own.whom), None)
    dots = sorted(found.dots, key=lambda dot: -abs(dot.place))
    names = {"indicator": reading.label, "own": name_of(reading.own)}
    return Card(
        key="trechter",
        section=_("Wat valt op"),
        title=_title(own, names),
        summary=_summary(found),
        caption=_("%(indicator)s naar het aantal gevallen, van iedereen") % names,
        corner=_("Uitvoerder"),
        records=(
            *(record for dot in dots for record in _records(dot, reading)),
            *(
                Record(
                    row=name_of(one),
                    column=_("Cijfer"),
                    figure=reading.told(one),
                    unit=reading.unit,
                )
                for one in found.hidden
            ),
        ),
        indicators=(reading.indicator,),
        notes=_notes(found),
        draw=(lambda theme: _figure(reading, found, theme)) if found.dots else None,
        cases=((names["own"], reading.own.cases),),
        api=call_of_organisations(
            reading.indicator,
            reading.own.selection,
            lacks=_("De grenzen en het cijfer naar het midden geeft de API niet."),
        ),
    )


def _title(own: FunnelDot | None, names: dict[str, str]) -> str:
    if own is None:
        return _("%(indicator)s: iedereen naar het aantal gevallen") % names
    told = names | {"place": place_in_words(own.place)}
    return _("%(indicator)s: %(own)s ligt %(place)s") % told


def _summary(found: ReleasedFunnel) -> str:
    if not found.dots:
        return _(
            "Er zijn te weinig uitvoerders met genoeg gevallen om grenzen te kunnen trekken. Kies "
            "een langere periode of een bredere groep."
        )
    outside = sum(bool(dot.place) for dot in found.dots)
    told = ngettext(
        "Van %(shown)s uitvoerders ligt er %(outside)s buiten de grenzen van 95 %%.",
        "Van %(shown)s uitvoerders liggen er %(outside)s buiten de grenzen van 95 %%.",
        outside,
    ) % {"shown": len(found.dots), "outside": outside}
    wide = _("Hoe minder gevallen, hoe wijder de grenzen: dan zegt toeval meer.")
    if not found.hidden:
        return f"{told} {wide}"
    hidden = ngettext(
        "Van %(hidden)s uitvoerder is het cijfer verborgen.",
        "Van %(hidden)s uitvoerders is het cijfer verborgen.",
        len(found.hidden),
    ) % {"hidden": len(found.hidden)}
    return f"{told} {wide} {hidden}"


def _notes(found: ReleasedFunnel) -> tuple[str, ...]:
    if found.phi is None:
        return ()
    return (
        _(
            "Uitvoerders verschillen %(phi)s keer zo veel als toeval alleen zou geven (1 is alleen "
            "toeval). Is dat meer dan 1, dan zijn de grenzen daarom wijder gemaakt."
        )
        % {"phi": words.decimal(found.phi)},
        _(
            "Het cijfer “naar het midden” is wat een kleine uitvoerder waarschijnlijk zou hebben "
            "met meer gevallen."
        ),
    )


def _records(dot: FunnelDot, reading: Reading) -> list[Record]:
    name = name_of(dot.figure)
    records = [
        Record(row=name, column=_("Cijfer"), figure=dot.value, unit=reading.unit),
        Record(row=name, column=_("Gevallen"), figure=dot.figure.cases, unit="count"),
    ]
    if dot.shrunk is not None:
        column = _("Naar het midden")
        records.append(Record(row=name, column=column, figure=dot.shrunk, unit=reading.unit))
    return records


def _figure(reading: Reading, found: ReleasedFunnel, theme: Theme) -> Figure:
    unit = reading.unit
    marks = [
        FunnelMark(
            name=name_of(dot.figure),
            words=f"{words.figure(dot.value, unit)}, {place_in_words(dot.place)}",
            cases=dot.figure.cases.value or 0,
            value=scaled(dot.value.value, unit) or 0.0,
            is_own=dot.figure.whom == reading.own.whom,
            is_outside=bool(dot.place),
        )
        for dot in found.dots
    ]
    return funnel(
        marks,
        [_edge(line, unit) for line in found.lines],
        target=scaled(found.target, unit) or 0.0,
        unit=suffix(unit),
        cases_label=_("aantal gevallen"),
        names=(_("samen"), "95 %", "99,8 %"),
        theme=theme,
        language=language_now(),
    )


def _edge(line: FunnelLine, unit: str) -> FunnelEdge:
    return FunnelEdge(
        cases=line.cases,
        **{
            name: scaled(getattr(line, name), unit) or 0.0
            for name in ("low_95", "high_95", "low_998", "high_998")
        },
    )
