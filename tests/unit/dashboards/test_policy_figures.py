"""Figures of published policy: everybody on every topic, and quarters without policy."""

from dashboards.policy_figures import PolicyDot, QuarterPoint, TopicRow, by_quarter, topic_strips
from dashboards.theme import LIGHT


def dot(value, look):
    return PolicyDot(name=look, value=value, words=f"{value} %", look=look)


def test_who_matters_most_is_drawn_on_top_and_differs_without_colour():
    row = TopicRow(label="Opleiding", dots=(dot(5, "own"), dot(5, "other"), dot(5, "group")))
    figure = topic_strips([row, row], theme=LIGHT, language="nl")
    last = [each["marker"] for each in figure["data"]]
    assert [each["size"] for each in last] == [11, 11, 14]
    assert [each["symbol"] for each in last] == ["circle", "square", "circle"]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Opleiding"] * 2


def test_a_quarter_without_policy_breaks_the_line():
    points = [
        QuarterPoint(label="mrt", value=None, words=""),
        QuarterPoint(label="jun", value=4, words="4 %"),
    ]
    figure = by_quarter(points, points, names=("Eikenberg", "Groep"), theme=LIGHT, language="nl")
    for line in figure["data"]:
        assert line["y"] == [None, 4]
        assert not line["connectgaps"]


def test_where_all_lie_at_nought_the_axis_is_not_empty():
    row = TopicRow(label="Opleiding", dots=(dot(0, "own"),))
    figure = topic_strips([row], theme=LIGHT, language="en")
    assert figure["layout"]["xaxis"]["range"][1] > 5
