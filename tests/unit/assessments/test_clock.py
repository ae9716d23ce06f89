"""The clock of the Awb: worked examples, and a naive count day by day on random histories."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.term.clock.events import Event, EventRefused, Kind, LateReason
from assessments.term.clock.lines import lines_of, reason_words
from assessments.term.clock.reckoning import State, reckoned
from assessments.term.clock.working_days import easter, holidays, is_working_day

WRITTEN_OUT = yaml.safe_load((Path(__file__).parent / "examples" / "clock.yaml").read_text())
DAY = timedelta(days=1)


def events_of(example: Mapping[str, Any]) -> tuple[Event, ...]:
    return tuple(
        Event(
            kind=Kind(given["kind"]),
            day=given["day"],
            days=given.get("days", 0),
            until=given.get("until"),
            reason=LateReason(given["reason"]) if "reason" in given else None,
        )
        for given in example["events"]
    )


@pytest.mark.parametrize("example", WRITTEN_OUT["examples"], ids=lambda each: each["id"])
def test_the_clock_comes_to_what_was_worked_out_by_hand(example: Mapping[str, Any]) -> None:
    """Last day, state and lines; in whatever order the events are given."""
    events = events_of(example)
    clock = reckoned(events, today=example["today"])
    assert clock.ends_on == example["ends_on"]
    assert clock.state_on(example["today"]) == State(example["state"])
    lines = lines_of(clock, today=example["today"])
    assert [line.code for line in lines] == example["lines"]
    assert reckoned(events[::-1], today=example["today"]) == clock


@pytest.mark.parametrize("example", WRITTEN_OUT["refused"], ids=lambda each: each["id"])
def test_what_cannot_be_true_is_refused(example: Mapping[str, Any]) -> None:
    """With a fact by which a page can say what to do."""
    with pytest.raises(EventRefused) as refused:
        reckoned(events_of(example), today=example["today"])
    assert refused.value.refusal == example["refusal"]


def test_lines_say_days_and_articles_in_both_languages() -> None:
    """What a consultant reads to somebody on the phone."""
    example = next(e for e in WRITTEN_OUT["examples"] if e["id"].startswith("over, with"))
    lines = lines_of(reckoned(events_of(example), today=example["today"]), today=example["today"])
    dutch = {line.code: line.in_language("nl") for line in lines}
    english = {line.code: line.in_language("en") for line in lines}
    assert dutch["submitted"].endswith("is er 56 dagen om te besluiten.")
    assert (
        dutch["late"] == "Het besluit komt te laat. Reden: de loonwaardemeting was nog niet klaar."
    )
    assert "Tot en met 17 augustus 2026" in dutch["default_notice"]
    assert dutch["over"] == "De termijn is 13 dagen voorbij."
    assert "17 August 2026" in english["default_notice"]
    penalty = next(line for line in lines if line.code == "penalty")
    assert (penalty.day, penalty.article, penalty.is_ahead) == (date(2026, 8, 18), "Awb 4:17", True)
    assert "28 september 2026" in penalty.in_language("nl")
    assert all(line.article.startswith("Awb") for line in lines if line.code != "late")


def test_every_reason_has_words() -> None:
    """A reason without words would be a blank on the page."""
    assert all(reason_words(reason).nl and reason_words(reason).en for reason in LateReason)


def test_an_application_may_be_left_aside_for_four_weeks_after_its_time_to_complete() -> None:
    """Awb 4:5 (4): 25 June and 28 days is Wednesday 22 July."""
    example = next(
        e for e in WRITTEN_OUT["examples"] if e["id"].endswith("day after the time to complete")
    )
    lines = lines_of(reckoned(events_of(example), today=example["today"]), today=example["today"])
    sentence = next(line for line in lines if line.code == "not_completed").in_language("nl")
    assert "14 dagen stil" in sentence
    assert "tot en met 22 juli 2026" in sentence


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2014, (4, 20)),
        (2018, (4, 1)),
        (2024, (3, 31)),
        (2026, (4, 5)),
        (2038, (4, 25)),
        (2285, (3, 22)),
    ],
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    """Published tables; 22 March and 25 April are the earliest and the latest there are."""
    assert easter(year) == date(year, *sunday)


def test_holidays_of_a_year() -> None:
    """As in the calendar of 2026, and King's Day a day earlier where it would be a Sunday."""
    assert holidays(2026) == {
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5),
        date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26),
    }  # fmt: skip
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)
    assert date(2013, 4, 30) in holidays(2013)


STARTS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """A submission with letters and answers at random; some of them do not fit."""
    start = draw(STARTS)
    events = [Event(kind=Kind.SUBMITTED, day=start, days=draw(st.integers(1, 182)))]
    for _ in range(draw(st.integers(0, 6))):
        day = start + draw(st.integers(0, 200)) * DAY
        kind = draw(st.sampled_from([Kind.INCOMPLETE, Kind.COMPLETED, Kind.EXTENDED]))
        until = day + draw(st.integers(0, 200)) * DAY if kind is Kind.EXTENDED else None
        events.append(Event(kind=kind, day=day, days=draw(st.integers(1, 30)), until=until))
    return tuple(events)


def stopped(events: tuple[Event, ...], day: date) -> bool:
    """Whether the clock stands still on a day, read off the events as the law says it."""
    return any(
        letter.day < day <= letter.day + letter.days * DAY
        and not any(
            letter.day <= answer.day <= day and answer.kind is Kind.COMPLETED
            and (answer.day > letter.day)
            for answer in events
        )
        for letter in events
        if letter.kind is Kind.INCOMPLETE
    )  # fmt: skip


def naive_end(events: tuple[Event, ...]) -> date:
    """Count the days one by one."""
    submitted = next(event for event in events if event.kind is Kind.SUBMITTED)
    extended = next((event for event in events if event.kind is Kind.EXTENDED), None)
    if extended is not None and extended.until is not None:
        day, left = extended.day, (extended.until - extended.day).days
    else:
        day, left = submitted.day, submitted.days
    while left:
        day += DAY
        left -= not stopped(events, day)
    while extended is None and submitted.days <= 90:
        if is_working_day(day) and not stopped(events, day):
            break
        day += DAY
    return day


@settings(deadline=None)
@given(histories())
def test_the_clock_equals_a_count_day_by_day(events: tuple[Event, ...]) -> None:
    """Whatever letters, answers and extension there were; events that do not fit are left out."""
    fitting: tuple[Event, ...] = ()
    today = max(event.day for event in events)
    for event in events:
        try:
            reckoned((*fitting, event), today=today)
        except EventRefused:
            continue
        fitting = (*fitting, event)
    assert reckoned(fitting, today=today).ends_on == naive_end(fitting)


@settings(deadline=None)
@given(histories(), st.integers(0, 400))
def test_a_letter_never_makes_the_term_end_earlier(events: tuple[Event, ...], later: int) -> None:
    """And the state on a day follows from the last day alone once nothing stands still."""
    start = events[0]
    letter = Event(kind=Kind.INCOMPLETE, day=start.day, days=14)
    plain = reckoned((start,), today=start.day)
    asked = reckoned((start, letter), today=start.day)
    assert plain.ends_on is not None
    assert asked.ends_on is not None
    assert asked.ends_on >= plain.ends_on
    day = start.day + later * DAY
    expected = State.OVER if day > plain.ends_on else State.RUNNING
    assert plain.state_on(day) == expected
