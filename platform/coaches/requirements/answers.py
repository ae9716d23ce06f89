"""The answers of a requirement, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from coaches.requirements.rows import CoachRow, OrganisationRow
from rulebook import wording
from rulebook.parameter import ParameterValue
from rulebook.text import Text

MET: Final = "met"
NOT_MET: Final = "not_met"
NOT_KNOWN: Final = "not_known"
#: Of an organisation that was judged on it when it was recognised or put on the list.
JUDGED_ALREADY: Final = "judged_already"

Row = TypeVar("Row", CoachRow, OrganisationRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a policy states of a requirement, and the day that counts."""

    value: ParameterValue
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a requirement is met, what was found, and the last day on which that holds."""

    outcome: str
    found: Text | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Generic[Row]):
    """One thing that a policy may ask and that no criterion of the rulebook looks at.

    `forms` are those of support that it is asked for.
    """

    parameter: str
    forms: tuple[str, ...]
    answer: Callable[[Row, Asked], Answer]


UNKNOWN: Final = Answer(outcome=NOT_KNOWN)


def yes(known: bool | None, *, found: Text | None = None, until: date | None = None) -> Answer:
    """Answer by what has to be so; None is not known."""
    if known is None:
        return UNKNOWN
    return Answer(outcome=MET if known else NOT_MET, found=found, until=until if known else None)


def at_least(number: int | None, least: ParameterValue, *, unit: str) -> Answer:
    """Answer by a number that may not be lower."""
    if number is None:
        return UNKNOWN
    return yes(isinstance(least, int) and number >= least, found=in_words(number, unit))


def at_most(number: int | None, most: ParameterValue, *, unit: str) -> Answer:
    """Answer by a number that may not be higher."""
    if number is None:
        return UNKNOWN
    return yes(isinstance(most, int) and number <= most, found=in_words(number, unit))


def in_words(value: int, unit: str) -> Text:
    """Write a quantity in both languages."""
    return Text(wording.quantity(value, unit, "nl"), wording.quantity(value, unit, "en"))
