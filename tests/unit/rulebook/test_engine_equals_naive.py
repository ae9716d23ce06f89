"""The engine and the naive implementation say the same of every case under every policy."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.engine import Findings, evaluate
from rulebook.facts import EPOCH, UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import load_shipped, shipped_profile_names
from rulebook.ternary import OUTCOME_NAMES
from tests.unit.rulebook import naive
from tests.unit.rulebook.random_cases import random_facts, random_profile

#: A number per case: drawing every fact through hypothesis would take minutes.
SEEDS = st.integers(min_value=0, max_value=2**48)


def row_of(findings: Findings, row: int) -> naive.NaiveFinding:
    """One row of the engine's answer in the words of the naive implementation."""
    return naive.NaiveFinding(
        criteria={code: OUTCOME_NAMES[column[row]] for code, column in findings.criteria.items()},
        verdict=OUTCOME_NAMES[findings.verdict[row]],
        provider=OUTCOME_NAMES[findings.provider[row]],
        start=_date(findings.support_start[row]),
        end=_date(findings.support_end[row]),
        support_minutes=_minutes(findings.support_minutes[row]),
        minutes=_minutes(findings.minutes[row]),
    )


def _date(number: int) -> date | None:
    return None if number == UNKNOWN else EPOCH + timedelta(days=int(number))


def _minutes(number: int) -> int | None:
    return None if number < 0 else int(number)


def assert_same(rows: list[dict[str, object]], profile: Profile) -> None:
    findings = evaluate(CaseFrame.from_rows(rows), profile)
    for number, facts in enumerate(rows):
        assert row_of(findings, number) == naive.naive_finding(facts, profile), facts


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_any_case_under_any_policy(seed: int) -> None:
    rng = Random(seed)
    assert_same([random_facts(rng)], random_profile(rng))


@pytest.mark.parametrize("name", shipped_profile_names())
@pytest.mark.parametrize("on", [date(2014, 7, 1), date(2026, 1, 1)])
def test_many_cases_under_every_shipped_profile(name: str, on: date) -> None:
    rng = Random(f"{name} {on}")
    assert_same([random_facts(rng) for _ in range(120)], load_shipped(name, on))


@pytest.mark.parametrize("seed", range(20))
def test_many_cases_under_random_policies(seed: int) -> None:
    rng = Random(seed)
    assert_same([random_facts(rng, missing=0.03) for _ in range(80)], random_profile(rng))
