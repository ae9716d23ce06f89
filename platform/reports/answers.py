"""The one place in which a report asks for figures: by the rights of whom it is made for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from benchmarking.comparison import ProtectedSplit
from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.measures.asking import POLICIES, NotComputedYet, protected_indicator
from benchmarking.measures.figures import IndicatorFigure
from benchmarking.released_indicators.door import NotInRelease, figures_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from benchmarking.snapshots import Against, protected_comparison
from reports.models import Audience

#: Why a figure is not there that is not hidden by its numbers.
NOT_RELEASED: Final = "not_released"
NOT_COMPUTED: Final = "not_computed"
#: Nobody in the column published a policy; no case is meant.
NO_POLICY: Final = "no_policy"
_PARTS_OF_SPLIT: Final = ("difference", "practice", "policy", "case_mix", "reference_practice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An indicator in one column: figures by part (an empty one for the figure itself), or why not.

    Attributes:
        hidden: why nothing of it can be given; empty otherwise.
        cases: over how many it is.
        members: how many organisations are asked; `members_counted` those that it is made of.
        as_of: the number of the release in which it last changed; None where it is of none.
    """

    parts: Mapping[str, Protected] = field(default_factory=dict)
    cases: Protected | None = None
    members: int | None = None
    members_counted: int | None = None
    as_of: int | None = None
    hidden: str = ""
    holds_synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """By whose rights figures are read.

    Attributes:
        own: schema name of the organisation that the report is made for.
        audience: for everyone nothing is told but what is released; for the organisation itself
            also its own figure where a release has none.
        on: the day on which it is made.
    """

    own: str
    audience: str
    on: date

    def is_itself(self, whom: Whom) -> bool:
        """Tell whether this is the organisation itself, in a report for itself."""
        alone = whom.kind is WhomKind.ORGANISATION and whom.members == (self.own,)
        return alone and self.audience == Audience.OWN


def answers_of(
    one: Indicator, columns: Sequence[Whom], *, year: int, reader: Reader
) -> list[Answer]:
    """Return an indicator of each of `columns` in a calendar year; policies are of no year."""
    if one.method == "split":
        uwv = [whom.members for whom in whom_offered() if whom.code == Against.UWV]
        return [_split(whom, year, uwv) for whom in columns]
    if one.measure.of == POLICIES:
        return [_of_policy(one, whom, reader) for whom in columns]
    try:
        found = figures_of(name=one.name, whom=[whom.code for whom in columns], period=year)
    except NotInRelease:
        return [_not_released(one, whom, year, reader) for whom in columns]
    return [_of_figure(figure) for figure in found]


def _split(whom: Whom, year: int, beside_itself: Collection[tuple[str, ...]]) -> Answer:
    """Give the four parts of an organisation against UWV; of several, or of UWV, there are none."""
    if whom.kind is not WhomKind.ORGANISATION:
        return Answer()
    if whom.members in beside_itself:
        return Answer()
    found = protected_comparison(tenant=whom.members[0], against=Against.UWV, period=year)
    return Answer(
        parts=_parts_of(found.split),
        cases=found.tenant.complete,
        members=found.tenant.members,
        members_counted=found.tenant.members_counted,
        as_of=found.tenant.as_of.get("hours"),
        holds_synthetic=found.holds_synthetic,
    )


def _parts_of(split: ProtectedSplit) -> Mapping[str, Protected]:
    return {name: getattr(split, name) for name in _PARTS_OF_SPLIT}


def _of_policy(one: Indicator, whom: Whom, reader: Reader) -> Answer:
    """Give a figure of published policies, of one organisation or of a group of the comparison."""
    alone = whom.kind is WhomKind.ORGANISATION
    if not alone and whom.code not in list(Against):
        return Answer(hidden=NOT_COMPUTED)
    found = protected_indicator(
        name=one.name,
        tenant=whom.members[0] if alone else reader.own,
        asker=reader.own,
        on=reader.on,
        against=None if alone else whom.code,
    )
    side = found.tenant if alone or found.reference is None else found.reference
    if side.value is not None and side.value.reason is HiddenReason.NO_CASES:
        return Answer(hidden=NO_POLICY, holds_synthetic=side.holds_synthetic)
    return _of_figure(side)


def _not_released(one: Indicator, whom: Whom, year: int, reader: Reader) -> Answer:
    if not reader.is_itself(whom):
        return Answer(hidden=NOT_RELEASED)
    try:
        found = protected_indicator(
            name=one.name, tenant=reader.own, asker=reader.own, on=reader.on, period=year
        )
    except NotComputedYet:
        return Answer(hidden=NOT_COMPUTED)
    return _of_figure(found.tenant)


def _of_figure(figure: IndicatorFigure | ReleasedFigure) -> Answer:
    return Answer(
        parts=figure.parts if figure.value is None else {"": figure.value},
        cases=figure.cases,
        members=figure.members,
        members_counted=figure.members_counted,
        as_of=figure.as_of,
        holds_synthetic=figure.holds_synthetic,
    )
