"""A profile as a workbook: the rules on one sheet, what it is of on another."""

import io
from datetime import datetime, time

import xlsxwriter
from django.utils.translation import gettext as _

from policy_profiles.reading.export import for_a_spreadsheet
from reports.profile_report import ProfileReport

_WIDTHS = (28, 42, 34, 34, 60)


def as_xlsx(report: ProfileReport) -> bytes:
    """Write the report as XLSX; texts are texts, so none is run as a formula."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": report.title, "created": datetime.combine(report.on, time())})
        _rules(book, report)
        _about(book, report)
    return content.getvalue()


def _rules(book: xlsxwriter.Workbook, report: ProfileReport) -> None:
    sheet = book.add_worksheet(_("Beleid"))
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    other = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    headings = (
        _("Onderwerp"),
        _("Beleidsregel"),
        _("Waarde"),
        _("Bij UWV"),
        _("Waar het staat"),
    )
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    rows = [(section.label, row) for section in report.sections for row in section.rows]
    for number, (label, row) in enumerate(rows, start=1):
        baseline = "\n".join(row.baseline) if row.deviates else _("gelijk")
        texts = (label, row.label, "\n".join(row.values), baseline, "\n".join(row.origins))
        for column, text in enumerate(texts):
            sheet.write_string(
                number,
                column,
                str(for_a_spreadsheet(text)),
                other if row.deviates and column == 2 else plain,
            )
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _about(book: xlsxwriter.Workbook, report: ProfileReport) -> None:
    sheet = book.add_worksheet(_("Over dit beleid"))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    told = [
        (_("Profiel"), report.title),
        (_("Stand"), report.subtitle),
        (_("Wat het is"), report.description),
        (_("Let op"), report.warning),
        (_("Samengevat"), report.summary),
        *report.facts,
    ]
    for number, (name, text) in enumerate(line for line in told if line[1]):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, str(for_a_spreadsheet(text)), plain)
