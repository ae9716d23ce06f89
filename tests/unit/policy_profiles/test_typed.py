"""Quantities are read as people type them, Dutch and English, and written back the same way."""

import pytest
from django.utils import translation

from policy_profiles.drafts.typed import NotReadable, read, written
from rulebook.parameter import PARAMETERS

HOURS = PARAMETERS["hours.minimum_weekly"]  # minutes, 0 to 2400
PART = PARAMETERS["wage_value.minimum"]  # basis points
MONEY = PARAMETERS["tariff.hourly"]  # cents, 100 to 50000
AMOUNTS = PARAMETERS["intensity.amounts"]  # cents, to 10000000
MONTHS = PARAMETERS["contract.minimum_months"]  # 0 to 24


@pytest.mark.parametrize(
    ("parameter", "text", "language", "value"),
    [
        (HOURS, "12", "nl", 720),
        (HOURS, "12:30", "nl", 750),
        (HOURS, "12,5 uur", "nl", 750),
        (HOURS, "12.5", "nl", 750),
        (HOURS, "12.5 hours", "en", 750),
        (HOURS, "0:05", "nl", 5),
        (HOURS, "0:00", "nl", 0),
        (PART, "12,5 %", "nl", 1250),
        (PART, " 35% ", "nl", 3500),
        (PART, "12.25", "en", 1225),
        (MONEY, "€ 75,00", "nl", 7500),
        (AMOUNTS, "1.234,50", "nl", 123450),
        (AMOUNTS, "1,234.50", "en", 123450),
        (AMOUNTS, "12.345", "nl", 1234500),
        (MONTHS, "6", "nl", 6),
    ],
)
def test_what_people_type_is_read(parameter, text, language, value):
    assert read(parameter, text, language) == value


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        (HOURS, "twaalf"),
        (HOURS, "12:75"),
        (HOURS, "2,333"),
        (HOURS, ""),
        (HOURS, "-3"),
        (HOURS, "1" * 30),
        (HOURS, "1e3"),
        (HOURS, "1_000"),
        (PART, "100,01"),
        (PART, "12,345"),
        (MONEY, "0,50"),
        (MONTHS, "2,5"),
        (MONTHS, "25"),
        (AMOUNTS, "1,2,3"),
    ],
)
def test_what_is_no_quantity_or_out_of_bounds_is_refused(parameter, text):
    with pytest.raises(NotReadable) as refused:
        read(parameter, text, "nl")
    assert str(refused.value)


def test_the_limits_are_told_in_the_unit_of_the_reader():
    with translation.override("nl"), pytest.raises(NotReadable) as refused:
        read(HOURS, "99", "nl")
    assert str(refused.value) == "Vul een getal in van 0 tot en met 40 uur."


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("parameter", [HOURS, PART, AMOUNTS])
def test_what_is_written_is_read_back_the_same(parameter, language):
    for value in (0, 1, 7, 45, 60, 90, 123, 750, 1000, 1250, 2400):
        assert read(parameter, written(parameter, value, language), language) == value
