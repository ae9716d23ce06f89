"""The engine against the naive one-case implementation and against bare NumPy."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from benchmarks import bare_numpy
from benchmarks.cases import random_cases
from benchmarks.measure import Figure, median_seconds, peak_megabytes, ratio
from rulebook.engine import evaluate
from rulebook.explanation import render
from rulebook.facts import EPOCH
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.profiles import BASELINE, load_shipped
from tests.unit.rulebook import naive

_THOUSAND, _MILLION = 1_000, 1_000_000


def figures() -> list[Figure]:
    """Every figure of the engine."""
    small, large = random_cases(_THOUSAND), random_cases(_MILLION)
    return [*_of(small, small, "thousand"), *_of(large, small, "million"), *_one(small)]


def _of(frame: CaseFrame, sample: CaseFrame, name: str) -> list[Figure]:
    """Speed and memory on a frame; the naive one works a sample of it, one case at a time."""
    profile = load_shipped(BASELINE)
    _same_answers(frame)
    took = median_seconds(lambda: evaluate(frame, profile), rounds=5)
    rows = [sample.row(index) for index in range(sample.n)]
    faster = ratio(
        lambda: [naive.naive_finding(row, profile) for row in rows],
        lambda: evaluate(frame, profile),
        rounds=3,
    )
    slower = ratio(
        lambda: evaluate(frame, profile),
        lambda: (bare_numpy.verdict_and_minutes(frame), bare_numpy.provider_met(frame)),
        rounds=7,
    )
    peak = peak_megabytes("benchmarks.one_run", str(frame.n))
    return [
        Figure(name=f"engine.{name}.cases_per_s", value=frame.n / took, unit="cases/s"),
        Figure(
            name=f"engine.{name}.faster_than_naive", value=faster * frame.n / sample.n, unit="×"
        ),
        Figure(name=f"engine.{name}.vs_numpy", value=slower, unit="×"),
        Figure(name=f"engine.{name}.peak_mb", value=peak, unit="MB"),
    ]


def _same_answers(frame: CaseFrame) -> None:
    """A comparison only counts between two that say the same."""
    findings = evaluate(frame, load_shipped(BASELINE))
    met, minutes = bare_numpy.verdict_and_minutes(frame)
    if not np.array_equal(findings.verdict >= 2, met) or not np.array_equal(
        findings.minutes, minutes
    ):
        raise AssertionError("The engine and bare NumPy disagree; mend that before timing them.")


def _one(frame: CaseFrame) -> list[Figure]:
    profile = load_shipped(BASELINE)
    facts = frame.row(0)
    facts["support_start"] = EPOCH + timedelta(days=int(frame["employment_start"][0]))
    found = median_seconds(lambda: find(facts, profile), rounds=200)
    explained = median_seconds(lambda: render(find(facts, profile), "nl"), rounds=200)
    return [
        Figure(name="engine.one.found_ms", value=found * 1000, unit="ms"),
        Figure(name="engine.one.explained_ms", value=explained * 1000, unit="ms"),
    ]
