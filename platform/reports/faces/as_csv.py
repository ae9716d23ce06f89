"""A report as CSV, a line for each figure."""

from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from reports.faces.lines import FIELDS, flat_lines
from reports.queries import Kept


def report_csv(kept: Kept, language: str) -> bytes:
    """Write every figure on a line of its own; one that is hidden is empty, beside the reason."""
    safe = (
        {name: _cell(value) for name, value in line.items()} for line in flat_lines(kept, language)
    )
    return csv_content(list(FIELDS), safe, language=language)


def _cell(value: object) -> object:
    """Numbers stay numbers, also below nought."""
    if value is None:
        return ""
    return for_a_spreadsheet(value) if isinstance(value, str) else value
