"""The card of one indicator over the years, with the days on which the own policy changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.released_indicators.values import ReleasedFigure
from dashboards import words
from dashboards.card import Card, Record
from dashboards.figures import Figure
from dashboards.for_programs import PERIOD, call_of_sides
from dashboards.indicator_cards import name_of
from dashboards.indicator_reading import Reading, scaled, suffix
from dashboards.theme import Theme
from dashboards.trend_figures import Series, YearPoint, trend
from policy_profiles.register.history import EventKind, published_events
from rulebook.wording import date_long


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """A day on which the own policy changed, and the name of the version that began then."""

    on: date
    label: str

    @property
    def as_year(self) -> float:
        """The day as a year with a fraction, for an axis of years."""
        first, next_ = date(self.on.year, 1, 1), date(self.on.year + 1, 1, 1)
        return self.on.year + (self.on - first).days / (next_ - first).days


def changes_of_policy(schema_name: str, years: Sequence[ReleasedFigure]) -> list[PolicyChange]:
    """Return when the published policy of an organisation changed in some years, oldest first."""
    inside = {one.selection.year for one in years}
    found = {
        event.period.valid_from: event.period.label
        for event in published_events(schema_name=schema_name)
        if event.kind is EventKind.PUBLISHED
        and event.is_still_known
        and event.period.valid_from.year in inside
    }
    return [PolicyChange(on=day, label=label) for day, label in sorted(found.items())]


def trend_card(
    reading: Reading,
    years: tuple[tuple[ReleasedFigure, ...], tuple[ReleasedFigure, ...]],
    changes: Sequence[PolicyChange],
    filters: str,
) -> Card:
    """Return the figure by year of both sides, with the days on which the own policy changed."""
    own, group = (_series(reading, side) for side in years)
    shown = [point for point in own.points if point.value is not None]
    anything = any(point.value is not None for point in (*own.points, *group.points))
    label = {"indicator": reading.label, "own": own.name}
    summary = _("Per jaar, met intervallen. Een jaar met te weinig gevallen staat er niet bij.")
    if not shown:
        summary = _("In geen enkel jaar zijn er van %(own)s genoeg gevallen om te tonen.") % label
    summary += _not_the_same(reading, years[1])

    return Card(
        key="per-jaar",
        section=_("In de tijd"),
        title=_trend_title(shown, label),
        summary=summary,
        caption=_("%(indicator)s, per jaar") % label,
        corner=_("Jaar"),
        records=tuple(
            Record(
                row=str(one.selection.year),
                column=name_of(one),
                figure=reading.told(one),
                unit=reading.unit,
            )
            for side in years
            for one in side
        ),
        indicators=(reading.indicator,),
        below=_changes_in_words(changes),
        legend=(("own-line", own.name), ("all-line", group.name)),
        draw=(lambda theme: _figure(reading, (own, group), changes, theme)) if anything else None,
        cases=tuple((str(one.selection.year), one.cases) for one in years[0]),
        filters=filters,
        api=call_of_sides(reading.indicator, reading.own, reading.group.whom, each=PERIOD),
    )


def _not_the_same(reading: Reading, group: Sequence[ReleasedFigure]) -> str:
    """Say of how many the group is by year where that differs: who is hidden in a year is left out.

    A step in its line can come of that alone.
    """
    shown = [one for one in group if not reading.told(one).is_hidden]
    if len({one.members_counted for one in shown}) < 2:
        return ""
    counted = ", ".join(f"{one.selection.year}: {one.members_counted}" for one in shown)
    return " " + _(
        "In de groep tellen niet elk jaar evenveel uitvoerders mee (%(counted)s): een verschil "
        "tussen jaren kan ook daardoor komen."
    ) % {"counted": counted}


def _figure(
    reading: Reading, sides: tuple[Series, Series], changes: Sequence[PolicyChange], theme: Theme
) -> Figure:
    return trend(
        own=sides[0],
        group=sides[1],
        changes=[change.as_year for change in changes],
        unit=suffix(reading.unit),
        theme=theme,
        language=language_now(),
    )


def _trend_title(shown: Sequence[YearPoint], label: dict[str, str]) -> str:
    if len(shown) < 2:
        return _("%(indicator)s van %(own)s, per jaar") % label
    return _("%(indicator)s: %(first)s in %(from_year)s, %(last)s in %(to_year)s") % {
        **label,
        "first": shown[0].words,
        "from_year": shown[0].year,
        "last": shown[-1].words,
        "to_year": shown[-1].year,
    }


def _series(reading: Reading, side: Sequence[ReleasedFigure]) -> Series:
    points = []
    for one in side:
        told = reading.told(one)
        points.append(
            YearPoint(
                year=one.selection.year or 0,
                value=scaled(told.value, reading.unit),
                low=scaled(told.low, reading.unit),
                high=scaled(told.high, reading.unit),
                words=words.bare(told, reading.unit),
            )
        )
    return Series(name=name_of(side[0]), points=tuple(points))


def _changes_in_words(changes: Sequence[PolicyChange]) -> str:
    if not changes:
        return _("In deze jaren is geen nieuwe versie van het eigen beleid ingegaan.")
    told = [
        f"{number}. {date_long(change.on, language_now())}: {change.label}"
        for number, change in enumerate(changes, start=1)
    ]
    return _("Nieuw beleid, met een stippellijn in de figuur: %(changes)s.") % {
        "changes": "; ".join(told)
    }
