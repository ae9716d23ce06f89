"""Means of a release from facts: neither one nor two of them together tell of few."""

from datetime import date

import numpy as np
import pytest
from django.db import transaction

from benchmarking.actions import record_decision_facts
from benchmarking.released_indicators.door import figure_of
from benchmarking.releases.making import make_release
from tenants import context
from tests.benchmark_fixtures import decision_facts
from tests.tenant_fixtures import take_part

pytestmark = pytest.mark.django_db

CASES, REFUSED = 100, 15
HOURS = ("awarded_hours", "own_rules_hours", "baseline_hours")
MONTHS = ("months_granted", "months_by_own_rules")


def released(**said):
    """Release a hundred decisions, of which fifteen are refused; give what is told of means."""
    source = np.random.default_rng(5)
    take_part("eikenberg")
    facts = [_fact(number, source, said) for number in range(CASES)]
    with context.inside("eikenberg"), transaction.atomic():
        record_decision_facts(facts=facts)
    make_release(actor=None)
    figures = {
        name: figure_of(name=name, whom="organisation:eikenberg").value
        for name in (*HOURS, *MONTHS)
    }
    return {name: figure.value for name, figure in figures.items()}


def _fact(number, source, said):
    """Varied hours and months for all, but for what is said of a decision by its number."""
    is_refused = number < REFUSED
    minutes, months = 3000 + 60 * number, 3 + number % 24
    varied = {
        "own_minutes": minutes, "awarded_minutes": minutes, "baseline_minutes": minutes,
        "own_months": months, "granted_months": months,
    }  # fmt: skip
    varied |= {name: of(number) for name, of in said.items()}
    if is_refused:
        varied |= dict.fromkeys(("own_minutes", "awarded_minutes", "baseline_minutes"), 0)
        varied["granted_months"] = None
    return decision_facts(number, source, 1.0)._replace(
        decided_month=date(2024, 5, 1), refused=is_refused, failed_own=(), **varied
    )


def test_means_of_which_all_are_varied_and_nobody_differs_are_told(first_tenant):
    assert None not in released().values()


def test_one_who_got_more_hours_and_months_than_advised_is_not_told(first_tenant):
    told = released(
        awarded_minutes=lambda number: 3000 + 60 * number + 3600 * (number == 50),
        granted_months=lambda number: 3 + number % 24 + 24 * (number == 50),
    )
    assert {told[name] for name in HOURS} == {None}
    assert told["months_granted"] is not None
    assert told["months_by_own_rules"] is None, "beside the months that were granted"


def test_one_with_other_hours_than_all_others_is_not_told(first_tenant):
    same = {
        name: lambda number: 9840 if number == 50 else 6240
        for name in ("awarded_minutes", "own_minutes", "baseline_minutes")
    }
    told = released(**same)
    assert {told[name] for name in HOURS} == {None}
