"""A frozen report laid out in one language: the sections and tables of page, paper and workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports.figure_words import (
    column_year_words,
    count_words,
    figure_words,
    interval_words,
    period_words,
    unit_words,
)
from reports.queries import Kept
from reports.report_charts import Chart, charts_of
from reports.snapshot import Column, Line, Snapshot
from rulebook.wording import date_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure as it is read, with the bare value that it stands for.

    `counted` says over what it is; of the parts of an indicator a row below them says it.
    """

    text: str
    interval: str
    counted: str
    value: int | None
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Figures of one indicator, or of a part of one, beside one another."""

    label: str
    unit: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: one of single figures, or one of the parts of an indicator."""

    caption: str
    anchor: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def labelled(self) -> list[tuple[Row, list[tuple[str, Cell | None]]]]:
        """The rows with each figure beside the name of its column."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOutSection:
    """A section as it is read, with its pictures and the stories behind its figures."""

    title: str
    text: str
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    stories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A report in one language. `method` says of each indicator what is counted over what."""

    title: str
    subtitle: str
    lead: str
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[LaidOutSection, ...]
    method: tuple[tuple[str, str], ...]
    is_brief: bool
    language: str


def laid_out(kept: Kept, language: str) -> LaidOut:
    """Lay a report out; nothing in it comes from anywhere but the report itself."""
    snapshot = kept.snapshot
    with translation.override(language):
        return LaidOut(
            title=snapshot.title.in_language(language),
            subtitle=f"{snapshot.organisation}, {_period(snapshot, language)}",
            lead=snapshot.lead.in_language(language),
            marks=tuple(_marks(kept, language)),
            facts=_facts(kept, language),
            sections=tuple(
                _section(snapshot, number, language) for number in range(len(snapshot.sections))
            ),
            method=tuple(_method(snapshot, language)),
            is_brief=snapshot.is_brief,
            language=language,
        )


def _period(snapshot: Snapshot, language: str) -> str:
    return period_words(snapshot.period, language, snapshot.release.facts_as_of)


def _marks(kept: Kept, language: str) -> Iterator[str]:
    if kept.approved_at is None:
        yield _("Concept: een collega moet dit rapport nog vrijgeven.")
    if kept.withdrawn is not None:
        day = date_long(timezone.localdate(kept.withdrawn.at), language)
        yield _("Ingetrokken op %(day)s. De reden: %(reason)s") % {
            "day": day,
            "reason": kept.withdrawn.reason,
        }
    if kept.snapshot.holds_synthetic:
        yield _("Deze cijfers zijn gemaakt van voorbeeldgegevens.")


def _facts(kept: Kept, language: str) -> tuple[tuple[str, str], ...]:
    snapshot = kept.snapshot
    told = {
        "number": snapshot.release.number,
        "day": date_long(snapshot.release.facts_as_of, language),
    }
    protected = {"threshold": snapshot.threshold, "base": snapshot.rounding_base}
    return (
        (_("Cijfers"), _("publicatie %(number)s, stand van %(day)s") % told),
        (
            _("Afscherming"),
            _(
                "Cijfers over minder dan %(threshold)s gevallen zijn verborgen, en ook cijfers "
                "waaruit die te berekenen zijn. Aantallen zijn afgerond op %(base)s."
            )
            % protected,
        ),
        (_("Tussen haakjes"), _("het interval van 95 %")),
        (_("Werkwijze"), _("versie %(version)s") % {"version": snapshot.method_version}),
        (_("Gemaakt op"), date_long(timezone.localdate(kept.made_at), language)),
        (_("Nummer van het rapport"), str(kept.id)),
        (_("Kenmerk van de inhoud"), kept.content_hash),
        (_("Begingetal van wat wordt geloot"), str(snapshot.seed)),
    )


