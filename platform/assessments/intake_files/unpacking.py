"""Opens a workbook in a process of its own, and gives the cells of one sheet as CSV.

`python -m assessments.intake_files.unpacking` reads the workbook from standard input. It may use
so much memory and so much time: a workbook that asks for more takes this process with it, and
nothing else. Formulas are not worked out: what a cell shows is what Excel kept of its last answer.
"""

from __future__ import annotations

import csv
import datetime
import io
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from assessments.intake_files.archive import WorkbookRefused, check_archive

MOST_MEMORY: Final = 900_000_000  # bytes, with the interpreter
MOST_SECONDS: Final = 40  # of the processor
MOST_SHEETS: Final = 30
MOST_COLUMNS: Final = 100
MOST_ROWS: Final = 110_000  # the reader counts cases; this leaves room for empty rows
REFUSED: Final = 3  # exit code

Cell = int | float | str | bool | datetime.date | datetime.time | datetime.timedelta


def main() -> int:
    """Read standard input, write CSV to standard output, or the reason to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        content = sys.stdin.buffer.read()
        check_archive(content)
        rows = _rows(content)
    except WorkbookRefused as refused:
        sys.stderr.write(refused.code)
        return REFUSED
    except MemoryError:
        sys.stderr.write("unpacked")
        return REFUSED
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    out.flush()
    return 0


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        if len(sheets) > MOST_SHEETS:
            raise WorkbookRefused("sheets")
        sheet = _first_with_rows(book, sheets)
    except (CalamineError, OSError, ValueError) as broken:
        if isinstance(broken, WorkbookRefused):
            raise
        raise WorkbookRefused("broken") from None
    last_row, last_column = sheet.end or (0, 0)
    if last_column >= MOST_COLUMNS:
        raise WorkbookRefused("columns")
    if last_row >= MOST_ROWS:
        raise WorkbookRefused("rows")
    return _as_texts(sheet)


def _first_with_rows(book: CalamineWorkbook, sheets: Iterable[str]) -> CalamineSheet:
    for name in sheets:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            return sheet
    raise WorkbookRefused("empty")


def _as_texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row, the empty ones before the header too, so that row numbers are those of Excel."""
    for row in sheet.iter_rows():
        yield [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    """A cell as the Dutch form of the case format writes it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _decimal(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return _clock(cell)


def _decimal(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".").replace(".", ",")


def _clock(value: datetime.time | datetime.timedelta) -> str:
    """Hours and minutes, of a duration as well: more than a day is as many hours."""
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
    else:
        minutes = value.hour * 60 + value.minute
    return f"{minutes // 60}:{minutes % 60:02d}"


if __name__ == "__main__":
    sys.exit(main())
