"""A report as a workbook: as it is read, every figure on a line, and what it is of."""

import io
from itertools import count

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from policy_profiles.reading.export import for_a_spreadsheet
from reports.faces.lines import FIELDS, flat_lines
from reports.layout import LaidOut, Table, laid_out
from reports.queries import Kept

_WIDE, _NARROW = 48, 20


def report_xlsx(kept: Kept, language: str) -> bytes:
    """Write the report as XLSX; texts are texts, so none is run as a formula."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    found = laid_out(kept, language)
    with translation.override(language), xlsxwriter.Workbook(content, options) as book:
        created = kept.made_at.replace(tzinfo=None)
        book.set_properties({"title": f"{found.title}: {found.subtitle}", "created": created})
        _as_read(book, found)
        _figures(book, kept, language)
        _about(book, found)
    return content.getvalue()


def _as_read(book: xlsxwriter.Workbook, found: LaidOut) -> None:
    sheet = book.add_worksheet(_("Rapport"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    large = book.add_format({"bold": True, "font_size": 16})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 12, _NARROW)
    rows = count()
    sheet.write_string(next(rows), 0, _safe(found.title), large)
    for text in (found.subtitle, *found.marks, found.lead):
        sheet.write_string(next(rows), 0, _safe(text))
    for section in found.sections:
        next(rows)
        sheet.write_string(next(rows), 0, _safe(section.title), bold)
        if section.text:
            sheet.write_string(next(rows), 0, _safe(section.text))
        for table in section.tables:
            _table(sheet, rows, table, (bold, plain))
        for label, story in section.stories:
            sheet.write_string(next(rows), 0, _safe(f"{label}: {story}"), plain)


def _table(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: "count[int]",
    table: Table,
    formats: tuple[xlsxwriter.format.Format, xlsxwriter.format.Format],
) -> None:
    bold, plain = formats
    head = next(rows)
    for column, text in enumerate((table.caption, *table.columns)):
        sheet.write_string(head, column, _safe(text), bold)
    for row in table.rows:
        place = next(rows)
        label = f"{row.label} ({row.unit})" if row.unit else row.label
        sheet.write_string(place, 0, _safe(label), plain)
        for column, cell in enumerate(row.cells, start=1):
            if cell is not None:
                beside = "; ".join(text for text in (cell.interval, cell.counted) if text)
                text = f"{cell.text} ({beside})" if beside else cell.text
                sheet.write_string(place, column, text, plain)


def _figures(book: xlsxwriter.Workbook, kept: Kept, language: str) -> None:
    """Every figure as a number, for who reckons on."""
    sheet = book.add_worksheet(_("Cijfers"))
    head = book.add_format({"bold": True, "bottom": 1})
    for column, name in enumerate(FIELDS):
        sheet.write_string(0, column, name, head)
    number = 0
    for number, line in enumerate(flat_lines(kept, language), start=1):
        for column, value in enumerate(line[name] for name in FIELDS):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, _safe(value))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(FIELDS) - 1)


def _about(book: xlsxwriter.Workbook, found: LaidOut) -> None:
    sheet = book.add_worksheet(_("Over dit rapport"))
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    for number, (name, text) in enumerate((*found.facts, *found.method)):
        sheet.write_string(number, 0, _safe(name), bold)
        sheet.write_string(number, 1, _safe(text), plain)


def _safe(text: str) -> str:
    return str(for_a_spreadsheet(text))
