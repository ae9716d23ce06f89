"""The figures of a report as one flat list: the columns of its CSV, Parquet and second sheet."""

from collections.abc import Iterator
from typing import Any, Final

from reports.figure_words import figure_words, year_of
from reports.queries import Kept
from reports.snapshot import Line, Snapshot

#: The columns, in this order, with the kind of what they hold.
FIELDS: Final = {
    "report": str,
    "content_hash": str,
    "release": int,
    "facts_as_of": str,
    "method_version": str,
    "organisation": str,
    "period": str,
    "section": str,
    "indicator": str,
    "code": str,
    "label": str,
    "part": str,
    "part_label": str,
    "whose": str,
    "whose_label": str,
    "year": int,
    "unit": str,
    "value": int,
    "low": int,
    "high": int,
    "cases": int,
    "members": int,
    "members_counted": int,
    "as_of_release": int,
    "hidden": str,
    "in_words": str,
}


def flat_lines(kept: Kept, language: str) -> Iterator[dict[str, Any]]:
    """Give every figure with all that is needed to know what it is; values in whole units."""
    for line in kept.snapshot.lines:
        yield {**_same_for_all(kept), **_of_line(kept.snapshot, line, language)}


def _same_for_all(kept: Kept) -> dict[str, Any]:
    snapshot = kept.snapshot
    return {
        "report": str(kept.id),
        "content_hash": kept.content_hash,
        "release": snapshot.release.number,
        "facts_as_of": snapshot.release.facts_as_of.isoformat(),
        "method_version": snapshot.method_version,
        "organisation": snapshot.organisation,
        "period": str(year_of(snapshot.period)),
    }


def _of_line(snapshot: Snapshot, line: Line, language: str) -> dict[str, Any]:
    words, column = snapshot.indicators[line.indicator], snapshot.column(line.column)
    return {
        "section": snapshot.sections[line.section].title.in_language(language),
        "indicator": line.indicator,
        "code": words.code,
        "label": words.label.in_language(language),
        "part": line.part,
        "part_label": words.parts[line.part].in_language(language) if line.part else "",
        "whose": column.code,
        "whose_label": column.name.in_language(language),
        "year": column.year,
        "unit": words.unit,
        "value": line.value,
        "low": line.low,
        "high": line.high,
        "cases": line.cases,
        "members": line.members,
        "members_counted": line.members_counted,
        "as_of_release": line.as_of,
        "hidden": line.hidden,
        "in_words": figure_words(line, words.unit, language),
    }
