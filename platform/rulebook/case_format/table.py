"""From bytes to rows of text: encoding, separator, size and shape of a case file."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from typing import Final, cast

from rulebook.case_format.problems import BadCaseFile, RowProblem
from rulebook.text import Text

MOST_BYTES: Final = 50_000_000
MOST_ROWS: Final = 100_000
LONGEST_CELL: Final = 200


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file as text. Row numbers are those of a spreadsheet: the header is 1.

    `is_dutch` tells the form: semicolons with a decimal comma, or commas with a decimal point.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    is_dutch: bool


def read_table(content: bytes) -> Table:
    """Split a file into rows of trimmed text; rows without any text are left out.

    Raises:
        BadCaseFile: the file is too large, empty, in another encoding or format, or a quote in it
            was never closed.
    """
    text = _decoded(content)
    separator, ahead, body = _separator(text)
    numbered = _split(body, separator, ahead)
    if not numbered:
        raise _bad(_EMPTY)
    if len(numbered) == 1:
        raise _bad(_ONLY_HEADER)
    return Table(header=numbered[0][1], rows=tuple(numbered[1:]), is_dutch=separator == ";")


def _separator(text: str) -> tuple[str, int, str]:
    """The separator, the rows before the table and the table: Excel may name it on a row itself."""
    first, _, rest = text.partition("\n")
    named = first.strip().lower()
    if named in ("sep=;", "sep=,"):
        return named[-1], 1, rest
    header = next((line for line in text.split("\n") if line.strip()), "")
    return (";" if ";" in header else ","), 0, text


def _bad(reason: Text, *, row: int = 0) -> BadCaseFile:
    return BadCaseFile((RowProblem(row=row, column="", reason=reason),))


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _bad(TOO_LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _bad(_WORKBOOK)
    if b"\x00" in content:
        raise _bad(_UNREADABLE)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise _bad(_UNREADABLE)


def _split(text: str, separator: str, ahead: int) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    number = ahead
    known: dict[str, str] = {}  # cells repeat: of each text one is kept
    try:
        for cells in reader:
            number += 1
            trimmed = _trimmed_cells(cells, known)
            if any(trimmed):
                rows.append((number, trimmed))
            if len(rows) > MOST_ROWS + 1:
                raise _bad(_TOO_MANY)
    except csv.Error:
        raise _bad(_OPEN_QUOTE, row=number + 1) from None
    return rows


def _trimmed_cells(cells: list[str], known: dict[str, str]) -> tuple[str, ...]:
    found = list(map(known.get, cells))
    while None in found:  # seldom more than the reference: all else was read before
        place = found.index(None)
        found[place] = _known(cells[place], known)
    return cast("tuple[str, ...]", tuple(found))


def _known(cell: str, known: dict[str, str]) -> str:
    trimmed = _trimmed(cell)
    if len(cell) < LONGEST_CELL:
        known[cell] = known.setdefault(trimmed, trimmed)
    return trimmed


def _trimmed(cell: str) -> str:
    """The text of a cell without spaces around it; Excel's hard spaces become plain ones."""
    if cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFC", cell.replace("\u00a0", " ")).strip()


_EMPTY: Final = Text(
    "Het bestand is leeg. Zet op de eerste rij de namen van de kolommen.",
    "The file is empty. Put the names of the columns on the first row.",
)
_ONLY_HEADER: Final = Text(
    "Het bestand heeft een kop, maar geen casussen. Zet er een rij per casus onder.",
    "The file has a header but no cases. Put a row per case below it.",
)
TOO_LARGE: Final = Text(
    f"Het bestand is groter dan {MOST_BYTES // 1_000_000} MB. Verdeel de casussen over meer "
    "bestanden.",
    f"The file is larger than {MOST_BYTES // 1_000_000} MB. Divide the cases over more files.",
)
_TOO_MANY: Final = Text(
    f"Het bestand heeft meer dan {MOST_ROWS} casussen. Verdeel ze over meer bestanden.",
    f"The file has more than {MOST_ROWS} cases. Divide them over more files.",
)
_WORKBOOK: Final = Text(
    "Dit is een werkmap van Excel. Bewaar het blad als CSV en kies dat bestand.",
    "This is an Excel workbook. Save the sheet as CSV and choose that file.",
)
_UNREADABLE: Final = Text(
    "Het bestand is geen tekst in UTF-8 of Windows-1252. Bewaar het als CSV UTF-8.",
    "The file is no text in UTF-8 or Windows-1252. Save it as CSV UTF-8.",
)
_OPEN_QUOTE: Final = Text(
    "Een aanhalingsteken vanaf deze rij wordt niet gesloten. Haal het weg of sluit het.",
    "A quotation mark from this row on is never closed. Remove it or close it.",
)
