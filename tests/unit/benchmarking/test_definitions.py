"""Indicators and published series: complete, in two languages, and true to their source."""

import re

import pytest

from benchmarking.definitions import (
    BadDefinition,
    Indicator,
    indicators,
    reference_series,
    series_of,
)
from benchmarking.reference_page import PAGE, indicators_page
from rulebook.text import Text


def test_the_indicators_of_the_source_are_there_by_their_codes():
    codes = {indicator.code for indicator in indicators().values()}
    assert {"I-03", "I-04", "I-08", "I-09", "I-11"} <= codes
    assert len(codes) == len(indicators())


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda one: one.name)
def test_an_indicator_says_in_two_languages_what_is_counted(indicator):
    texts = [
        indicator.label,
        indicator.definition,
        indicator.numerator,
        indicator.denominator,
        indicator.window,
    ]
    assert all(text.nl != text.en for text in texts)
    assert indicator.caveats
    assert indicator.minimum_n >= 10


@pytest.mark.parametrize("series", reference_series(), ids=lambda one: one.id)
def test_a_published_series_names_its_source_and_what_it_leaves_out(series):
    assert series.indicator in indicators()
    assert "UWV" in series.label.nl
    assert re.search(r"2015|2019", series.label.nl)
    assert series.section
    assert any("gemeenten" in caveat.nl for caveat in series.caveats)


@pytest.mark.parametrize("series", reference_series(), ids=lambda one: one.id)
def test_cumulative_series_only_rise_and_survival_only_falls(series):
    shares = [share for _, share in series.points]
    months = [month for month, _ in series.points]
    assert months == sorted(months)
    assert shares == sorted(shares, reverse=series.measures == "still_going")


def test_table_3_1_is_as_printed():
    """UWV (2022), Tabel 3.1, the row of the external job coach."""
    (external,) = [s for s in series_of("next_job") if s.id == "next_job_external_coach"]
    assert [share for _, share in external.points] == [25, 30, 43, 54, 67, 78, 83, 85]


def test_the_reference_page_is_the_one_made_from_the_definitions():
    """To renew: python -m benchmarking.reference_page."""
    assert PAGE.read_text("utf-8") == indicators_page()


def test_a_definition_without_polarity_or_with_an_unknown_one_is_refused():
    text = Text("a", "b")
    with pytest.raises(BadDefinition, match="polarity"):
        Indicator(
            name="x", code="X", unit="percent", polarity="good", minimum_n=10, label=text,
            definition=text, numerator=text, denominator=text, window=text, source=text,
            caveats=(text,),
        )  # fmt: skip
