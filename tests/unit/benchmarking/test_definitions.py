"""Indicators and published series: complete, in two languages, and true to their source."""

import re

import pytest

from benchmarking.definitions import (
    TOPICS,
    BadDefinition,
    indicators,
    indicators_of,
    reference_series,
    series_of,
)
from benchmarking.measures.expression import BadMeasure, measure_from
from benchmarking.measures.written import written
from benchmarking.reference_page import PAGE, indicators_page


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


def test_there_are_more_than_forty_and_every_topic_has_one():
    assert len(indicators()) >= 75
    assert {one.topic for one in indicators().values()} == set(TOPICS)


ENTRY = {
    "code": "X-1",
    "method": "share",
    "unit": "percent",
    "polarity": "none",
    "measure": {"fact": "decision", "counts": {"refused": True}},
    "caveats": [{"nl": "a", "en": "b"}],
    **{
        name: {"nl": "a", "en": "b"}
        for name in ("label", "definition", "numerator", "denominator", "window", "source")
    },
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"polarity": "good"}, "polarity is one of none, higher, lower"),
        ({"unit": "hours"}, "unit is one of minutes"),
        ({"method": "average"}, "method is one of count, share"),
        ({"window": "someday"}, "no shared text 'someday'"),
        ({"colour": "red"}, "leave out colour"),
        ({"measure": {"fact": "decision"}}, "method share needs counts"),
        ({"measure": {"fact": "case", "counts": {}}}, "fact is one of decision, period, outcome"),
        ({"measure": ENTRY["measure"] | {"per": "x"}}, "method share takes no per"),
        (
            {"measure": {"fact": "decision", "counts": {"refusd": True}}},
            "refusd is no column of this fact",
        ),
        (
            {"measure": {"fact": "decision", "counts": {"need": "heavy"}}},
            "need has no code 'heavy'",
        ),
        (
            {"measure": {"fact": "decision", "counts": {"refused": "yes"}}},
            "refused is true or false",
        ),
        (
            {"measure": {"fact": "decision", "counts": {"need": {"under": 3}}}},
            "need .code. cannot be tested with under",
        ),
        (
            {"method": "mean", "measure": {"fact": "decision", "value": "need"}},
            "value cannot be need: that is a column of the kind code",
        ),
        (
            {"method": "mix", "measure": {"fact": "decision", "each": "own_minutes"}},
            "each cannot be own_minutes",
        ),
    ],
)
def test_a_definition_that_cannot_be_is_refused_with_what_to_do(change, says):
    with pytest.raises(BadDefinition, match=says):
        list(indicators_of("refusal", {"x": ENTRY | change}, {}))


def test_a_definition_lacking_parts_names_them():
    entry = {name: value for name, value in ENTRY.items() if name not in ("label", "measure")}
    with pytest.raises(BadDefinition, match="give label, measure"):
        list(indicators_of("refusal", {"x": entry}, {}))


def test_everything_wrong_with_a_measure_is_said_at_once():
    with pytest.raises(BadMeasure) as refused:
        measure_from("share", {"fact": "decision", "among": {"a": 1}, "counts": {"need": "b"}})
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("refusals", "share of decision: refused = true"),
        ("early_end", "share of outcome where gap_days is known: duration_days < 183"),
        ("goals_reached", "rate of period where end_month is past: goals_reached / goals_set"),
        ("deviations", "share of decision: deviation_reason \u2260 empty"),
        ("four_way_split", "split of hours"),
    ],
)
def test_an_expression_is_written_as_it_is_read(name, line):
    one = indicators()[name]
    assert written(one.method, one.measure) == line
