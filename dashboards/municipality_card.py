"""The card of municipalities on a map: each has the figure of the organisation that serves it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import Indicator
from benchmarking.released_indicators.values import ReleasedFigure
from benchmarking.releases.moment import moment
from dashboards import words
from dashboards.boundary_map import Key, boundary_map
from dashboards.card import Card, Record
from dashboards.for_programs import call_of_organisations
from dashboards.indicator_cards import name_of
from dashboards.indicator_reading import scaled, value_of
from dashboards.standing_maps import StandingMap
from dashboards.tile_map import Tile, number_of
from tenants.queries import municipality_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipalities:
    """One indicator (`part` of it) of the organisations that serve each municipality, by code."""

    indicator: Indicator
    label: str
    part: str
    everyone: ReleasedFigure
    served: Mapping[str, tuple[ReleasedFigure, ...]]
    names: Mapping[str, str]
    own: str
    standing: StandingMap

    @property
    def shown(self) -> list[ReleasedFigure]:
        """Those that are told, each once, from low to high."""
        told = {one.whom.code: one for by in self.served.values() for one in by}
        found = [one for one in told.values() if not value_of(one, self.part).is_hidden]
        return sorted(found, key=lambda one: value_of(one, self.part).value or 0)

    def told(self, code: str) -> ReleasedFigure | None:
        """The one figure of a municipality; None where it has none, or those of several."""
        by = self.served.get(code, ())
        return by[0] if len(by) == 1 else None


def of_municipalities(
    asked: Indicator,
    *,
    label: str,
    part: str,
    own: str,
    everyone: ReleasedFigure,
    figures: Sequence[ReleasedFigure],
    standing: StandingMap,
) -> Municipalities:
    """Return the figures of organisations by the municipalities that they serve.

    `figures` are those of single organisations, `own` is the schema of whoever looks.
    """
    by_schema = {one.whom.members[0]: one for one in figures if len(one.whom.members) == 1}
    served: dict[str, list[ReleasedFigure]] = defaultdict(list)
    for row in moment().rows:
        for code in row.municipality_codes if row.schema_name in by_schema else ():
            served[code].append(by_schema[row.schema_name])
    names = municipality_names(codes=tuple(served))
    ordered = sorted(served, key=lambda code: (names.get(code, code), code))
    return Municipalities(
        indicator=asked,
        label=label,
        part=part,
        everyone=everyone,
        served={code: tuple(served[code]) for code in ordered},
        names=names,
        own=own,
        standing=standing,
    )


def municipality_card(found: Municipalities) -> Card:
    """Return the map of municipalities, with a row for each in the table."""
    told = [code for code in found.served if _is_told(found, code)]
    named = {code: found.names.get(code, code) for code in told}
    below = (
        _(
            "Een gemeente heeft het cijfer van de uitvoerder die voor haar werkt. Werkt die voor "
            "meer gemeenten, dan is het een cijfer van die gemeenten samen."
        ),
        found.standing.about,
        found.standing.without(named),
    )
    return Card(
        key="gemeenten",
        section=_("Waar"),
        title=_title(found),
        summary=_(
            "Van %(shown)s van de %(all)s gemeenten op de kaart is een cijfer te zien. Hoe "
            "donkerder, hoe hoger; een leeg gebied heeft geen cijfer."
        )
        % {
            "shown": sum(code in found.standing.drawing.shapes for code in told),
            "all": words.count(len(found.standing.drawing.shapes)),
        },
        caption=_("%(indicator)s, per gemeente") % {"indicator": found.label},
        corner=_("Gemeente"),
        records=tuple(
            record for code, by in found.served.items() for record in _records(found, code, by)
        ),
        indicators=(found.indicator,),
        below=" ".join(text for text in below if text),
        draw=lambda theme: boundary_map(
            _tiles(found),
            found.standing.drawing,
            key=_key(found),
            theme=theme,
            language=language_now(),
        ),
        cases=((name_of(found.everyone), found.everyone.cases),),
        api=call_of_organisations(found.indicator, found.everyone.selection),
    )


def _is_told(found: Municipalities, code: str) -> bool:
    one = found.told(code)
    return one is not None and not value_of(one, found.part).is_hidden


def _title(found: Municipalities) -> str:
    if len(found.shown) < 2:
        return _("%(indicator)s per gemeente") % {"indicator": found.label}
    return _("%(indicator)s: van %(low)s tot %(high)s per gemeente") % {
        "indicator": found.label,
        **dict(zip(("low", "high"), _ends(found), strict=True)),
    }


def _ends(found: Municipalities) -> tuple[str, str]:
    ends = (found.shown[0], found.shown[-1])
    low, high = (words.bare(value_of(one, found.part), found.indicator.unit) for one in ends)
    return low, high


def _key(found: Municipalities) -> Key:
    low, high = _ends(found) if found.shown else ("", "")
    return Key(low=low, high=high, empty=_("geen cijfer"), credit=found.standing.credit)


def _records(found: Municipalities, code: str, by: Sequence[ReleasedFigure]) -> list[Record]:
    name = found.names.get(code, code)
    return [
        record
        for one in by
        for record in (
            Record(
                row=_row_name(name, name_of(one)),
                column=_("Cijfer"),
                figure=value_of(one, found.part),
                unit=found.indicator.unit,
            ),
            Record(
                row=_row_name(name, name_of(one)),
                column=_("Gevallen"),
                figure=one.cases,
                unit="count",
            ),
        )
    ]


def _row_name(municipality: str, organisation: str) -> str:
    return municipality if municipality == organisation else f"{municipality} ({organisation})"


def _tiles(found: Municipalities) -> list[Tile]:
    unit = found.indicator.unit
    return [
        Tile(
            code=code,
            short="",
            words=number_of(value_of(one, found.part), unit) if one else "",
            story="<br>".join(
                f"{_row_name(found.names.get(code, code), name_of(each))}: "
                f"{words.figure(value_of(each, found.part), unit)}"
                for each in by
            ),
            value=scaled(value_of(one, found.part).value, unit) if one else None,
            is_marked=any(found.own in each.whom.members for each in by),
        )
        for code, by in found.served.items()
        for one in [found.told(code)]
    ]
