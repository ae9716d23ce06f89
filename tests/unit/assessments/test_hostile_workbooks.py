"""Workbooks that mean harm: each is refused with what to do, and costs next to nothing."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter

from assessments.intake_files import archive
from assessments.intake_files.archive import MOST_RATIO, WorkbookRefused, check_archive
from assessments.intake_files.files import as_csv, table_of
from assessments.intake_files.unpacking import MOST_COLUMNS, MOST_SHEETS
from assessments.intake_files.workbook import REASONS
from rulebook.case_format import BadCaseFile

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def sheet(rows: str, *, before: str = "") -> bytes:
    root = f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>"
    return f'<?xml version="1.0"?>{before}{root}'.encode()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = f'<row r="1">{cell("A1", "kenmerk")}{cell("B1", "need")}</row>'
PLAIN = sheet(HEADER + f'<row r="2">{cell("A2", "D-1")}{cell("B2", "medium")}</row>')
PARTS: Mapping[str, bytes] = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ).encode(),
    "xl/workbook.xml": (
        f'<workbook {_NS} xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ).encode(),
    "xl/worksheets/sheet1.xml": PLAIN,
}


def workbook(**changed: bytes) -> bytes:
    """A workbook of these parts; `changed` by path, with other parts added."""
    return zipped({**PARTS, **changed})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def with_sheet(content: bytes) -> bytes:
    return workbook(**{"xl/worksheets/sheet1.xml": content})


def refusal(content: bytes) -> str:
    with pytest.raises(BadCaseFile) as refused:
        table_of(content)
    (problem,) = refused.value.problems
    return problem.reason.nl


def test_a_plain_workbook_is_read() -> None:
    """Otherwise the refusals below would prove nothing."""
    table = table_of(workbook())
    assert table.header == ("kenmerk", "need")
    assert table.rows == ((2, ("D-1", "medium")),)
    assert table.is_dutch


def _entity(declared: str) -> bytes:
    return sheet(HEADER + f'<row r="2">{cell("A2", "&x;")}</row>', before=declared)


LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' if n else '<!ENTITY x0 "ha">' for n in range(10)
) + '<!ENTITY x "&x9;">]>'  # fmt: skip

HOSTILE = {
    "a file of this computer": (
        with_sheet(_entity('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        "entities",
    ),
    "an address elsewhere": (
        with_sheet(_entity('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')),
        "entities",
    ),
    "a billion laughs": (with_sheet(_entity(LAUGHS)), "entities"),
    "a document type in shared strings": (
        workbook(**{"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY x "y">]><sst/>'}),
        "entities",
    ),
    "entities hidden in UTF-16": (
        with_sheet(_entity('<!DOCTYPE x [<!ENTITY x "y">]>').decode().encode("utf-16")),
        "entities",
    ),
    "macros": (workbook(**{"xl/vbaProject.bin": b"\xd0\xcf"}), "macros"),
    "macros under another name": (workbook(**{"XL/VBAPROJECT.BIN": b"\xd0\xcf"}), "macros"),
    "macros that only the types tell": (
        workbook(
            **{"[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet", b"ms-excel.sheet.macroEnabled"
            )}
        ),
        "macros",
    ),
    "macros of 1992": (workbook(**{"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    "links to other files": (
        workbook(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "links",
    ),
    "a connection to a database": (workbook(**{"xl/connections.xml": b"<x/>"}), "links"),
    "another file inside": (workbook(**{"xl/embeddings/oleObject1.bin": b"MZ"}), "embedded"),
    "a control": (workbook(**{"xl/activeX/activeX1.xml": b"<x/>"}), "embedded"),
    "a path that leads out": (workbook(**{"xl/../../etc/x": b""}), "broken"),
    "a document of Word": (zipped({"word/document.xml": b"<x/>"}), "other_archive"),
    "any archive": (zipped({"a.csv": b"kenmerk;need\n"}), "other_archive"),
    "an old workbook or one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "old_or_locked",
    ),
    "half a workbook": (workbook()[:600], "broken"),
    "the start of one": (b"PK\x03\x04", "broken"),
    "a thousand parts": (workbook(**{f"xl/{n}.xml": b"" for n in range(1_001)}), "parts"),
    "a sheet that is no XML": (with_sheet(b"kenmerk;need\n"), "broken"),
    "a cell in the last corner": (
        with_sheet(
            sheet(f'{HEADER}<row r="1048576">{cell("XFD1048576", "x")}</row>')
        ),
        "unpacked",
    ),
    "a cell that lies about its place": (
        with_sheet(sheet(f'{HEADER}<row r="2">{cell("ZZZZZZZZZZ99999999999999", "x")}</row>')),
        "broken",
    ),
    "a cell far to the right": (
        with_sheet(sheet(f'{HEADER}<row r="2">{cell("ZZ2", "x")}</row>')),
        "columns",
    ),
    "a cell far below": (
        with_sheet(sheet(f'{HEADER}<row r="900000">{cell("A900000", "x")}</row>')),
        "rows",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    """The words are those of the reason; nothing that stood in the file is repeated."""
    begin = time.monotonic()
    assert refusal(content) == REASONS[code].nl
    assert time.monotonic() - begin < 20


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    """A gigabyte of blanks in a megabyte: by its ratio, long before the end."""
    bomb = workbook(**{"xl/media/image1.png": bytes(60_000_000)})
    with pytest.raises(WorkbookRefused) as refused:
        check_archive(bomb)
    assert refused.value.code == "unpacked"
    assert MOST_RATIO * len(bomb) < 60_000_000


def test_many_parts_together_are_a_bomb_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each below every limit; the sum counts."""
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3_000_000)
    with pytest.raises(WorkbookRefused):
        check_archive(workbook(**{f"xl/{n}.bin": bytes(900_000) for n in range(4)}))


