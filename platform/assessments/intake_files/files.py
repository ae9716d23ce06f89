"""From an uploaded file to its rows as text: CSV as it is, a workbook by way of CSV."""

from assessments.intake_files.workbook import csv_of_workbook, is_workbook
from rulebook.case_format.problems import BadCaseFile, RowProblem
from rulebook.case_format.table import MOST_BYTES, TOO_LARGE, Table, read_table


def as_csv(content: bytes) -> bytes:
    """Give what was uploaded as CSV, so that a workbook is unpacked once.

    Raises:
        BadCaseFile: it is too large, or a workbook that is not opened.
    """
    if len(content) > MOST_BYTES:
        raise BadCaseFile((RowProblem(row=0, column="", reason=TOO_LARGE),))
    return csv_of_workbook(content) if is_workbook(content) else content


def table_of(content: bytes) -> Table:
    """Split an uploaded file into rows of trimmed text.

    Raises:
        BadCaseFile: as for `as_csv` and `rulebook.case_format.table.read_table`.
    """
    return read_table(as_csv(content))
