"""What of a release is told to everybody: figures of groups in which three organisations show one.

The figure of one organisation is told among those that take part. Of two in a group each would
know the other from it, and so would everybody who knows one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.values import hidden
from benchmarking.released_indicators.door import figures_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from dashboards.indicator_reading import value_of

#: So many organisations of a group show the figure, or everybody is told nothing of it.
LEAST_ORGANISATIONS: Final = 3
_FEW: Final = hidden(HiddenReason.FEW_ORGANISATIONS)


class Filters(TypedDict, total=False):
    """Over which cases: what is left out is all."""

    period: int | None
    target_group: str | None
    contract: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigure:
    """One figure of a group: its value and over how many cases, each shown or hidden.

    `counted` of its `members` organisations show one; nought where too few do.
    """

    whom: Whom
    value: Protected
    cases: Protected
    members: int
    counted: int
    snapshot_id: str
    holds_synthetic: bool


def public_groups() -> tuple[Whom, ...]:
    """Return the groups of which anything can be told to everybody; all together come first.

    Raises:
        NothingReleased: no release was brought out.
    """
    found = [
        one
        for one in whom_offered()
        if one.kind is not WhomKind.ORGANISATION and len(one.members) >= LEAST_ORGANISATIONS
    ]
    return tuple(sorted(found, key=lambda one: one.kind is not WhomKind.ALL))


def parts_of_groups(name: str, groups: Sequence[Whom], filters: Filters) -> tuple[str, ...]:
    """Return the parts that an indicator has, in their order; none where it has one figure."""
    figures = figures_of(name=name, whom=[one.code for one in groups], **filters)
    if any(one.value is not None for one in figures):
        return ()
    return tuple(dict.fromkeys(part for one in figures for part in one.parts))


def told_to_everybody(
    name: str, groups: Sequence[Whom], filters: Filters, *, part: str = ""
) -> list[PublicFigure]:
    """Return an indicator, or a part of it, of each of some groups.

    Raises:
        NothingReleased, NotInRelease: nothing is told of it.
        ChoiceUnknown: a choice is not offered.
    """
    everyone = figures_of(name=name, **filters)
    by_member = {one.whom.members[0]: one for one in everyone}
    found = figures_of(name=name, whom=[one.code for one in groups], **filters)
    return [_told(each, by_member, part) for each in found]


def _told(
    figure: ReleasedFigure, by_member: Mapping[str, ReleasedFigure], part: str
) -> PublicFigure:
    members = [by_member[one] for one in figure.whom.members if one in by_member]
    counted = sum(not value_of(one, part).is_hidden for one in members)
    with_cases = sum(not one.cases.is_hidden for one in members)
    is_told = counted >= LEAST_ORGANISATIONS
    why = _FEW
    if any(_is_of_two_choices(value_of(one, part)) for one in members):
        why = hidden(HiddenReason.NOT_TOGETHER)
    return PublicFigure(
        whom=figure.whom,
        value=value_of(figure, part) if is_told else why,
        cases=figure.cases if is_told and with_cases >= LEAST_ORGANISATIONS else why,
        members=figure.members,
        counted=counted if is_told else 0,
        snapshot_id=figure.snapshot_id,
        holds_synthetic=figure.holds_synthetic,
    )


def _is_of_two_choices(told: Protected) -> bool:
    """Tell whether the choice itself is the reason: it is so of everybody, whatever the cases."""
    return told.reason is HiddenReason.NOT_TOGETHER
