"""Reading the file that a page gives."""

import csv
import io


def rows_of(answer):
    """The lines of a CSV as Dutch Excel opens it."""
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
