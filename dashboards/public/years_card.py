"""The public card of one group by year, which says of how many organisations each year is."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from benchmarking.definitions import Indicator
from benchmarking.disclosure import Protected
from dashboards import words
from dashboards.card import Card, Record
from dashboards.public.figures import PublicFigure


def years_card(
    asked: Indicator, label: str, years: Sequence[int], told: Sequence[PublicFigure]
) -> Card:
    """Return an indicator of one group by year, and of how many organisations each year is."""
    shown = [one for one in told if not one.value.is_hidden]
    whom = words.said(told[0].whom.label) if told else ""
    return Card(
        key="jaren",
        section=_("In de tijd"),
        title=_("%(indicator)s, per jaar") % {"indicator": label},
        summary=_years_in_words(len(shown), len(told), whom) + _not_the_same(shown),
        caption=_("%(indicator)s, per jaar") % {"indicator": label},
        corner=_("Jaar"),
        records=tuple(
            record
            for year, one in zip(years, told, strict=True)
            for record in _of_year(str(year), one, asked.unit)
        ),
        indicators=(asked,),
    )


def _of_year(year: str, one: PublicFigure, unit: str) -> tuple[Record, ...]:
    """Return the figure of a year, and of how many organisations it is made: they can be others."""
    figure = Record(row=year, column=_("Cijfer"), figure=one.value, unit=unit)
    if one.value.is_hidden:
        return (figure,)
    counted = Protected(value=one.counted)
    return figure, Record(row=year, column=_("Uitvoerders"), figure=counted, unit="count")


def _years_in_words(shown: int, every: int, whom: str) -> str:
    names = {"shown": shown, "all": every, "group": whom}
    if not shown:
        return _("Er is van geen enkel jaar een cijfer te zien van: %(group)s.") % names
    if shown == every:
        return _("Er is van elk jaar een cijfer te zien van: %(group)s.") % names
    return _("Er is van %(shown)s van de %(all)s jaren een cijfer te zien van: %(group)s.") % names


def _not_the_same(shown: Sequence[PublicFigure]) -> str:
    """Say that a difference between years can come of who counts, where not as many do."""
    if len({one.counted for one in shown}) < 2:
        return ""
    return " " + _(
        "Niet elk jaar tellen evenveel uitvoerders mee: een verschil tussen jaren kan ook daardoor "
        "komen."
    )
