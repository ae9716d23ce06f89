"""What the page of an answer shows, as CSV and as plain data: the same lines."""

from collections.abc import Iterator
from typing import Any

from benchmarking.across.figures import guarantee
from benchmarking.across.kept import Kept
from policy_profiles.reading.export import csv_content, for_a_spreadsheet

FIELDS = (
    "section", "dimension", "class", "figure", "value", "unit", "low", "high", "too_uncertain",
    "policy", "year", "group", "rules_in_force_on", "method", "id",
)  # fmt: skip
_WHOSE = FIELDS[-6:]


def across_data(found: Kept) -> dict[str, Any]:
    """Give the question, who is in the answer, what is promised, and every line, for JSON."""
    return {
        "question": found.as_data(),
        "asked_at": found.question.asked_at.isoformat(),
        "organisations": list(found.organisations),
        "guarantee": {**guarantee(), "of": "one person in one organisation in one year"},
        "interval": "95 % of the noise",
        "figures": list(_lines(found)),
    }


def across_csv(found: Kept, *, language: str) -> bytes:
    """Write every figure on a line of its own; one that is too uncertain is empty."""
    whose = {name: value for name, value in found.as_data().items() if name in _WHOSE}
    rows = (dict.fromkeys(FIELDS, "") | line | whose for line in _lines(found))
    safe = ({name: _cell(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def _cell(value: Any) -> Any:  # noqa: ANN401 - numbers stay numbers, also below nought
    if value is None:
        return ""
    return for_a_spreadsheet(value) if isinstance(value, str) else value


def _lines(found: Kept) -> Iterator[dict[str, Any]]:
    for (section, dimension, code, figure), line in found.lines.items():
        yield {
            "section": section,
            "dimension": dimension,
            "class": code,
            "figure": figure,
            "value": line.value,
            "unit": line.unit,
            "low": line.low,
            "high": line.high,
            "too_uncertain": "yes" if line.value is None else "no",
        }
