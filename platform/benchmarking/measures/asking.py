"""One indicator of an organisation, protected: the same for every face."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from benchmarking import queries
from benchmarking.cells import Selection
from benchmarking.comparison import METHOD_VERSION, ProtectedComparison
from benchmarking.cube import Axes
from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.measures.counting import missing_columns
from benchmarking.measures.explained import HowComputed
from benchmarking.measures.figures import IndicatorFigure
from benchmarking.measures.itself import figure_of_itself
from benchmarking.measures.policy_distance import distance_figure, distances_to_baseline
from benchmarking.pseudonyms import rounding_key
from benchmarking.shown import Frame, Group
from benchmarking.snapshots import (
    Against,
    ChoiceUnknown,
    check_choices,
    protected_comparison,
    sides,
)
from tenants.queries import TenantRow, launched_tenants

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedIndicator:
    """One indicator under one choice: an organisation, and whom it is compared with if anyone."""

    indicator: Indicator
    against: str | None
    selection: Selection
    rules: DisclosureRules
    tenant: IndicatorFigure
    reference: IndicatorFigure | None

    @property
    def snapshot_id(self) -> str:
        """The name of this answer: the same content under the same choices has the same one."""
        content = json.dumps(self._content(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def how(self) -> HowComputed:
        """How the organisation's figure was computed, and which call gives it again."""
        beside = self.reference
        return HowComputed(
            indicator=self.indicator,
            method_version=METHOD_VERSION,
            snapshot_id=self.snapshot_id,
            tenant=self.tenant.code,
            against=self.against,
            selection=self.selection,
            counted=self.tenant.cases,
            of_all=self.tenant.rows,
            organisations=beside.members if beside else 0,
            organisations_hidden=beside.members - beside.members_counted if beside else 0,
        )

    def as_data(self) -> dict[str, object]:
        """Return the indicator for JSON, with its id first and how it was computed last."""
        return {
            "snapshot_id": self.snapshot_id, **self._content(), "how_computed": self.how.as_data(),
        }  # fmt: skip

    def _content(self) -> dict[str, object]:
        return {
            "method_version": METHOD_VERSION,
            "indicator": self.indicator.name,
            "unit": self.indicator.unit,
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
                "minimum_n": self.indicator.minimum_n,
            },
            "tenant": self.tenant.as_data(),
            "reference": self.reference and self.reference.as_data(),
        }


def is_computed(one: Indicator) -> bool:
    """Tell whether everything is there that the indicator is made of."""
    return not missing_columns(one.measure) and one.measure.of in ("", "hours", POLICIES)


def tells_of_others(one: Indicator) -> bool:
    """Tell whether figures of others may be given: of published policies, or of a release."""
    return one.method == "split" or one.measure.of == POLICIES


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
    """Return an indicator of an organisation (by schema name), beside others where a release is.

    What is counted from the facts that stand is given to the organisation itself, of itself alone.

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
        found = protected_comparison(
            tenant=tenant, against=beside, period=period, target_group=target_group,
            contract=contract,
        )  # fmt: skip
        return _of_comparison(asked, found)
    rows = launched_tenants()
    frame = _frame(
        asked, rows, tenant=tenant, against=beside, choices=(period, target_group, contract)
    )
    groups = sides(rows, tenant=tenant, against=Against(beside))
    reference: IndicatorFigure | None = None
    if asked.measure.of == POLICIES:
        own, reference = _of_policies(frame, rows, groups, on)
    elif against is None and tenant == asker:
        own = figure_of_itself(asked, frame, groups[0], on)
    else:
        raise NotReleasedYet(name)
    return ProtectedIndicator(
        indicator=asked,
        against=reference.code if reference else None,
        selection=frame.selection,
        rules=frame.rounding.rules,
        tenant=own,
        reference=reference,
    )


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
    if not tells_of_others(asked):
        raise NotReleasedYet(name)
    rows = launched_tenants()
    if not rows:
        return ()
    choices = (period, target_group, contract)
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
