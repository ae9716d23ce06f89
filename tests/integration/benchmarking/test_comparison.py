"""The protected comparison on real fact rows: exact, the same for everyone, and hard to undo."""

import json
from fractions import Fraction

import pytest

from benchmarking import queries
from benchmarking.releases.making import make_release
from benchmarking.snapshots import ChoiceUnknown, comparison_choices, protected_comparison
from benchmarking.statistics.split import mean_hours

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(for_whole_module, few_indicators, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


def test_shown_parts_sum_exactly_to_the_shown_difference(country):
    result = protected_comparison(tenant="eikenberg", against="all")
    parts = result.split
    assert not parts.is_hidden
    total = (
        parts.practice.value
        + parts.policy.value
        + parts.case_mix.value
        + parts.reference_practice.value
    )
    assert total == parts.difference.value
    assert parts.difference.value == result.tenant.awarded.value - result.reference.awarded.value


def test_shown_means_are_the_real_ones_to_a_tenth_of_an_hour(country):
    result = protected_comparison(tenant="eikenberg", against="all", period=2024)
    cells = [
        cell.hours
        for cell in queries.decision_cells()
        if cell.key.tenant_schema == "eikenberg" and cell.key.year == 2024
    ]
    complete = sum(cell.complete for cell in cells)
    mean = Fraction(sum(cell.awarded.total for cell in cells), complete)
    assert abs(result.tenant.awarded.value - mean) <= 3
    assert abs(result.tenant.complete.value - complete) < 5
    assert mean_hours(cells[0])


def test_the_same_question_has_the_same_answer_and_the_same_id(country):
    first = protected_comparison(tenant="eikenberg", against="all", period=2024)
    again = protected_comparison(tenant="eikenberg", against="all", period=2024)
    other = protected_comparison(tenant="eikenberg", against="all", period=2025)
    assert first.as_data() == again.as_data()
    assert first.snapshot_id == again.snapshot_id != other.snapshot_id
    assert json.loads(json.dumps(first.as_data())) == first.as_data()


def test_a_count_is_the_same_wherever_it_is_shown(country):
    """Two different roundings of one count would together say more than either."""
    seen_as_tenant = protected_comparison(tenant="duinzicht", against="all")
    seen_again = protected_comparison(tenant="duinzicht", against="uwv")
    assert seen_as_tenant.tenant.as_data() == seen_again.tenant.as_data()


def test_retention_starts_at_everyone_and_falls(country):
    curve = protected_comparison(tenant="eikenberg", against="all").tenant.retention
    survival = [point.survival.value for point in curve.points]
    at_risk = [point.at_risk.value for point in curve.points]
    assert survival[0] == 100
    assert survival == sorted(survival, reverse=True)
    assert at_risk == sorted(at_risk, reverse=True)
    assert min(at_risk) >= 10


@pytest.mark.parametrize(
    ("field", "choice"),
    [
        ("tenant", {"tenant": "elders"}),
        ("against", {"against": "belgië"}),
        ("period", {"period": 1999}),
        ("target_group", {"target_group": "'; DROP"}),
        ("contract", {"contract": "vast"}),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_by_name(field, choice, country):
    with pytest.raises(ChoiceUnknown) as refused:
        protected_comparison(**({"tenant": "eikenberg", "against": "all"} | choice))
    assert refused.value.field == field


def test_choices_are_launched_organisations_and_years_with_facts(country):
    choices = comparison_choices()
    assert {"eikenberg", "duinzicht"} <= set(choices.tenants)
    assert choices.years == (2023, 2024, 2025)


def test_a_comparison_asks_the_database_the_same_few_questions_whatever_the_number_of_tenants(
    country, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        protected_comparison(tenant="eikenberg", against="all")
