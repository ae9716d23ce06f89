"""A workbook of Excel as CSV: unpacked in a process of its own, or refused with what to do."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from assessments.intake_files.archive import MOST_UNPACKED
from assessments.intake_files.unpacking import MOST_COLUMNS, MOST_SHEETS, REFUSED
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.text import Text

_ZIPPED: Final = b"PK\x03\x04"
#: What Excel wrote before 2007, and what it writes around a workbook with a password.
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_PATIENCE: Final = 60  # seconds
_PLATFORM: Final = Path(__file__).parents[2]

_TOO_MUCH: Final = Text(
    f"Dit bestand wordt bij het openen te groot: meer dan {MOST_UNPACKED // 1_000_000} MB, of te "
    "veel cellen. Verdeel de rijen over meer bestanden.",
    f"This file becomes too large when opened: more than {MOST_UNPACKED // 1_000_000} MB, or too "
    "many cells. Divide the rows over more files.",
)
#: Why a workbook is not opened, by the code of `WorkbookRefused`.
REASONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "broken": Text(
            "Dit bestand is niet als werkmap te openen. Open het in Excel en bewaar het opnieuw.",
            "This file cannot be opened as a workbook. Open it in Excel and save it again.",
        ),
        "other_archive": Text(
            "Dit is geen werkmap van Excel (.xlsx). Bewaar het blad als .xlsx of CSV.",
            "This is not an Excel workbook (.xlsx). Save the sheet as .xlsx or CSV.",
        ),
        "old_or_locked": Text(
            "Deze werkmap heeft een wachtwoord of de oude vorm (.xls). Bewaar haar zonder "
            "wachtwoord als .xlsx.",
            "This workbook has a password or the old form (.xls). Save it without a password as "
            ".xlsx.",
        ),
        "macros": Text(
            "Deze werkmap bevat macro's. Bewaar haar als gewone werkmap (.xlsx) of als CSV.",
            "This workbook holds macros. Save it as a plain workbook (.xlsx) or as CSV.",
        ),
        "links": Text(
            "Deze werkmap haalt gegevens uit andere bestanden of bronnen. Verbreek de koppelingen, "
            "of bewaar het blad als CSV.",
            "This workbook takes data from other files or sources. Break the links, or save the "
            "sheet as CSV.",
        ),
        "embedded": Text(
            "In deze werkmap zitten andere bestanden of knoppen. Haal ze weg, of bewaar het blad "
            "als CSV.",
            "This workbook holds other files or controls. Remove them, or save the sheet as CSV.",
        ),
        "entities": Text(
            "Deze werkmap bevat opdrachten die geen werkmap nodig heeft. Bewaar haar opnieuw in "
            "Excel.",
            "This workbook holds instructions that no workbook needs. Save it again in Excel.",
        ),
        "parts": _TOO_MUCH,
        "unpacked": _TOO_MUCH,
        "rows": _TOO_MUCH,
        "sheets": Text(
            f"Deze werkmap heeft meer dan {MOST_SHEETS} bladen. Bewaar het blad met rijen apart.",
            f"This workbook has more than {MOST_SHEETS} sheets. Save the sheet with rows apart.",
        ),
        "columns": Text(
            f"Het blad heeft meer dan {MOST_COLUMNS} kolommen. Haal weg wat u niet inleest.",
            f"The sheet has more than {MOST_COLUMNS} columns. Remove what you do not read in.",
        ),
        "empty": Text(
            "De werkmap is leeg. Zet op de eerste rij de namen van de kolommen.",
            "The workbook is empty. Put the names of the columns on the first row.",
        ),
    }
)


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are what Excel or a zip program writes, whatever the file is called."""
    return content.startswith((_ZIPPED, _OLD_OR_LOCKED))


def csv_of_workbook(content: bytes) -> bytes:
    """Give the first sheet with rows as CSV in the Dutch form; formulas are not worked out.

    Raises:
        BadCaseFile: the workbook is not opened; the reason says what to do.
    """
    if content.startswith(_OLD_OR_LOCKED):
        raise _refused("old_or_locked")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the file goes in as standard input
            [sys.executable, "-I", "-c", _PROGRAM, str(_PLATFORM)],
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise _refused("unpacked") from None
    if done.returncode == REFUSED:
        raise _refused(done.stderr.decode(errors="replace"))
    if done.returncode != 0:  # it took more memory or time than it may, and was ended
        raise _refused("unpacked" if done.returncode < 0 else "broken")
    return done.stdout


#: Isolated from the environment and the working folder; only our own sources come on the path.
_PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from assessments.intake_files.unpacking import main; sys.exit(main())"
)


def _refused(code: str) -> BadCaseFile:
    reason = REASONS.get(code, REASONS["broken"])
    return BadCaseFile((RowProblem(row=0, column="", reason=reason),))
