"""One indicator of an organisation, protected: the same for every face."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from benchmarking import queries
from benchmarking.cells import Selection
from benchmarking.comparison import ProtectedComparison
from benchmarking.cube import Axes
from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure import Rounding
from benchmarking.measures.answers import ProtectedIndicator
from benchmarking.measures.counting import missing_columns
from benchmarking.measures.figures import IndicatorFigure
from benchmarking.measures.itself import figure_of_itself
from benchmarking.measures.policy_distance import distance_figure, distances_to_baseline
from benchmarking.pseudonyms import rounding_key
from benchmarking.released_indicators.door import NotInRelease
from benchmarking.released_indicators.sides import released_of_everyone, released_sides
from benchmarking.releases.moment import NothingReleased, moment, one_moment
from benchmarking.shown import Frame, Group
from benchmarking.snapshots import (
    Against,
    ChoiceUnknown,
    check_choices,
    protected_comparison,
    sides,
)
from tenants.queries import TenantRow

#: What an indicator of published policies is of; everything else that is of no fact is elsewhere.
POLICIES: Final = "harmonisation"
#: Year, target group and contract; None is all.
Choice = tuple[int | None, str | None, str | None]


class NotComputedYet(ValueError):
    """An indicator is defined, and what it needs is not there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The indicator {name!r} is defined and not computed yet.")


class NotReleasedYet(ValueError):
    """What is asked tells of others, and no release holds it: so nothing is counted for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The indicator {name!r} stands in no release: each has their own alone.")


def is_computed(one: Indicator) -> bool:
    """Tell whether everything is there that the indicator is made of."""
    return not missing_columns(one.measure) and one.measure.of in ("", "hours", POLICIES)


@one_moment()
def protected_indicator(
    *,
    name: str,
    tenant: str,
    asker: str,
    on: date,
    against: str | None = None,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> ProtectedIndicator:
    """Return an indicator of an organisation (by schema name), beside others from a release.

    Whoever asks for its own figure and nobody's beside it gets that from the facts that stand, by
    its own tables alone.

    Args:
        name: of the indicator.
        tenant, period, target_group, contract: as in `snapshots.protected_comparison`.
        asker: schema name of the organisation that asks.
        against: one of `Against`; UWV where others are shown and nothing is said.
        on: the day that it is asked, for what counts once it is over.

    Raises:
        IndicatorUnknown: there is none of that name.
        NotComputedYet: it is defined only.
        ChoiceUnknown: a choice is not offered; nothing is shown then.
        NotReleasedYet: it is asked of others, and no release holds it.
    """
    asked = _computed(name)
    beside = against or Against.UWV
    if asked.method == "split":
        try:
            found = protected_comparison(
                tenant=tenant, against=beside, period=period, target_group=target_group,
                contract=contract,
            )  # fmt: skip
        except NothingReleased as absent:
            raise NotReleasedYet(name) from absent
        return _of_comparison(asked, found)
    rows = moment().rows
    frame = _frame(
        asked, rows, tenant=tenant, against=beside, choices=(period, target_group, contract)
    )
    synthetic = queries.synthetic_tenants()
    groups = sides(rows, tenant=tenant, against=Against(beside), synthetic=synthetic)
    reference: IndicatorFigure | None = None
    if asked.measure.of == POLICIES:
        own, reference = _of_policies(frame, rows, groups, on)
    elif against is None and tenant == asker:
        own = figure_of_itself(asked, frame, groups[0], on)
    else:
        return _of_release(asked, frame, tenant, beside)
    return ProtectedIndicator(
        indicator=asked,
        against=reference.code if reference else None,
        selection=frame.selection,
        rules=frame.rounding.rules,
        tenant=own,
        reference=reference,
    )


@one_moment()
def indicator_of_everyone(
    *,
    name: str,
    on: date,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> tuple[IndicatorFigure, ...]:
    """Return an indicator of every organisation, by name; raises what `protected_indicator` does.

    A figure of two groups beside each other, such as the split, is of no organisation alone.
    """
    asked = _computed(name)
    if asked.method == "split":
        raise NotComputedYet(name)
    choices = (period, target_group, contract)
    if asked.measure.of != POLICIES:
        try:
            return released_of_everyone(asked, choices)
        except (NothingReleased, NotInRelease) as absent:
            raise NotReleasedYet(name) from absent
    rows = moment().rows
    if not rows:
        return ()
    anyone = rows[0].schema_name
    frame = _frame(asked, rows, tenant=anyone, against=Against.ALL, choices=choices)
    synthetic = queries.synthetic_tenants()
    groups = [
        Group(
            code=row.schema_name,
            name=row.name,
            members=(place,),
            holds_synthetic=row.schema_name in synthetic,
        )
        for place, row in enumerate(rows)
    ]
    return _of_policies(frame, rows, groups, on)


def _of_release(asked: Indicator, frame: Frame, tenant: str, against: str) -> ProtectedIndicator:
    chosen = frame.selection
    choices = (chosen.year, chosen.target_group, chosen.contract_class)
    try:
        figure, own, beside = released_sides(asked, tenant=tenant, against=against, choices=choices)
    except (NothingReleased, NotInRelease) as absent:
        raise NotReleasedYet(asked.name) from absent
    return ProtectedIndicator(
        indicator=asked,
        against=against,
        selection=chosen,
        rules=frame.rounding.rules,
        tenant=own,
        reference=beside,
        release=figure.release,
    )


def _computed(name: str) -> Indicator:
    asked = indicator(name)
    if not is_computed(asked):
        raise NotComputedYet(name)
    return asked


def _frame(
    asked: Indicator, rows: Sequence[TenantRow], *, tenant: str, against: str, choices: Choice
) -> Frame:
    """Give where to look, if what is chosen is offered; policies are of no year and no group."""
    axes = Axes(members=tuple(row.schema_name for row in rows), years=queries.years())
    check_choices(axes, tenant=tenant, against=against, selection=choices)
    if asked.measure.of == POLICIES and choices != (None, None, None):
        names = ("period", "target_group", "contract")
        field, value = next(pair for pair in zip(names, choices, strict=True) if pair[1])
        raise ChoiceUnknown(field, value, ())
    year, target_group, contract_class = choices
    return Frame(
        axes=axes,
        selection=Selection(year=year, target_group=target_group, contract_class=contract_class),
        rounding=Rounding(key=rounding_key()),
    )


def _of_policies(
    frame: Frame, rows: Sequence[TenantRow], groups: Sequence[Group], on: date
) -> tuple[IndicatorFigure, ...]:
    distances = distances_to_baseline(rows, on=on)
    return tuple(distance_figure(group, frame.axes.members, distances) for group in groups)


def _of_comparison(asked: Indicator, found: ProtectedComparison) -> ProtectedIndicator:
    """Give the four parts as the comparison tells them: they are of both sides together."""
    figures = [
        IndicatorFigure(
            code=side.code,
            name=side.name,
            members=side.members,
            members_counted=side.members_counted,
            holds_synthetic=side.holds_synthetic,
            rows=side.decided,
            cases=side.complete,
        )
        for side in (found.tenant, found.reference)
    ]
    return ProtectedIndicator(
        indicator=asked,
        against=found.against,
        selection=found.selection,
        rules=found.rules,
        tenant=_with_split(figures[0], found),
        reference=figures[1],
    )


def _with_split(figure: IndicatorFigure, found: ProtectedComparison) -> IndicatorFigure:
    split = found.split
    parts = {
        "practice": split.practice,
        "policy": split.policy,
        "case_mix": split.case_mix,
        "reference_practice": split.reference_practice,
    }
    return replace(figure, value=split.difference, parts=parts)
