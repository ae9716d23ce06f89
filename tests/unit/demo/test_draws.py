"""Random draws of the example data: the same everywhere, and spread as they promise."""

import subprocess
import sys
from dataclasses import replace

import pytest

from demo.careers import jobs_of
from demo.draws import Draws
from demo.spans import Spans
from demo.tenant_list import demo_tenants

_JOBS = (
    "import hashlib; from demo.careers import jobs_of; from demo.tenant_list import demo_tenants;"
    "print(hashlib.sha256(repr([jobs_of(t) for t in demo_tenants()]).encode()).hexdigest())"
)
_CASES = (
    "import hashlib; from demo.population import cases_of;"
    "from demo.tenant_list import demo_tenants;"
    "print(hashlib.sha256(repr([cases_of(t) for t in demo_tenants()[:2]]).encode()).hexdigest())"
)
#: Of every job of every tenant. It changes only together with the YAML files of `demo`, or when
#: the draws do; it never changes by another machine, day or order of running.
JOBS_OF_ALL = "c4db08808874444fdb18d5d85f63918d027fb485fb05f06b31359e75d91a8e82"


def _printed(code: str, hash_seed: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    return answer.stdout.strip()


def test_the_jobs_are_the_same_to_the_byte_on_every_machine() -> None:
    assert _printed(_JOBS, "1") == JOBS_OF_ALL


def test_the_cases_are_the_same_in_every_process() -> None:
    assert _printed(_CASES, "1") == _printed(_CASES, "2")


def test_another_series_gives_other_jobs() -> None:
    uwv = demo_tenants()[0]
    assert jobs_of(replace(uwv, series=7)) != jobs_of(uwv)


def test_every_key_comes_as_often_as_its_weight_says() -> None:
    drawn = Draws("allot").allot({"a": 50, "b": 30, "c": 20}, 10)
    assert sorted(drawn) == list("aaaaabbbcc")
    assert drawn != sorted(drawn)


def test_every_stretch_has_its_part_of_each_key() -> None:
    drawn = Draws("even").allot_evenly({"a": 75, "b": 25}, 400)
    parts = [drawn[start : start + 40].count("b") for start in range(0, 400, 40)]
    assert sum(parts) == 100
    assert all(8 <= part <= 12 for part in parts)


def test_spread_numbers_leave_no_stretch_empty() -> None:
    numbers = Draws("spread").spread(50)
    assert sorted(int(number * 50) for number in numbers) == list(range(50))


def test_spans_end_where_the_shares_say() -> None:
    spans = Spans.between([0, 3, 6, 12], [8, 15, 77])
    assert spans.over_by(3) == 0.08
    assert spans.over_by(6) == 0.23
    assert spans.at(0.23) == 6
    assert spans.over_by(4.5) == pytest.approx(0.155)
    assert spans.at(1.0) is None


def test_spans_know_how_long_the_lasting_ones_go_on() -> None:
    spans = Spans.between([0, 6, 12], [50, 50])
    assert spans.at_beyond(0.5, 6) == 9
    assert spans.at_beyond(0.0, 6) == 6


def test_odds_turn_the_published_early_end_of_external_into_that_of_internal_coaches() -> None:
    """23 % ends within six months with an external coach, 17 % with one from within the firm."""
    external = Spans.between([0, 3, 6, 120], [8, 15, 77])
    internal = external.with_odds(0.686)
    assert round(100 * internal.over_by(6)) == 17
    assert 5 <= 100 * internal.over_by(3) <= 6
