"""Which files a report can be taken along as: a table from the end of a name to who writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from reports.faces.as_csv import report_csv
from reports.faces.as_parquet import report_parquet
from reports.faces.as_pdf import report_pdf
from reports.faces.as_xlsx import report_xlsx
from reports.queries import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A kind of file: what writes it, in a language, and what it is called on the web."""

    write: Callable[[Kept, str], bytes]
    content_type: str


FACES: Final[Mapping[str, Face]] = {
    "pdf": Face(write=report_pdf, content_type="application/pdf"),
    "xlsx": Face(
        write=report_xlsx,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": Face(write=report_csv, content_type="text/csv; charset=utf-8"),
    "parquet": Face(write=report_parquet, content_type="application/vnd.apache.parquet"),
}
