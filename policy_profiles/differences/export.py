"""Differences as CSV and JSON: one line for each value that differs, with both origins."""

from collections.abc import Iterator
from typing import Any

from policy_profiles.differences.candidates import Candidate
from policy_profiles.differences.queries import Differences, Line, SideView
from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from rulebook.parameter import PARAMETERS, SECTIONS
from rulebook.profile import Origin, plain
from rulebook.source import certainty_label

FIELDS = (
    "from",
    "from_on",
    "to",
    "to_on",
    "section",
    "parameter",
    "label",
    "row",
    "column",
    "unit",
    *(
        f"{side}_{name}"
        for side in ("old", "new")
        for name in ("value", "in_words", "layer", "layer_version", "certainty", "source", "note")
    ),
)


def as_csv(found: Differences, *, language: str) -> bytes:
    """Write the lines as CSV in the form of the language: Dutch Excel expects semicolons."""
    sides = {
        "from": found.old.title,
        "from_on": found.old.on.isoformat(),
        "to": found.new.title,
        "to_on": found.new.on.isoformat(),
    }
    rows = ({**sides, **line} for line in _lines(found, language))
    safe = ({name: for_a_spreadsheet(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def as_data(found: Differences, *, language: str) -> dict[str, Any]:
    """Give the same as plain data for JSON.

    `values` stands for "not stated" where `stated` is false: null alone is "no limit".
    """
    return {
        "language": language,
        "from": _candidate(found.old),
        "to": _candidate(found.new),
        "count": found.count,
        "sections": len(found.sections),
        "differences": [
            {**line, "old_stated": _stated(item, "old"), "new_stated": _stated(item, "new")}
            for item, line in zip(_items(found), _lines(found, language), strict=True)
        ],
        "same_value_other_source": list(found.other_evidence),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "key": candidate.address,
        "title": candidate.title,
        "on": candidate.on.isoformat(),
        "fictitious": candidate.is_fictitious,
        "content_hash": candidate.profile.content_hash,
    }


def _items(found: Differences) -> Iterator[Line]:
    return (line for entry in found.entries for line in entry.lines)


def _stated(line: Line, side: str) -> bool:
    return bool((line.old if side == "old" else line.new).layer)


def _lines(found: Differences, language: str) -> Iterator[dict[str, Any]]:
    for line in _items(found):
        difference = line.difference
        parameter = PARAMETERS[difference.parameter]
        yield {
            "section": SECTIONS[parameter.section].in_language(language),
            "parameter": parameter.id,
            "label": parameter.label.in_language(language),
            "row": difference.row,
            "column": difference.column,
            "unit": parameter.unit,
            "old_value": plain(difference.old),
            **_side("old", line.old, difference.old_origin, language),
            "new_value": plain(difference.new),
            **_side("new", line.new, difference.new_origin, language),
        }


def _side(name: str, side: SideView, origin: Origin, language: str) -> dict[str, Any]:
    return {
        f"{name}_in_words": side.words,
        f"{name}_layer": origin.layer,
        f"{name}_layer_version": origin.version,
        f"{name}_certainty": certainty_label(origin.certainty, language),
        f"{name}_source": side.source,
        f"{name}_note": side.note,
    }
