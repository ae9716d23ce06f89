"""The picture of a public card: drawn by the server of what its table says, so without script."""

from fractions import Fraction

from django.utils.safestring import SafeString, mark_safe

from accounts.language import language_now
from dashboards import words
from dashboards.card import Card, Record
from reports.drawing.interval_rows import IntervalRow, NothingToDraw, interval_rows

#: How many of a unit make one on the axis.
_SCALES = {"minutes": 60, "tenths_of_week": 10, "tenths_of_month": 10}


def picture_of(card: Card) -> SafeString:
    """Return the first column of a card of one unit as a picture; empty where nothing is shown."""
    records = [record for record in card.records if record.column == card.columns[0]]
    rows = [_row(record) for record in records]
    decimal = "." if language_now() == "en" else ","
    try:
        drawn = interval_rows(rows, story=f"{card.title}. {card.summary}", decimal=decimal)
    except NothingToDraw:
        return SafeString("")
    return mark_safe(drawn)  # noqa: S308 - escaped as it was drawn


def _row(record: Record) -> IntervalRow:
    figure, scale = record.figure, _SCALES.get(record.unit, 1)
    value, low, high = (
        None if end is None else Fraction(end, scale)
        for end in (figure.value, figure.low, figure.high)
    )
    text = words.figure(figure, record.unit)
    return IntervalRow(label=record.row, words=text, value=value, low=low, high=high)
