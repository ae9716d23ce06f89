"""Reads of changes: what stands, and what the hours of a decided case are now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from assessments.case_facts import facts_from_data
from assessments.changes.models import JobChange
from assessments.changes.reckoning.history import Change, Facts, Grant, Kind, Settlement
from assessments.changes.reckoning.reckoning import Reckoned, facts_now, reckoned
from assessments.changes.refusals import LONGEST_AFTER
from assessments.models import Decision, PinnedRules
from assessments.pinned_rules import profile_of
from rulebook.profile import Profile


class NothingGranted(LookupError):
    """The case has no period of support that a change could touch."""

    def __init__(self) -> None:
        super().__init__("No period of support was granted in this case: there is none to change.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange:
    """A change that stands, with the row that it came from."""

    id: UUID
    change: Change
    reason: str
    minutes_before: int
    minutes_after: int
    recorded_by: UUID | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The support of a decided case as it is now, under the rules that it was decided under.

    `pinned` is the hash of the kept rules, `decision_id` the decision that is never changed.
    """

    decision_id: UUID
    profile: Profile
    pinned: str
    grant: Grant
    kept: tuple[KeptChange, ...]
    now: Reckoned

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that stand, in the order in which they were recorded."""
        return tuple(each.change for each in self.kept)

    @property
    def facts(self) -> Facts:
        """The facts of the job after all changes."""
        return facts_now(self.grant, self.changes)

    @property
    def last_day(self) -> date:
        """The last day of support as it is now."""
        return self.now.last_day

    def is_long_over(self, *, on: date) -> bool:
        """Whether support ended so long before a day that no change of that day can follow on it.

        What happened before can still be put on record.
        """
        return on > self.now.end + LONGEST_AFTER

    @property
    def ended(self) -> Change | None:
        """The end of the job, where it was recorded."""
        return next((each for each in self.changes if each.kind is Kind.ENDED), None)

    @property
    def has_health(self) -> bool:
        """Whether an illness is among the changes, so that a look at them is put on record."""
        return any(each.kind is Kind.ILLNESS for each in self.changes)


def support_of(*, case_id: UUID) -> Support:
    """Give the support of a case with everything that changed.

    Raises:
        NothingGranted: there is no decision, or it granted no period.
    """
    decision = (
        Decision.objects.filter(case_id=case_id)
        .select_related("receipt")
        .prefetch_related("periods")
        .first()
    )
    periods = sorted(decision.periods.all(), key=lambda p: p.starts_on) if decision else []
    if decision is None or not periods:
        raise NothingGranted
    sealed = json.loads(decision.receipt.text)
    grant = Grant(
        start=periods[0].starts_on,
        end=periods[-1].ends_on + timedelta(days=1),
        minutes=decision.granted_minutes,
        facts=facts_from_data(sealed["facts"]),
    )
    pinned = sealed["rules"]["own"]["pinned"]
    profile = profile_of(PinnedRules.objects.values_list("content", flat=True).get(sha256=pinned))
    kept = standing_changes(case_id=case_id)
    now = reckoned(grant, [each.change for each in kept], profile)
    return Support(
        decision_id=decision.id, profile=profile, pinned=pinned, grant=grant, kept=kept, now=now
    )


def standing_changes(*, case_id: UUID) -> tuple[KeptChange, ...]:
    """Give the changes of a case that stand: neither taken back nor put right since."""
    rows = JobChange.objects.filter(case_id=case_id, superseded_by__isnull=True, is_void=False)
    return tuple(_kept(row) for row in rows.order_by("starts_on", "recorded_at", "id"))


def hours_now(*, case_ids: Sequence[UUID]) -> dict[UUID, tuple[int, date]]:
    """Give by case the minutes and the last day after its latest change; others are left out.

    One query for many cases: what was worked out when the change was recorded.
    """
    rows = (
        JobChange.objects.filter(case_id__in=case_ids)
        .order_by("case_id", "-recorded_at", "-id")
        .distinct("case_id")
    )
    return {row.case_id: (row.minutes_after, row.last_day_after) for row in rows}


def _kept(row: JobChange) -> KeptChange:
    return KeptChange(
        id=row.id,
        change=Change(
            kind=Kind(row.kind),
            day=row.starts_on,
            until=row.until,
            weekly_minutes=row.weekly_minutes,
            yearly_minutes=row.yearly_minutes,
            contract_form=row.contract_form,
            is_approved=row.is_approved,
            minutes=row.minutes,
            settlement=Settlement(row.settlement) if row.settlement else None,
        ),
        reason=row.reason,
        minutes_before=row.minutes_before,
        minutes_after=row.minutes_after,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )
