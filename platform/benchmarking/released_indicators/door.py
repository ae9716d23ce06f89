"""Figures of indicators from the newest release, for everybody who may see the benchmark.

Everything that is told of others goes through here, on every face; nothing is counted from facts.
"""

from collections.abc import Sequence

from benchmarking.cells import Selection
from benchmarking.definitions import Indicator, indicator
from benchmarking.released_indicators.compared import compared_figure, is_compared
from benchmarking.released_indicators.standing import Standing, standing_release
from benchmarking.released_indicators.together import taken_together
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from benchmarking.shown import Frame, Group
from benchmarking.snapshots import check_filters

#: Of these the comparison shows a figure of its own, so here they show that one.
_OF_COMPARISON = (WhomKind.ORGANISATION, WhomKind.UWV, WhomKind.G4, WhomKind.ALL)


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
    return tuple(_figure(standing, asked, one, selection) for one in _meant(standing, whom))


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
        found.append(_figure(standing, asked, meant, selection))
    return tuple(found)


def _meant(standing: Standing, codes: Sequence[str] | None) -> list[Whom]:
    if codes is not None:
        return [standing.whom(code) for code in codes]
    return [one for one in standing.known.values() if one.kind is WhomKind.ORGANISATION]


def _asked(standing: Standing, name: str) -> Indicator:
    asked = indicator(name)
    if not is_compared(name):
        raise NotInRelease(name, standing.release.number)
    return asked


def _figure(
    standing: Standing, asked: Indicator, whom: Whom, selection: Selection
) -> ReleasedFigure:
    if is_compared(asked.name) and whom.kind in _OF_COMPARISON:
        return _as_compared(standing, asked, whom, selection)
    members = [standing.whom(f"{WhomKind.ORGANISATION}:{one}") for one in whom.members]
    each = [_figure(standing, asked, member, selection) for member in members]
    return taken_together(whom, each, unit=asked.unit)


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
