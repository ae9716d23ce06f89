"""Signals of followed cases: worked examples, and a naive twin on random cases."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.following.norms import Norms
from assessments.following.signalling import (
    FollowedCase,
    JobSeen,
    SignalKind,
    Urgency,
    signals_of,
)
from assessments.following.stretches import PunchCard, Stretch
from tests.unit.assessments.naive_signals import naive_signals

WRITTEN_OUT = yaml.safe_load((Path(__file__).parent / "examples/follow_signals.yaml").read_text())
TODAY = date(2026, 11, 22)
#: What waits since a day that has passed, and is not late by that.
WAITS = ("second", "check_log", "job_end", "still_in_job")


def case_of(said: Mapping[str, Any]) -> FollowedCase:
    """A case as an example writes it."""
    values = dict(said)
    values["stretches"] = tuple(
        Stretch(starts_on=first, ends_on=last, granted=granted, used=used)
        for first, last, granted, used in values.get("stretches", ())
    )
    if "card" in values:
        values["card"] = PunchCard(granted=values["card"][0], used=values["card"][1])
    if "norms" in values:
        values["norms"] = Norms(**WRITTEN_OUT["norms"][values["norms"]])
    if "job" in values:
        values["job"] = JobSeen(**values["job"])
    values["obligations"] = tuple(values.get("obligations", ()))
    return FollowedCase(**values)


@pytest.mark.parametrize("example", WRITTEN_OUT["examples"], ids=lambda each: each["id"])
def test_signals_are_those_worked_out_by_hand(example: Mapping[str, Any]) -> None:
    """Kind, day and how soon, in order of urgency."""
    found = signals_of(case_of(example["case"]), today=example["today"])
    said = [[signal.kind.value, signal.day, signal.urgency.name.lower()] for signal in found]
    assert said == example["signals"]


def test_every_kind_is_in_an_example() -> None:
    """A kind that nobody worked out by hand could mean anything."""
    seen = {signal[0] for example in WRITTEN_OUT["examples"] for signal in example["signals"]}
    assert seen == {kind.value for kind in SignalKind}


days = st.dates(TODAY - timedelta(days=420), TODAY + timedelta(days=420))
maybe = st.none() | days
norms = st.builds(
    Norms,
    evaluation_months=st.sampled_from([None, 3, 6, 12]),
    evaluates_at_end=st.booleans(),
    report_months=st.sampled_from([None, 1, 6]),
    contact=st.sampled_from(
        ["", "each_year", "each_half_year", "halfway_and_before_end", "last_three_months"]
    ),
)

jobs = st.builds(
    JobSeen,
    started_on=st.none() | st.dates(TODAY - timedelta(days=1300), TODAY + timedelta(days=30)),
    seen_on=maybe,
    is_over=st.sampled_from([False, False, True]),
)


@st.composite
def followed(draw: st.DrawFn) -> FollowedCase:
    """A case with one or two periods, one after the other, or a card, or neither."""
    stretches = []
    start = draw(st.dates(TODAY - timedelta(days=420), TODAY + timedelta(days=20)))
    for _number in range(draw(st.integers(0, 2))):
        end = start + timedelta(days=draw(st.integers(0, 400)))
        granted = draw(st.integers(1, 6000))
        used = draw(st.just(0) | st.integers(granted * 7 // 10, granted * 11 // 10))
        stretches.append(Stretch(starts_on=start, ends_on=end, granted=granted, used=used))
        start = end + timedelta(days=draw(st.integers(1, 60)))
    card = None
    if not stretches and draw(st.booleans()):
        card = PunchCard(granted=draw(st.integers(1, 600)), used=draw(st.integers(0, 700)))
    return FollowedCase(
        term_ends_on=draw(maybe), contract_ends_on=draw(maybe), stretches=tuple(stretches),
        card=card, norms=draw(norms), contact_on=draw(maybe), evaluated_on=draw(maybe),
        evaluation_agreed_on=draw(maybe), obligations=tuple(draw(st.lists(days, max_size=2))),
        expires_on=draw(maybe), waits_since=draw(maybe), agreement_due_on=draw(maybe),
        phase_ends_on=draw(maybe), reported_on=draw(maybe),
        job=draw(st.none() | jobs),
        log_waits_since=draw(st.none() | st.dates(TODAY - timedelta(days=92), TODAY)),
    )  # fmt: skip


@settings(max_examples=120)
@given(case=followed())
def test_a_naive_twin_says_the_same(case: FollowedCase) -> None:
    """It walks over days one by one and knows none of the short ways."""
    found = signals_of(case, today=TODAY)
    assert sorted((s.kind.value, s.day) for s in found) == naive_signals(case, TODAY)
    assert [s.urgency for s in found] == sorted(s.urgency for s in found)
    assert all(s.urgency is Urgency.LATE or s.day >= TODAY for s in found if s.kind not in WAITS)
