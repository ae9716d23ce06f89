"""How a line of the log is written: of an error its class and its place, never its message."""

import copy
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LineFormatter(logging.Formatter):
    """Writes a line, and below it where an error was raised, without what the error says.

    What an error says may hold what stood in a form or in a row: PostgreSQL repeats a whole row
    where it refuses one, and Python the text that is no number.
    """

    def formatTime(  # noqa: N802 - as logging has it
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002 - there is one form
    ) -> str:
        """Give the moment with its distance to UTC: the hour from 2 to 3 comes twice a year."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).astimezone()
        return moment.isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, without what another handler may have made of the same error."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - as logging has it
        """Give the places that led to an error, and to the errors that it came from."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            places = "".join(traceback.format_tb(error.__traceback__))
            told.append(f"{places}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich came of\n".join(told)
