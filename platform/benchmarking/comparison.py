"""The protected comparison: two sides, the exact split between them, and the release's name."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

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
)
from benchmarking.group_means import difference_of_shown
from benchmarking.shown import Group

#: Rises with every change in how figures are made or protected; part of every snapshot's id.
METHOD_VERSION = "5"


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
        split=_split(*hours, source.rounding.rules.minutes_step),
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
    hours = group_hours(tenant, source), group_hours(reference, source)
    return ProtectedComparison(
        against=against,
        selection=source.selection,
        rules=source.rounding.rules,
        years=tuple(sorted(source.tables.axes.years)),
        tenant=group_figures(tenant, hours[0], source),
        reference=group_figures(reference, hours[1], source),
        split=_split(*hours, source.rounding.rules.minutes_step),
        release=release,
    )


def _split(hours: GroupHours, reference: GroupHours, step: int) -> ProtectedSplit:
    """Return the split of the shown means: its parts add up to the difference as they are shown."""
    difference = difference_of_shown(hours.awarded, reference.awarded, step=step)
    if difference.reason is not None:
        return _hidden_split(difference.reason)
    return ProtectedSplit(
        difference=difference,
        practice=hours.practice,
        policy=hours.policy,
        case_mix=difference_of_shown(hours.baseline, reference.baseline, step=step),
        reference_practice=_turned(reference.departure),
    )


def _turned(figure: Protected) -> Protected:
    if figure.value is None:
        return figure
    return Protected(
        value=-figure.value,
        low=None if figure.high is None else -figure.high,
        high=None if figure.low is None else -figure.low,
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
