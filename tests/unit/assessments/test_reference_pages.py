"""The reference pages list every code, and no other."""

import re
from pathlib import Path

from assessments.codes import DecisionOutcome, DeviationReason
from outcomes.codes import SIDE_OF, SITUATIONS_OF, EndReason, OutcomeKind, Situation
from outcomes.outcome_format import COLUMNS

PAGES = Path(__file__).resolve().parents[3] / "docs" / "reference"


def _rows(page: str, heading: str) -> list[list[str]]:
    text = (PAGES / page).read_text(encoding="utf-8").split(heading, 1)[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| `") or "| `" in line]
    return [re.findall(r"`([^`]+)`", line) for line in lines]


def test_every_code_of_a_decision_is_explained() -> None:
    """A receipt can be read without the source code."""
    listed = [row[0] for row in _rows("receipts.md", "## Codes")]
    assert listed == [
        "outcome",
        *DecisionOutcome.values,
        "deviationReason",
        *DeviationReason.values,
    ]


def test_every_code_of_an_outcome_is_explained() -> None:
    """A file of outcomes can be made without trying."""
    assert [row[0] for row in _rows("outcomes.md", "# Outcomes")][:3] == OutcomeKind.values
    assert [row[0] for row in _rows("outcomes.md", "(list C-5)")] == EndReason.values
    situations = _rows("outcomes.md", "(list C-7), not required")
    assert {row[0]: row[1:] for row in situations} == {
        kind.value: [code.value for code in codes] for kind, codes in SITUATIONS_OF.items()
    }
    columns = _rows("outcomes.md", "## The CSV file")
    assert [tuple(row[:2]) for row in columns] == [names[:2] for names in COLUMNS.values()]


def test_every_code_has_its_place() -> None:
    """Each reason has a side and each situation goes with one outcome."""
    assert set(SIDE_OF) == set(EndReason)
    placed = [code for codes in SITUATIONS_OF.values() for code in codes]
    assert sorted(placed) == sorted(Situation)
