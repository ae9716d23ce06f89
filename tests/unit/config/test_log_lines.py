"""The log names an error and its place, and repeats nothing of what it says."""

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest

from config.log_lines import LineFormatter

TYPED = "Zwaluwei"


def _line_of(broken: Exception) -> str:
    record = logging.LogRecord(
        "platform", logging.ERROR, __file__, 1, "It broke", (),
        (type(broken), broken, broken.__traceback__),
    )  # fmt: skip
    logging.Formatter().format(record)  # as another handler leaves it behind
    return LineFormatter("{message}", style="{").format(record)


def _raise_from_a_cell(cell: str) -> None:
    try:
        int(cell)
    except ValueError as unreadable:
        raise LookupError(f"No row for {cell}") from unreadable


def test_an_error_and_what_it_came_from_are_named_without_their_words() -> None:
    try:
        _raise_from_a_cell(TYPED)
    except LookupError as broken:
        line = _line_of(broken)
    assert line.startswith("It broke\n")
    assert "builtins.LookupError" in line
    assert "builtins.ValueError" in line
    assert "in _raise_from_a_cell" in line
    assert TYPED not in line


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "UTC"])
def test_the_moment_of_a_line_says_how_far_it_is_from_utc(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an hour that comes twice in autumn it is told which, and machines elsewhere agree."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    twice = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    told = []
    for hour in (twice, twice + timedelta(hours=1)):
        record = logging.makeLogRecord({"msg": "", "created": hour.timestamp()})
        told.append(LineFormatter("{asctime}", style="{").format(record))
    assert [datetime.fromisoformat(one) for one in told] == [twice, twice + timedelta(hours=1)]
    assert told[0] != told[1]
    monkeypatch.undo()
    time.tzset()
