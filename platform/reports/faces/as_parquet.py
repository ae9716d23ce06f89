"""A report as Parquet, a row for each figure, with the types of its columns."""

import io

from reports.faces.lines import FIELDS, flat_lines
from reports.queries import Kept


def report_parquet(kept: Kept, language: str) -> bytes:
    """Write the same lines as the CSV; what is hidden is null. The name of the report goes along.

    The library is loaded here and not at the start of a server, which needs none of it.
    """
    import pyarrow
    from pyarrow import parquet

    kinds = {str: pyarrow.string(), int: pyarrow.int64()}
    named = {"report": str(kept.id), "content_hash": kept.content_hash}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in FIELDS.items()], metadata=named)
    table = pyarrow.Table.from_pylist(list(flat_lines(kept, language)), schema=schema)
    content = io.BytesIO()
    parquet.write_table(table, content)
    return content.getvalue()