def _section(snapshot: Snapshot, number: int, language: str) -> LaidOutSection:
    words = snapshot.sections[number]
    lines = [line for line in snapshot.lines if line.section == number]
    named = dict.fromkeys(line.indicator for line in lines)
    return LaidOutSection(
        title=words.title.in_language(language),
        text=words.text.in_language(language) if words.text else "",
        tables=tuple(_tables(snapshot, lines, language)),
        charts=tuple(charts_of(snapshot, lines, language)),
        stories=tuple(
            (snapshot.indicators[name].label.in_language(language), snapshot.stories[name])
            for name in named
            if name in snapshot.stories
        ),
    )


def _tables(snapshot: Snapshot, lines: list[Line], language: str) -> Iterator[Table]:
    """Put the single figures of a section in one table; parts have one of their own."""
    single = [line for line in lines if not line.part]
    if single:
        yield _table(snapshot, _("Cijfers"), single, language)
    for name in dict.fromkeys(line.indicator for line in lines if line.part):
        found = [line for line in lines if line.indicator == name]
        yield _table(snapshot, _caption(snapshot, name, language), found, language)


def _caption(snapshot: Snapshot, name: str, language: str) -> str:
    words = snapshot.indicators[name]
    return f"{words.label.in_language(language)} ({unit_words(words.unit, language)})"


def _table(snapshot: Snapshot, caption: str, lines: list[Line], language: str) -> Table:
    there = {line.column for line in lines}
    columns = [column for column in snapshot.columns if column.key in there]
    years = {column.year for column in columns}
    cells = {(line.indicator, line.part, line.column): line for line in lines}
    rows = dict.fromkeys((line.indicator, line.part) for line in lines)
    return Table(
        caption=caption,
        anchor=f"tabel-{lines[0].section + 1}-{lines[0].indicator}",
        columns=tuple(
            column.name.in_language(language)
            + column_year_words(years, column.year, language, snapshot.release.facts_as_of)
            for column in columns
        ),
        rows=(
            *(
                _row(snapshot, key, [cells.get((*key, column.key)) for column in columns], language)
                for key in rows
            ),
            *_counted_below(snapshot, lines, columns, language),
        ),
    )


def _counted_below(
    snapshot: Snapshot, lines: list[Line], columns: list[Column], language: str
) -> Iterator[Row]:
    """Say below the parts of an indicator over what they are: the same for each of a column."""
    of_column = {line.column: line for line in lines if line.part}
    told = [
        count_words(line, snapshot.release.number, language)
        if (line := of_column.get(column.key))
        else ""
        for column in columns
    ]
    if any(told):
        cells = [
            Cell(text=text, interval="", counted="", value=None, is_hidden=True) if text else None
            for text in told
        ]
        yield Row(label=_("Waarover dit gaat"), unit="", cells=tuple(cells))


def _row(snapshot: Snapshot, key: tuple[str, str], lines: list[Line | None], language: str) -> Row:
    name, part = key
    words = snapshot.indicators[name]
    label = words.parts[part] if part else words.label
    return Row(
        label=label.in_language(language),
        unit="" if part else unit_words(words.unit, language),
        cells=tuple(_cell(snapshot, line, language) if line else None for line in lines),
    )


def _cell(snapshot: Snapshot, line: Line, language: str) -> Cell:
    unit = snapshot.indicators[line.indicator].unit
    return Cell(
        text=figure_words(line, unit, language),
        interval=interval_words(line, unit, language),
        counted="" if line.part else count_words(line, snapshot.release.number, language),
        value=line.value,
        is_hidden=line.value is None,
    )


def _method(snapshot: Snapshot, language: str) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(line.indicator for line in snapshot.lines):
        words = snapshot.indicators[name]
        told = (words.definition, words.numerator, words.denominator, words.window)
        counted: dict[str, Any] = {
            "numerator": told[1].in_language(language),
            "denominator": told[2].in_language(language),
            "window": told[3].in_language(language),
        }
        yield (
            f"{words.code} {words.label.in_language(language)}",
            told[0].in_language(language)
            + " "
            + _("Teller: %(numerator)s Noemer: %(denominator)s Periode: %(window)s") % counted,
        )
