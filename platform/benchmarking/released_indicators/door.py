"""Figures of indicators from the newest release, for everybody who may see the benchmark.

Everything that is told of others goes through here, on every face; nothing is counted from facts.
"""

from collections.abc import Sequence
from functools import lru_cache

from benchmarking.cells import Selection
from benchmarking.definitions import Indicator, indicator, indicators
from benchmarking.released_indicators.compared import FromTables, compared_figure, is_compared
from benchmarking.released_indicators.keeping import table_of_indicator
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.reading import Cell, figure_from, nothing_by_two
from benchmarking.released_indicators.standing import Standing, standing_release
from benchmarking.released_indicators.standing_out import funnel_from, has_funnel, spread_from
from benchmarking.released_indicators.tables import IndicatorTable
from benchmarking.released_indicators.together import taken_together
from benchmarking.released_indicators.values import (
    ReleasedFigure,
    ReleasedFunnel,
    ReleasedSpread,
    StandingOut,
    Whom,
    WhomKind,
)
from benchmarking.shown import Frame, Group
from benchmarking.snapshots import check_filters

#: Of these the comparison shows a figure of its own, so here they show that one.
_OF_COMPARISON = (WhomKind.ORGANISATION, WhomKind.UWV, WhomKind.G4, WhomKind.ALL)
#: More than one choice over a country takes: 343 organisations and 78 indicators.
_KEPT = 32_768


class NotInRelease(ValueError):
    """The newest release holds no figure of an indicator."""

    def __init__(self, name: str, release: int) -> None:
        self.name = name
        super().__init__(f"Release {release} holds no figures of the indicator {name!r}.")


def whom_offered() -> tuple[Whom, ...]:
    """Return all of whom figures can be asked: organisations by name, then groups.

    Raises:
        NothingReleased: there is no release.
    """
    return tuple(standing_release().known.values())


