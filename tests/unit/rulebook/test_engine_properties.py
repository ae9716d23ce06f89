"""What holds of every case: frames are cut freely, hours add up, facts only sharpen an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.contradictions import contradictions
from rulebook.engine import Findings, evaluate
from rulebook.facts import FACTS
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, load_shipped
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN
from tests.unit.rulebook.random_cases import random_facts, random_profile

SEEDS = st.integers(min_value=0, max_value=2**48)
#: Facts of which the words say what empty means: it is an answer, not a gap.
EMPTY_SAYS_SOMETHING = frozenset(
    {
        "contract_end",  # leave empty for a permanent contract
        "yearly_hours",  # only where the contract states hours a year
        "support_end",  # empty: the ordinary period of the policy
        "coaching_start",  # leave empty for a first application
        "previous_support_end",  # empty: no interruption
        "unused_hours",  # empty at a first application: none
    }
)


def columns(findings: Findings) -> dict[str, np.ndarray[Any, Any]]:
    """Every array of the findings by name."""
    single = {f.name: getattr(findings, f.name) for f in fields(findings)}
    criteria = {f"criteria.{code}": column for code, column in single.pop("criteria").items()}
    return {name: column for name, column in (single | criteria).items() if name != "n"}


def assert_equal(one: Findings, other: Findings) -> None:
    for name, column in columns(one).items():
        assert np.array_equal(column, columns(other)[name]), name


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_frame_says_what_its_rows_say(seed: int) -> None:
    rng = Random(seed)
    profile, rows = random_profile(rng), [random_facts(rng) for _ in range(12)]
    whole = columns(evaluate(CaseFrame.from_rows(rows), profile))
    alone = [columns(evaluate(CaseFrame.from_rows([row]), profile)) for row in rows]
    for name, column in whole.items():
        assert column.tolist() == [row[name][0] for row in alone], name


@pytest.mark.parametrize("size", [1, 7, 1_000, 32_768, 50_000])
def test_the_answer_does_not_depend_on_how_a_frame_is_cut(size: int) -> None:
    rng = Random(size)
    profile, few = random_profile(rng), [random_facts(rng) for _ in range(size % 97 + 40)]
    frame = CaseFrame.from_rows(few)
    times = -(-70_000 // frame.n) if size > 7 else 1
    many = {name: np.tile(column, times) for name, column in frame.columns.items()}
    large = CaseFrame.from_columns(many, n=frame.n * times)
    whole, pieces = columns(evaluate(large, profile)), []
    for start in range(0, large.n, size):
        pieces.append(columns(evaluate(large.slice(start, start + size), profile)))
    for name, column in whole.items():
        assert np.array_equal(column, np.concatenate([piece[name] for piece in pieces])), name


def test_an_empty_frame_has_empty_findings() -> None:
    findings = evaluate(CaseFrame.from_rows([]), load_shipped(BASELINE))
    assert {len(column) for column in columns(findings).values()} == {0}


@given(seed=SEEDS)
@settings(max_examples=100, deadline=None)
def test_a_fact_filled_in_never_turns_an_answer_that_was_known(seed: int) -> None:
    rng = Random(seed)
    profile, full = random_profile(rng), random_facts(rng, missing=0.0)
    gaps = [fact.name for fact in FACTS if fact.name not in EMPTY_SAYS_SOMETHING]
    kept = {name: value for name, value in full.items() if name not in gaps or rng.random() < 0.7}
    filled = [kept]
    for name in rng.sample(gaps, len(gaps)):
        filled.append({**filled[-1], name: full[name]})
    if not contradictions(full):
        assert_only_sharpened(filled, profile)


def assert_only_sharpened(filled: list[Mapping[str, Any]], profile: Profile) -> None:
    findings = columns(evaluate(CaseFrame.from_rows(filled), profile))
    for name, column in findings.items():
        if "minutes" in name:
            known = column >= 0
        elif name.startswith("support_"):
            known = column > 0
        else:
            known = column != NOT_KNOWN
            column = np.minimum(column, MET_WITH_OBLIGATION)  # refused, open or granted
        said = column[known]
        assert (np.diff(known.astype(int)) >= 0).all(), f"{name} was known, and is not any more"
        assert (said == said[:1]).all(), f"{name} changed from one known answer to another"
