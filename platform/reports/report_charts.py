"""The pictures of a report: of each indicator its columns beside each other, from what is frozen.

They are drawn of the lines of the snapshot, as its tables are, so a picture cannot say other than
the table above it; the same report gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.drawing.interval_rows import IntervalRow, interval_rows
from reports.figure_words import column_year_words, figure_words, in_unit, interval_words
from reports.snapshot import Column, Line, Snapshot

#: One figure beside nothing needs no picture.
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with the sentence that says the same; `svg` is the picture itself."""

    story: str
    svg: str

    @property
    def picture(self) -> SafeString:
        """The picture for a page; every word in it was escaped as it was drawn."""
        return mark_safe(self.svg)  # noqa: S308 - escaped by the drawing


def charts_of(snapshot: Snapshot, lines: Sequence[Line], language: str) -> Iterator[Chart]:
    """Draw each single figure of a section of which two columns or more show one.

    A report of one page has none: they would not fit.
    """
    if snapshot.is_brief:
        return
    for name in dict.fromkeys(line.indicator for line in lines if not line.part):
        of_name = {line.column: line for line in lines if line.indicator == name and not line.part}
        found = [
            (column, of_name[column.key]) for column in snapshot.columns if column.key in of_name
        ]
        if sum(line.value is not None for _column, line in found) >= _LEAST:
            yield _chart(snapshot, name, found, language)


def _chart(
    snapshot: Snapshot, name: str, found: Sequence[tuple[Column, Line]], language: str
) -> Chart:
    words = snapshot.indicators[name]
    years = {column.year for column, _line in found}
    labels = [
        column.name.in_language(language)
        + column_year_words(years, column.year, language, snapshot.release.facts_as_of)
        for column, _line in found
    ]
    label = words.label.in_language(language)
    lines = [line for _column, line in found]
    story = _story(label, list(zip(labels, lines, strict=True)), words.unit, language)
    rows = [
        _row(text, line, words.unit, language) for text, line in zip(labels, lines, strict=True)
    ]
    decimal = "." if language == "en" else ","
    return Chart(story=story, svg=interval_rows(rows, story=story, decimal=decimal))


def _row(label: str, line: Line, unit: str, language: str) -> IntervalRow:
    value, low, high = (
        None if end is None else in_unit(end, unit) for end in (line.value, line.low, line.high)
    )
    words, interval = figure_words(line, unit, language), interval_words(line, unit, language)
    text = f"{words} ({interval})" if interval else words
    return IntervalRow(label=label, words=text, value=value, low=low, high=high)


def _story(label: str, found: Sequence[tuple[str, Line]], unit: str, language: str) -> str:
    """Say in a sentence what the picture shows; where intervals meet, that proves no difference."""
    shown = [(name, line, line.value) for name, line in found if line.value is not None]
    low, high = (choose(shown, key=lambda one: one[2]) for choose in (min, max))
    told = {
        "label": label,
        "high": high[0],
        "most": figure_words(high[1], unit, language),
        "low": low[0],
        "least": figure_words(low[1], unit, language),
    }
    if low[2] == high[2]:
        text = _("%(label)s: overal %(most)s.") % told
    else:
        text = (
            _("%(label)s: het hoogst bij %(high)s (%(most)s), het laagst bij %(low)s (%(least)s).")
            % told
        )
    hidden = len(found) - len(shown)
    if hidden:
        text += " " + _("Van %(hidden)s is er geen cijfer te zien.") % {"hidden": hidden}
    return text
