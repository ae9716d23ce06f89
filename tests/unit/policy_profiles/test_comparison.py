"""Side by side, every value is marked that differs, with certainty and a source that exists."""

from datetime import date

import pytest

from policy_profiles.cells import State
from policy_profiles.reading.comparison import compare
from policy_profiles.reading.summary import summary, used_topics
from rulebook.parameter import PARAMETERS, TOPICS
from rulebook.profiles import BASELINE, shipped_profile_names
from tests.unit.policy_profiles.naive_policy import differences, values_on

TODAY = date(2026, 6, 1)
OTHERS = [name for name in shipped_profile_names() if name != BASELINE]


def _comparison(published, names, **asked):
    return compare(
        baseline=published(BASELINE),
        chosen=[published(name) for name in names],
        language="nl",
        **asked,
    )


def _marked(comparison, place):
    """The cells that one column marks, by parameter, row and column."""
    marked = set()
    for topic in comparison.topics:
        for item in topic.items:
            parameter = PARAMETERS[item.parameter]
            rows, columns = (parameter.rows, parameter.columns) if item.is_table else ((), ())
            for row, line in zip(rows or ("",), item.lines, strict=True):
                for column, cell in zip(columns or ("",), line.sides[place].cells, strict=True):
                    if any(part.state != State.SAME for part in cell):
                        marked.add((item.parameter, row, column))
    return marked


@pytest.mark.parametrize("names", [OTHERS[:6], OTHERS[6:]])
def test_every_difference_is_marked_and_nothing_else(published, names):
    """Compared with a plain reading of the YAML files, profile by profile."""
    comparison = _comparison(published, names)
    for place, name in enumerate(names):
        assert _marked(comparison, place) == differences(name, TODAY)


@pytest.mark.parametrize("only_differences", [False, True])
def test_a_topic_says_how_many_of_its_values_differ(published, only_differences):
    """The same number, whether what is equal is shown or left out."""
    comparison = _comparison(published, OTHERS[:6], only_differences=only_differences)
    differ = {cell[0] for name in OTHERS[:6] for cell in differences(name, TODAY)}
    for topic in comparison.topics:
        of_topic = {name for name, one in PARAMETERS.items() if one.topic == topic.code}
        assert (topic.differing, topic.total) == (len(differ & of_topic), len(of_topic))


def test_every_parameter_has_its_line_with_the_baseline_first(published):
    comparison = _comparison(published, ["utrecht"])
    listed = [item.parameter for topic in comparison.topics for item in topic.items]
    assert sorted(listed) == sorted(PARAMETERS)
    assert comparison.baseline.name == "UWV-basis"


@pytest.mark.parametrize("names", [OTHERS[:6], OTHERS[6:], []])
def test_only_differences_keeps_the_rows_in_which_something_differs(published, names):
    comparison = _comparison(published, names, only_differences=True)
    expected = {cell[:2] for name in names for cell in differences(name, TODAY)}
    kept = sum(len(item.lines) for topic in comparison.topics for item in topic.items)
    assert kept == len(expected)
    assert comparison.differing == len({parameter for parameter, _ in expected})


def test_every_value_of_the_baseline_has_certainty_and_source(published):
    """In its own line, or above the table that it stands in; what is not stated has neither."""
    comparison = _comparison(published, ["utrecht"])
    numbers = {source.number for source in comparison.sources}
    stated = {cell[0] for cell in values_on(BASELINE, TODAY)}
    for topic in comparison.topics:
        for item in topic.items:
            for line in item.lines:
                marks = line.baseline.marks or item.baseline_marks
                assert bool(marks) == (item.parameter in stated)
                assert {mark.number for mark in marks} <= numbers


def test_a_value_of_ones_own_has_certainty_and_source_and_an_inherited_one_has_not(published):
    """Utrecht says itself, like UWV, that six months are needed; the rest it inherits."""
    comparison = _comparison(published, ["utrecht"])
    items = {item.parameter: item for topic in comparison.topics for item in topic.items}
    said = items["contract.minimum_months"].lines[0].sides[0]
    assert [mark.certainty for mark in said.marks] == ["published"]
    assert not said.differs
    assert items["growth.within_months"].lines[0].sides[0].marks == ()


def test_only_sources_that_are_referred_to_are_listed(published):
    comparison = _comparison(published, ["strict-cap"], only_differences=True)
    used = {
        mark.number
        for topic in comparison.topics
        for item in topic.items
        for line in item.lines
        for side in (line.baseline, *line.sides)
        for mark in side.marks
    }
    assert used == {source.number for source in comparison.sources}
    assert len({(s.citation, s.note) for s in comparison.sources}) == len(comparison.sources)


def test_the_summary_counts_per_profile_and_topic(published):
    others = [published(name) for name in OTHERS]
    for row in summary(baseline=published(BASELINE), others=others, language="nl"):
        expected = {cell[0] for cell in differences(row.column.code, TODAY)}
        assert row.total == len(expected)
        by_topic = dict(zip(used_topics(), row.by_topic, strict=True))
        for topic in TOPICS:
            count = sum(PARAMETERS[name].topic == topic for name in expected)
            assert by_topic.get(topic, 0) == count


def test_the_summary_says_which_profiles_are_the_same(published):
    names = ["g4-2015", "amsterdam", "rotterdam", "utrecht"]
    others = [published(name) for name in names]
    rows = summary(baseline=published(BASELINE), others=others, language="nl")
    first = rows[0].column.name
    assert [row.same_as for row in rows] == ["", first, first, ""]
