"""To whom the decision on an objection is sent."""

from collections.abc import Mapping

from assessments.letters.codes import Reader
from assessments.objections.codes import Kind, LodgedBy, Outcome
from assessments.objections.queries import ObjectionRow

#: As which reader of letters each can lodge something.
READER_OF: Mapping[LodgedBy, Reader] = {
    LodgedBy.PERSON: Reader.CLIENT,
    LodgedBy.EMPLOYER: Reader.EMPLOYER,
    LodgedBy.OTHER: Reader.OTHER,
}


def may_be_told(row: ObjectionRow) -> bool:
    """Whether there is an outcome of ours to write of."""
    ended = row.ended
    return row.kind is Kind.OBJECTION and ended is not None and ended.outcome != Outcome.WITHDRAWN


def readers_of(row: ObjectionRow) -> tuple[Reader, ...]:
    """Give whom the decision is sent to: the person, and whoever else objected (Awb 7:12, 2).

    That a person objected is no business of the workplace, and the coach is no party to it.
    """
    if not may_be_told(row):
        return ()
    return tuple(dict.fromkeys((Reader.CLIENT, objector_of(row))))


def objector_of(row: ObjectionRow) -> Reader:
    """Give as the reader of a letter who objected."""
    return READER_OF[row.lodged_by]
