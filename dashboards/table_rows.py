"""The rows of a card's table as HTML: of hundreds of organisations a template took too long."""

from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dashboards.card import Card, Record, TableRow


def rows_of(card: Card) -> SafeString:
    """Return the rows; each cell says its column, by which a phone shows it as a sheet."""
    columns = [escape(column) for column in card.columns]
    return mark_safe("".join(_row(row, columns) for row in card.rows))  # noqa: S308 - escaped


def _row(row: TableRow, columns: list[str]) -> str:
    header = escape(row.header)
    if row.link:
        header = f'<a href="{escape(row.link)}">{header}</a>'
    cells = "".join(
        _cell(record, column) for record, column in zip(row.cells, columns, strict=True)
    )
    return f'<tr><th scope="row">{header}</th>{cells}</tr>'


def _cell(record: Record | None, column: str) -> str:
    if record is None:
        return '<td class="ml-number"></td>'
    text = record.text
    told = _hidden(text) if record.figure.is_hidden else escape(text)
    return f'<td class="ml-number" data-label="{column}">{told}</td>'


@lru_cache(maxsize=64)
def _hidden(reason: str) -> SafeString:
    """Return the mark of a hidden cell: there are hundreds of them and a few reasons."""
    rendered = render_to_string("components/suppressed.html", {"reason": reason})
    return mark_safe(rendered.strip())  # noqa: S308 - escaped by the template
