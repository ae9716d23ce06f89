"""What people type is read as they mean it, or refused."""

from datetime import date

import pytest

from assessments import entry


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12", 720), ("12,5", 750), ("12.5", 750), ("12:30", 750), (" 12 uur ", 720), ("0", 0),
        ("7u", 420), ("1.040", 62_400), ("1,040", 62_400), ("1.040,5", 62_430), ("12,33", 740),
        ("36:00", 2160), ("0:05", 5),
    ],
)  # fmt: skip
def test_hours(text: str, minutes: int) -> None:
    """With a comma, a point or a colon; with the word behind it."""
    assert entry.hours(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "twaalf", "-3", "12:60", "12,345,6", "1e3", "½", "12;30", "١٢", "12,", "," * 9]
)
def test_what_is_no_number_of_hours(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(entry.NotReadable):
        entry.hours(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [("35", 3500), ("35,5", 3550), ("35 %", 3500), ("7.25%", 725), ("100", 10000)],
)
def test_percentages(text: str, points: int) -> None:
    """With or without the sign."""
    assert entry.percentage(text) == points


@pytest.mark.parametrize(
    "text", ["31-12-2025", "31/12/2025", "31.12.2025", "31 12 2025", "2025-12-31"]
)
def test_dates(text: str) -> None:
    """Day first as the Dutch write it, or year first as machines do."""
    assert entry.day(text) == date(2025, 12, 31)


@pytest.mark.parametrize("text", ["", "31-02-2025", "12-31-2025", "31-12-25", "gisteren", "2025"])
def test_what_is_no_date(text: str) -> None:
    """A day that does not exist is no date, and years have four digits."""
    with pytest.raises(entry.NotReadable):
        entry.day(text)


@pytest.mark.parametrize("minutes", [0, 5, 750, 1440, 62_430])
def test_hours_are_shown_as_they_can_be_typed(minutes: int) -> None:
    """A form that is sent back unchanged changes nothing."""
    assert entry.hours(entry.hours_as_typed(minutes)) == minutes


@pytest.mark.parametrize("points", [0, 3500, 3550, 725, 5])
def test_percentages_are_shown_as_they_can_be_typed(points: int) -> None:
    """A form that is sent back unchanged changes nothing."""
    assert entry.percentage(entry.percentage_as_typed(points)) == points


def test_whole_numbers() -> None:
    """No decimals and no signs."""
    assert entry.whole_number(" 12 ") == 12
    for text in ("", "1,5", "-1", "twee"):
        with pytest.raises(entry.NotReadable):
            entry.whole_number(text)
