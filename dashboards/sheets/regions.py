"""Regions: an indicator on a schematic map, beside each other, and how much lies between them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.boundaries.geojson import AreaKind
from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure import DEFAULT_RULES, Protected
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import figures_of, spread_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure, WhomKind
from benchmarking.snapshots import Against
from dashboards import words
from dashboards.boundary_map import Key, boundary_map
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.dot_figures import Dot, Line, interval_dots
from dashboards.figures import Figure
from dashboards.for_programs import call_of_organisations
from dashboards.indicator_cards import name_of
from dashboards.indicator_reading import (
    part_chosen,
    scaled,
    suffix,
    told_in_words,
    value_of,
)
from dashboards.municipality_card import municipality_card, of_municipalities
from dashboards.sheet import NothingToShow, Sheet
from dashboards.snapshot_name import name_of as name_of_snapshot
from dashboards.spread_card import spread_card
from dashboards.standing_maps import TILES_CHOSEN, StandingMap, standing_map
from dashboards.theme import Theme
from dashboards.tile_map import SHORT, TILES, Tile, number_of, tile_map
from tenants.register import region_names

SLUG = "regios"
FIELDS = ("indicator", "uitvoerder", "periode", "doelgroep", "contract", "kaart")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Regions:
    """One indicator of every region; `part` is of which part, `own` are the codes of the own."""

    indicator: Indicator
    part: str
    everyone: ReleasedFigure
    regions: tuple[ReleasedFigure, ...]
    own: frozenset[str]

    def told(self, figure: ReleasedFigure) -> Protected:
        return value_of(figure, self.part)

    @property
    def label(self) -> str:
        label = words.said(self.indicator.label)
        if not self.part:
            return label
        return f"{label}: {words.said(part_label(self.indicator, self.part))}"

    @property
    def shown(self) -> list[ReleasedFigure]:
        found = [one for one in self.regions if not self.told(one).is_hidden]
        return sorted(found, key=lambda one: self.told(one).value or 0, reverse=True)


def sheet(form: ChoiceForm) -> Sheet:
    """Return one indicator of every region under a valid choice.

    Raises:
        NothingToShow: no release holds it, or no organisation serves a known region.
    """
    asked, filters = indicator(form.cleaned_data["indicator"]), form.filters()
    with told_in_words(asked):
        known = [one for one in whom_offered() if one.kind is WhomKind.REGION]
        municipalities = standing_map(AreaKind.MUNICIPALITY)
        if not known and municipalities is None:
            raise NothingToShow(
                _("Van geen enkele uitvoerder is bekend in welke arbeidsmarktregio die werkt.")
            )
        codes = [one.code for one in known]
        everyone, *regions = figures_of(name=asked.name, whom=[Against.ALL, *codes], **filters)
        part = part_chosen(form, everyone)
        spread = spread_of(name=asked.name, part=part, **filters)
    tenant = form.cleaned_data["uitvoerder"]
    found = _Regions(
        indicator=asked,
        part=part,
        everyone=everyone,
        regions=tuple(regions),
        own=frozenset(one.code for one in known if tenant in one.members),
    )
    cases = (name_of(found.everyone), found.everyone.cases)
    return Sheet(
        cards=(
            *((_map_card(found, _map_of_regions(form)), _dots_card(found)) if known else ()),
            *([] if municipalities is None else [_municipalities(found, form, municipalities)]),
            spread_card(found.indicator, spread, cases=cases),
        ),
        filters=form.in_short(),
        api=call_of_organisations(
            asked,
            everyone.selection,
            lacks=_("Van regio's geeft de API geen cijfer, wel van elke uitvoerder."),
        ),
        code=tenant,
        snapshot_id=name_of_snapshot(one.snapshot_id for one in (everyone, *regions)),
        rules=DEFAULT_RULES,
        release=everyone.release,
        holds_synthetic=everyone.holds_synthetic,
    )


def _records(found: _Regions) -> tuple[Record, ...]:
    hidden = [one for one in found.regions if found.told(one).is_hidden]
    rows = (found.everyone, *found.shown, *hidden)
    unit = found.indicator.unit
    return tuple(
        record
        for one in rows
        for record in (
            Record(row=name_of(one), column=_("Cijfer"), figure=found.told(one), unit=unit),
            Record(row=name_of(one), column=_("Gevallen"), figure=one.cases, unit="count"),
        )
    )


def _map_of_regions(form: ChoiceForm) -> StandingMap | None:
    """Return the boundaries that regions are drawn with; None for tiles."""
    if form.cleaned_data.get("kaart") == TILES_CHOSEN:
        return None
    return standing_map(AreaKind.REGION)


def _municipalities(found: _Regions, form: ChoiceForm, standing: StandingMap) -> Card:
    with told_in_words(found.indicator):
        figures = figures_of(name=found.indicator.name, **form.filters())
    return municipality_card(
        of_municipalities(
            found.indicator,
            label=found.label,
            part=found.part,
            own=form.cleaned_data["uitvoerder"],
            everyone=found.everyone,
            figures=figures,
            standing=standing,
        )
    )


def _map_card(found: _Regions, standing: StandingMap | None) -> Card:
    names = {
        "indicator": found.label,
        "shown": len(found.shown),
        "all": len(TILES),
    }
    return Card(
        key="kaart",
        section=_("Waar"),
        title=_title(found),
        summary=_(
            "Van %(shown)s van de %(all)s arbeidsmarktregio's is een cijfer te zien. Hoe "
            "donkerder, hoe hoger; wat leeg is, heeft geen cijfer."
        )
        % names,
        caption=_("%(indicator)s, per arbeidsmarktregio") % names,
        corner=_("Arbeidsmarktregio"),
        records=_records(found),
        indicators=(found.indicator,),
        below=_below(found, standing),
        draw=lambda theme: _drawn(found, standing, theme),
        cases=((name_of(found.everyone), found.everyone.cases),),
    )


def _below(found: _Regions, standing: StandingMap | None) -> str:
    if standing is None:
        return _("De kaart is schematisch: elk vak is een regio, ongeveer waar die ligt.")
    told = {one.whom.code.partition(":")[2]: name_of(one) for one in found.shown}
    return f"{standing.about} {standing.without(told)}".strip()


def _drawn(found: _Regions, standing: StandingMap | None, theme: Theme) -> Figure:
    tiles, language = _tiles(found), language_now()
    if standing is None:
        return tile_map(tiles, theme=theme, language=language)
    ends = [found.shown[at] for at in (-1, 0)] if found.shown else []
    low, high = [words.bare(found.told(one), found.indicator.unit) for one in ends] or ("", "")
    key = Key(low=low, high=high, empty=_("geen cijfer"), credit=standing.credit)
    return boundary_map(tiles, standing.drawing, key=key, theme=theme, language=language)


def _title(found: _Regions) -> str:
    shown = found.shown
    if len(shown) < 2:
        return _("%(indicator)s per arbeidsmarktregio") % {"indicator": found.label}
    return _("%(indicator)s: van %(low)s tot %(high)s per regio") % {
        "indicator": found.label,
        "low": words.bare(found.told(shown[-1]), found.indicator.unit),
        "high": words.bare(found.told(shown[0]), found.indicator.unit),
    }


def _tiles(found: _Regions) -> list[Tile]:
    figures = {one.whom.code.partition(":")[2]: one for one in found.regions}
    unit, tiles = found.indicator.unit, []
    for code, name in region_names().items():
        one = figures.get(code)
        told = found.told(one) if one else None
        reason = words.figure(told, unit) if told else _("geen gegevens")
        tiles.append(
            Tile(
                code=code,
                short=SHORT[code],
                words=number_of(told, unit),
                story=f"{name}: {reason}",
                value=scaled(told.value, unit) if told else None,
                is_marked=one is not None and one.whom.code in found.own,
            )
        )
    return tiles


def _dots_card(found: _Regions) -> Card:
    own = [one for one in found.regions if one.whom.code in found.own]
    return Card(
        key="regios",
        section=_("Naast elkaar"),
        title=_("Regio's naast elkaar, met hun intervallen"),
        summary=_own_in_words(found, own),
        caption=_("%(indicator)s van elke regio") % {"indicator": found.label},
        corner=_("Arbeidsmarktregio"),
        records=_records(found),
        indicators=(found.indicator,),
        draw=(lambda theme: _dots(found, theme)) if found.shown else None,
        cases=((name_of(found.everyone), found.everyone.cases),),
    )


def _own_in_words(found: _Regions, own: list[ReleasedFigure]) -> str:
    if not own:
        return _("Van deze uitvoerder is de arbeidsmarktregio niet bekend.")
    return _("%(region)s: %(value)s; iedereen samen %(all)s.") % {
        "region": name_of(own[0]),
        "value": words.figure(found.told(own[0]), found.indicator.unit),
        "all": words.bare(found.told(found.everyone), found.indicator.unit),
    }


def _dots(found: _Regions, theme: Theme) -> Figure:
    unit = found.indicator.unit
    everyone = scaled(found.told(found.everyone).value, unit)
    return interval_dots(
        [
            Dot(
                label=name_of(one)
                .removeprefix("Arbeidsmarktregio ")
                .removeprefix("Labour-market region "),
                words=words.figure(found.told(one), unit),
                value=scaled(found.told(one).value, unit),
                low=scaled(found.told(one).low, unit),
                high=scaled(found.told(one).high, unit),
                look="own" if one.whom.code in found.own else "other",
            )
            for one in found.shown
        ],
        unit=suffix(unit),
        lines=() if everyone is None else (Line(at=everyone, words=_("samen")),),
        theme=theme,
        language=language_now(),
    )
