"""Identifiers of rows: of version 7, and in the order in which they were made."""

from itertools import count
from uuid import RFC_4122

import pytest

from tenants import identifiers
from tenants.identifiers import uuid7, uuid7_texts, uuid7s

MOMENT = 1_700_000_000_000_000_000  # nanoseconds
TICK = 300  # nanoseconds: sooner after each other than rows can be made


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on a little each time it is read."""
    moments = count(MOMENT, TICK)
    monkeypatch.setattr(identifiers, "time_ns", lambda: next(moments))


def test_an_identifier_is_what_the_standard_calls_version_7():
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == MOMENT // 1_000_000


def test_rows_stand_in_the_order_in_which_they_were_made():
    """Within a millisecond as well: what one action writes down is read back as it happened."""
    made = [uuid7() for _ in range(500)]
    assert made == sorted(made)
    assert made[0].int >> 80 == made[-1].int >> 80


def test_rows_made_together_stand_in_their_order():
    for together in (uuid7s(1000), uuid7_texts(1000)):
        assert together == sorted(set(together))
