"""What the page of data quality shows: one's own in detail, that of others from the release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from benchmarking.definitions import Indicator, indicators
from benchmarking.disclosure import DEFAULT_RULES, Protected
from benchmarking.models import DecisionFact, OutcomeFact
from benchmarking.quality.queries import RegistrationQuality, registration_quality
from benchmarking.quality.registration import ColumnQuality, Delay, completeness
from benchmarking.released_indicators.door import NotInRelease, figures_of, whom_offered
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from benchmarking.releases.moment import NothingReleased
from rulebook.text import Text

_THRESHOLD: Final = DEFAULT_RULES.threshold
_MODELS: Final = {"decision": DecisionFact, "outcome": OutcomeFact}
_EVERYBODY: Final = (WhomKind.UWV, WhomKind.G4, WhomKind.ALL)
_AROUND: Final = (WhomKind.REGION, WhomKind.SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """One column in words: percents, whole; None without rows and where few have it or lack it.

    Of few people who does not say something is one of them, also for who works there. `used` is
    None where it would tell of few.
    """

    label: object
    filled: int | None
    fits_nowhere: int | None
    used: int | None
    codes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuality:
    """How well the organisation itself registers: to be shown to that one only.

    `filled` is over all cells; `decisions` and `outcomes` are columns. Percents are whole.
    """

    filled: int | None
    decisions: tuple[ColumnLine, ...]
    outcomes: tuple[ColumnLine, ...]
    decisions_within: Mapping[str, int] | None
    outcomes_within: Mapping[str, int] | None
    breaks: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator of data quality, of each of those that are shown beside each other."""

    indicator: Indicator
    figures: tuple[ReleasedFigure, ...]

    @property
    def values(self) -> tuple[tuple[Whom, Protected | None], ...]:
        """The figure of each."""
        return tuple((one.whom, one.value) for one in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityBeside:
    """The indicators of data quality as the release has them: by organisation or group."""

    release: int
    whom: tuple[Whom, ...]
    lines: tuple[IndicatorLine, ...]


def own_quality(*, tenant_schema: str) -> OwnQuality:
    """Return how well an organisation registers, in words and whole percents."""
    found = registration_quality(tenant_schema=tenant_schema)
    return OwnQuality(
        filled=_percent(completeness(found.columns)),
        decisions=_lines(found, "decision"),
        outcomes=_lines(found, "outcome"),
        decisions_within=_within(found.decisions_recorded),
        outcomes_within=_within(found.outcomes_recorded),
        breaks=tuple(each.label for each in found.breaks),
    )


def quality_beside(*, tenant_schema: str) -> QualityBeside | None:
    """Return what the release tells of data quality; None where nothing was released yet."""
    try:
        offered = whom_offered()
    except NothingReleased:
        return None
    whom = tuple(one for one in offered if _is_beside(one, tenant_schema))
    of_quality = [one for one in indicators().values() if one.topic == "quality"]
    lines = [line for one in of_quality if (line := _line(one, whom)) is not None]
    if not lines:
        return None
    return QualityBeside(release=lines[0].figures[0].release.number, whom=whom, lines=tuple(lines))


def _is_beside(one: Whom, tenant_schema: str) -> bool:
    if one.kind in _EVERYBODY:
        return bool(one.members)
    if one.kind in _AROUND:
        return tenant_schema in one.members and len(one.members) > 1
    return one.members == (tenant_schema,)


def _line(indicator: Indicator, whom: Sequence[Whom]) -> IndicatorLine | None:
    try:
        found = figures_of(name=indicator.name, whom=[one.code for one in whom])
    except NotInRelease:
        return None
    return IndicatorLine(indicator=indicator, figures=found)


def _lines(found: RegistrationQuality, fact: str) -> tuple[ColumnLine, ...]:
    labels = {field.name: field.verbose_name for field in _MODELS[fact]._meta.concrete_fields}
    return tuple(
        ColumnLine(
            label=labels[column.column],
            filled=_protected(column.known, column.rows),
            fits_nowhere=_protected(column.other, column.known, is_health=_tells_health(column)),
            used=None if column.rows < _THRESHOLD or _tells_health(column) else column.used,
            codes=column.codes,
        )
        for column in found.columns
        if column.fact == fact
    )


def _protected(part: int, whole: int, *, is_health: bool = False) -> int | None:
    """Return a share of rows, unless few have it or lack it.

    All or nobody is told, but not of what says something of a health.
    """
    smaller = min(part, whole - part)
    may_be_told = smaller >= _THRESHOLD or (smaller == 0 and not is_health)
    return round(100 * part / whole) if whole >= _THRESHOLD and may_be_told else None


def _tells_health(column: ColumnQuality) -> bool:
    """Tell of the reason of an end: "none of these" holds who can work no more."""
    return column.column == "reason"


def _within(delay: Delay) -> Mapping[str, int] | None:
    if delay.shares is None or delay.recorded < _THRESHOLD:
        return None
    return {code: round(100 * share) for code, share in delay.shares.items()}


def _percent(share: Fraction | None) -> int | None:
    return None if share is None else round(100 * share)
