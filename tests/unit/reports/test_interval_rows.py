"""A picture of figures beside each other says what they are, and nothing of one that is hidden."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from reports.drawing.interval_rows import IntervalRow, NothingToDraw, interval_rows

ROWS = (
    IntervalRow(
        label="Eikenberg & <omstreken>",
        words="12,5 (11,9 tot 13,1)",
        value=Fraction(25, 2),
        low=Fraction(119, 10),
        high=Fraction(131, 10),
    ),
    IntervalRow(label="Duinzicht", words="10,0", value=Fraction(10)),
    IntervalRow(label="Lindehoven", words="te weinig gevallen om te tonen"),
)
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(rows=ROWS, **how):
    return ElementTree.fromstring(interval_rows(rows, story='Twee van de "drie".', **how))  # noqa: S314 - our own


def test_the_same_figures_give_the_same_bytes():
    assert interval_rows(ROWS, story="a") == interval_rows(list(ROWS), story="a")


def test_whoever_does_not_see_it_is_told_the_sentence():
    found = drawn()
    assert found.get("role") == "img"
    assert found.get("aria-label") == 'Twee van de "drie".'


def test_each_shown_figure_is_a_dot_and_a_hidden_one_is_its_reason():
    found = drawn()
    assert len(found.findall(f"{_SVG}circle")) == 2
    words = " ".join(one.text for one in found.findall(f"{_SVG}text"))
    for text in ("Eikenberg & <omstreken>", "12,5 (11,9 tot 13,1)", "te weinig gevallen om te"):
        assert text in words


def test_dots_lie_in_the_order_of_their_values_and_inside_their_intervals():
    found = drawn()
    first, second = (float(one.get("cx")) for one in found.findall(f"{_SVG}circle"))
    assert second < first
    (interval,) = [one for one in found.findall(f"{_SVG}line") if one.get("stroke-width") == "2"]
    assert float(interval.get("x1")) < first < float(interval.get("x2"))


def test_the_axis_begins_at_nought_and_has_the_decimal_sign_of_the_language():
    rows = (IntervalRow(label="a", words="0,9", value=Fraction(9, 10)),)
    assert [one.text for one in drawn(rows).findall(f"{_SVG}text")][:2] == ["0", "0,2"]
    assert drawn(rows, decimal=".").findall(f"{_SVG}text")[1].text == "0.2"


def test_it_lies_within_the_picture_also_below_nought():
    rows = (
        IntervalRow(label="a", words="−3", value=Fraction(-3), low=Fraction(-7), high=Fraction(2)),
    )
    places = [
        float(x) for x in re.findall(r' (?:x\d?|cx)="([^"]+)"', interval_rows(rows, story=""))
    ]
    assert 0 <= min(places) <= max(places) <= 640


def test_without_any_figure_there_is_nothing_to_draw():
    with pytest.raises(NothingToDraw):
        interval_rows(ROWS[2:], story="")
