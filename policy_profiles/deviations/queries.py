"""The register of deviations: of one organisation, and of all in its labour-market region."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from policy_profiles.anchors import anchor_of
from policy_profiles.cells import compared, words_of
from policy_profiles.deviations.unexplained import DeviatingValue, deviating_values, own_value
from policy_profiles.deviations.why import Why, why_of
from policy_profiles.register.queries import PublishedRow
from rulebook import wording
from rulebook.deviation import Deviation
from rulebook.layer import LAYER_KINDS
from rulebook.parameter import PARAMETERS, SECTIONS, Parameter
from rulebook.profile import Profile

#: The layers that everybody inherits.
_SHARED: Final = ("law", "baseline")

#: How long before its day of review a deviation is brought up.
SOON: Final = timedelta(days=60)


class DeviationState(StrEnum):
    """How a deviation stands today, the most pressing first."""

    MISSING = "missing"  # nobody said why
    OVERDUE = "overdue"  # its day of review has passed
    SOON = "soon"  # that day is near
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRow:
    """One value that differs from the baseline: `cells` are (name of the cell, here, at UWV)."""

    parameter: str
    anchor: str
    label: str
    section: str
    cells: tuple[tuple[str, str, str], ...]
    state: DeviationState
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalRow:
    """A deviation of one organisation in a region."""

    organisation: str
    is_fictitious: bool
    row: DeviationRow


def deviation_rows(
    *,
    profile: Profile,
    baseline: Profile,
    today: date,
    language: str,
    kind: str = "municipality",
) -> tuple[DeviationRow, ...]:
    """Give the values that an organisation sets otherwise than the baseline, the pressing first.

    Args:
        profile: of the organisation, on a day.
        baseline: the UWV baseline on the same day.
        today: against which the day of review is held.
        language: of the words.
        kind: of which layer: its own, "municipality", or that of its agreement, "region".
    """
    found = deviating_values(profile=profile, baseline=baseline, kind=kind)
    rows = [_row(value, profile, baseline, today, language) for value in found]
    order = list(DeviationState)
    return tuple(
        sorted(rows, key=lambda row: (order.index(row.state), row.why.review_on or date.max))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What differs because a regional agreement says so; the own layer is silent about it."""

    title: str
    rows: tuple[DeviationRow, ...]


def agreed_rows(
    *, profile: Profile, baseline: Profile, today: date, language: str
) -> Agreed | None:
    """Give what differs through the agreement that a policy builds on; None where there is none.

    A value that the own layer sets as well is its own deviation and no more the agreement's.
    """
    agreement = next((layer for layer in profile.layers if layer.kind == "region"), None)
    if agreement is None:
        return None
    rows = deviation_rows(
        profile=profile, baseline=baseline, today=today, language=language, kind="region"
    )
    return Agreed(
        title=agreement.title.in_language(language),
        rows=tuple(row for row in rows if own_value(profile, row.parameter) is None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsDue:
    """How many deviations say no reason, should have been reviewed, or have to be soon."""

    missing: int
    overdue: int
    soon: int


def reviews_due(*, profile: Profile, baseline: Profile, today: date) -> ReviewsDue:
    """Count the deviations of an organisation that ask for attention today."""
    found = deviating_values(profile=profile, baseline=baseline)
    counts = Counter(state_of(value.deviation, today=today) for value in found)
    return ReviewsDue(
        missing=counts[DeviationState.MISSING],
        overdue=counts[DeviationState.OVERDUE],
        soon=counts[DeviationState.SOON],
    )


def state_of(deviation: Deviation | None, *, today: date) -> DeviationState:
    """Say how a deviation stands today."""
    if deviation is None:
        return DeviationState.MISSING
    if deviation.review_on <= today:
        return DeviationState.OVERDUE
    return DeviationState.SOON if deviation.review_on <= today + SOON else DeviationState.KEPT


def regional_rows(
    *, rows: Iterable[PublishedRow], baseline: Profile, today: date, language: str
) -> tuple[RegionalRow, ...]:
    """Give the deviations of several organisations, those of one value together.

    Args:
        rows: what they published; nothing else of them is read.
        baseline: the UWV baseline on the same day.
        today: against which days of review are held.
        language: of the words.
    """
    found = [
        RegionalRow(organisation=row.tenant_name, is_fictitious=row.is_fictitious, row=deviation)
        for row in rows
        for deviation in deviation_rows(
            profile=row.profile, baseline=baseline, today=today, language=language
        )
    ]
    order = list(PARAMETERS)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.row.parameter), one.organisation.casefold()))
    )


def stale_rows(
    *, profile: Profile, baseline: Profile, today: date, language: str
) -> tuple[DeviationRow, ...]:
    """Give what is inherited from an older baseline and is another value in the one of the day.

    Nobody chose to deviate there and no reason is asked; the list of the new baseline is where it
    is decided. The arguments are those of `deviation_rows`.
    """
    rows = [
        _row(
            DeviatingValue(parameter=name, deviation=None),
            profile,
            baseline,
            today,
            language,
            kinds=_SHARED,
        )
        for name in PARAMETERS
    ]
    return tuple(row for row in rows if row.cells)


def differing_where_silent(*, profile: Profile, baseline: Profile) -> int:
    """Count the values on which the baseline says nothing and the profile says something.

    The policy sheet counts them as another value than UWV's; as there is nothing to deviate from,
    they need no reason and are no deviation.
    """
    return sum(
        any(pair.differs for pair in compared(profile[name], below))
        for name, below in baseline.values.items()
        if not below.is_stated
    )


def _row(
    value: DeviatingValue,
    profile: Profile,
    baseline: Profile,
    today: date,
    language: str,
    *,
    kinds: tuple[str, ...] = LAYER_KINDS,
) -> DeviationRow:
    parameter = PARAMETERS[value.parameter]
    return DeviationRow(
        parameter=parameter.id,
        anchor=anchor_of(parameter.id),
        label=parameter.label.in_language(language),
        section=SECTIONS[parameter.section].in_language(language),
        cells=_cells(parameter, profile, baseline, language, kinds),
        state=state_of(value.deviation, today=today),
        why=why_of(value.deviation, today=today, language=language),
    )


def _cells(
    parameter: Parameter,
    profile: Profile,
    baseline: Profile,
    language: str,
    kinds: tuple[str, ...],
) -> tuple[tuple[str, str, str], ...]:
    pairs = compared(profile[parameter.id], baseline[parameter.id])
    return tuple(
        (
            ", ".join(
                wording.code_of(parameter, code, language)
                for code in (pair.cell.row, pair.cell.column)
                if code
            ),
            words_of(parameter, pair.cell.value, language),
            words_of(parameter, pair.baseline.value, language),
        )
        for pair in pairs
        if pair.differs and (kinds == LAYER_KINDS or pair.cell.origin.layer in kinds)
    )
