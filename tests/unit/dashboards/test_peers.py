"""Organisations beside each other: a hidden figure is not nought, and who is not drawn is told."""

from datetime import date

from django.utils.translation import override

from benchmarking.cells import Selection
from benchmarking.comparison import OfRelease
from benchmarking.definitions import indicator
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from dashboards.indicator_cards import MOST_DRAWN, peers_card
from dashboards.indicator_reading import Reading
from dashboards.theme import LIGHT
from rulebook.text import Text

HIDDEN = Protected(reason=HiddenReason.SMALL_NUMBERS)


def figure(code, value, *, kind=WhomKind.ORGANISATION, members=()):
    return ReleasedFigure(
        indicator="awarded_hours",
        whom=Whom(code=code, kind=kind, label=Text(code, code), members=members or (code,)),
        selection=Selection(),
        release=OfRelease(number=1, facts_as_of=date(2026, 1, 1)),
        as_of=1,
        members=len(members) or 1,
        members_counted=len(members) or 1,
        holds_synthetic=False,
        cases=Protected(value=100),
        value=HIDDEN if value is None else Protected(value=value),
    )


def card_of(own, group, values, kind=WhomKind.ALL):
    """The card of an organisation beside others with values of 0 to 99 hours, and one hidden."""
    members = [figure(f"Stad {value}", 60 * value) for value in values]
    reading = Reading(
        indicator=indicator("awarded_hours"),
        part="",
        own=figure("Eikenberg", own),
        group=figure("iedereen", group, kind=kind, members=tuple(f"m{at}" for at in range(101))),
        members=(figure("Verborgen", None), *members),
    )
    with override("nl"):
        return peers_card(reading)


def drawn(card):
    with override("nl"):
        rows = card.draw(LIGHT)["data"][0]["text"]
    return sorted(float(row.split(": ")[1].split(",")[0]) for row in rows if "Stad" in row)


def test_beside_a_hidden_figure_the_nearest_to_the_group_are_drawn_and_not_the_lowest():
    card = card_of(None, 50 * 60 + 30, range(100))
    assert drawn(card) == [float(value) for value in range(36, 66)]
    assert len(drawn(card)) == MOST_DRAWN
    assert "Getekend zijn 30 van de 100 andere uitvoerders met een cijfer" in card.below
    assert "dichtst liggen bij iedereen" in card.below


def test_without_any_figure_beside_which_to_draw_the_middle_is_drawn():
    card = card_of(None, None, range(100))
    assert drawn(card)[0] > 30
    assert "dichtst liggen bij het midden" in card.below


def test_where_everybody_is_drawn_nothing_is_said_of_it_and_the_hidden_one_comes_last():
    card = card_of(60, 60, [-2, 3])
    assert "Getekend" not in card.below
    assert [row.header for row in card.rows] == [
        "Eikenberg",
        "iedereen",
        "Stad 3",
        "Stad -2",
        "Verborgen",
    ]
