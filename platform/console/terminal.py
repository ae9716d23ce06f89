"""Tables on the terminal: as wide as it is, and whole when the output goes elsewhere."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH_OF_A_FILE = 240  # signs; a file or pipe has no width, and must not cut anything off


def show_table(*, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows below headings; what does not fit is folded, never cut off."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in columns:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: brackets in a cell are no mark-up
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_OF_A_FILE)
    console.print(table)
