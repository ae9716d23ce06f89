"""Own columns and codes: guessed from names, laid on the rows, and the record of CBS among them."""

from __future__ import annotations

import pytest

from assessments.intake_files.case_targets import case_targets
from assessments.intake_files.guessing import guess, with_values
from assessments.intake_files.mapping import (
    FRACTION,
    MINUTES,
    ColumnChoice,
    ColumnMapping,
    applied,
    mapping_from_data,
)
from assessments.intake_files.problem_file import problem_file
from assessments.intake_files.shipped import shipped_codes, shipped_for
from rulebook.case_format import RowProblem
from rulebook.case_format.table import Table
from rulebook.text import Text

OWN = ("Dossiernummer", "Uren p.w.", "Loonwaarde", "Aard dienstverband", "Begin contract", "BSN")
ROWS = (
    ("D-1", "24,5", "0,4", "bepaalde tijd", "20260201", "111222333"),
    ("D-2", "30", "0,85", "vast", "20260301", "123456782"),
)


def table(header: tuple[str, ...] = OWN, rows: tuple[tuple[str, ...], ...] = ROWS) -> Table:
    numbered = tuple((number, cells) for number, cells in enumerate(rows, start=2))
    return Table(header=header, rows=numbered, is_dutch=True)


def test_columns_are_guessed_by_names_and_synonyms() -> None:
    """What nobody guesses, such as a citizen service number, is not read."""
    found = guess(table(), case_targets())
    targets = {key: each.target for key, each in found.mapping.columns.items()}
    assert targets == {
        "dossiernummer": "reference",
        "uren p.w.": "weekly_hours",
        "loonwaarde": "wage_value",
        "aard dienstverband": "contract_form",
        "begin contract": "contract_start",
        "bsn": "",
    }
    assert not found.is_certain


def test_short_names_as_people_write_them_are_known() -> None:
    """A number as "nr", with a point or without, and the day on which it came in."""
    header = ("Klantnr", "Zaaknr.", "Datum binnen", "Tel nr")
    found = guess(table(header, (("K-1", "Z-1", "01-02-2026", "1"),)), case_targets())
    targets = [each.target for each in found.mapping.columns.values()]
    assert targets == ["client_reference", "reference", "received_on", ""]


def test_own_names_of_ours_need_no_question() -> None:
    """Only then is nobody asked."""
    header = ("kenmerk", "request_kind", "work_situation", "support_start")
    rows = (("D-1", "first", "Dienstverband", "01-02-2026"),)
    assert guess(table(header, rows), case_targets()).is_certain
    assert not guess(table(header, (("D-1", "1e keer", *rows[0][2:]),)), case_targets()).is_certain
    assert not guess(table(header[:3], (rows[0][:3],)), case_targets()).is_certain


def test_values_and_units_are_guessed_from_what_stands_there() -> None:
    """A wage value of 0,4 in a workbook is 40 %, never 0,4 %."""
    columns = guess(table(), case_targets()).mapping.columns
    assert columns["loonwaarde"].unit == FRACTION
    assert columns["aard dienstverband"].values["bepaalde tijd"] == "fixed_term"


def test_rows_come_out_in_our_columns_and_codes() -> None:
    """Days without signs too; what is not chosen is not read."""
    choices = guess(table(), case_targets()).mapping.columns
    mapping = ColumnMapping(columns=choices, fixed={"request_kind": "first", "support_start": ""})
    incoming = applied(table(), mapping, case_targets())
    assert incoming.targets[-2:] == ("request_kind", "support_start")
    assert incoming.table.rows[0] == (
        2,
        ("D-1", "24,5", "40", "fixed_term", "2026-02-01", "111222333", "first", ""),
    )
    assert incoming.targets[5] == ""


def test_an_earlier_choice_goes_before_a_guess() -> None:
    """What somebody said of a column of that name is likelier than any synonym."""
    earlier = ColumnMapping(
        columns={"uren p.w.": ColumnChoice(target="yearly_hours", unit=MINUTES)}
    )
    found = guess(table(), case_targets(), [earlier]).mapping.columns["uren p.w."]
    assert (found.target, found.unit) == ("yearly_hours", MINUTES)


@pytest.mark.parametrize(
    ("unit", "target", "text", "comes"),
    [
        (MINUTES, "weekly_hours", "1470", "24:30"),
        (MINUTES, "weekly_hours", "veel", "veel"),
        (FRACTION, "wage_value", "0,355", "35,5"),
        (FRACTION, "wage_value", "=1", "=1"),
        ("", "contract_end", "20260230", "20260230"),
    ],
)
def test_units_turn_into_ours_or_stay_for_the_reader(
    unit: str, target: str, text: str, comes: str
) -> None:
    """What cannot be turned is left as it is, so that the reader names its row."""
    one = table(("x",), ((text,),))
    mapping = ColumnMapping(columns={"x": ColumnChoice(target=target, unit=unit)})
    assert applied(one, mapping, case_targets()).table.rows == ((2, (comes,)),)


def test_a_mapping_survives_being_kept() -> None:
    """What is written to the table comes back the same."""
    mapping = guess(table(), case_targets()).mapping
    assert mapping_from_data(mapping.as_data()) == mapping


SRG = ("BSN", "Registratienummer voorziening", "Type voorziening", "Begindatum voorziening",
       "Einddatum voorziening", "Reden beëindiging", "Loonwaarde")  # fmt: skip


def test_the_record_of_cbs_is_known_by_its_columns() -> None:
    """Only job coaching (06 until 2018, 30 since) is read; nothing of the person, no outcome."""
    rows = (
        ("111222333", "V-1", "06", "20180101", "20181231", "1", "040"),
        ("111222333", "V-2", "23", "20180101", "20181231", "1", ""),
        ("111222333", "V-3", "30", "20240101", "", "", ""),
    )
    found = shipped_for("cases", SRG)
    assert found is not None
    mapping = with_values(found, table(SRG, rows), case_targets())
    incoming = applied(table(SRG, rows), mapping, case_targets())
    assert [number for number, _cells in incoming.table.rows] == [2, 4]
    read = {name for name in incoming.targets if name}
    assert read == {"reference", "support_start", "support_end", "wage_value", "request_kind",
                    "work_situation"}  # fmt: skip
    assert incoming.table.rows[0][1][3] == "2018-01-01"
    assert shipped_for("cases", OWN) is None
    assert shipped_for("outcomes", SRG) is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_the_list_of_problems_holds_no_formula(start: str) -> None:
    """A column can be called anything, and the list is opened in a spreadsheet."""
    problem = RowProblem(row=2, column=f"{start}1+1", reason=Text("Doe iets.", "Do something."))
    line = problem_file([problem], language="nl").decode("utf-8-sig").split("\r\n", 1)[1]
    assert not line.split(";", 1)[1].lstrip('"').startswith(start)


def test_every_code_of_the_record_of_cbs_has_a_source_and_says_how_sure_it_is() -> None:
    """What nobody could read is not there: of the types since 2019 five are known."""
    codes = shipped_codes("cases", SRG)
    types = {each.code: each for each in codes if each.of == "type"}
    assert {types["06"].certainty, types["30"].certainty} == {"verified", "published"}
    assert sum(each.certainty == "published" for each in types.values()) == 5
    reasons = {each.code: each.certainty for each in codes if each.of == "reason"}
    assert reasons == {"1": "computed", "2": "verified", "3": "verified"}
    assert all(each.source.nl and each.label.en for each in codes)
    assert shipped_codes("cases", OWN) == ()
