"""Cells of a case file: what each form accepts, and how a refusal tells the way to mend it."""

from __future__ import annotations

from datetime import date

import pytest

from rulebook.case_format import BadCaseFile, read_cases

HEADER = "reference,request_kind,work_situation,support_start"
DUTCH = "kenmerk;Soort aanvraag;Werksituatie;Eerste dag van de gevraagde begeleiding"
JOB = "first,employment,2025-01-01"
BAAN = "Eerste aanvraag;Dienstverband;01-01-2025"


def content(column: str, cell: str, *, dutch: bool) -> bytes:
    text = f"{DUTCH};{column}\n1;{BAAN};{cell}" if dutch else f"{HEADER},{column}\n1,{JOB},{cell}"
    return text.encode()


def one(column: str, cell: str, *, dutch: bool = False) -> object:
    """The value that a cell comes to."""
    return read_cases(content(column, cell, dutch=dutch)).rows[0][column]


def reason(column: str, cell: str, *, dutch: bool = False) -> str:
    """The one reason why a cell is refused."""
    with pytest.raises(BadCaseFile) as raised:
        read_cases(content(column, cell, dutch=dutch))
    (problem,) = raised.value.problems
    assert (problem.row, problem.column) == (2, column)
    return problem.reason.en


@pytest.mark.parametrize(
    "column, cell, value",
    [
        ("weekly_hours", "24", 1440),
        ("weekly_hours", "32,5", 1950),
        ("weekly_hours", "7:30", 450),
        ("weekly_hours", "7,33", 440),
        ("weekly_hours", "0,0083", 0),
        ("weekly_hours", "0,00834", 1),
        ("yearly_hours", "1.248", 74_880),
        ("yearly_hours", "1.248,5", 74_910),
        ("wage_value", "35", 3500),
        ("wage_value", "34,99 %", 3499),
        ("illness_weeks", "4", 4),
        ("structural_limitation", "WAAR", True),
        ("structural_limitation", "Nee", False),
        ("structural_limitation", "onbekend", None),
        ("contract_end", "31/12/2025", date(2025, 12, 31)),
        ("contract_end", "1-7-2025", date(2025, 7, 1)),
        ("contract_end", "2025-12-31", date(2025, 12, 31)),
        ("need", "midden", "medium"),
        ("need", "Zeer  licht", "very_light"),
        ("need", "", None),
    ],
)
def test_dutch_cells(column: str, cell: str, value: object) -> None:
    assert one(column, cell, dutch=True) == value


@pytest.mark.parametrize(
    "column, cell, value",
    [
        ("weekly_hours", "32.5", 1950),
        ("yearly_hours", '"1,248.5"', 74_910),
        ("wage_value", "35.5%", 3550),
        ("structural_limitation", "TRUE", True),
        ("structural_limitation", "no", False),
        ("contract_end", "2025-12-31", date(2025, 12, 31)),
        ("need", "Medium", "medium"),
        ("need", "very_light", "very_light"),
    ],
)
def test_international_cells(column: str, cell: str, value: object) -> None:
    assert one(column, cell) == value


@pytest.mark.parametrize(
    "dutch, column, cell, fix",
    [
        (True, "yearly_hours", "1,234.5", "decimal comma"),
        (True, "weekly_hours", "32.5", "decimal comma"),
        (False, "yearly_hours", '"1.234,5"', "decimal point"),
        (False, "weekly_hours", '"32,5"', "decimal point"),
        (True, "weekly_hours", "24 uur", "Give a number, such as 7,5."),
        (False, "weekly_hours", "81", "from 0 to 80 hours"),
        (False, "weekly_hours", "9" * 12, "from 0 to 80 hours"),
        (False, "weekly_hours", "9" * 13, "Give a number"),
        (False, "weekly_hours", "٢٤", "Give a number"),
        (False, "wage_value", "34.995", "two decimals"),
        (False, "illness_weeks", "1.5", "whole number"),
        (False, "illness_weeks", "-1", "negative number"),
        (False, "illness_weeks", "=1+1", "formula"),
        (False, "need", "@SUM(A1)", "formula"),
        (False, "need", "medum", "Did you mean “Medium”?"),
        (False, "need", "heavy", "Choose one of: No support needed; Very light;"),
        (False, "growth_expected", "perhaps", "yes or no"),
        (False, "contract_end", "31-12-2025", "2025-12-31"),
        (False, "contract_end", "12/31/2025", "2025-12-31"),
        (True, "contract_end", "31-12-25", "31-12-2025"),
        (True, "contract_end", "30-02-2025", "no such day"),
        (True, "contract_end", "31-12/2025", "31-12-2025"),
        (True, "contract_end", "31-12-1900", "from 1950 to 2149"),
        (False, "need", '"medium\nlight"', "line break"),
        (False, "need", "\x07medium", "invisible character"),
        (False, "need", "m" * 201, "longer than 200"),
    ],
)
def test_a_cell_is_refused_with_the_way_to_mend_it(
    dutch: bool, column: str, cell: str, fix: str
) -> None:
    assert fix in reason(column, cell, dutch=dutch)
