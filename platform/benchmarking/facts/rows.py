"""The rows that leave a tenant, as frozen values; fields as in the models of the same names.

Each begins with what every row has: its pseudonym, revision, target group, contract and whether it
was made up; support form, sector and size of the firm stand among what may be left out. They are
named tuples and no dataclasses, as a file makes a hundred thousand of them (decision 56). The
organisation and the edition are set where a row is sent.
"""

from datetime import date
from typing import NamedTuple

from benchmarking.codes import NO_OBJECTION, NOT_KNOWN


class DecisionFacts(NamedTuple):
    """What leaves a tenant of one decision."""

    pseudonym: str
    revision: int
    target_group: str
    contract_class: str
    is_synthetic: bool
    decided_month: date
    hours_class: str
    need: str
    requested_minutes: int | None
    own_minutes: int | None
    baseline_minutes: int | None
    awarded_minutes: int
    refused: bool
    failed_own: tuple[str, ...]
    failed_baseline: tuple[str, ...]
    deviation_reason: str
    own_profile_hash: str
    baseline_hash: str
    support_form: str = NOT_KNOWN
    sector: str = NOT_KNOWN
    firm_size: str = NOT_KNOWN
    request_kind: str = NOT_KNOWN
    support_year: int | None = None
    first_in_year: bool | None = None
    first_grant_in_year: bool | None = None
    weeks_to_decide: int | None = None
    in_term: str = NOT_KNOWN
    asked_months: int | None = None
    own_months: int | None = None
    baseline_months: int | None = None
    granted_months: int | None = None
    over_own_cap: str = NOT_KNOWN
    over_baseline_cap: str = NOT_KNOWN
    method: str = ""
    passes: str = ""
    second_person: str = NOT_KNOWN
    provider_recognition: str = NOT_KNOWN
    coach_level: str = NOT_KNOWN
    coach_trained: str = NOT_KNOWN
    coach_registered: str = NOT_KNOWN
    objection: str = NO_OBJECTION
    objection_reason: str = ""
    appealed: str = NOT_KNOWN
    after_objection: str = NOT_KNOWN
    recorded_after: str = NOT_KNOWN
    inclusion_seconds: int | None = None
    method_seconds: int | None = None
    periods_seconds: int | None = None
    tailoring_seconds: int | None = None
    other_rules_seconds: int | None = None


class PeriodFacts(NamedTuple):
    """What leaves a tenant of what ran after one grant."""

    pseudonym: str
    revision: int
    target_group: str
    contract_class: str
    is_synthetic: bool
    decided_month: date
    start_month: date | None
    end_month: date | None
    hours_class: str
    need: str
    method: str
    granted_minutes: int
    minutes_now: int
    support_form: str = NOT_KNOWN
    sector: str = NOT_KNOWN
    firm_size: str = NOT_KNOWN
    extra_minutes: int = 0
    used_minutes: int | None = None
    ended_early: str = "no"
    settled_by: str = ""
    evaluations_due: int | None = None
    evaluations_on_time: int | None = None
    evaluations_held: int = 0
    goals_set: int | None = None
    goals_reached: int | None = None
    goals_partly: int | None = None
    goals_missed: int | None = None
    goals_dropped: int | None = None
    hours_growth: str = NOT_KNOWN
    wage_value_growth: str = NOT_KNOWN
    self_reliance: str = NOT_KNOWN
    obligation: str = "none"
    coach_changes: int = 0


class OutcomeFacts(NamedTuple):
    """What leaves a tenant of one followed job."""

    pseudonym: str
    revision: int
    target_group: str
    contract_class: str
    is_synthetic: bool
    start_month: date | None
    duration_days: int | None
    entered_days: int
    ended: bool
    kind: str
    gap_days: int | None
    reason: str
    support_form: str = NOT_KNOWN
    sector: str = NOT_KNOWN
    firm_size: str = NOT_KNOWN
    end_year: int | None = None
    hours_class: str = NOT_KNOWN
    contract_under_6: str = NOT_KNOWN
    work_days: int | None = None
    work_ended: bool | None = None
    next_is_trial: str = ""
    next_days: int | None = None
    next_ended: bool | None = None
    recorded_after: str = NOT_KNOWN


#: What leaves of whatever kind.
FactRow = DecisionFacts | PeriodFacts | OutcomeFacts
