"""A browser that keeps where it went, and a log that keeps what it was told; for tests."""

import logging

from django.http import HttpResponse
from django.test import Client


class Walker(Client):
    """A browser that keeps each address that it asked for, or was led to."""

    walked: list[str] = []

    def request(self, **request: object) -> HttpResponse:
        """Ask, and keep the address."""
        answer = super().request(**request)
        query = request.get("QUERY_STRING", "")
        self.walked.append(f"{request['PATH_INFO']}?{query} {answer.get('Location', '')}")
        return answer


class Lines(logging.Handler):
    """Every line of the log, of every level, with its traceback; as the terminal shows it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        [terminal] = [each for each in logging.root.handlers if each.name == "terminal"]
        self.setFormatter(terminal.formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))
