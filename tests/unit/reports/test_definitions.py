"""Reports that ship are complete, and a definition says all that is wrong with it at once."""

from dataclasses import replace
from datetime import date

import pytest

from benchmarking.definitions import UNITS
from benchmarking.disclosure import HiddenReason
from reports.answers import NO_POLICY, NOT_COMPUTED, NOT_RELEASED
from reports.definition import SHIPPED, BadReport, Rhythm, definition_from, shipped_definitions
from reports.figure_words import (
    column_year_words,
    figure_words,
    interval_words,
    period_words,
    unit_words,
)
from reports.periods import NotAPeriod, Period, last_over, periods_offered
from reports.snapshot import Line

LINE = Line(
    section=0, indicator="awarded_hours", part="", column="uwv@2025",
    value=-750, low=-810, high=690, hidden="", cases=100,
)  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_read_and_written_the_same(name):
    one = shipped_definitions()[name]
    assert definition_from(name, one.as_data()) == one
    assert one.indicators


def test_everything_that_is_wrong_is_said_at_once():
    data = shipped_definitions()["municipal-profile"].as_data()
    data |= {"rhythm": "daily", "columns": ["own", "nobody"], "year_before": "no"}
    data["sections"][0]["indicators"] = ["awarded_hours", "no_such_indicator"]
    with pytest.raises(BadReport) as told:
        definition_from("own-one", data)
    for part in ("rhythm is one of", "columns are", "year_before is", "section 1 names"):
        assert part in told.value.problem


@pytest.mark.parametrize(
    "change", [{"lead": {"nl": "Alleen Nederlands"}}, {"sections": []}, {"more": 1}]
)
def test_a_definition_that_lacks_something_is_refused(change):
    data = shipped_definitions()["municipal-profile"].as_data() | change
    with pytest.raises(BadReport):
        definition_from("own-one", data)


def test_a_period_is_of_the_rhythm_of_its_report():
    quarter = Period.from_text("2026-Q3", Rhythm.QUARTERLY)
    assert (quarter.name, quarter.last_day) == ("2026-Q3", date(2026, 9, 30))
    assert Period.from_text("2025", Rhythm.YEARLY).last_day == date(2025, 12, 31)
    for text, rhythm in (("2026", "quarterly"), ("2026-Q1", "yearly"), ("26", "yearly")):
        with pytest.raises(NotAPeriod):
            Period.from_text(text, Rhythm(rhythm))


def test_the_last_period_that_is_over():
    assert last_over(Rhythm.YEARLY, on=date(2026, 1, 1)).name == "2025"
    assert last_over(Rhythm.QUARTERLY, on=date(2026, 2, 3)).name == "2025-Q4"
    assert last_over(Rhythm.QUARTERLY, on=date(2026, 12, 31)).name == "2026-Q3"


def test_periods_are_offered_of_years_with_figures_only():
    offered = periods_offered(Rhythm.QUARTERLY, years=(2025, 2026), on=date(2026, 5, 1))
    assert [one.name for one in offered] == ["2026-Q2"]  # older ones would say the same figures
    assert periods_offered(Rhythm.YEARLY, years=(), on=date(2026, 5, 1)) == ()


def test_figures_are_of_a_year_until_a_day_and_never_of_a_quarter():
    """All of 2026-Q1 to Q4 were the same figures on 22 November 2026, named by four quarters."""
    day = date(2026, 11, 22)
    assert period_words("2026-Q1", "nl", day) == "2026, gegevens tot en met 22 november 2026"
    assert period_words("2026-Q4", "en", day) == "2026, data up to 22 November 2026"
    assert period_words("2025-Q3", "nl", day) == "2025"
    beside = [column_year_words({2025, 2026}, year, "nl", day) for year in (2025, 2026)]
    assert beside == [", heel 2025", ", deel van 2026"]
    assert column_year_words({2024, 2025}, 2025, "nl", day) == " 2025"


def test_a_figure_is_read_in_its_unit_with_its_interval():
    assert figure_words(LINE, "minutes", "nl") == "−12,5"
    assert interval_words(LINE, "minutes", "nl") == "−13,5 tot 11,5"
    assert interval_words(LINE, "minutes", "en") == "−13.5 to 11.5"
    assert figure_words(replace(LINE, value=35), "percent", "en") == "35 %"
    assert figure_words(replace(LINE, value=1250), "people", "nl") == "1.250"
    assert figure_words(replace(LINE, value=64), "tenths_of_week", "nl") == "6,4"


def test_every_unit_and_every_reason_has_words():
    nothing = replace(LINE, value=None, low=None, high=None)
    for reason in (*HiddenReason, NOT_RELEASED, NOT_COMPUTED, NO_POLICY):
        words = {figure_words(replace(nothing, hidden=reason), "people", x) for x in ("nl", "en")}
        assert len(words) == 2
        assert interval_words(replace(nothing, hidden=reason), "people", "nl") == ""
    assert all(unit_words(unit, "nl") for unit in UNITS)
