"""A small country: fact rows of a few organisations, drawn with a fixed seed and sent as theirs."""

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pytest
from django.db import transaction

from benchmarking import actions
from benchmarking.definitions import indicators
from benchmarking.facts import DecisionFacts, OutcomeFacts
from tenants import context
from tests.tenant_fixtures import take_part

CONTRACTS = ("permanent", "fixed_12_or_more", "fixed_under_12")
GROUPS = ("wage_cost_subsidy", "target_register", "structural_limitation")


def decision_facts(number: int, source: np.random.Generator, generosity: float) -> DecisionFacts:
    """One decision: need drives the baseline, generosity the own rules, people add their own."""
    baseline = int(source.integers(20, 160)) * 60
    own = round(baseline * generosity / 60) * 60
    refused = bool(source.random() < 0.22)
    awarded = 0 if refused else int(own + source.integers(-5, 8) * 60)
    failed = tuple(source.choice(["weekly_hours", "wage_value", "contract_duration"], 1))
    return DecisionFacts(
        pseudonym=f"{number:064x}",
        revision=1,
        decided_month=date(2023 + int(source.integers(3)), 1 + int(source.integers(12)), 1),
        target_group=str(source.choice(GROUPS)),
        contract_class=str(source.choice(CONTRACTS)),
        hours_class="24_to_31",
        need="medium",
        requested_minutes=None,
        own_minutes=0 if refused else own,
        baseline_minutes=None if source.random() < 0.04 else baseline,
        awarded_minutes=max(awarded, 0),
        refused=refused,
        failed_own=failed if refused else (),
        failed_baseline=(),
        deviation_reason="",
        own_profile_hash="a" * 64,
        baseline_hash="b" * 64,
        is_synthetic=True,
    )


def outcome_facts(number: int, source: np.random.Generator, hardship: float) -> OutcomeFacts:
    """One job: exponential duration, followed for at most three years."""
    duration = int(source.exponential(480 / hardship))
    followed = int(source.integers(200, 1100))
    ended = duration < followed
    has_next = ended and bool(source.random() < 0.6)
    return OutcomeFacts(
        pseudonym=f"{number:064x}",
        revision=1,
        start_month=date(2023 + int(source.integers(3)), 1 + int(source.integers(12)), 1),
        duration_days=min(duration, followed),
        entered_days=0,
        ended=ended,
        kind="other_job" if has_next else "ended" if ended else "in_job",
        gap_days=int(source.exponential(120)) if ended else None,
        reason="not_renewed" if ended else "",
        contract_class=str(source.choice(CONTRACTS)),
        target_group=str(source.choice(GROUPS)),
        is_synthetic=True,
    )


@pytest.fixture(scope="session")
def send_country() -> Callable[..., None]:
    """Send facts of an organisation: send_country("eikenberg", cases=300, generosity=0.8)."""

    def send(
        schema_name: str, *, cases: int, generosity: float = 1.0, seed: int = 1, first: int = 0
    ) -> None:
        source = np.random.default_rng([seed, len(schema_name), cases])
        numbers = range(first, first + cases)
        decisions = [decision_facts(n, source, generosity) for n in numbers]
        outcomes = [outcome_facts(n, source, 1 / generosity) for n in numbers]
        take_part(schema_name)
        with context.inside(schema_name), transaction.atomic():
            actions.record_decision_facts(facts=decisions)
            actions.record_outcome_facts(facts=outcomes)

    return send


@pytest.fixture(scope="module")
def few_indicators() -> Iterator[None]:
    """Have releases hold some indicators beside the comparison: shares, a mean and a mix."""
    names = ("deviations", "need_known", "weeks_to_decide", "need_judged")
    held = tuple(indicators()[name] for name in names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("benchmarking.released_indicators.making.in_releases", lambda: held)
        yield
