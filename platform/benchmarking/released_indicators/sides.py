"""Figures of the release in the form in which REST and GraphQL give one indicator."""

from collections.abc import Mapping
from typing import Final

from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason
from benchmarking.disclosure.values import hidden
from benchmarking.measures.figures import IndicatorFigure
from benchmarking.released_indicators.door import figure_of, figures_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure
from benchmarking.released_indicators.whom import organisation_code
from benchmarking.snapshots import AGAINST_LABELS, Against

Choice = tuple[int | None, str | None, str | None]
#: Of each kind of fact an indicator over all of its rows.
_OVER_ALL: Final[Mapping[str, str]] = {
    "decision": "refusals",
    "period": "extra_hours",
    "outcome": "job_retention",
}


def released_sides(
    asked: Indicator, *, tenant: str, against: str, choices: Choice
) -> tuple[ReleasedFigure, IndicatorFigure, IndicatorFigure]:
    """Return an indicator of an organisation, and of whom it is compared with.

    Returns:
        The organisation's figure as released, and both sides.

    Raises:
        NothingReleased, NotInRelease, ChoiceUnknown: as `door.figure_of`.
    """
    own = _asked(asked.name, organisation_code(tenant), choices)
    if against not in {one.code for one in whom_offered()}:
        return own, _side(asked, own, tenant, choices), _nobody(against)
    beside = _asked(asked.name, against, choices)
    return own, _side(asked, own, tenant, choices), _side(asked, beside, against, choices)


def released_of_everyone(asked: Indicator, choices: Choice) -> tuple[IndicatorFigure, ...]:
    """Return an indicator of every organisation; raises what `door.figures_of` does."""
    period, target_group, contract = choices
    found = figures_of(name=asked.name, period=period, target_group=target_group, contract=contract)
    return tuple(_side(asked, one, one.whom.members[0], choices) for one in found)


def _asked(name: str, whom: str, choices: Choice) -> ReleasedFigure:
    period, target_group, contract = choices
    return figure_of(
        name=name, whom=whom, period=period, target_group=target_group, contract=contract
    )


def _side(asked: Indicator, figure: ReleasedFigure, code: str, choices: Choice) -> IndicatorFigure:
    rows = _asked(_OVER_ALL[asked.measure.fact], figure.whom.code, choices).cases
    return IndicatorFigure(
        code=code,
        name=figure.whom.label.nl,
        members=figure.members,
        members_counted=figure.members_counted,
        holds_synthetic=figure.holds_synthetic,
        rows=rows,
        cases=figure.cases,
        value=figure.value,
        parts=figure.parts,
        curve=figure.curve,
        as_of=figure.as_of,
    )


def _nobody(against: str) -> IndicatorFigure:
    nothing = hidden(HiddenReason.NO_CASES)
    return IndicatorFigure(
        code=against,
        name=AGAINST_LABELS[Against(against)].nl,
        members=0,
        members_counted=0,
        holds_synthetic=False,
        rows=nothing,
        cases=nothing,
        value=nothing,
    )
