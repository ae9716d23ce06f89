"""The example cases: enough, within the three years, of every kind, and never impossible."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from assessments.codes import DecisionOutcome, DeviationReason
from demo.calibration import seen_jobs
from demo.open_work import STAGES, open_cases
from demo.population import cases_of
from demo.tenant_list import DemoTenant, demo_tenants
from demo.window import FIRST_DAY, LAST_DAY
from outcomes.codes import EndReason
from outcomes.observations import Observation, check
from rulebook.contradictions import contradictions
from rulebook.criteria import CRITERIA
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.plan import plan_of
from rulebook.profiles import load_shipped
from rulebook.ternary import NOT_KNOWN, NOT_MET

TERM = 56  # days: Awb art. 4:13
#: No shipped policy excludes a work situation or has no punch card, so nobody is refused on those.
NEVER_REFUSED_ON = {"work_situation", "punch_card"}
EVERY_KIND = {
    "first", "continuation", "punch_card", "employment", "trial_placement", "permanent",
    "fixed_term", "min_max", "agency_without_clause", "zero_hours", "very_light", "light",
    "medium", "intensive", "none", "external", "internal",
}  # fmt: skip
every_tenant = pytest.mark.parametrize("tenant", demo_tenants(), ids=lambda one: one.schema_name)


@every_tenant
def test_at_least_four_hundred_decided_cases_over_three_years(tenant: DemoTenant) -> None:
    cases = cases_of(tenant)
    assert len(cases) >= 400
    assert all(case.received_on >= FIRST_DAY and case.decided_on <= LAST_DAY for case in cases)
    years = Counter(case.received_on.year for case in cases)
    assert set(years) == {2023, 2024, 2025}
    assert min(years.values()) > 0.25 * len(cases)
    assert all(case.decided_on.weekday() < 5 for case in cases)


@every_tenant
def test_refusals_on_every_criterion_that_can_refuse(tenant: DemoTenant) -> None:
    cases = [case for case in cases_of(tenant) if case.choice.outcome == "refuse"]
    frame = CaseFrame.from_rows([case.facts for case in cases])
    profile = load_shipped(tenant.profile)
    criteria = evaluate(frame, profile).criteria
    refused_on = {one.code for one in CRITERIA if np.any(criteria[one.code] == NOT_MET)}
    asked = {one.code for one in CRITERIA if one.asked(plan_of(profile))}
    assert refused_on == asked - NEVER_REFUSED_ON


@every_tenant
def test_decisions_follow_the_rules_or_say_why_not(tenant: DemoTenant) -> None:
    cases = cases_of(tenant)
    findings = evaluate(
        CaseFrame.from_rows([case.facts for case in cases]), load_shipped(tenant.profile)
    )
    for row, case in enumerate(cases):
        chosen, verdict = case.choice, findings.verdict[row]
        assert verdict != NOT_KNOWN
        assert chosen.outcome in DecisionOutcome.values
        assert chosen.reason in ("", *DeviationReason.values)
        as_advised = ("refuse", 0) if verdict == NOT_MET else ("grant", findings.minutes[row])
        assert ((chosen.outcome, chosen.minutes) == as_advised) == (chosen.reason == "")
    assert len({case.choice.reason for case in cases}) >= 6


@every_tenant
def test_no_case_contradicts_itself(tenant: DemoTenant) -> None:
    assert [case.reference for case in cases_of(tenant) if contradictions(case.facts)] == []


@every_tenant
def test_kinds_of_work_contract_and_request_all_occur(tenant: DemoTenant) -> None:
    seen = Counter(
        str(case.facts.get(name))
        for case in cases_of(tenant)
        for name in ("request_kind", "work_situation", "contract_form", "need", "support_form")
    )
    assert EVERY_KIND - set(seen) == set()


@every_tenant
def test_what_was_recorded_of_a_job_can_be_recorded(tenant: DemoTenant) -> None:
    jobs = seen_jobs(tenant)
    for job in jobs:
        seen = job.seen
        observation = Observation(
            kind=seen.kind, situation=seen.situation, observed_on=seen.observed_on,
            ended_on=seen.ended_on, reason=seen.reason,
            next_job_started_on=seen.next_job_started_on,
        )  # fmt: skip
        check(observation, started_on=job.case.job.starts, today=LAST_DAY)
    assert {job.seen.kind for job in jobs} == {"in_job", "other_job", "ended"}
    assert len({job.seen.reason for job in jobs} & set(EndReason.values)) >= 10


def test_populations_differ_in_need_and_tenants_in_practice() -> None:
    intensive = {t.schema_name: _share(t, "need", "intensive") for t in demo_tenants()}
    assert intensive["uwv"] > max(share for name, share in intensive.items() if name != "uwv")
    otherwise = [
        sum(bool(case.choice.reason) for case in cases_of(t)) / len(cases_of(t))
        for t in demo_tenants()
    ]
    assert max(otherwise) > 1.8 * min(otherwise) > 0


def _share(tenant: DemoTenant, fact: str, value: str) -> float:
    values = [case.facts[fact] for case in cases_of(tenant)]
    return values.count(value) / len(values)


def test_a_partnership_works_for_all_its_municipalities() -> None:
    tenant = next(one for one in demo_tenants() if one.kind == "partnership")
    codes = Counter(case.municipality_code for case in cases_of(tenant))
    assert set(codes) == {municipality.code for municipality in tenant.municipalities}
    assert min(codes.values()) >= 40


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2026, 3, 31), date(2028, 2, 29)])
@every_tenant
def test_work_lies_open_on_whatever_day(tenant: DemoTenant, on: date) -> None:
    """Just begun, halfway, ready to decide, and past the term of eight weeks (Awb art. 4:13)."""
    cases = open_cases(tenant, on=on)
    findings = evaluate(
        CaseFrame.from_rows([case.facts for case in cases]), load_shipped(tenant.profile)
    )
    for row, case in enumerate(cases):
        received_on = case.facts["received_on"]
        assert isinstance(received_on, date)
        days = (on - received_on).days
        assert days >= STAGES[case.stage].days_ago[0]
        assert (days > TERM) == (case.stage == "overdue")
        if case.stage == "ready":
            assert findings.verdict[row] != NOT_KNOWN
        if case.stage == "begun":
            assert findings.minutes[row] < 0
        assert not contradictions(case.facts)
    assert Counter(case.stage for case in cases) == {
        name: stage.cases for name, stage in STAGES.items()
    }
