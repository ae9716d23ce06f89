"""Case files: the two forms read the same, and a bad file says everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.case_format import BadCaseFile, case_format_reference, read_cases
from rulebook.case_format.cells import names_of_codes
from rulebook.case_format.header import column_names
from rulebook.case_format.problems import MOST_LISTED
from rulebook.case_format.table import MOST_BYTES, MOST_ROWS
from rulebook.engine import evaluate
from rulebook.facts import FACTS
from rulebook.profiles import BASELINE, load_shipped

DOCS = Path(__file__).parents[3] / "docs" / "reference"
HEADER = "reference,request_kind,work_situation,support_start"
DUTCH = "kenmerk;Soort aanvraag;Werksituatie;Eerste dag van de gevraagde begeleiding"
JOB = "first,employment,2025-01-01"
BAAN = "Eerste aanvraag;Dienstverband;01-01-2025"


def problems(content: str | bytes) -> list[tuple[int, str, str]]:
    """Row, column and English reason of every problem of a file."""
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(BadCaseFile) as raised:
        read_cases(data)
    return [(p.row, p.column, p.reason.en) for p in raised.value.problems]


# The two forms ---------------------------------------------------------------------------------


def test_both_example_files_hold_the_same_cases() -> None:
    excel = read_cases((DOCS / "examples" / "casussen-excel.csv").read_bytes())
    plain = read_cases((DOCS / "examples" / "cases-international.csv").read_bytes())
    assert excel == plain
    assert excel.references == ("VB-001", "VB-002", "VB-003", "VB-004")
    assert excel.rows[1]["weekly_hours"] == 1_950
    assert excel.rows[3]["goal_hours"] == 440
    assert evaluate(excel.frame, load_shipped(BASELINE)).minutes.tolist() == [3723, 1538, -1, -1]


def test_the_dutch_example_is_what_excel_writes() -> None:
    content = (DOCS / "examples" / "casussen-excel.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_of_excel(encoding: str) -> None:
    read = read_cases(f"{DUTCH}\r\nCafé–één;{BAAN}\r\n".encode(encoding))
    assert read.references == ("Café–één",)
    assert read.rows[0]["support_start"] == date(2025, 1, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_label_and_code_is_a_way_to_write_it(language: str) -> None:
    for fact in FACTS:
        assert column_names()[fact.label.in_language(language).casefold()] == fact.name
        for code, label in fact.code_labels.items():
            first_word = label.in_language(language).split(":")[0].split("(")[0].strip()
            assert names_of_codes(fact)[first_word.casefold()] == code


# The file --------------------------------------------------------------------------------------


def test_every_bad_row_column_and_reason_at_once() -> None:
    found = problems(
        f"{HEADER},weekly_hours,leeftijd,contract_start,contract_end\n"
        f"1,{JOB},24,,2025-01-01,2024-12-31\n"
        f"2,{JOB},many,,soon,2025-12-31\n"
        f"1,{JOB},24,,,\n"
        f"4,{JOB},24\n"
        f",second,employment,2025-13-01,24,,,\n"
        f"6,{JOB},24,,,\n"
    )
    assert [(row, column) for row, column, _ in found] == [
        (1, "leeftijd"),
        (2, "contract_start + contract_end"),
        (2, "support_start + contract_end"),
        (3, "weekly_hours"),
        (3, "contract_start"),
        (4, "reference"),
        (5, ""),
        (6, "reference"),
        (6, "request_kind"),
        (6, "support_start"),
    ]
    assert "row 2 too" in found[5][2]
    assert "5 cells and the header 8" in found[6][2]


def test_the_message_names_row_column_and_fix_in_both_languages() -> None:
    with pytest.raises(BadCaseFile) as raised:
        read_cases(f"{HEADER},need\n1,{JOB},medum\n".encode())
    (problem,) = raised.value.problems
    assert problem.in_language("nl") == "rij 2, need: Deze keuze bestaat niet. Bedoelt u “Midden”?"
    assert (
        problem.in_language("en") == "row 2, need: There is no such choice. Did you mean “Medium”?"
    )
    assert str(raised.value) == problem.in_language("en")


@pytest.mark.parametrize(
    "content, fix",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n;;;\n", "empty"),
        (HEADER.encode(), "no cases"),
        (b"PK\x03\x04rest of a workbook", "Save the sheet as CSV"),
        ("kenmerk;need".encode("utf-16"), "CSV UTF-8"),
        (b"reference,need\n\x00,medium", "CSV UTF-8"),
        (b"reference,need\n\x81\x8d,medium", "CSV UTF-8"),
        (b"Jan Jansen;35;Amsterdam\nPiet Pietersen;36;Utrecht", "names no known columns"),
        (f'{HEADER}\n1,{JOB}\n"2,{JOB}\n'.encode(), "never closed"),
        (b"x" * (MOST_BYTES + 1), "larger than 50 MB"),
        (f"{HEADER}\n1,,,\n".encode() + b"1,,,\n" * MOST_ROWS, "more than 100000 cases"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, fix: str) -> None:
    ((_, column, why),) = problems(content)
    assert column == ""
    assert fix in why


@pytest.mark.parametrize(
    "header, column, fix",
    [
        (f"{HEADER},wekly_hours", "wekly_hours", "Did you mean “Hours a week” (weekly_hours)?"),
        (f"{HEADER},Uren per wek", "Uren per wek", "(weekly_hours)"),
        (f"{HEADER},shoe size", "shoe size", "Remove the column"),
        (f"{HEADER},123456782", "kolom/column E", "Remove the column"),
        (f"{HEADER},Werksituatie", "Werksituatie", "Keep one"),
        (HEADER.replace("reference,", ""), "request_kind", "Put it first"),
        (HEADER.replace(",support_start", ""), "support_start", "is missing"),
    ],
)
def test_a_header_with_something_wrong(header: str, column: str, fix: str) -> None:
    cells = ",".join("" for _ in header.split(","))
    found = problems(f"{header}\nA{cells}\n")
    assert any(named == column and fix in why for row, named, why in found if row == 1), found


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    found = problems(f"sep=,\n\n{HEADER}\n\n1,{JOB}\n,{JOB}\n")
    assert [row for row, _, _ in found] == [6]


def test_empty_rows_and_columns_without_name_or_content_are_left_out() -> None:
    read = read_cases(f"{DUTCH};;\r\n1;{BAAN};;\r\n;;;;;\r\n2;{BAAN};;\r\n".encode())
    assert read.references == ("1", "2")
    assert problems(f"{DUTCH};\n1;{BAAN};stray\n")[0][2].startswith("There is something")


@pytest.mark.parametrize(
    "reference, fix",
    [
        ("", "Give the case a reference"),
        ("=HYPERLINK(1)", "formula"),
        ("+31 6 1234", "formula"),
        ("K" * 65, "longer than 64"),
        ("111222333", "citizen service number"),
        ("1112.22.333", "citizen service number"),
    ],
)
def test_a_reference_that_cannot_be_used(reference: str, fix: str) -> None:
    ((row, column, why),) = problems(f"{HEADER}\n{reference},{JOB}\n")
    assert (row, column) == (2, "reference")
    assert fix in why


def test_a_problem_never_repeats_what_stood_in_the_cell() -> None:
    found = problems(f"{HEADER},need,weekly_hours\n111222333,{JOB},autisme,Jan Jansen\n")
    told = str(found)
    assert len(found) == 3
    assert not any(secret in told for secret in ("111222333", "autisme", "Jan Jansen"))


def test_a_flood_of_problems_is_listed_up_to_a_limit_and_counted() -> None:
    rows = "".join(f"{number},x,x,x\n" for number in range(4_000))
    found = problems(f"{HEADER}\n{rows}")
    assert len(found) == MOST_LISTED + 1
    assert found[-1][0] == 0
    assert found[-1][2].startswith("There are 2000 more problems.")


@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_with_reasons(content: bytes) -> None:
    with pytest.raises(BadCaseFile) as raised:
        read_cases(content)
    assert raised.value.problems


@given(
    cells=st.lists(st.text(max_size=12), min_size=6, max_size=6), separator=st.sampled_from(",;")
)
@settings(max_examples=200)
def test_any_row_is_read_or_refused_with_reasons(cells: list[str], separator: str) -> None:
    quoted = separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)
    header = separator.join([*HEADER.split(","), "weekly_hours", "wage_value"])
    try:
        told = read_cases(f"{header}\n{quoted}\n".encode()).references
    except BadCaseFile as refused:
        told = tuple(problem.in_language("nl") for problem in refused.problems)
    assert told


@pytest.mark.parametrize("language, name", [("en", "case-format.md"), ("nl", "case-format.nl.md")])
def test_the_reference_page_is_the_one_that_the_code_makes(language: str, name: str) -> None:
    """After a change of facts: `python -m rulebook.case_format en > docs/reference/…`."""
    assert (DOCS / name).read_text("utf-8") == case_format_reference(language)
