"""Published profiles as CSV and JSON: one line for each value, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_profiles.cells import ComparedCell, compared, words_of
from policy_profiles.reading.comparison import column_of
from policy_profiles.register.queries import PublishedRow
from rulebook import wording
from rulebook.parameter import PARAMETERS, TOPICS, Parameter
from rulebook.profile import plain
from rulebook.source import certainty_label

# With these a spreadsheet takes a text for a formula (OWASP, CSV injection).
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

FIELDS = (
    "profile",
    "organisation",
    "title",
    "fictitious",
    "topic",
    "parameter",
    "label",
    "row",
    "column",
    "value",
    "unit",
    "in_words",
    "baseline_in_words",
    "differs",
    "layer",
    "layer_version",
    "certainty",
    "source",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What somebody takes along: these profiles, in this language, as they hold on a day."""

    baseline: PublishedRow
    rows: Sequence[PublishedRow]
    language: str
    only_differences: bool
    on: date

    def values(self, row: PublishedRow) -> Iterator[dict[str, Any]]:
        """Give one line for each value of a profile, of tables one for each cell."""
        for name, parameter in PARAMETERS.items():
            for cell in compared(row.profile[name], self.baseline.profile[name]):
                if cell.differs or not self.only_differences:
                    yield _of_cell(parameter, cell, self.language)


def as_csv(extract: Extract) -> bytes:
    """Write the lines as CSV in the form of the language: Dutch Excel expects semicolons."""
    lines = (
        {**_of_profile(row, extract.language), **values}
        for row in extract.rows
        for values in extract.values(row)
    )
    safe = ({name: for_a_spreadsheet(value) for name, value in line.items()} for line in lines)
    return csv_content(FIELDS, safe, language=extract.language)


def csv_content(
    fields: Sequence[str], lines: Iterable[Mapping[str, Any]], *, language: str
) -> bytes:
    """Write lines as CSV as a spreadsheet in a language opens it.

    Args:
        fields: the columns, in this order.
        lines: made safe for a spreadsheet already.
        language: Dutch Excel expects semicolons, and both expect a byte order mark.
    """
    text = io.StringIO()
    delimiter = "," if language.startswith("en") else ";"
    writer = csv.DictWriter(text, fields, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def as_data(extract: Extract) -> dict[str, Any]:
    """Give the same as plain data for JSON, profile by profile."""
    return {
        "on": extract.on.isoformat(),
        "language": extract.language,
        "baseline": extract.baseline.code,
        "profiles": [
            {
                **_of_profile(row, extract.language),
                "content_hash": row.content_hash,
                "valid_from": row.valid_from.isoformat() if row.valid_from else None,
                "values": list(extract.values(row)),
            }
            for row in extract.rows
        ],
    }


def _of_profile(row: PublishedRow, language: str) -> dict[str, Any]:
    return {
        "profile": row.code,
        "organisation": column_of(row, language).name,
        "title": row.title.in_language(language),
        "fictitious": row.is_fictitious,
    }


def _of_cell(parameter: Parameter, compared_cell: ComparedCell, language: str) -> dict[str, Any]:
    cell, origin = compared_cell.cell, compared_cell.cell.origin
    return {
        "topic": TOPICS[parameter.topic].in_language(language),
        "parameter": parameter.id,
        "label": parameter.label.in_language(language),
        "row": wording.code_of(parameter, cell.row, language) if cell.row else "",
        "column": wording.code_of(parameter, cell.column, language) if cell.column else "",
        "value": plain(cell.value),
        "unit": parameter.unit,
        "in_words": words_of(parameter, cell.value, language),
        "baseline_in_words": words_of(parameter, compared_cell.baseline.value, language),
        "differs": compared_cell.differs,
        "layer": origin.layer,
        "layer_version": origin.version,
        "certainty": certainty_label(origin.certainty, language),
        "source": origin.source.citation(language),
        "note": origin.note.in_language(language) if origin.note else "",
    }


def for_a_spreadsheet(value: object) -> object:
    """Turn yes and no into 1 and 0, lists and pairs into text; keep a text from being a formula."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        value = " ".join(str(item) for item in value)
    if isinstance(value, dict):
        value = " / ".join(str(item) for item in value.values())
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value
