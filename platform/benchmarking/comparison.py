"""The protected comparison: two sides, the exact split between them, and the release's name."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from benchmarking.cells import Selection
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.values import hidden
from benchmarking.group_figures import (
    GroupFigures,
    GroupHours,
    Source,
    group_figures,
    group_hours,
    hours_of,
    hours_of_each,
    hours_reason,
)
from benchmarking.hours_shown import are_of_many
from benchmarking.shown import Group
from benchmarking.statistics.means import Interval
from benchmarking.statistics.split import (
    HoursTotals,
    MeanHours,
    SplitIntervals,
    split,
    split_intervals,
)

#: Rises with every change in how figures are made or protected; part of every snapshot's id.
METHOD_VERSION = "3"
_Hours = GroupFigures | GroupHours


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedSplit:
    """The four parts in minutes, as they are added; the shown values sum to the shown difference.

    They are made of the shown means, so they say nothing that the means do not.
    """

    difference: Protected
    practice: Protected
    policy: Protected
    case_mix: Protected
    reference_practice: Protected

    @property
    def is_hidden(self) -> bool:
        """Whether there is nothing to show."""
        return self.difference.is_hidden

    def as_data(self) -> dict[str, object]:
        """Return the split for JSON."""
        return {
            "difference_minutes": self.difference.as_data(),
            "practice_minutes": self.practice.as_data(),
            "policy_minutes": self.policy.as_data(),
            "case_mix_minutes": self.case_mix.as_data(),
            "reference_practice_minutes": self.reference_practice.as_data(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRelease:
    """Which release figures are of, and the day whose facts it holds."""

    number: int
    facts_as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedComparison:
    """What page, REST, GraphQL and files show of one comparison: the same for all of them."""

    against: str
    selection: Selection
    rules: DisclosureRules
    years: tuple[int, ...]
    tenant: GroupFigures
    reference: GroupFigures
    split: ProtectedSplit
    release: OfRelease | None = None

    @property
    def snapshot_id(self) -> str:
        """The name of this answer: the same content of the same release has the same one."""
        named = {"release": self.release and self.release.number, **self._content()}
        content = json.dumps(named, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def holds_synthetic(self) -> bool:
        """Whether made-up facts are among those compared."""
        return self.tenant.holds_synthetic or self.reference.holds_synthetic

    def as_data(self) -> dict[str, object]:
        """Return the comparison for JSON, with its id first."""
        return {"snapshot_id": self.snapshot_id, **self._content()}

    def _content(self) -> dict[str, object]:
        return {
            "method_version": METHOD_VERSION,
            "parameters": {
                "tenant": self.tenant.code,
                "against": self.against,
                "period": self.selection.year,
                "target_group": self.selection.target_group,
                "contract": self.selection.contract_class,
            },
            "disclosure": {
                "threshold": self.rules.threshold,
                "rounding_base": self.rules.rounding_base,
                "minutes_step": self.rules.minutes_step,
                "largest_share_percent": round(100 * self.rules.largest_share),
            },
            "holds_synthetic": self.holds_synthetic,
            "tenant": self.tenant.as_data(),
            "reference": self.reference.as_data(),
            "split": self.split.as_data(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitAlone:
    """The split under one selection, as the whole comparison has it, without what else it says.

    `complete` are the decisions of the organisation that its hours are taken over.
    """

    selection: Selection
    complete: Protected
    split: ProtectedSplit

    @property
    def content(self) -> str:
        """All that it says, for the name of what is made of it."""
        said = [self.complete.as_data(), self.split.as_data()]
        return json.dumps([str(self.selection), *said], sort_keys=True)


def split_alone(tenant: Group, reference: Group, source: Source) -> SplitAlone:
    """Return the split of two groups under the selection of `source`, which needs no days."""
    hours = group_hours(tenant, source), group_hours(reference, source)
    return SplitAlone(
        selection=source.selection,
        complete=hours[0].complete,
        split=_split(tenant, reference, source, hours),
    )


def compared(
    tenant: Group,
    reference: Group,
    source: Source,
    *,
    against: str,
    release: OfRelease | None = None,
) -> ProtectedComparison:
    """Return the comparison of two groups under the selection of `source`."""
    sides = group_figures(tenant, source), group_figures(reference, source)
    return ProtectedComparison(
        against=against,
        selection=source.selection,
        rules=source.rounding.rules,
        years=tuple(sorted(source.tables.axes.years)),
        tenant=sides[0],
        reference=sides[1],
        split=_split(tenant, reference, source, sides),
        release=release,
    )


def _split(
    tenant: Group, reference: Group, source: Source, sides: tuple[_Hours, _Hours]
) -> ProtectedSplit:
    means = _shown_means(sides[0]), _shown_means(sides[1])
    totals = hours_of(tenant, source), hours_of(reference, source)
    if means[0] is None or means[1] is None or totals[0] is None or totals[1] is None:
        reasons = (hours_reason(tenant, source), hours_reason(reference, source))
        return _hidden_split(reasons[0] or reasons[1] or HiddenReason.NO_CASES)
    parts = split(group=means[0], reference=means[1])
    intervals = _intervals(tenant, reference, source, (totals[0], totals[1]))
    step = source.rounding.rules.minutes_step
    return ProtectedSplit(**_parts(parts, intervals, step))


def _intervals(
    tenant: Group, reference: Group, source: Source, totals: tuple[HoursTotals, HoursTotals]
) -> SplitIntervals:
    """Return the intervals of the split; of differences case by case only where they are of many.

    Of each member, because a member that knows itself takes its own away.
    """
    found = split_intervals(group=totals[0], reference=totals[1])
    own, others = hours_of_each(tenant, source), hours_of_each(reference, source)
    paired = {
        "practice": [one.practice for one in own],
        "policy": [one.policy for one in own],
        "reference_practice": [one.departure for one in others],
    }
    rules = source.rounding.rules
    hidden_ones = dict.fromkeys(name for name, of in paired.items() if not are_of_many(of, rules))
    return replace(found, **hidden_ones)


def _parts(parts: object, intervals: SplitIntervals, step: int) -> Mapping[str, Protected]:
    names = ("difference", "practice", "policy", "case_mix", "reference_practice")
    return {name: _part(getattr(parts, name), getattr(intervals, name), step) for name in names}


def _part(value: Fraction, interval: Interval | None, step: int) -> Protected:
    if interval is None:
        return Protected(value=int(value))
    return Protected(
        value=int(value),
        low=round(interval.low / step) * step,
        high=round(interval.high / step) * step,
    )


def _shown_means(figures: _Hours) -> MeanHours | None:
    shown = (figures.awarded.value, figures.own_rules.value, figures.baseline.value)
    if shown[0] is None or shown[1] is None or shown[2] is None:
        return None
    return MeanHours(
        awarded=Fraction(shown[0]), own=Fraction(shown[1]), baseline=Fraction(shown[2])
    )


def _hidden_split(reason: HiddenReason) -> ProtectedSplit:
    nothing = hidden(reason)
    return ProtectedSplit(
        difference=nothing,
        practice=nothing,
        policy=nothing,
        case_mix=nothing,
        reference_practice=nothing,
    )