def figure_of(
    *,
    name: str,
    whom: str,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> ReleasedFigure:
    """Return one indicator of an organisation, or of several together.

    Args:
        name: of the indicator.
        whom: the code of a `Whom`.
        period: calendar year of the decision, or of the start of the job; None is all.
        target_group: one of `codes.TARGET_GROUPS`; None is all.
        contract: one of `codes.CONTRACT_CLASSES`; None is all.

    Raises:
        IndicatorUnknown: there is none of that name.
        NothingReleased, NotInRelease: nothing is told of it.
        ChoiceUnknown: a choice is not offered.
    """
    (found,) = figures_of(
        name=name, whom=[whom], period=period, target_group=target_group, contract=contract
    )
    return found


def figures_of(
    *,
    name: str,
    whom: Sequence[str] | None = None,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> tuple[ReleasedFigure, ...]:
    """Return one indicator of each of several; of every organisation by name unless given.

    Raises:
        IndicatorUnknown, NothingReleased, NotInRelease, ChoiceUnknown: as `figure_of`.
    """
    standing = standing_release()
    asked = _asked(standing, name)
    selection = Selection(year=period, target_group=target_group, contract_class=contract)
    check_filters(standing.released.axes, selection)
    return tuple(_figure(standing, asked.name, one, selection) for one in _meant(standing, whom))


def trend_of(
    *, name: str, whom: str, target_group: str | None = None, contract: str | None = None
) -> tuple[ReleasedFigure, ...]:
    """Return one indicator of one or several for each year, in order.

    Raises:
        IndicatorUnknown, NothingReleased, NotInRelease, ChoiceUnknown: as `figure_of`.
    """
    standing = standing_release()
    asked, meant = _asked(standing, name), standing.whom(whom)
    found = []
    for year in sorted(standing.release.years):
        selection = Selection(year=year, target_group=target_group, contract_class=contract)
        check_filters(standing.released.axes, selection)
        found.append(_figure(standing, asked.name, meant, selection))
    return tuple(found)


def funnel_of(
    *,
    name: str,
    part: str = "",
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> ReleasedFunnel:
    """Return every organisation in an indicator, or in one part of it, against its size.

    Raises:
        IndicatorUnknown, NothingReleased, NotInRelease, ChoiceUnknown: as `figure_of`.
    """
    standing = standing_release()
    asked = _asked(standing, name)
    selection = Selection(year=period, target_group=target_group, contract_class=contract)
    check_filters(standing.released.axes, selection)
    return _funnel(standing, asked.name, part, selection)


def spread_of(
    *,
    name: str,
    part: str = "",
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> ReleasedSpread:
    """Return where the differences in an indicator, or in one part of it, sit.

    Raises:
        IndicatorUnknown, NothingReleased, NotInRelease, ChoiceUnknown: as `figure_of`.
    """
    figures = figures_of(name=name, period=period, target_group=target_group, contract=contract)
    regions = [one for one in whom_offered() if one.kind is WhomKind.REGION]
    served = {
        figure.whom.members[0]: [
            region.code for region in regions if figure.whom.members[0] in region.members
        ]
        for figure in figures
    }
    return spread_from(indicator(name), part, figures, served)


def standing_out(*, whom: str, period: int | None = None) -> tuple[StandingOut, ...]:
    """Return in which indicators an organisation lies outside the limits, the farthest out first.

    Args:
        whom: the code of an organisation.
        period: calendar year; None is all.

    Raises:
        NothingReleased, ChoiceUnknown: as `figure_of`.
    """
    standing = standing_release()
    meant, selection = standing.whom(whom), Selection(year=period)
    check_filters(standing.released.axes, selection)
    found = [
        StandingOut(funnel=funnel, dot=dot)
        for funnel in _funnels(standing, selection)
        for dot in funnel.dots
        if dot.place and dot.figure.whom == meant
    ]
    return tuple(sorted(found, key=lambda out: -abs(out.dot.place)))


@lru_cache(maxsize=64)
def _funnel(standing: Standing, name: str, part: str, selection: Selection) -> ReleasedFunnel:
    figures = [_figure(standing, name, each, selection) for each in _meant(standing, None)]
    return funnel_from(indicator(name), part, figures)


@lru_cache(maxsize=8)
def _funnels(standing: Standing, selection: Selection) -> tuple[ReleasedFunnel, ...]:
    """Return the funnel of every indicator and of every part; kept for who asks again."""
    everyone, found = _meant(standing, None), []
    for one in indicators().values():
        if not has_funnel(one) or (not is_compared(one.name) and not _table(standing, one.name)):
            continue
        figures = [_figure(standing, one.name, each, selection) for each in everyone]
        parts = tuple(figures[0].parts) if figures else ()
        found += [funnel_from(one, part, figures) for part in parts or ("",)]
    return tuple(found)


def _meant(standing: Standing, codes: Sequence[str] | None) -> list[Whom]:
    if codes is not None:
        return [standing.whom(code) for code in codes]
    return [one for one in standing.known.values() if one.kind is WhomKind.ORGANISATION]


def _asked(standing: Standing, name: str) -> Indicator:
    asked = indicator(name)
    if not is_compared(name) and _table(standing, name) is None:
        raise NotInRelease(name, standing.release.number)
    return asked


def _table(standing: Standing, name: str) -> IndicatorTable | None:
    return table_of_indicator(
        standing.release,
        members=standing.released.axes.members,
        there=standing.there,
        name=name,
    )


@lru_cache(maxsize=_KEPT)
def _figure(standing: Standing, name: str, whom: Whom, selection: Selection) -> ReleasedFigure:
    asked = indicator(name)
    if is_compared(name) and whom.kind in _OF_COMPARISON:
        return _as_compared(standing, asked, whom, selection)
    if whom.kind is WhomKind.ORGANISATION:
        return _as_told(standing, asked, whom, selection)
    members = [standing.whom(f"{WhomKind.ORGANISATION}:{one}") for one in whom.members]
    each = [_figure(standing, name, member, selection) for member in members]
    return taken_together(whom, each, asked=asked)


def _as_compared(
    standing: Standing, asked: Indicator, whom: Whom, selection: Selection
) -> ReleasedFigure:
    alone = whom.kind is WhomKind.ORGANISATION
    group = Group(
        code=whom.members[0] if alone else whom.code,
        name=whom.label.nl,
        members=tuple(standing.place_of(one) for one in whom.members),
    )
    frame = Frame(axes=standing.released.axes, selection=selection, rounding=standing.rounding)
    found = compared_figure(
        asked.name,
        released=standing.released,
        group=group,
        frame=frame,
        moments=asked.measure.moments,
    )
    return _figure_from(standing, asked, whom, selection, found)


def _as_told(
    standing: Standing, asked: Indicator, whom: Whom, selection: Selection
) -> ReleasedFigure:
    """Give an indicator that is not of the comparison, of one organisation."""
    table, places = _table(standing, asked.name), Places(axes=standing.released.axes)
    if table is None:
        raise NotInRelease(asked.name, standing.release.number)
    place = places.of(selection)
    if place is None:
        return _figure_from(standing, asked, whom, selection, nothing_by_two())
    cell = Cell(
        one=asked,
        table=table,
        places=places,
        rounding=standing.rounding,
        at=(standing.place_of(whom.members[0]), place),
    )
    return _figure_from(standing, asked, whom, selection, figure_from(cell))


def _figure_from(
    standing: Standing, asked: Indicator, whom: Whom, selection: Selection, found: FromTables
) -> ReleasedFigure:
    return ReleasedFigure(
        indicator=asked.name,
        whom=whom,
        selection=selection,
        release=standing.of_release,
        as_of=found.as_of,
        members=len(whom.members),
        members_counted=found.members_counted,
        holds_synthetic=bool(standing.synthetic.intersection(whom.members)),
        cases=found.cases,
        value=found.value,
        parts=found.parts,
        curve=found.curve,
    )