def test_sizes_that_a_file_states_of_itself_are_not_believed() -> None:
    """The list of contents says ten bytes where sixty million come out."""
    content = bytearray(workbook(**{"xl/media/image1.png": bytes(60_000_000)}))
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/image1.png"))
    struct.pack_into("<L", content, entry + 24, 10)
    assert refusal(bytes(content)) == REASONS["unpacked"].nl


def test_two_parts_of_one_name_are_no_workbook() -> None:
    """One reader would take the first and another the last."""
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("xl/worksheets/sheet1.xml", PLAIN)
    assert refusal(out.getvalue()) == REASONS["broken"].nl


def test_too_many_sheets_or_columns() -> None:
    """What is left has to be chosen by a person."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for _ in range(MOST_SHEETS + 1):
            book.add_worksheet()
    assert refusal(out.getvalue()) == REASONS["sheets"].nl
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["x"] * (MOST_COLUMNS + 1))
    assert refusal(out.getvalue()) == REASONS["columns"].nl


def test_a_formula_is_not_worked_out() -> None:
    """What counts is what Excel kept of it; a text that looks like one is refused by the reader."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["kenmerk", "weekly_hours", "need"])
        page.write(1, 0, "D-1")
        page.write_formula(1, 1, '=WEBSERVICE("http://127.0.0.1:9/")', None, 24)
        page.write_string(1, 2, '=HYPERLINK("http://127.0.0.1:9/","x")')
    assert as_csv(out.getvalue()).splitlines()[1].startswith(b"D-1;24;")
    assert table_of(out.getvalue()).rows[0][1][2].startswith("=HYPERLINK")


def test_cells_come_as_the_dutch_form_writes_them() -> None:
    """Dates, durations of more than a day, decimals, yes and no; rows keep the numbers of Excel."""
    import datetime  # beside its only use

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        clock = book.add_format({"num_format": "[h]:mm"})
        page.write_row(2, 0, ["kenmerk", "dag", "duur", "getal", "waar"])
        page.write_number(4, 0, 12345)
        page.write_datetime(4, 1, datetime.datetime(2026, 2, 1), day)
        page.write_datetime(4, 2, datetime.timedelta(hours=30, minutes=15), clock)
        page.write_number(4, 3, 24.5)
        page.write_boolean(4, 4, boolean=True)
    table = table_of(out.getvalue())
    assert table.rows == ((5, ("12345", "2026-02-01", "30:15", "24,5", "ja")),)
